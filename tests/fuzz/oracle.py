"""What must become of a delivered file, worked out line by line without the reader that is being judged.

Each rule of reading stands in a function of its own. Where a file can honestly be read in two ways, both are told.
"""

import csv
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache, lru_cache
from itertools import pairwise
from typing import Literal

from tests.fuzz.cells import Value, bare, believed, identity, money, narrow, value_of
from tests.fuzz.feeds import FEEDS, Feed
from tests.fuzz.workbook import Cell, NotReadable, Sheet, read_book

DELIMITERS = (",", "\t", ";", "|")
HEADER_WITHIN = 10
LONGEST_LINE = 1 << 20
LONGEST_CELL = 131_072
"""Characters; csv's own limit, which a reader may or may not keep."""
MOST_COLUMNS = 500
GATE_FROM = 100
"""Rows from which the shares of refused rows and empty cells hold a delivery."""

PERSON = re.compile("(?<![0-9])([0-9]{15}|[0-9]{17}[0-9Xx])(?![0-9])")
OTHER_KINDS = (
    b"%PDF",
    b"\xd0\xcf\x11\xe0",
    b"PK\x05\x06",
    b"Rar!",
    b"7z\xbc\xaf\x27\x1c",
    b"\x1f\x8b",
    b"BZh",
    b"\xfd7zXZ",
)
"""How documents and archives begin."""

Outcome = Literal["row", "refused", "skipped"]


@dataclass
class Line:
    """One line below the header that is not blank."""

    number: int
    outcome: Outcome
    or_else: Outcome | None = None
    """What may as well become of it: two readings are honest."""
    values: dict[str, Value] = field(default_factory=dict)
    amount: int | None = None
    other: "Line | None" = None
    """The line read in another honest way."""
    amount_is_open: bool = False
    """If the line is refused, its amount may or may not have been read."""
    is_totals: bool = False
    """It may promise the sum of the whole file."""
    texts: dict[str, str] = field(default_factory=dict)
    """The cells as they were written; none where the line could not be split into fields."""

    def may_be_refused_unread(self) -> None:
        """Refusing the line as a whole is honest too; then no amount is read from it."""
        self.or_else = self.or_else or ("refused" if self.outcome == "row" else None)
        self.amount_is_open = True


@dataclass
class Prediction:
    state: Literal["loaded", "held", "open"]
    """`open`: nobody can say; then the accounts must be right and every row kept must stand in the file."""
    reason: str = ""
    rows_in: int | None = None
    lines: list[Line] = field(default_factory=list)
    may_hold: str = ""
    """Why holding the file is right as well."""


@dataclass(frozen=True)
class Head:
    """Where the header stands and what it says. `fit` counts the columns that it names."""

    place: int
    fit: int
    width: int
    places: dict[str, int]
    missing: tuple[str, ...]
    doubled: tuple[str, ...]
    headings: tuple[str, ...] = ()
    delimiter: str = ","


def predict(content: bytes, feed: Feed, *, is_damaged_archive: bool = False) -> list[Prediction]:
    """The honest outcomes of a file, the likeliest first."""
    if not content:
        return [Prediction("held", "empty file", 0)]
    if content.startswith(b"PK\x03\x04"):
        return predict_book(content, feed, is_damaged_archive=is_damaged_archive)
    if content[:65536].lstrip()[:1] == b"<" or content.startswith(OTHER_KINDS):
        return [Prediction("held", "another kind of file")]
    before = csv.field_size_limit(1 << 30)
    try:
        found = [predict_text(*decoded, feed) for decoded in decodings(content)]
    finally:
        csv.field_size_limit(before)
    return found or [Prediction("held", "no encoding fits")]


# --- text: encoding and lines --------------------------------------------------------------------------------


