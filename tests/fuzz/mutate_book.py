"""What goes wrong with a workbook: wrong kinds of cells, a sheet that lies about itself, a damaged archive."""

import io
import re
import zipfile
from collections.abc import Callable
from datetime import datetime
from random import Random

from tests.fuzz.cells import day, money
from tests.fuzz.mutate import in_a_cell, put, some_row
from tests.fuzz.seeds import Draft, clean

Parts = dict[str, bytes]
PartDamage = Callable[[Random, Parts], None]

SHEET = "xl/worksheets/sheet1.xml"
KINDS: dict[str, Callable[[Random, Draft], None]] = {}
PARTS: dict[str, PartDamage] = {}
ARCHIVE: dict[str, Callable[[Random, bytes], bytes]] = {}


def kinds(damage: Callable[[Random, Draft], None]) -> Callable[[Random, Draft], None]:
    KINDS[damage.__name__] = damage
    return damage


def parts(damage: PartDamage) -> PartDamage:
    PARTS[damage.__name__] = damage
    return damage


def archive(damage: Callable[[Random, bytes], bytes]) -> Callable[[Random, bytes], bytes]:
    ARCHIVE[damage.__name__] = damage
    return damage


@kinds
def identity_as_number(rng: Random, draft: Draft) -> None:
    in_a_cell(rng, draft, "identity", lambda cell: int(cell) if cell.isdecimal() else 990101198001010000)


