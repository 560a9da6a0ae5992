"""What goes wrong with a file on its way, one small damage each: to its cells, to its text, to its bytes."""

from collections.abc import Callable
from random import Random

from tests.fuzz.cells import with_check
from tests.fuzz.seeds import Draft, name

CellDamage = Callable[[Random, Draft], None]
TextDamage = Callable[[Random, str], str]
ByteDamage = Callable[[Random, bytes], bytes]

CELLS: dict[str, CellDamage] = {}
TEXT_ONLY: dict[str, CellDamage] = {}
"""Damage to cells that only a text file shows."""
TEXT: dict[str, TextDamage] = {}
BYTES: dict[str, ByteDamage] = {}


def cells(damage: CellDamage) -> CellDamage:
    CELLS[damage.__name__] = damage
    return damage


def text_only(damage: CellDamage) -> CellDamage:
    TEXT_ONLY[damage.__name__] = damage
    return damage


def text(damage: TextDamage) -> TextDamage:
    TEXT[damage.__name__] = damage
    return damage


def raw(damage: ByteDamage) -> ByteDamage:
    BYTES[damage.__name__] = damage
    return damage


def some_row(rng: Random, draft: Draft) -> list[object]:
    return rng.choice(draft.rows) if draft.rows else draft.headings


def in_a_cell(rng: Random, draft: Draft, kind: str, change: Callable[[str], object]) -> None:
    """Change one cell of a kind in one row, or in every row now and then."""
    places = draft.places(kind)
    if not places:
        return
    place = rng.choice(places)
    for row in draft.rows if rng.random() < 0.1 else [some_row(rng, draft)]:
        if row is not draft.headings and place < len(row):
            row[place] = change(str(row[place]))


def any_cell(rng: Random, draft: Draft) -> tuple[list[object], int]:
    row = some_row(rng, draft)
    return row, rng.randrange(len(row)) if row else 0


def put(rng: Random, draft: Draft, change: Callable[[str], str]) -> None:
    row, place = any_cell(rng, draft)
    if row:
        row[place] = change(str(row[place]))


def inside(rng: Random, whole: str, part: str) -> str:
    place = rng.randint(0, len(whole))
    return whole[:place] + part + whole[place:]


@cells
def line_twice(rng: Random, draft: Draft) -> None:
    draft.rows.insert(rng.randint(0, len(draft.rows)), list(some_row(rng, draft)))


@cells
def line_twice_with_one_cell_changed(rng: Random, draft: Draft) -> None:
    row = list(some_row(rng, draft))
    if draft.rows and row:
        place = rng.randrange(len(row))
        donor = some_row(rng, draft)
        row[place] = donor[place] if place < len(donor) and rng.random() < 0.6 else "1"
        draft.rows.insert(rng.randint(0, len(draft.rows)), row)


@cells
def lines_swapped(rng: Random, draft: Draft) -> None:
    rng.shuffle(draft.rows)


@cells
def columns_swapped_in_a_line(rng: Random, draft: Draft) -> None:
    rng.shuffle(some_row(rng, draft))


@cells
def blank_lines_inside(rng: Random, draft: Draft) -> None:
    for _ in range(rng.randint(1, 4)):
        draft.rows.insert(rng.randint(0, len(draft.rows)), [])


@cells
def blank_lines_at_the_end(rng: Random, draft: Draft) -> None:
    draft.rows += [[] for _ in range(rng.randint(1, 4))]


@cells
def empty_cells_line(rng: Random, draft: Draft) -> None:
    draft.rows.insert(rng.randint(0, len(draft.rows)), [""] * len(draft.headings))


@cells
def extra_field(rng: Random, draft: Draft) -> None:
    row = some_row(rng, draft)
    row.insert(rng.randint(0, len(row)), rng.choice(["多", "", "1"]))


@cells
def missing_field(rng: Random, draft: Draft) -> None:
    row = some_row(rng, draft)
    if row:
        row.pop(rng.randrange(len(row)))


@cells
def header_renamed(rng: Random, draft: Draft) -> None:
    place = rng.randrange(len(draft.headings))
    draft.headings[place] = rng.choice(
        [f"{draft.headings[place]}名", "余额", "", " " + str(draft.headings[place]) + "\u3000"]
    )


@cells
def header_swapped(rng: Random, draft: Draft) -> None:
    one, other = rng.sample(range(len(draft.headings)), 2)
    draft.headings[one], draft.headings[other] = draft.headings[other], draft.headings[one]


@cells
def header_doubled(rng: Random, draft: Draft) -> None:
    place = rng.randrange(len(draft.headings))
    draft.headings[rng.randrange(len(draft.headings))] = draft.headings[place]


