"""Refused rows on their way back to the township: the rows as they came, each with its problem, to be filled in again.

A number that may be a person's is covered where the office wrote it: it is asked for none.
"""

from pathlib import Path

from flows.exports.list_columns import ANSWER_HEADINGS, WIDTHS
from flows.exports.private_file import private_file, private_folder
from flows.ingest.answers.origin import Origin
from flows.ingest.header import plain
from flows.ingest.landing import shown as shown_as
from flows.returned_list import RefusedRow, Tried
from schemas.extracts import EXTRACTS
from schemas.faults import told
from schemas.masks import without_numbers
from schemas.office import ANSWERS, BATCH_SHEET

PROBLEM, TEXT = "问题", "原文"
PREFIX = "退回_"
WIDE = 42
LONGEST_CELL = 32_767


def write_refused(tried: Tried, origin: Origin, folder: Path) -> Path:
    """A workbook that is read like the list itself, its hidden sheet included; for its township only."""
    import xlsxwriter

    headings = [heading for heading in tried.file.headings if plain(heading) not in (PROBLEM, TEXT)]
    kept = [
        place for place, heading in enumerate(tried.file.headings) if plain(heading) not in (PROBLEM, TEXT)
    ]
    # What no reader could take apart has no cells: its text stands beside the problem.
    shown = [*headings, PROBLEM, *([TEXT] if any(row.text for row in tried.refused) else [])]
    path = (
        private_folder(folder) / f"{PREFIX}{Path(shown_as(tried.path.name)).stem.removeprefix(PREFIX)}.xlsx"
    )
    with (
        private_file(path) as made,
        xlsxwriter.Workbook(made, {"strings_to_formulas": False, "strings_to_urls": False}) as book,
    ):
        sheet = book.add_worksheet("退回")
        base = {"font_name": "宋体", "text_wrap": True, "valign": "vcenter", "border": 1, "num_format": "@"}
        head = book.add_format({**base, "bold": True, "bg_color": "#D9E2EC"})
        look = book.add_format(base)
        to_fill_in = book.add_format({**base, "bg_color": "#FFFDE0"})
        wrong = book.add_format({**base, "font_color": "#9C0006", "bg_color": "#FDE9E7"})
        styles = {PROBLEM: wrong, TEXT: wrong} | dict.fromkeys(ANSWER_HEADINGS, to_fill_in)
        for column, heading in enumerate(shown):
            sheet.set_column(column, column, WIDE if heading == PROBLEM else WIDTHS.get(heading, 14))
            sheet.write_string(0, column, heading, head)
            if plain(heading) == "核查结果":
                sheet.data_validation(
                    1, column, len(tried.refused), column, {"validate": "list", "source": list(ANSWERS)}
                )
        for number, row in enumerate(tried.refused, 1):
            cells = [row.cells[place] or "" if row.cells else "" for place in kept]
            for column, text in enumerate((*cells, problem(row), row.text)[: len(shown)]):
                if shown[column] in (*ANSWER_HEADINGS, TEXT):
                    text = without_numbers(text)
                sheet.write_string(number, column, text[:LONGEST_CELL], styles.get(shown[column], look))
        sheet.freeze_panes(1, 0)
        hidden = book.add_worksheet(BATCH_SHEET)
        for number, (name, said) in enumerate(origin.digests.items()):
            hidden.write_string(number, 0, name)
            hidden.write_string(number, 1, said)
        hidden.very_hidden()
    return path


def problem(row: RefusedRow) -> str:
    """What is wrong with a row and what to do, in the words of whoever fills it in."""
    lines = []
    for fault in row.faults:
        column, _, code = fault.partition(":")
        heading = next((each.zh for each in EXTRACTS["answer"].columns if each.name == column), "")
        said = told(code, is_returned=True)
        lines.append(f"{f'“{heading}”：' if heading else ''}{said.zh}。{said.next_zh}。")
    return "\n".join(lines)
