"""A sheet beside the list: a few columns, nothing to fill in, one line on top that says what it is for."""

from collections.abc import Mapping, Sequence

from xlsxwriter import Workbook

from flows.exports.form import LAST_ROW, PLAIN, OpenSheet
from flows.exports.list_sheet import MARKER
from flows.exports.row_height import FONT_SIZE, row_height
from flows.exports.row_xml import cell_number, cell_text

NUMBER = "序号"

_FONT = {"font_name": "宋体", "font_size": FONT_SIZE, "valign": "vcenter"}
_CELL = {**_FONT, "border": 1, "text_wrap": True}


class ShortList:
    """Drawn once with one example row, then filled. `widths` are the columns right of 序号; those in `counts` hold
    whole numbers, those in `amounts` yuan, all others text."""

    def __init__(
        self,
        sheet: str,
        title: str,
        widths: Mapping[str, float],
        counts: Sequence[str] = (),
        amounts: Sequence[str] = (),
    ) -> None:
        self.sheet = sheet
        self._title = title
        self._widths = {NUMBER: 6.0, **widths}
        self._formats = {NUMBER: "0", **dict.fromkeys(counts, "0"), **dict.fromkeys(amounts, "#,##0.00")}
        self.headings = tuple(self._widths)

    def draw(self, book: Workbook) -> tuple[int, tuple[str, ...]]:
        """Returns where the example begins and its style, as `draw_form` wants them."""
        sheet = book.add_worksheet(self.sheet)
        last = len(self.headings) - 1
        for column, width in enumerate(self._widths.values()):
            sheet.set_column(column, column, width)
        title = book.add_format({**_FONT, "bold": True, "text_wrap": True})
        head = book.add_format({**_CELL, "bold": True, "align": "center", "bg_color": "#D9E2EC"})
        sheet.set_row(0, row_height([self._title], [sum(self._widths.values())]) * 1.3)
        sheet.merge_range(0, 0, 0, last, "", title)
        sheet.write_string(0, 0, self._title, title)
        sheet.set_row(1, 24)
        sheet.set_row(2, 16)
        for column, heading in enumerate(self.headings):
            sheet.write_string(1, column, heading, head)
        # XlsxWriter forgets a row once the next one has begun.
        for column, heading in enumerate(self.headings):
            if heading in self._formats:
                style = book.add_format({**_CELL, "num_format": self._formats[heading]})
                sheet.write_number(2, column, 1, style)
            else:
                sheet.write_string(2, column, "x", book.add_format({**_CELL, "num_format": "@"}))
        sheet.freeze_panes(2, 0)
        sheet.autofilter(1, 0, LAST_ROW - 1, last)
        sheet.repeat_rows(1)
        sheet.protect("", {"format_rows": True, "format_columns": True, "autofilter": True})
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.65)
        sheet.set_footer(f"&C{MARKER}&R第 &P/&N 页")
        return 2, (PLAIN,)

    def fill(self, sheet: OpenSheet, rows: Sequence[Sequence[str]]) -> None:
        """`rows` are the texts right of 序号."""
        for number, row in enumerate(rows, 1):
            texts = (str(number), *row)
            cells = [
                cell_number(text) if heading in self._formats else cell_text(text)
                for heading, text in zip(self.headings, texts, strict=True)
            ]
            sheet.write(cells, height=row_height(texts, list(self._widths.values())))