def decodings(content: bytes) -> list[tuple[bytes, str]]:
    """The file's bytes without their mark of order, with the encoding of each line: BOM, strict UTF-8, strict
    GB18030. A file with a broken line keeps the encoding that its header shows; where header and whole file speak
    for two encodings, both readings are honest."""
    for mark, encoding in ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        if content.startswith(mark):
            try:
                return [(content[2:].decode(encoding).encode(), "utf-8")]
            except UnicodeDecodeError:
                return []
    if content.startswith(b"\xef\xbb\xbf"):
        return [(content[3:], "utf-8")]
    if fits(content, "utf-8"):
        # A few GB18030 words (住院) are UTF-8 too, as letters that are no Chinese.
        is_chinese = any("\u3400" <= mark <= "\u9fff" for mark in content.decode())
        other = not content.isascii() and not is_chinese and fits(content, "gb18030")
        return [(content, "gb18030"), (content, "utf-8")] if other else [(content, "utf-8")]
    top = physical_lines(content[:65536])[:HEADER_WITHIN]
    found = []
    if any(not line.isascii() and fits(line, "utf-8") for line in top):
        found.append((content, "utf-8"))
    if fits(content, "gb18030") or any(fits(line, "gb18030") for line in top):
        found.append((content, "gb18030"))
    return found


def fits(raw: bytes, encoding: str) -> bool:
    try:
        raw.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def physical_lines(content: bytes) -> list[bytes]:
    """A line ends at every line feed, inside quotes too; in a file without any, at every carriage return."""
    end = b"\r" if b"\n" not in content and b"\r" in content else b"\n"
    lines = content.split(end)
    return lines[:-1] if lines[-1] == b"" else lines


def is_blank(raw: bytes, delimiter: str = ",") -> bool:
    return not raw.strip() and delimiter.encode() not in raw


# --- the header ----------------------------------------------------------------------------------------------


@lru_cache(1 << 14)
def plain(heading: str) -> str:
    return "".join(unicodedata.normalize("NFKC", heading).split()).strip("\ufeff'\"").lower()


@cache
def accepted(feed_name: str) -> dict[str, str]:
    return {
        plain(said): column.name
        for column in FEEDS[feed_name].columns
        for said in (*column.headings, column.name)
    }


def find_header(feed: Feed, rows: Sequence[tuple[int, dict[str, list[str]]]]) -> Head:
    """The best-fitting of the first ten lines, the first of equals; `rows` holds its cells by each delimiter."""
    within = HEADER_WITHIN
    for place, by_delimiter in rows[1:]:
        # From the first row with a person's number on there are data and no titles.
        if any(PERSON.search(cell) for cells in by_delimiter.values() for cell in cells):
            within = min(within, place)
    if rows and any(PERSON.search(cell) for cells in rows[0][1].values() for cell in cells):
        within = 1
    heads = [
        read_head(feed, place, cells, mark)
        for place, by_delimiter in rows
        if place < within
        for mark, cells in by_delimiter.items()
    ]
    return max(heads, key=lambda head: (head.fit, -head.place), default=Head(0, 0, 0, {}, ("all",), ()))


def read_head(feed: Feed, place: int, cells: list[str], delimiter: str) -> Head:
    names = accepted(feed.name)
    places: dict[str, int] = {}
    doubled = []
    for at, heading in enumerate(cells):
        name = names.get(plain(heading))
        if name is not None and name in places:
            doubled.append(name)
        elif name is not None:
            places[name] = at
    missing = tuple(column.name for column in feed.columns if column.required and column.name not in places)
    return Head(place, len(places), len(cells), places, missing, tuple(doubled), tuple(cells), delimiter)


def header_fault(head: Head) -> str:
    if head.missing:
        return f"columns missing: {', '.join(head.missing)}"
    if head.doubled:
        return f"columns twice: {', '.join(head.doubled)}"
    if head.width > MOST_COLUMNS:
        return f"{head.width} columns"
    return ""


def loose_cells(text: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader([text], delimiter=delimiter), [])
    except csv.Error:
        return []


# --- text: from lines to outcomes ----------------------------------------------------------------------------


