"""The masks, in one place: as SQL, applied before data leaves the warehouse, and for what we say ourselves.

Three classes. `restricted`, the workbook and the slips of whoever visits: the head's full name, numbers masked.
`office`, every other list, the analysts' tables and the pages: names and numbers masked. `public`: counts alone.
Numbers and names that stand where they do not belong are covered in every class. Of a minor (个人信息保护法 art. 28, 31)
a masked name is 小* and no part of the number is shown, in every class; `minor` says who is one.

One convention for the whole system, because two different masks of one person can be joined back to the
full number. Source: reliability study 1.1 (practice varies; ours is 6+4 for numbers).
"""

import hashlib
import hmac
import re
import unicodedata
from typing import Literal

_DIGIT = "[0-9０-９]"
_GAP = r"[ \x{a0}\x{2000}-\x{200b}\x{2010}-\x{2015}\x{3000}._/－-]"
_EDGE = "[^0-9A-Za-z０-９]"

LONG_NUMBER = f"{_DIGIT}{{15,}}[XxＸｘ]?"
"""A run of digits this long can be an identity or an account number, never a date or a time of day."""

SPACED_NUMBER = (
    f"(^|{_EDGE})(?:"
    # 990101 19880101 1234, and with the day of birth cut up; the numbers of fifteen digits.
    f"{_DIGIT}{{6}}{_GAP}{{0,3}}{_DIGIT}{{4}}{_GAP}{{0,3}}{_DIGIT}{{2}}{_GAP}{{0,3}}{_DIGIT}{{2}}{_GAP}{{0,3}}{_DIGIT}{{3}}[0-9０-９XxＸｘ]"
    f"|{_DIGIT}{{6}}{_GAP}{{1,3}}{_DIGIT}{{6}}{_GAP}{{1,3}}{_DIGIT}{{3}}"
    # A mobile phone.
    f"|(?:[+＋]?86{_GAP}{{0,3}})?[1１][3-9３-９]{_DIGIT}{_GAP}{{0,3}}{_DIGIT}{{4}}{_GAP}{{0,3}}{_DIGIT}{{4}}"
    # A bank card in fours.
    f"|[3-6３-６]{_DIGIT}{{3}}(?:{_GAP}{{1,3}}{_DIGIT}{{4}}){{3}}(?:{_GAP}{{1,3}}{_DIGIT}{{1,3}})?"
    f")($|{_EDGE})"
)
"""The same with gaps, and phones. Our own numbers (W370902-20220622-000017) begin with a letter and are none."""

COMPOUND_SURNAMES = (
    "欧阳",
    "司马",
    "上官",
    "诸葛",
    "东方",
    "皇甫",
    "尉迟",
    "公孙",
    "慕容",
    "令狐",
    "夏侯",
    "司徒",
)


def name(expression: str, *, of: str) -> str:
    """李*, 张*丰, 欧阳**; of a name with a middle dot the first part only; a minor's is 小*. `of` is the bearer's
    `person_no`. Reads `minor`."""
    return f"CASE WHEN {expression} IS NOT NULL AND {_is_minor(of)} THEN '小*' ELSE {_name(expression)} END"


def _name(expression: str) -> str:
    compounds = ", ".join(f"'{surname}'" for surname in COMPOUND_SURNAMES)
    return (
        f"CASE WHEN contains({expression}, '·') THEN split_part({expression}, '·', 1) || '·*' "
        f"WHEN length({expression}) <= 1 THEN '*' "
        f"WHEN length({expression}) > 2 AND left({expression}, 2) IN ({compounds}) "
        f"THEN left({expression}, 2) || repeat('*', length({expression}) - 2) "
        f"WHEN length({expression}) = 2 THEN left({expression}, 1) || '*' "
        f"ELSE left({expression}, 1) || repeat('*', length({expression}) - 2) || right({expression}, 1) END"
    )


def _is_minor(of: str) -> str:
    return f"{of} IN (SELECT person_no FROM minor)"


def identity_number(expression: str, *, of: str) -> str:
    """990101********1013: the region and the last four; of a minor's nothing. The key of a row is the warning's number,
    never this. `of` as in `name`."""
    return f"CASE WHEN {_is_minor(of)} THEN '' ELSE {_identity_number(expression)} END"


def _identity_number(expression: str) -> str:
    return f"left({expression}, 6) || '********' || right({expression}, 4)"


def last_four(expression: str, *, of: str) -> str:
    """The end of an identity number, by which people of one name and age are told apart; null of a minor's."""
    return f"CASE WHEN {_is_minor(of)} THEN NULL ELSE right({expression}, 4) END"


def full_name(expression: str) -> str:
    """A name as it is, for the restricted class; a number that somebody put in its place is covered."""
    return f"CASE WHEN regexp_matches({expression}, '{_DIGIT}{{6,}}') THEN {_name(expression)} ELSE {expression} END"


def free_text(expression: str) -> str:
    """File names, stations and remarks are other people's text: a number in them that may be a person's is covered."""
    covered = f"regexp_replace({expression}, '{LONG_NUMBER}', '***', 'g')"
    # Twice: what ends one number may be what the next one begins with.
    for _ in range(2):
        covered = f"regexp_replace({covered}, '{SPACED_NUMBER}', '\\1***\\2', 'g')"
    return covered


