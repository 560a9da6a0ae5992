"""Clean files from a seed, as three departments write them: one to sixty rows, text or workbook."""

import codecs
import csv
import io
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

import openpyxl
import xlsxwriter

from tests.fuzz.cells import with_check
from tests.fuzz.feeds import DAY, FEEDS, Feed

ENCODINGS = ("utf-8", "utf-8", "utf-8-sig", "gb18030", "gb18030", "utf-16-le", "utf-16-be")
BOMS = {"utf-8-sig": b"", "utf-16-le": codecs.BOM_UTF16_LE, "utf-16-be": codecs.BOM_UTF16_BE}
SURNAMES = "王李张刘陈杨赵黄周吴䶮㐂"
GIVEN = ("明", "秀英", "建国", "桂兰", "小龙", "𠮷田", "NA", "null", "阿卜杜拉·买买提", "O'Hara")
VILLAGES = ("370902001001", "370902201201", "370902201202")


@dataclass
class Draft:
    """A file before it is bytes. A cell is text; in a workbook it may also be a number, a day or a truth value."""

    feed: Feed
    form: str
    headings: list[object]
    rows: list[list[object]]
    titles: list[list[object]] = field(default_factory=list)
    encoding: str = "utf-8"
    delimiter: str = ","
    newline: str = "\n"
    office: str = "openpyxl"
    """Which library writes the workbook: one writes text into the cells, the other into a table beside them."""
    sheets: dict[str, list[list[object]]] = field(default_factory=dict)
    """Further sheets of a workbook."""

    def places(self, kind: str) -> list[int]:
        """The places of the columns of a kind, by their present headings."""
        wanted = {
            heading
            for column in self.feed.columns
            if column.kind == kind
            for heading in (*column.headings, column.name)
        }
        return [place for place, heading in enumerate(self.headings) if heading in wanted]


def number(rng: Random) -> str:
    """A well-formed identity number of nobody: region 990101 is assigned to no place."""
    born = date(1935, 1, 1) + timedelta(days=rng.randrange(30000))
    return with_check(f"990101{born:%Y%m%d}{rng.randrange(1000):03d}")


def name(rng: Random) -> str:
    return rng.choice(SURNAMES) + rng.choice(GIVEN)


def yuan(rng: Random, most: int = 9000) -> str:
    return (
        f"{rng.randrange(most)}.{rng.randrange(100):02d}" if rng.random() < 0.8 else str(rng.randrange(most))
    )


def recent(rng: Random) -> date:
    return DAY - timedelta(days=rng.randrange(1, 400))


def income_row(rng: Random, _: int) -> list[str]:
    kind = rng.choice(["工资", "工资", "经营", "财产", "养老金", "失业金", "其他", "wage"])
    amount = yuan(rng) if rng.random() < 0.95 else "-" + yuan(rng)
    payer = rng.choice(["", "", "甲厂", "乙公司", '城关"老字号"店', "丙,丁合作社"])
    return [
        number(rng),
        f"{recent(rng):%Y-%m}",
        kind,
        amount,
        rng.choice(["实发", "申报", "缴费基数"]),
        payer,
    ]


def medical_row(rng: Random, place: int) -> list[str]:
    visit = rng.choice(["住院", "门诊", "门诊慢特病"])
    parts = [yuan(rng), yuan(rng), rng.choice(["", yuan(rng)]), rng.choice(["", yuan(rng)])]
    rest = [yuan(rng), rng.choice(["", yuan(rng)])]
    return [f"S{place:04d}", number(rng), recent(rng).isoformat(), visit, *parts, *rest]


def member_row(rng: Random, place: int) -> list[str]:
    head = place % 3 == 0
    relation = "户主" if head else rng.choice(["配偶", "子女", "父母", "外甥"])
    joined = rng.choice(["", "", recent(rng).isoformat()])
    return [
        f"H{place // 3:04d}",
        number(rng),
        name(rng),
        relation,
        rng.choice(["城镇", "农村"]),
        rng.choice(["370902", "370902001", "370902001001"]),
        rng.choice(VILLAGES),
        joined,
        "" if not joined or rng.random() < 0.7 else DAY.isoformat(),
    ]


ROW = {"income": income_row, "medical_expense": medical_row, "household_member": member_row}


def clean(rng: Random, form: str) -> Draft:
    feed = FEEDS[rng.choice(sorted(FEEDS))]
    named = rng.choice(["usual", "usual", "usual", "alias", "inner"])
    headings = [
        column.name
        if named == "inner"
        else rng.choice(column.headings)
        if named == "alias"
        else column.headings[0]
        for column in feed.columns
    ]
    count = rng.choice([1, 2, 3, rng.randint(4, 20), rng.randint(20, 60)])
    rows = [ROW[feed.name](rng, place) for place in range(count)]
    order = list(range(len(headings)))
    if rng.random() < 0.3:
        rng.shuffle(order)
    draft = Draft(
        feed,
        form,
        [headings[place] for place in order],
        [[row[place] for place in order] for row in rows],
    )
    if rng.random() < 0.15:
        draft.headings.append("经办人")
        for row in draft.rows:
            row.append("某人")
    if form == "book":
        draft.office = rng.choice(["openpyxl", "xlsxwriter"])
    else:
        draft.encoding = rng.choice(ENCODINGS)
        draft.delimiter = rng.choice([",", ",", ",", ",", "\t", ";", "|"])
        draft.newline = rng.choice(["\n", "\r\n"])
    return draft


def as_text(draft: Draft) -> str:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=draft.delimiter, lineterminator=draft.newline)
    for row in (*draft.titles, draft.headings, *draft.rows):
        if row:
            writer.writerow(row)
        else:
            out.write(draft.newline)
    return out.getvalue()


def encoded(text: str, encoding: str) -> bytes:
    return BOMS.get(encoding, b"") + text.encode(encoding, "surrogatepass" if "16" in encoding else "strict")


def as_book(draft: Draft) -> bytes:
    first = [*draft.titles, draft.headings, *draft.rows]
    sheets = {"Sheet1": [[None if cell == "" else cell for cell in row] for row in first], **draft.sheets}
    return (_by_openpyxl if draft.office == "openpyxl" else _by_xlsxwriter)(sheets)


def _by_openpyxl(sheets: dict[str, list[list[object]]]) -> bytes:
    book = openpyxl.Workbook()
    for place, (title, rows) in enumerate(sheets.items()):
        sheet = book.active if place == 0 else book.create_sheet(title)
        assert sheet is not None
        for row in rows:
            sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _by_xlsxwriter(sheets: dict[str, list[list[object]]]) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for title, rows in sheets.items():
            sheet = book.add_worksheet(title)
            for row_no, row in enumerate(rows):
                for place, cell in enumerate(row):
                    match cell:
                        case None:
                            pass
                        case bool():
                            sheet.write_boolean(row_no, place, cell)
                        case int() | float():
                            sheet.write_number(row_no, place, cell)
                        case date():
                            sheet.write_datetime(row_no, place, cell, day)
                        case str() if cell.startswith("="):
                            sheet.write_formula(row_no, place, cell, value="")
                        case _:
                            sheet.write_string(row_no, place, str(cell))
    return out.getvalue()
