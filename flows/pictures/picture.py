"""One picture: what it says, for whom who does not see it, and the figures it is drawn from."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from flows.words import Words

Cell = str | int | float | Decimal | date | bool | None


def as_count(figure: Cell) -> str:
    return f"{figure:,}"


def as_yuan(figure: Cell) -> str:
    return f"{figure:,.2f}"


class Column(NamedTuple):
    """A column of the figures; one without a heading is only drawn, because another says the same in words."""

    name: str
    zh: str = ""
    en: str = ""
    form: Callable[[Cell], str] = str

    @property
    def is_told(self) -> bool:
        return bool(self.zh)

    @property
    def is_number(self) -> bool:
        return self.form is not str

    def told(self, figure: Cell) -> str:
        return "—" if figure is None else self.form(figure)


@dataclass(frozen=True)
class Picture:
    """`finding` is its title; `seen` says in words how it looks. Every mark stands for a row of `rows`: nothing is drawn
    that the table does not have. `spec` is Vega-Lite that reads the data set `rows`, and `shapes` where land is drawn."""

    name: str
    finding: Words
    seen: Words
    columns: tuple[Column, ...]
    rows: Sequence[tuple[Cell, ...]]
    spec: Mapping[str, Any]
    notes: Sequence[Words] = ()
    shapes: Sequence[Mapping[str, Any]] = field(default=(), repr=False)

    @property
    def values(self) -> list[dict[str, Cell]]:
        names = [column.name for column in self.columns]
        return [dict(zip(names, row, strict=True)) for row in self.rows]

    @property
    def headings(self) -> list[Column]:
        return [column for column in self.columns if column.is_told]

    @property
    def table(self) -> list[list[str]]:
        """The figures as people read them, row by row."""
        return [
            [column.told(cell) for column, cell in zip(self.columns, row, strict=True) if column.is_told]
            for row in self.rows
        ]

    def __repr__(self) -> str:
        return f"<{self.name}: {self.finding.zh}>"

    def _repr_html_(self) -> str:
        """In a notebook a picture shows itself."""
        from flows.pictures.draw import figure

        return figure(self)