def without_numbers(text: str) -> str:
    """The same, of a text in hand."""
    covered = _LONG.sub("***", text)
    for _ in range(2):
        covered = _SPACED.sub(r"\1***\2", covered)
    return covered


def title(expression: str) -> str:
    """Whoever names a station or a giver writes freely, and may write a person's name. Reads `known_name`."""
    return f"CASE {_strays_name(expression)} ELSE {free_text(expression)} END"


def _strays_name(expression: str) -> str:
    return (
        f"WHEN {expression} IN (SELECT name FROM known_name WHERE is_minor) THEN '小*' "
        f"WHEN {expression} IN (SELECT name FROM known_name) THEN {_name(expression)}"
    )


def own_number(expression: str) -> str:
    """A paper's or a household's own number as it is, also where it has eighteen digits; an identity number, a phone, a
    bank card or a name that somebody took for it is covered. Reads `person`, `minor` and `known_name`."""
    return (
        f"CASE {_strays_name(expression)} "
        f"WHEN regexp_full_match({expression}, '1[3-9][0-9]{{9}}') "
        f"THEN left({expression}, 3) || '****' || right({expression}, 4) "
        f"WHEN {_is_card(expression)} THEN '****' || right({expression}, 4) "
        f"ELSE {_identity_within(expression)} END"
    )


def _is_card(expression: str) -> str:
    """A card of this country: 62, and its check digit is right, which of other numbers one in ten is."""
    doubled = "CAST(digit AS INTEGER) * (2 - place % 2)"
    sum_of_digits = (
        f"list_sum([{doubled} - CASE WHEN {doubled} > 9 THEN 9 ELSE 0 END "
        f"FOR digit, place IN string_split(reverse({expression}), '')])"
    )
    return f"CASE WHEN regexp_full_match({expression}, '62[0-9]{{14,17}}') THEN {sum_of_digits} % 10 = 0 END"


def _identity_within(expression: str) -> str:
    found = f"regexp_extract({expression}, '[0-9]{{17}}[0-9Xx]')"
    return (
        f"CASE WHEN upper({found}) IN (SELECT id_number FROM minor) THEN replace({expression}, {found}, '****') "
        f"WHEN upper({found}) IN (SELECT id_number FROM person) "
        f"THEN replace({expression}, {found}, {_identity_number(found)}) ELSE {expression} END"
    )


def sentence(expression: str, number: str) -> str:
    """A sentence of ours that tells a paper's own number, covered in it as it is where it stands alone."""
    return f"CASE WHEN {number} <> '' THEN replace({expression}, {number}, {own_number(number)}) ELSE {expression} END"


def household_key(expression: str) -> str:
    return _key("household", expression)


def person_key(expression: str) -> str:
    return _key("person", expression)


def _key(kind: str, expression: str) -> str:
    """A keyed pseudonym, HMAC-SHA-256 (RFC 2104), 80 bits of it: the same household always, and nobody's without the
    bureau's secret. A household that is called by its head's number has another key than the head. Reads the variables
    of `key_pads`: the secret itself stands in no statement, which an error would quote."""
    inner = f"sha256(getvariable('key_inner') || encode('{kind} ' || {expression}))"
    return f"left(sha256(getvariable('key_outer') || unhex({inner})), {KEY_LENGTH})"


KEY_LENGTH = 20


def key_pads(secret: str) -> dict[str, bytes]:
    """What a connection must know to make keys, as variables by name."""
    key = secret.encode()
    block = (key if len(key) <= 64 else hashlib.sha256(key).digest()).ljust(64, b"\0")
    pads = {"key_inner": 0x36, "key_outer": 0x5C}
    return {name: bytes(byte ^ pad for byte in block) for name, pad in pads.items()}


def key_of(kind: Literal["household", "person"], value: str, secret: str) -> str:
    """The same, of a value in hand."""
    return hmac.new(secret.encode(), f"{kind} {value}".encode(), "sha256").hexdigest()[:KEY_LENGTH]


# RE2 writes a mark by its number in its own way.
_LONG = re.compile(LONG_NUMBER)
_SPACED = re.compile(re.sub(r"\\x\{([0-9a-f]+)\}", lambda mark: chr(int(mark[1], 16)), SPACED_NUMBER))
_OWN = re.compile(r"(?<![0-9A-Za-z])[A-Z][0-9]{6,8}(?:-[0-9]{2,8}){1,2}(?![0-9])")
_DAY = re.compile(
    r"(?<![0-9])(?:19|20)[0-9]{2}([-./]?)(?:0?[1-9]|1[0-2])\1(?:0?[1-9]|[12][0-9]|3[01])(?![0-9])"
)
_CUT_UP = re.compile(r"(?:[0-9][\s.,_/、，‐-―-]{0,3}){14,}[0-9]")


def holds_a_number(text: str) -> bool:
    """Whether a text of somebody who was asked for none holds what may be a person's number, however it is cut up:
    an identity number of either length, a phone, an account. Our own numbers and days are none."""
    plain = "".join(
        mark for mark in unicodedata.normalize("NFKC", text) if unicodedata.category(mark) != "Cf"
    )
    others = _OWN.sub("；", plain)
    return without_numbers(others) != others or _CUT_UP.search(_DAY.sub("；", others)) is not None
