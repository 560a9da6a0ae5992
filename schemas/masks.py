"""The masks, in one place: as SQL, applied before data leaves the warehouse, and for what we say ourselves.

One convention for the whole system, because two different masks of one person can be joined back to the
full number. Source: reliability study 1.1 (practice varies; ours is 6+4 for numbers).
"""

import re

LONG_NUMBER = "[0-9０-９]{15,}[XxＸｘ]?"
"""A run of digits this long can be an identity or an account number, never a date or a time of day."""

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


def name(expression: str) -> str:
    """李*, 张*丰, 欧阳**; of a name with a middle dot the first part only."""
    compounds = ", ".join(f"'{surname}'" for surname in COMPOUND_SURNAMES)
    return (
        f"CASE WHEN contains({expression}, '·') THEN split_part({expression}, '·', 1) || '·*' "
        f"WHEN length({expression}) <= 1 THEN '*' "
        f"WHEN length({expression}) > 2 AND left({expression}, 2) IN ({compounds}) "
        f"THEN left({expression}, 2) || repeat('*', length({expression}) - 2) "
        f"WHEN length({expression}) = 2 THEN left({expression}, 1) || '*' "
        f"ELSE left({expression}, 1) || repeat('*', length({expression}) - 2) || right({expression}, 1) END"
    )


def identity_number(expression: str) -> str:
    """990101********1013: the region and the last four. The key of a row is the warning's number, never this."""
    return f"left({expression}, 6) || '********' || right({expression}, 4)"


def long_numbers(expression: str) -> str:
    """File names and remarks are other people's text: a number in them that may be a person's is covered."""
    return f"regexp_replace({expression}, '{LONG_NUMBER}', '***', 'g')"


def without_long_numbers(text: str) -> str:
    """The same, of a text in hand."""
    return re.sub(LONG_NUMBER, "***", text)


def identity_within(expression: str) -> str:
    """A paper's own number as it is, also where it has eighteen digits; an identity number that somebody took for it is
    covered. Reads `person`."""
    found = f"regexp_extract({expression}, '[0-9]{{17}}[0-9Xx]')"
    return (
        f"CASE WHEN upper({found}) IN (SELECT id_number FROM person) "
        f"THEN replace({expression}, {found}, {identity_number(found)}) ELSE {expression} END"
    )


def key(expression: str, secret: str) -> str:
    """A keyed pseudonym: the same person always, and nobody's without the bureau's secret."""
    return f"CASE WHEN {expression} IS NOT NULL THEN left(sha256('{secret}' || sha256('{secret}' || {expression})), 20) END"