def predict_text(content: bytes, encoding: str, feed: Feed) -> Prediction:
    raws = physical_lines(content)
    if b"\n" not in content and b"\r" in content and not fits(content, encoding):
        # Lines ended by carriage returns alone are only found in text: a broken byte holds the whole file.
        return Prediction("held", "broken byte in a file without line feeds")
    top = [
        (place, raw[:LONGEST_LINE].decode(encoding, "replace").rstrip("\r\n").lstrip("\ufeff"))
        for place, raw in enumerate(raws[:HEADER_WITHIN])
    ]
    rows = [(place, {mark: loose_cells(text, mark) for mark in DELIMITERS}) for place, text in top]
    head = find_header(feed, rows)
    rows_in = len(raws) - head.place - 1
    known_rows = rows_in if head.fit else None
    unreadable = not all(fits(raw, encoding) for raw in raws[: head.place + 1])
    if unreadable:
        known_rows = None
    if any("\r" in text for place, text in top if place <= head.place):
        # A carriage return inside the header or above it: whether the heading is cut there or whole, nobody can
        # say from the file, so a hold and a reading are both honest and only the accounts are judged.
        return Prediction("open", "carriage return in the header")
    if any(len(raw) > LONGEST_LINE for raw in raws):
        # Nothing is looked for in such a file, not even its header: the lines are counted from the first.
        return Prediction("held", "endless line")
    fault = header_fault(head)
    if fault:
        named = [
            set(read_head(feed, place, cells[head.delimiter], head.delimiter).places) for place, cells in rows
        ]
        if any(one - other and other - one for one, other in pairwise(named)):
            # Two lines that each name columns may be one heading over two lines: it ends with the lower.
            known_rows = None
        return Prediction("held", fault, known_rows)
    below = list(enumerate(raws[head.place + 1 :], start=head.place + 2))
    filled = [(number, raw) for number, raw in below if not is_blank(raw, head.delimiter)]
    if not filled:
        return Prediction("held", "header only", rows_in)
    lines = [text_line(raw, number, encoding, head, feed) for number, raw in filled]
    found = judged(feed, head, lines, rows_in)
    if unreadable:
        # A byte of the header that does not decode: its column is unknown, or the file is refused for it.
        found.may_hold = "header bytes"
    return found


def text_line(raw: bytes, number: int, encoding: str, head: Head, feed: Feed) -> Line:
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError:
        return unsplit_line(number, raw.decode(encoding, "replace").split(head.delimiter), head, feed)
    stray_return = text.endswith("\r\r") or text.startswith("\r")
    text = text.strip("\r")
    if "\0" in text or "\r" in text:
        return unsplit_line(number, text.split(head.delimiter), head, feed)
    if not text.strip():
        # White space that only Unicode calls so, or empty cells between tabs.
        return empty_line(number, feed)
    line = parsed_line(text, number, head, feed)
    if stray_return:
        # A carriage return too many beside a line feed is a clumsy line end or a broken line.
        line.may_be_refused_unread()
    if f'{head.delimiter} "' in text:
        # A space before a quote: part of the cell, or not.
        line.other = parsed_line(text, number, head, feed, skip_spaces=True)
    return line


def parsed_line(text: str, number: int, head: Head, feed: Feed, *, skip_spaces: bool = False) -> Line:
    """The line's cells by strict quoting, then their meaning."""
    loose = text.split(head.delimiter)
    if text.count('"') % 2:
        # Its marks do not pair: it may be the end of the line above.
        return unsplit_line(number, loose, head, feed)
    try:
        cells = next(csv.reader([text], delimiter=head.delimiter, strict=True, skipinitialspace=skip_spaces))
    except csv.Error:
        return unsplit_line(number, loose, head, feed)
    if len(cells) != head.width:
        return unsplit_line(number, cells, head, feed)
    line = typed_line(number, [Cell(cell) for cell in cells], head, feed)
    if any(len(cell) > LONGEST_CELL for cell in cells):
        line.may_be_refused_unread()
    return line


def unsplit_line(number: int, cells: list[str], head: Head, feed: Feed) -> Line:
    """A line that is not what the header promises; `cells` are the best guess at its fields. Totals and signatures
    need no fields: whoever knows them by their first words may skip them."""
    if not any(bare(cell) for cell in cells):
        return empty_line(number, feed)
    line = Line(number, "refused", "skipped" if looks_special(cells) else None)
    if GRAND_TOTALS.fullmatch(first_words(cells)):
        line.is_totals = True
        line.values = {
            name: money(cells[place])
            for name, place in head.places.items()
            if feed.column(name).kind == "money" and place < len(cells)
        }
    return line


def empty_line(number: int, feed: Feed) -> Line:
    """Nothing but delimiters and white space: a row whose required cells are empty, or no row at all."""
    return Line(number, "refused", "skipped", texts={column.name: "" for column in feed.columns})