@cells
def header_column_added_twice(rng: Random, draft: Draft) -> None:
    draft.headings.append(rng.choice(draft.headings))
    for row in draft.rows:
        row.append(rng.choice(["", "1"]))


@cells
def header_below_titles(rng: Random, draft: Draft) -> None:
    lines = rng.choice([1, 1, 2, 3, 9, 10])
    wide = rng.random() < 0.4
    for _ in range(lines):
        title = rng.choice(["2022年5月 情况表", "填报单位：某某局", "", "单位：元"])
        row: list[object] = [title] if title else []
        draft.titles.append([title, *[""] * (len(draft.headings) - 1)] if wide else row)


@cells
def header_twice(rng: Random, draft: Draft) -> None:
    draft.rows.insert(rng.choice([0, rng.randint(0, len(draft.rows))]), list(draft.headings))


@cells
def headings_as_the_only_line(rng: Random, draft: Draft) -> None:
    draft.rows.clear()


@cells
def totals_row(rng: Random, draft: Draft) -> None:
    from tests.fuzz.cells import money

    row: list[object] = [""] * len(draft.headings)
    word = rng.choice(["合计", "总计", "小计", "本页合计", "合 计", "合计：", "合　计:"])
    row[rng.choice([0, 0, 0, rng.randrange(len(row))])] = word
    amount = next((c for c in draft.feed.columns if c.name == draft.feed.amount), None)
    place = next(
        (p for p, h in enumerate(draft.headings) if amount and h in (*amount.headings, amount.name)), None
    )
    if place is not None and rng.random() < 0.8 and not row[place]:
        fen = sum(money(str(line[place])) or 0 for line in draft.rows if place < len(line))
        fen += rng.choice([0, 0, 0, 1, -100, 12345])
        row[place] = f"{'-' if fen < 0 else ''}{abs(fen) // 100}.{abs(fen) % 100:02d}"
    if rng.random() < 0.15:
        row = [cell for cell in row if cell]
    draft.rows.insert(rng.choice([len(draft.rows), len(draft.rows), rng.randint(0, len(draft.rows))]), row)


@cells
def footer_row(rng: Random, draft: Draft) -> None:
    word = rng.choice(
        [
            "制表：张三",
            "审核：李四",
            "备注：本表一式两份",
            "注：",
            "说明:无",
            "制表人：张三",
            "单位负责人：王",
        ]
    )
    row: list[object] = [word, *[""] * (len(draft.headings) - 1)]
    if rng.random() < 0.4:
        row[-1] = "2022年5月"
    draft.rows.append(row if rng.random() < 0.8 else [word])


@cells
def full_width_digits(rng: Random, draft: Draft) -> None:
    wide = str.maketrans("0123456789.-/,X", "０１２３４５６７８９．－／，Ｘ")
    kind = rng.choice(["identity", "money", "date", "month", "region"])
    in_a_cell(rng, draft, kind, lambda cell: cell.translate(wide))


@cells
def odd_identity(rng: Random, draft: Draft) -> None:
    def change(cell: str) -> str:
        place = rng.randrange(max(len(cell), 1))
        digit = cell[:place] + str(rng.randrange(10)) + cell[place + 1 :]
        old = "990101" + "500101" + f"{rng.randrange(1000):03d}"
        return rng.choice(
            [
                "9.90101E+17",
                "9.90101198001010E+17",
                cell.lower(),
                digit,
                digit,
                old,
                f"'{cell}",
                f"\t{cell}",
                f" {cell}\u3000",
                f"{cell[:6]} {cell[6:14]} {cell[14:]}",
                cell[:-1],
                cell + "0",
                with_check("990101" + "20991231" + "001"),
                with_check("990101" + "19800230" + "001"),
                with_check("990101" + "18791231" + "001"),
                "无",
            ]
        )

    in_a_cell(rng, draft, "identity", change)


@cells
def odd_day(rng: Random, draft: Draft) -> None:
    days = [
        "2022/3/1",
        "2022.03.01",
        "2022年3月1日",
        "20220301",
        "2022-3-1",
        "1/2/2022",
        "2022-02-30",
        "2022-13-01",
        "44713",
        "2022-03-01 00:00:00",
        "2023-01-01",
        "0000-00-00",
        "2022-03-01\u200b",
        "二〇二二年三月一日",
    ]
    months = [
        "2022/3",
        "2022年3月",
        "202203",
        "2022-3",
        "2022-13",
        "2022-00",
        "3月",
        "2022-03-01",
        "2022.03.",
    ]
    kind = rng.choice(["date", "month"])
    in_a_cell(rng, draft, kind, lambda _: rng.choice(days if kind == "date" else months))