@kinds
def amount_as_number(rng: Random, draft: Draft) -> None:
    def change(cell: str) -> object:
        fen = money(cell)
        if fen is None:
            return cell
        return rng.choice([fen / 100, fen // 100, 0.1 + 0.2, 871.005, 1e16, 1e-7, fen / 100])

    in_a_cell(rng, draft, "money", change)


@kinds
def day_as_serial(rng: Random, draft: Draft) -> None:
    def change(cell: str) -> object:
        found = day(cell)
        if found is None:
            return 44713
        return rng.choice(
            [found, datetime(found.year, found.month, found.day, 13, 5), (found - day("1899-12-30")).days]  # type: ignore[operator]
        )

    in_a_cell(rng, draft, rng.choice(["date", "month"]), change)


@kinds
def truth_value(rng: Random, draft: Draft) -> None:
    row = some_row(rng, draft)
    if row and row is not draft.headings:
        row[rng.randrange(len(row))] = rng.choice([True, False])


@kinds
def number_for_text(rng: Random, draft: Draft) -> None:
    row = some_row(rng, draft)
    if row and row is not draft.headings:
        row[rng.randrange(len(row))] = rng.choice([0, 102, 1.5, -3, 12345678901234567890])


@kinds
def code_as_number(rng: Random, draft: Draft) -> None:
    in_a_cell(rng, draft, "region", lambda cell: int(cell) if cell.isdecimal() else 0)


@kinds
def error_cell(rng: Random, draft: Draft) -> None:
    put(rng, draft, lambda _: rng.choice(["#N/A", "#REF!", "#DIV/0!"]))


@kinds
def formula_without_value(rng: Random, draft: Draft) -> None:
    put(rng, draft, lambda _: "=A1+1")


@kinds
def another_sheet(rng: Random, draft: Draft) -> None:
    draft.sheets["说明"] = [["填表说明"], ["金额单位为元"]]


@kinds
def another_sheet_with_rows(rng: Random, draft: Draft) -> None:
    more = [list(row) for row in draft.rows[: rng.randint(1, 5)]]
    draft.sheets["续表"] = [list(draft.headings), *more]


@kinds
def remark_beside_the_table(rng: Random, draft: Draft) -> None:
    row = some_row(rng, draft)
    if row is not draft.headings:
        row += [None, None, "见附件"]


def sub(pattern: bytes, by: Callable[[re.Match[bytes]], bytes]) -> PartDamage:
    """Change one place of the sheet."""

    def damage(rng: Random, found: Parts) -> None:
        sheet = found[SHEET]
        places = list(re.finditer(pattern, sheet))
        if places:
            place = rng.choice(places)
            found[SHEET] = sheet[: place.start()] + by(place) + sheet[place.end() :]

    return damage


@parts
def member_missing(rng: Random, found: Parts) -> None:
    del found[rng.choice(sorted(found))]


@parts
def member_renamed(rng: Random, found: Parts) -> None:
    one = rng.choice(sorted(found))
    found[one + "x"] = found.pop(one)


@parts
def sheet_cut(rng: Random, found: Parts) -> None:
    found[SHEET] = found[SHEET][: rng.randint(0, len(found[SHEET]))]


@parts
def part_cut(rng: Random, found: Parts) -> None:
    one = rng.choice(sorted(found))
    found[one] = found[one][: rng.randrange(len(found[one]) + 1)]


@parts
def sheet_byte_flip(rng: Random, found: Parts) -> None:
    sheet = bytearray(found[SHEET])
    if sheet:
        sheet[rng.randrange(len(sheet))] ^= 1 << rng.randrange(8)
    found[SHEET] = bytes(sheet)


@parts
def shared_string_beyond(rng: Random, found: Parts) -> None:
    index = rng.choice([b"99999", b"-1", b"", b"x", b"1.0"])
    sub(rb't="s"><v>\d+</v>', lambda _: b't="s"><v>' + index + b"</v>")(rng, found)


@parts
def cell_far_away(rng: Random, found: Parts) -> None:
    row, column = rng.choice([(1048576, "XFD"), (1048576, "A"), (200, "XFD"), (5000, "C")])
    cell = b'<row r="%d"><c r="%s%d"><v>1</v></c></row></sheetData>' % (row, column.encode(), row)
    found[SHEET] = found[SHEET].replace(b"</sheetData>", cell)
    if rng.random() < 0.5:
        said = b'<dimension ref="A1:%s%d"' % (column.encode(), row)
        found[SHEET] = re.sub(rb'<dimension ref="[^"]*"', said, found[SHEET])


@parts
def row_far_away_and_empty(rng: Random, found: Parts) -> None:
    row = rng.choice([1048576, 70000, 300])
    found[SHEET] = found[SHEET].replace(b"</sheetData>", b'<row r="%d" ht="15"></row></sheetData>' % row)


@parts
def dimension_lies(rng: Random, found: Parts) -> None:
    said = rng.choice([b"A1", b"A1:B2", b"A1:C3", b"A1:XFD1048576", b"A1:A1048576", b"C3:F9", b"A1:Z2", b"?"])
    found[SHEET] = re.sub(rb'<dimension ref="[^"]*"', b'<dimension ref="%s"' % said, found[SHEET])


@parts
def dimension_missing(_: Random, found: Parts) -> None:
    found[SHEET] = re.sub(rb"<dimension[^>]*/>", b"", found[SHEET])


@parts
def entities(rng: Random, found: Parts) -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a "ha">' + b"".join(
        b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(8)
    )
    one = rng.choice([SHEET, "xl/sharedStrings.xml", "xl/workbook.xml"])
    if one in found:
        head, _, rest = (
            found[one].partition(b"?>") if found[one].startswith(b"<?xml") else (b"", b"", found[one])
        )
        found[one] = (head + b"?>" if head else b"") + bomb + b"]>" + rest.replace(b"</t>", b"&i;</t>", 1)


@parts
def inline_strings(_: Random, found: Parts) -> None:
    from xml.sax.saxutils import escape

    strings = [
        "".join(re.findall(r"<t[^>]*>([^<]*)</t>", item))
        for item in re.findall(r"<si>(.*?)</si>", found.get("xl/sharedStrings.xml", b"").decode(), re.DOTALL)
    ]

    def inline(cell: re.Match[bytes]) -> bytes:
        text = strings[int(cell[2])].replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">")
        return b'<c%s t="inlineStr"><is><t>%s</t></is></c>' % (cell[1], escape(text).encode())

    found[SHEET] = re.sub(rb'<c([^>]*) t="s"><v>(\d+)</v></c>', inline, found[SHEET])