def typed_line(number: int, cells: list[Cell], head: Head, feed: Feed) -> Line:
    """The outcome of a line with as many cells as the header."""
    if not any(bare(cell.text) for cell in cells):
        return empty_line(number, feed)
    if [cell.text.strip() for cell in cells] == [heading.strip() for heading in head.headings[: head.width]]:
        # The heading printed again, as on every page of a printed list.
        return Line(number, "skipped")
    line = Line(number, "row")
    for column in feed.columns:
        place = head.places.get(column.name)
        cell = cells[place] if place is not None else Cell("")
        eaten = column.kind == "identity" and cell.is_number
        # A number in an identity column has lost its last digits.
        if eaten or not believed(feed, column, cell.text):
            line.outcome = "refused"
        line.values[column.name] = None if eaten else value_of(column, cell.text)
        line.texts[column.name] = cell.text
    if feed.amount:
        amount = line.values[feed.amount]
        assert amount is None or isinstance(amount, int)
        line.amount = amount
        line.amount_is_open = has_many_digits(line.texts[feed.amount])
    mark_special(line, cells, feed)
    return line


def has_many_digits(text: str) -> bool:
    """So many that a reader may or may not call it a number."""
    return len(re.sub("[^0-9]", "", narrow(text).partition(".")[0])) > 13


# --- totals and footers --------------------------------------------------------------------------------------

TOTALS = re.compile("(合计|总计|小计|本页合计):?")
GRAND_TOTALS = re.compile("(合计|总计):?")
"""Only these promise the sum of the whole file; the others speak of a page or a part."""
FOOTER_WORD = (
    "(制表|填表|填报|审核|复核|审批|负责|单位负责|单位盖章|盖章|经办|联系|打印|导出|备注|附注|注|说明)"
)
FOOTER = re.compile(f"{FOOTER_WORD}[^:]{{0,8}}:")
ALMOST_FOOTER = re.compile(FOOTER_WORD)


def first_words(cells: Sequence[str]) -> str:
    """The first cell that is not empty, in half-width characters and without spaces."""
    first = next((cell for cell in cells if bare(cell).strip()), "")
    return "".join(unicodedata.normalize("NFKC", first).split())


def looks_special(cells: Sequence[str]) -> bool:
    return bool(TOTALS.fullmatch(first_words(cells)) or ALMOST_FOOTER.match(first_words(cells)))


def names_nobody(cell: str) -> bool:
    """The identity cell is empty, or it is where the word itself stands."""
    return not bare(cell) or bool(TOTALS.fullmatch(first_words([cell])))


def mark_special(line: Line, cells: list[Cell], feed: Feed) -> None:
    """A totals row or a footer is skipped; both only where the key cannot be typed."""
    texts = [cell.text for cell in cells]
    words = first_words(texts)
    identities = [column.name for column in feed.columns if column.kind == "identity"]
    has_no_person = all(names_nobody(line.texts[name]) for name in identities)
    key_is_typed = all(line.values[name] is not None for name in feed.key if feed.column(name).required)
    if TOTALS.fullmatch(words) and has_no_person:
        line.is_totals = bool(GRAND_TOTALS.fullmatch(words))
        # Where the key is a code, the word itself could be one.
        line.outcome, line.or_else = ("refused", "skipped") if key_is_typed else ("skipped", None)
    elif looks_special(texts) and sum(bool(bare(text)) for text in texts) <= 4:
        if any(identity(text) for text in texts):
            return
        sure = FOOTER.match(words) and not key_is_typed
        line.outcome, line.or_else = ("skipped", "refused") if sure else ("refused", "skipped")


Verdict = Literal["agrees", "differs", "open"]


def control_total(feed: Feed, lines: list[Line]) -> Verdict:
    """Whether the totals are the sums of all other rows, in every money column; `open` where either may be said."""
    columns = [column.name for column in feed.columns if column.kind == "money"]
    verdicts = {column_total(name, columns, lines) for name in columns}
    return "differs" if "differs" in verdicts else "open" if "open" in verdicts else "agrees"