@cells
def odd_money(rng: Random, draft: Draft) -> None:
    def change(cell: str) -> str:
        return rng.choice(
            [
                "1,234.50",
                "12,34.50",
                "1，234.50",
                f"{cell}元",
                f"{cell}1",
                "871.005",
                f"-{cell}",
                "—",
                "待核",
                "1e3",
                "+5",
                ".5",
                "5.",
                "￥5",
                "９９．９",
                "99999999999.99",
                "9999999999999.99",
                "99999999999999",
                "999,999,999,999,999.99",
                "9,999,999,999,999,999.99",
                "1,000,000,000,000,000,000,000",
                "0.00",
                "-0.00",
                "(5)",
                "5万元",
                "١٢",
            ]
        )

    in_a_cell(rng, draft, "money", change)


@cells
def long_cell(rng: Random, draft: Draft) -> None:
    put(rng, draft, lambda cell: cell + rng.choice("长a9") * rng.choice([40_000, 32_768, 70_000, 140_000]))


@cells
def separators_inside(rng: Random, draft: Draft) -> None:
    mark = rng.choice(["\u2028", "\u2029", "\u0085", "\x0b", "\x0c", "\x1c", "\x1e"])
    if draft.form == "book" and mark < " ":
        mark = "\u2028"
    put(rng, draft, lambda cell: inside(rng, cell, mark))


@cells
def formula_text(rng: Random, draft: Draft) -> None:
    put(
        rng,
        draft,
        lambda _: rng.choice(["=1+1", '=HYPERLINK("x")', "@SUM(A1)", "+1", "-1", "=cmd|'/c calc'!A1"]),
    )


@cells
def emoji(rng: Random, draft: Draft) -> None:
    put(rng, draft, lambda cell: inside(rng, cell, rng.choice(["😀", "👨‍👩‍👧", "𠮷", "䶮", "🇨🇳", "é"])))


@cells
def mark_of_order_inside(rng: Random, draft: Draft) -> None:
    put(rng, draft, lambda cell: inside(rng, cell, "\ufeff"))


@cells
def replacement_character(rng: Random, draft: Draft) -> None:
    put(rng, draft, lambda cell: inside(rng, cell, "\ufffd"))


@cells
def error_text(rng: Random, draft: Draft) -> None:
    put(rng, draft, lambda _: rng.choice(["#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#anything"]))


@cells
def quote_in_a_cell(rng: Random, draft: Draft) -> None:
    put(rng, draft, lambda cell: inside(rng, cell, rng.choice(['"', '""', "'"])))


@cells
def line_end_in_a_cell(rng: Random, draft: Draft) -> None:
    put(rng, draft, lambda cell: inside(rng, cell, rng.choice(["\n", "\r", "\r\n"])))


@cells
def mojibake(rng: Random, draft: Draft) -> None:
    put(rng, draft, lambda _: name(rng).encode().decode("gb18030", "replace"))


@cells
def empty_cell(rng: Random, draft: Draft) -> None:
    put(rng, draft, lambda _: rng.choice(["", " ", "\u3000", "\u00a0"]))


@cells
def many_columns(rng: Random, draft: Draft) -> None:
    extra = rng.choice([50, 495, 600])
    draft.headings += [""] * extra
    for row in draft.rows:
        row += [""] * extra


@text_only
def line_of_two_megabytes(rng: Random, draft: Draft) -> None:
    put(rng, draft, lambda cell: cell + rng.choice("a长") * 2_200_000)


@text_only
def other_delimiter(rng: Random, draft: Draft) -> None:
    draft.delimiter = rng.choice([mark for mark in ";\t|,，:" if mark != draft.delimiter])


@text
def quote_inserted(rng: Random, whole: str) -> str:
    return inside(rng, whole, '"')


@text
def quote_beside_a_delimiter(rng: Random, whole: str) -> str:
    places = [place for place, mark in enumerate(whole) if mark in ",;\t|"]
    if not places:
        return whole
    place = rng.choice(places) + rng.randint(0, 1)
    return whole[:place] + '"' + whole[place:]


@text
def quote_removed(rng: Random, whole: str) -> str:
    places = [place for place, mark in enumerate(whole) if mark == '"']
    if not places:
        return quote_inserted(rng, whole)
    place = rng.choice(places)
    return whole[:place] + whole[place + 1 :]


@text
def delimiter_inserted(rng: Random, whole: str) -> str:
    return inside(rng, whole, rng.choice(",;\t|，"))


