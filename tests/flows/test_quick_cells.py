"""The short ways that lists are written by, against the plain ones: whatever a cell holds, the bytes are the same."""

import csv
import hashlib
import io
import json

from hypothesis import given
from hypothesis import strategies as st

from flows.exports.row_digest import both_digests, row_digest
from flows.exports.row_xml import cell_text, cell_texts
from flows.exports.safe_csv import neutral, safe_cells

AWKWARD = st.text(alphabet=' a0=+-@＝"\\,&<>_x0041\t\r\n\x07\x1f\x85\u2028\u3000\u200b李𠮷', max_size=12)
CELLS = st.lists(AWKWARD | st.text(max_size=8), min_size=2, max_size=6)


def plain_digest(values: list[str]) -> str:
    seen = ("".join(sign if sign.isprintable() else " " for sign in value) for value in values)
    shown = json.dumps([" ".join(value.split()) for value in seen], ensure_ascii=False)
    return hashlib.sha256(shown.encode()).hexdigest()


@given(CELLS)
def test_a_rows_digest_is_that_of_its_cells_as_a_reader_sees_them(cells: list[str]) -> None:
    assert row_digest(cells) == plain_digest(cells)


@given(CELLS, AWKWARD)
def test_the_list_with_the_full_name_differs_in_one_cell(cells: list[str], name: str) -> None:
    assert both_digests(cells, 1, name) == (
        plain_digest([cells[0], name, *cells[2:]]),
        plain_digest(cells),
    )


@given(CELLS)
def test_cells_of_a_workbook_are_escaped_one_by_one_or_all_at_once(cells: list[str]) -> None:
    assert cell_texts(cells) == [cell_text(cell) for cell in cells]


@given(CELLS, CELLS)
def test_a_line_in_pieces_is_the_line(first: list[str], second: list[str]) -> None:
    whole = io.StringIO(newline="")
    one_line = [" ".join(cell.splitlines()) if {"\n", "\r"} & {*cell} else cell for cell in (*first, *second)]
    csv.writer(whole, lineterminator="").writerow([neutral(cell) for cell in one_line])
    assert f"{safe_cells(first)},{safe_cells(second)}" == whole.getvalue()