def column_total(name: str, columns: list[str], lines: list[Line]) -> Verdict:
    """Of several totals rows the last speaks for the file, or all of them together do. A row that could not be split
    into fields, or whose cell is not empty and no amount, leaves the column open: then the file is not held."""
    totals = [line for line in lines if line.is_totals and line.values.get(name) is not None]
    if not totals:
        return "agrees"
    others = [
        line for line in lines if line not in totals and (line.outcome, line.or_else) != ("skipped", None)
    ]
    bearings = [bearing(line, name) for line in others]
    if "leaves open" in bearings:
        return "agrees"
    if "unsure" in bearings or any(has_many_digits(line.texts.get(name, "")) for line in totals):
        return "open"
    said = [amount for line in totals if isinstance(amount := line.values[name], int)]
    sums = {each: sum(amount_of(line, each) for line in others) for each in columns}
    if sums[name] in (said[-1], sum(said)):
        return "agrees"
    if any(not line.texts and line.values[name] in sums.values() for line in totals):
        # Fields of the totals row are missing, and its number is right for another column than the one it has slid
        # under: nobody can say that the file contradicts itself.
        return "agrees"
    return "open" if any(line.or_else for line in totals) else "differs"


def amount_of(line: Line, name: str) -> int:
    amount = line.values.get(name)
    return amount if isinstance(amount, int) else 0


def bearing(line: Line, name: str) -> Literal["adds", "leaves open", "unsure"]:
    """What a row that is no totals row does to the sum of a column."""
    text = line.texts.get(name, "")
    if not text and line.texts and line.other is None:
        return "adds"
    is_unsure = line.other or line.or_else or line.amount_is_open or has_many_digits(text)
    if is_unsure or (text and not bare(text)):
        return "unsure"
    return "adds" if line.values.get(name) is not None else "leaves open"


# --- the file as a whole -------------------------------------------------------------------------------------


def judged(feed: Feed, head: Head, lines: list[Line], rows_in: int) -> Prediction:
    found = Prediction("loaded", "", rows_in, lines)
    total = control_total(feed, lines)
    if total == "differs":
        return Prediction("held", "control total differs", rows_in)
    if total == "open":
        found.may_hold = "control total"
    if all("skipped" in (line.outcome, line.or_else) for line in lines):
        found.may_hold = "no row but totals and footers"
    if rows_in >= GATE_FROM:
        refused = sum(line.outcome == "refused" or line.or_else == "refused" for line in lines)
        if refused / rows_in > 0.19:
            found.may_hold = "share of refused rows"
        texts = ["".join(line.texts.values()) for line in lines]
        if sum("000" in text for text in texts) >= 3:
            found.may_hold = "numbers that end in 000"
    return found


def settle(
    lines: list[Line],
    quarantined: set[int],
    loaded: Mapping[int, Mapping[str, object]],
    *,
    as_rows: bool = False,
) -> list[Line]:
    """Where two readings are honest, the one that the reader chose. A line in quarantine can be there for itself or,
    with `as_rows`, because another contradicts it."""
    found = []
    for line in lines:
        if other := line.other:
            is_row = line.number not in quarantined
            known = loaded.get(line.number)
            if (line.outcome == "row") != is_row or (known is not None and known != line.values):
                line = other
            elif line.outcome == "refused" and line.amount is None:
                line = replace(line, amount=other.amount, amount_is_open=True)
        outcome = line.outcome
        if line.or_else:
            allowed = {line.outcome, line.or_else}
            if line.number in quarantined:
                outcome = "row" if as_rows and "row" in allowed else "refused"
            else:
                outcome = "row" if line.number in loaded or "row" in allowed else "skipped"
            outcome = outcome if outcome in allowed else line.outcome
        found.append(replace(line, outcome=outcome))
    return found


@dataclass
class Accounts:
    """Where every line went, and the money with it."""

    loaded: dict[int, dict[str, Value]] = field(default_factory=dict)
    collapsed: int = 0
    quarantined: dict[int, set[int | None]] = field(default_factory=dict)
    """Line -> the amounts that may stand beside it, in fen."""
    skipped: int = 0
    loaded_fen: int = 0


