"""A list of an office's other work: what its columns are, and its rows as they stand on paper."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

from duckdb import DuckDBPyConnection

from flows.exports.form import TITLE
from flows.exports.short_list import ShortList
from schemas.money import yuan

TOWNSHIP = "乡镇(街道)"


@dataclass(frozen=True)
class Cell:
    """One column: the field of the row table that it shows, and its width on the page.

    A `name` is shown in full in a township's workbook, for those who go there, and masked everywhere else: the row
    table has `<field>` and `<field>_masked`. `money` is fen in the table and yuan on the page.
    """

    field: str
    width: float
    kind: Literal["text", "count", "money", "name"] = "text"


class WorkRow(NamedTuple):
    """One line; `full` and `masked` are its cells in the order of the columns."""

    township_code: str | None
    township_name: str
    amount_fen: int
    full: tuple[str, ...]
    masked: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class WorkList:
    """`table` is the restricted temporary table of the rows, in their order, with `township_code` and `township_name`.

    A row without a township is the bureau's own matter. `amount` names the fen column whose sum the manifest states.
    """

    sheet: str
    title: str
    table: str
    columns: Mapping[str, Cell]
    amount: str | None = None
    for_townships: bool = True

    def drawn(self, *, for_bureau: bool, note: str = "") -> ShortList:
        """The sheet's form: on top whose it is, of which day, what it is for and what else its reader must know; the
        bureau's says in front which township each row is about."""
        widths = {heading: cell.width for heading, cell in self.columns.items()}
        return ShortList(
            self.sheet,
            f"{TITLE}\n{self.title}{note}",
            {TOWNSHIP: 14, **widths} if for_bureau else widths,
            counts=[heading for heading, cell in self.columns.items() if cell.kind == "count"],
            amounts=[heading for heading, cell in self.columns.items() if cell.kind == "money"],
        )

    def rows(self, con: DuckDBPyConnection) -> list[WorkRow]:
        cells = self.columns.values()
        told = ", ".join(_shown(cell, masked=masked) for masked in (False, True) for cell in cells)
        found = con.execute(
            f"SELECT township_code, township_name, coalesce({self.amount or 'NULL'}, 0), {told} FROM {self.table}"
        ).fetchall()
        width = len(self.columns)
        return [
            WorkRow(code, name, amount, tuple(cells[:width]), tuple(cells[width:]))
            for code, name, amount, *cells in found
        ]


def _shown(cell: Cell, *, masked: bool) -> str:
    field = f"{cell.field}_masked" if masked and cell.kind == "name" else cell.field
    return f"coalesce(CAST({yuan(field) if cell.kind == 'money' else field} AS VARCHAR), '')"
