"""One cell's text as a value, by a few lines of Python of its own: identity, money, day, month, choice."""

import re
from datetime import date

from tests.fuzz.feeds import DAY, HOME_AREA, Column, Feed

STRAY = " \t\r'\u3000\u00a0\u200b\ufeff"
NARROW = str.maketrans("０１２３４５６７８９．－／：，ＸｘＥ＋年月", "0123456789.-/:,XxE+--")
SHEET_ERROR = re.compile(r"#(N/A|REF!|VALUE!|DIV/0!|NAME[?]|NUM!|NULL!)")
MANGLED_NUMBER = re.compile(r"[0-9](\.[0-9]+)?[eE]\+?[0-9]+")
"""How a spreadsheet writes a long number; its last digits are lost."""
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)

Value = str | int | date | None


def bare(text: str) -> str:
    return text.strip(STRAY)


def narrow(text: str) -> str:
    return bare(text).translate(NARROW)


def with_check(first17: str) -> str:
    """An identity number's seventeen digits with the eighteenth character (GB 11643)."""
    total = sum(int(digit) * weight for digit, weight in zip(first17, WEIGHTS, strict=True))
    return first17 + "10X98765432"[total % 11]


def a_day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def identity(text: str) -> str | None:
    """The eighteen characters of a number that can be somebody's."""
    found = narrow(text).replace(" ", "").upper()
    if re.fullmatch(r"[0-9]{15}", found):
        found = with_check(f"{found[:6]}19{found[6:]}")
    if not re.fullmatch(r"[0-9]{17}[0-9X]", found) or with_check(found[:17]) != found:
        return None
    born = a_day(found[6:10], found[10:12], found[12:14])
    return found if born and date(1880, 1, 1) <= born <= DAY else None


def money(text: str) -> int | None:
    """Fen. More digits than a long whole number of fen can hold are nobody's money."""
    found = narrow(text)
    shape = re.fullmatch(r"(-?)([0-9]{1,13}|[0-9]{1,3}(?:,[0-9]{3})+)(?:\.([0-9]{1,2}))?元?", found)
    if not shape:
        return None
    sign, whole, cents = shape.groups()
    digits = whole.replace(",", "")
    if len(digits.lstrip("0")) > 15:
        return None
    fen = int(digits) * 100 + int((cents or "0").ljust(2, "0"))
    return -fen if sign else fen


def day(text: str) -> date | None:
    found = re.sub(r"[/.]", "-", narrow(text).replace("日", ""))
    if re.fullmatch(r"[12][0-9]{3}-[0-9]{1,2}-[0-9]{1,2}", found):
        return a_day(*found.split("-"))
    if re.fullmatch(r"[12][0-9]{7}", found):
        return a_day(found[:4], found[4:6], found[6:])
    return None


def month(text: str) -> date | None:
    found = re.sub(r"[/.]", "-", narrow(text)).strip("-")
    if re.fullmatch(r"[12][0-9]{3}-[0-9]{1,2}", found):
        return a_day(*f"{found}-1".split("-"))
    if re.fullmatch(r"[12][0-9]{5}", found):
        return a_day(found[:4], found[4:], "1")
    return None


def choice(column: Column, text: str) -> str | None:
    found = bare(text)
    if found in column.choices.values():
        return found
    return column.choices.get(found, column.otherwise)


def value_of(column: Column, text: str) -> Value:
    """The cell's value; None when it is empty or cannot be believed."""
    if not bare(text):
        return None
    match column.kind:
        case "identity":
            return identity(text)
        case "money":
            return money(text)
        case "date":
            return day(text)
        case "month":
            return month(text)
        case "choice":
            return choice(column, text)
        case "region":
            digits = narrow(text)
            return digits if re.fullmatch(r"[0-9]+", digits) and len(digits) in column.digits else None
        case "code" if MANGLED_NUMBER.fullmatch(bare(text)):
            return None
        case _:
            return bare(text)


def believed(feed: Feed, column: Column, text: str) -> bool:
    """Whether the cell lets its row in."""
    if not bare(text):
        return not column.required
    if SHEET_ERROR.fullmatch(bare(text)):
        return False
    value = value_of(column, text)
    if value is None:
        return False
    if column.kind == "money":
        assert isinstance(value, int)
        return abs(value) <= feed.largest_fen and (value >= 0 or column.may_be_negative)
    if column.not_in_future and isinstance(value, date):
        return value <= DAY
    return not column.within_home or str(value).startswith(HOME_AREA)