def accounts(feed: Feed, lines: list[Line], rows_in: int) -> Accounts:
    """Equal rows fold into the first; rows that contradict each other are kept apart together."""
    found = Accounts()
    rows = [line for line in lines if line.outcome == "row"]
    firsts: dict[tuple[Value, ...], Line] = {}
    for line in rows:
        content = tuple(line.values[column.name] for column in feed.columns)
        if content in firsts:
            found.collapsed += 1
        else:
            firsts[content] = line
    by_key: dict[tuple[Value, ...], list[Line]] = {}
    for line in firsts.values():
        by_key.setdefault(tuple(line.values[name] for name in feed.key), []).append(line)
    for alike in by_key.values():
        for line in alike:
            if any(other is not line and contradicts(feed, line, other) for other in alike):
                found.quarantined[line.number] = {line.amount}
            else:
                found.loaded[line.number] = line.values
                found.loaded_fen += line.amount or 0
    for line in lines:
        if line.outcome == "refused":
            found.quarantined[line.number] = {line.amount, *([None] if line.amount_is_open else [])}
    skipped = sum(line.outcome == "skipped" for line in lines)
    found.skipped = rows_in - len(lines) + skipped
    return found


def contradicts(feed: Feed, one: Line, other: Line) -> bool:
    """Rows under one key contradict each other, unless they are stays that do not overlap."""
    if feed.interval is None:
        return True
    start, end = feed.interval
    return _or(one.values[start], date.min) < _or(other.values[end], date.max) and _or(
        other.values[start], date.min
    ) < _or(one.values[end], date.max)


def _or(value: Value, otherwise: date) -> date:
    return value if isinstance(value, date) else otherwise


# --- workbooks -----------------------------------------------------------------------------------------------


def predict_book(content: bytes, feed: Feed, *, is_damaged_archive: bool = False) -> list[Prediction]:
    try:
        sheets = read_book(content)
    except NotReadable as error:
        return [Prediction("held", f"not readable: {error}")]
    tables = [sheet for sheet in sheets if is_table(feed, sheet)]
    if any(not sheet.is_ordered for sheet in (sheets[0], *tables)):
        # A reader that goes by row numbers passes rows over; none may be lost, so the file is held.
        return [Prediction("held", "row numbers go back")]
    if len(tables) > 1:
        return [Prediction("held", "several sheets with rows")]
    found = [predict_sheet(sheets[0], feed)]
    if tables and tables[0] is not sheets[0]:
        found.append(predict_sheet(tables[0], feed))
    for prediction in found:
        if is_damaged_archive and prediction.state == "held":
            prediction.rows_in = None
        if is_damaged_archive:
            # Whatever else is broken in the archive, refusing it loses nothing.
            prediction.may_hold = prediction.may_hold or "damaged archive"
        if len(sheets) > 1:
            prediction.may_hold = prediction.may_hold or "several sheets"
    return found


def is_table(feed: Feed, sheet: Sheet) -> bool:
    head = find_header(feed, _top(sheet))
    return not head.missing and sheet.last > head.place + 1


def _top(sheet: Sheet) -> list[tuple[int, dict[str, list[str]]]]:
    return [
        (number - 1, {",": [cell.text for cell in spread(sheet.rows.get(number, {}))]})
        for number in range(1, min(HEADER_WITHIN, sheet.last) + 1)
    ]


def spread(row: dict[int, Cell]) -> list[Cell]:
    return [row.get(place, Cell("")) for place in range(max(row, default=-1) + 1)]


def predict_sheet(sheet: Sheet, feed: Feed) -> Prediction:
    head = find_header(feed, _top(sheet))
    headings = spread(sheet.rows.get(head.place + 1, {}))
    while headings and not headings[-1].text:
        headings.pop()
    head = replace(head, width=len(headings))
    rows_in = max(sheet.last - head.place - 1, 0)
    far = sheet.last > 100_000 or any(max(row) > MOST_COLUMNS for row in sheet.rows.values())
    fault = header_fault(head)
    if fault:
        return Prediction("held", fault, rows_in if head.fit and not far else None)
    below = {number: row for number, row in sorted(sheet.rows.items()) if number > head.place + 1}
    if not below:
        return Prediction("held", "header only", rows_in)
    lines = []
    for number, row in below.items():
        cells = (spread(row) + [Cell("")] * head.width)[: head.width]
        cells = [replace(cell, text=re.sub("[\r\n]", " ", cell.text)) for cell in cells]
        lines.append(typed_line(number, cells, head, feed))
    found = judged(feed, head, lines, rows_in)
    if far:
        found.may_hold = "a cell far away"
        if found.state == "held":
            found.rows_in = None
    return found