def without_a_delimiter(rng: Random, whole: str, instead: str) -> str:
    places = [place for place, mark in enumerate(whole) if mark in ",;\t|"]
    if not places:
        return whole
    place = rng.choice(places)
    return whole[:place] + instead + whole[place + 1 :]


@text
def delimiter_removed(rng: Random, whole: str) -> str:
    return without_a_delimiter(rng, whole, "")


@text
def delimiter_replaced(rng: Random, whole: str) -> str:
    return without_a_delimiter(rng, whole, rng.choice([";", "\t", "，", " ", "|"]))


@text
def nul(rng: Random, whole: str) -> str:
    return inside(rng, whole, "\0")


@text
def lone_carriage_return(rng: Random, whole: str) -> str:
    return inside(rng, whole, "\r")


@text
def mixed_line_ends(rng: Random, whole: str) -> str:
    lines = whole.replace("\r\n", "\n").split("\n")
    ends = ["\n", "\r\n", "\r"] if rng.random() < 0.4 else ["\n", "\r\n"]
    return "".join(line + rng.choice(ends) for line in lines[:-1]) + lines[-1]


@text
def only_carriage_returns(_: Random, whole: str) -> str:
    return whole.replace("\r\n", "\n").replace("\n", "\r")


@text
def carriage_return_doubled(rng: Random, whole: str) -> str:
    if rng.random() < 0.5:
        return whole.replace("\r\n", "\n").replace("\n", "\r\r\n")
    return whole.replace("\n", "\r\r\n", 1)


@text
def cut_at_a_line_end(rng: Random, whole: str) -> str:
    ends = [place for place, mark in enumerate(whole) if mark == "\n"]
    return whole[: rng.choice(ends) + rng.randint(0, 1)] if ends else whole


@text
def spaces_on_a_line(rng: Random, whole: str) -> str:
    ends = [place for place, mark in enumerate(whole) if mark == "\n"]
    blank = rng.choice([" ", "\t", "\u3000", "  \t ", "\x0c"]) + "\n"
    place = rng.choice(ends) + 1 if ends else 0
    return whole[:place] + blank + whole[place:]


@text
def blank_first_line(rng: Random, whole: str) -> str:
    return rng.choice(["\n", "\r\n", " \n"]) + whole


@text
def no_last_line_end(_: Random, whole: str) -> str:
    return whole.rstrip("\r\n")


@text
def everything_quoted(_: Random, whole: str) -> str:
    lines = whole.split("\n")
    return "\n".join(
        ",".join(f'"{cell}"' for cell in line.rstrip("\r").split(",")) if line and '"' not in line else line
        for line in lines
    )


@text
def spaces_after_delimiters(_: Random, whole: str) -> str:
    return whole.replace(",", ", ")


@text
def another_mark_of_order(_: Random, whole: str) -> str:
    return "\ufeff" + whole


@raw
def byte_flip(rng: Random, content: bytes) -> bytes:
    if not content:
        return content
    place = rng.randrange(min(len(content), 4000) if rng.random() < 0.5 else len(content))
    return content[:place] + bytes([content[place] ^ (1 << rng.randrange(8))]) + content[place + 1 :]


@raw
def bytes_flipped(rng: Random, content: bytes) -> bytes:
    for _ in range(rng.randint(2, 6)):
        content = byte_flip(rng, content)
    return content


@raw
def invalid_byte(rng: Random, content: bytes) -> bytes:
    place = rng.randint(0, len(content))
    return (
        content[:place]
        + rng.choice([b"\xff", b"\x80", b"\xc3", b"\xf0\x9f", b"\xed\xa0\x80"])
        + content[place:]
    )


@raw
def cut_anywhere(rng: Random, content: bytes) -> bytes:
    return content[: rng.randint(0, len(content))]


@raw
def byte_removed(rng: Random, content: bytes) -> bytes:
    place = rng.randrange(len(content)) if content else 0
    return content[:place] + content[place + 1 :]


@raw
def nothing_at_all(_: Random, content: bytes) -> bytes:
    return content[:0]


@raw
def other_kind_of_file(rng: Random, content: bytes) -> bytes:
    return rng.choice(
        [
            b"<html><body>404</body></html>",
            b"%PDF-1.4\n",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
            b"PK\x05\x06" + b"\0" * 18,
        ]
    ) + (content if rng.random() < 0.5 else b"")


@raw
def joined_to_itself(_: Random, content: bytes) -> bytes:
    return content + content


@raw
def zeros_at_the_end(rng: Random, content: bytes) -> bytes:
    return content + b"\0" * rng.choice([1, 512, 4096])
