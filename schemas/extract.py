"""What a department's extract promises, said once.

A contract is data: from it come the reading of the header, the SQL that types and checks every row,
the warehouse table, the Great Expectations suite and the data dictionary. Nothing about a feed is
written in a second place.
"""

from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, model_validator

Mode = Literal["full", "period", "event"]
Kind = Literal[
    "identity_number",
    "code",
    "text",
    "region",
    "date",
    "month",
    "year",
    "school_year",
    "money",
    "decimal",
    "count",
    "choice",
    "timestamp",
]

SQL_TYPE: dict[Kind, str] = {
    "identity_number": "INTEGER",
    "code": "VARCHAR",
    "text": "VARCHAR",
    "region": "VARCHAR",
    "date": "DATE",
    "month": "DATE",
    "year": "INTEGER",
    "school_year": "DATE",
    "money": "BIGINT",
    "decimal": "DECIMAL(18, 4)",
    "count": "INTEGER",
    "choice": "VARCHAR",
    "timestamp": "TIMESTAMP",
}


class Column(BaseModel):
    """One column of an extract: how it is headed, typed and why it may be kept at all.

    Units: `money` is yuan with at most two decimals in the file, BIGINT fen inside (`_fen`).
    An `identity_number` is kept as the warehouse's own person number (`<prefix>person_no`), so that
    the number itself stands in exactly one table. A `decimal` keeps up to four places, exactly, a
    `count` is a whole number; `suffixes` are the units that may stand behind either in the file. A `school_year` (2021-2022) is kept as the 1 September on
    which it begins.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    zh: str
    kind: Kind
    purpose: str
    required: bool = False
    key: bool = False
    aliases: tuple[str, ...] = ()
    choices: dict[str, str] = {}
    otherwise: Literal["refuse", "other", "as_written"] = "refuse"
    may_be_negative: bool = False
    suffixes: tuple[str, ...] = ()
    lowest: int | None = None
    highest: int | None = None
    region_digits: tuple[int, ...] = (12,)
    within_home_area: bool = False
    not_after_delivery: bool = False

    @property
    def stored(self) -> str:
        """The column's name inside the warehouse, unit included."""
        if self.kind == "identity_number":
            return self.name.replace("id_number", "person_no")
        return f"{self.name}_fen" if self.kind == "money" else self.name

    @property
    def sql_type(self) -> str:
        return SQL_TYPE[self.kind]

    @property
    def labels(self) -> tuple[str, ...]:
        """What a department is offered to choose from: the first label of each code. The others are read too."""
        first: dict[str, str] = {}
        for label, code in self.choices.items():
            first.setdefault(code, label)
        return tuple(first.values())


class Limit(BaseModel):
    """What one figure about a delivered file must lie within, and the code of a file for which it does not."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    figure: str
    lowest: float | None = None
    highest: float | None = None
    code: str


class Extract(BaseModel):
    """The contract of one feed.

    Shape: one row per `key` columns. `mode` says how a newer delivery meets older ones (full: the whole
    register, or with `replaces_by` only the kinds it contains; period: the (month, kind) pairs it contains;
    event: rows are added, a known key is superseded). `interval` names the two date columns that let one key
    appear twice, when the stays do not overlap. `amount` is the money column that reconciliation adds up.
    `happened_on` names the column that shows how recent the content is. `is_returned` marks our own list come back
    filled in: people typed into it, so each of its rows is judged alone and no figure about the whole holds it, and a
    cell of it may stand on several lines of a text file.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    zh: str
    department: str
    department_zh: str
    mode: Mode
    columns: tuple[Column, ...]
    purpose: str
    goes_wrong: str
    max_age_days: int
    aliases: tuple[str, ...] = ()
    amount: str | None = None
    period: tuple[str, ...] = ()
    interval: tuple[str, str] | None = None
    replaces_by: str | None = None
    happened_on: str | None = None
    largest_yuan: int = 10_000_000
    is_returned: bool = False

    @model_validator(mode="after")
    def _coherent(self) -> Self:
        names = {column.name for column in self.columns}
        if not self.key:
            raise ValueError(f"{self.name}: no key")
        single = (self.amount, self.replaces_by, self.happened_on)
        for named in (*self.period, *(self.interval or ()), *single):
            if named is not None and named not in names:
                raise ValueError(f"{self.name}: {named} is no column")
        if (self.mode == "period") != bool(self.period):
            raise ValueError(f"{self.name}: period columns go with the period mode")
        if len(self.period) not in (0, 2):
            raise ValueError(f"{self.name}: a period is a month and a kind")
        if self.replaces_by and self.mode != "full":
            raise ValueError(f"{self.name}: only a register is replaced kind by kind")
        return self

    @property
    def gate(self) -> tuple[Limit, ...]:
        """What a delivery as a whole is held to. A register is judged more strictly, because who is missing
        from it has left; events have no size that is usual; one firm's capital moves the mean of a whole
        register of property. Source: reliability study A02, A12, A17; ours, without legal force."""
        if self.is_returned:
            return ()
        believed = 0.2 if self.mode == "full" else 0.5
        limits = [
            Limit(figure="quarantined_share", highest=believed, code="E-GATE-QUARANTINED"),
            Limit(figure="empty_required_share", highest=0.2, code="E-GATE-EMPTY-CELLS"),
        ]
        if self.identity_columns:
            limits.append(Limit(figure="identity_000_share", highest=0.01, code="E-GATE-ID-000"))
        if self.mode != "event":
            limits.append(Limit(figure="rows_to_usual", lowest=0.7, highest=1.3, code="E-GATE-ROWS"))
        if self.amount:
            limits.append(Limit(figure="median_to_usual", lowest=0.05, highest=20.0, code="E-GATE-UNIT"))
        if self.amount and not self.replaces_by:
            limits.append(Limit(figure="mean_to_usual", lowest=0.2, highest=5.0, code="E-GATE-SUM"))
        if self.happened_on:
            limits.append(Limit(figure="stale_days", highest=self.max_age_days, code="E-GATE-STALE"))
        return tuple(limits)

    @property
    def replaced(self) -> tuple[str, ...]:
        """The columns whose values say what a delivery replaces: a month, a kind, or both."""
        return self.period or ((self.replaces_by,) if self.replaces_by else ())

    @property
    def key(self) -> tuple[Column, ...]:
        return tuple(column for column in self.columns if column.key)

    def column(self, name: str) -> Column:
        return next(column for column in self.columns if column.name == name)

    @property
    def identity_columns(self) -> tuple[Column, ...]:
        return tuple(column for column in self.columns if column.kind == "identity_number")