@parts
def row_number_doubled(rng: Random, found: Parts) -> None:
    numbers = re.findall(rb'<row r="(\d+)"', found[SHEET])
    if len(numbers) > 2:
        one = rng.randrange(1, len(numbers))
        found[SHEET] = found[SHEET].replace(
            b'<row r="%s"' % numbers[one], b'<row r="%s"' % numbers[rng.randrange(one)], 1
        )


@parts
def rows_out_of_order(rng: Random, found: Parts) -> None:
    rows = re.findall(rb"<row .*?</row>", found[SHEET], re.DOTALL)
    if len(rows) > 2:
        one = rng.randrange(1, len(rows) - 1)
        found[SHEET] = found[SHEET].replace(rows[one] + rows[one + 1], rows[one + 1] + rows[one])


@parts
def no_row_numbers(_: Random, found: Parts) -> None:
    found[SHEET] = re.sub(rb'<row r="\d+"', b"<row", found[SHEET])
    found[SHEET] = re.sub(rb'<c r="[A-Z]+\d+"', b"<c", found[SHEET])


@parts
def cell_kind_changed(rng: Random, found: Parts) -> None:
    kind = rng.choice([b"n", b"b", b"e", b"str", b"d", b"inlineStr", b"zz"])
    sub(rb' t="(s|n)"', lambda _: b' t="%s"' % kind)(rng, found)


@parts
def five_megabytes_of_zeros(_: Random, found: Parts) -> None:
    found["xl/media/image1.bin"] = bytes(5 << 20)


@parts
def nested_archive(_: Random, found: Parts) -> None:
    inner = packed(found)
    found.clear()
    found["内层.xlsx"] = inner


@parts
def csv_in_an_archive(rng: Random, found: Parts) -> None:
    from tests.fuzz.seeds import as_text

    found.clear()
    found["数据.csv"] = as_text(clean(rng, "text")).encode()


def packed(found: Parts) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for member, content in found.items():
            target.writestr(zipfile.ZipInfo(member), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def unpacked(content: bytes) -> Parts:
    """The members without the time of day that the office library wrote into them."""
    with zipfile.ZipFile(io.BytesIO(content)) as source:
        found = {member: source.read(member) for member in source.namelist()}
    core = "docProps/core.xml"
    if core in found:
        found[core] = re.sub(rb"\d{4}-\d\d-\d\dT[\d:]+Z", b"2022-05-19T00:00:00Z", found[core])
    return found


@archive
def encrypted_flag(rng: Random, content: bytes) -> bytes:
    """Bit 0 of the general flags of every member, in both places where they stand."""
    damaged = bytearray(content)
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = damaged.find(mark)
        while place >= 0:
            damaged[place + offset] |= 1
            place = damaged.find(mark, place + 4)
    return bytes(damaged)


@archive
def wrong_checksum(rng: Random, content: bytes) -> bytes:
    damaged = bytearray(content)
    places = [found.start() for found in re.finditer(b"PK\x01\x02", content)]
    if places:
        damaged[rng.choice(places) + 16] ^= 0xFF
    return bytes(damaged)


@archive
def wrong_size(rng: Random, content: bytes) -> bytes:
    damaged = bytearray(content)
    places = [found.start() for found in re.finditer(b"PK\x01\x02", content)]
    if places:
        place = rng.choice(places) + 24
        damaged[place : place + 4] = rng.choice([b"\0\0\0\0", b"\xff\xff\xff\x7f", b"\x10\0\0\0"])
    return bytes(damaged)


@archive
def member_doubled(rng: Random, content: bytes) -> bytes:
    out = io.BytesIO(content)
    found = unpacked(content)
    one = rng.choice(sorted(found))
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as target:
        target.writestr(zipfile.ZipInfo(one), found[one] if rng.random() < 0.5 else b"")
    return out.getvalue()


@archive
def something_before(rng: Random, content: bytes) -> bytes:
    return rng.choice([b"PK\x03\x04", b"\n", b"MZ"]) + content
