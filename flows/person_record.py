"""Everything that is held about one person: each row, where it came from, which rules use it, what rested on it.

For the person who asks (个人信息保护法 art. 45), and for whoever must have a row corrected (art. 46). Other people's numbers
in a row are masked, children's left out.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import duckdb

from flows.explain import every
from flows.home import Home, warehouse
from flows.minor import minors_of
from flows.nightly import read_policy
from schemas import masks
from schemas.extract import Column, Extract
from schemas.extracts import EXTRACTS
from schemas.faults import DoudiError
from schemas.masks import key_of
from schemas.warehouse import FOREVER


@dataclass(frozen=True)
class Held:
    """One row about the person: its cells as a department writes them, and where they came from."""

    extract: str
    file: str
    line: int
    delivered_on: date
    known_to: date | None
    """The day from which it was superseded; None while it holds."""
    cells: dict[str, str]
    """By the contract's heading, empty ones left out."""
    warnings: tuple[str, ...]


@dataclass(frozen=True)
class Refused:
    """A row that could not be believed and is kept as it came."""

    extract: str
    file: str
    line: int
    codes: tuple[str, ...]
    cells: dict[str, str]


@dataclass(frozen=True)
class Warned:
    warning_id: str
    rule_code: str
    opened_on: date
    state: str


@dataclass(frozen=True)
class Record:
    key: str
    """The pseudonym under which published tables and the audit log know the person."""
    as_of: date | None
    rows: tuple[Held, ...]
    refused: tuple[Refused, ...]
    warnings: tuple[Warned, ...]
    rules: dict[str, tuple[str, ...]]
    """By extract: the rules that read it."""


def record(home: Home, number: str) -> Record:
    """Raises: DoudiError E-NO-NIGHT; E-NOT-FOUND, without the number, where nothing is held."""
    if not home.warehouse.exists():
        raise DoudiError("E-NO-NIGHT", str(home.warehouse))
    number = number.strip().upper()
    rules, _, _ = read_policy(home)
    with warehouse(home, read_only=True) as con:
        minors_of(con, home)
        bearers = _find(con, number)
        warnings = _warnings(con)
        rows = tuple(row for extract in EXTRACTS.values() for row in _rows(con, extract))
        refused = _refused(con, [number, *bearers])
        (as_of,) = con.execute("SELECT max(as_of) FROM published_run").fetchall()[0]
    if not rows and not refused:
        raise DoudiError("E-NOT-FOUND", "所给的证件号码 / the number that was given")
    return Record(
        key=key_of("person", bearers[0] if bearers else number, home.person_key()),
        as_of=as_of,
        rows=rows,
        refused=refused,
        warnings=warnings,
        rules={
            name: tuple(sorted({rule.code for rule in rules if name in rule.header.reads}))
            for name in EXTRACTS
        },
    )


def _find(con: duckdb.DuckDBPyConnection, number: str) -> list[str]:
    """Leave `whose`, all numbers the person has borne, `lived_in`, the households, and `about`, the warnings. Returns the
    numbers, the first one first."""
    con.execute(
        """CREATE OR REPLACE TEMP TABLE whose AS
        WITH RECURSIVE chain AS (
            SELECT person_no FROM person WHERE id_number = ?
            UNION
            SELECT unnest([change.old_person_no, change.new_person_no]) FROM id_change change
            JOIN chain ON chain.person_no IN (change.old_person_no, change.new_person_no))
        SELECT DISTINCT person_no FROM chain""",
        [number],
    )
    con.execute(
        """CREATE OR REPLACE TEMP TABLE lived_in AS
        SELECT DISTINCT household_id FROM household_member SEMI JOIN whose USING (person_no)"""
    )
    con.execute(
        """CREATE OR REPLACE TEMP TABLE about AS
        SELECT warning_id FROM episode WHERE CASE WHEN person_no IS NULL THEN household_id IN (FROM lived_in)
            ELSE person_no IN (FROM whose) END"""
    )
    return [
        str(bearer)
        for (bearer,) in con.execute(
            """SELECT id_number FROM person SEMI JOIN whose USING (person_no)
            ORDER BY person_no IN (SELECT new_person_no FROM id_change), id_number"""
        ).fetchall()
    ]


def _rows(con: duckdb.DuckDBPyConnection, extract: Extract) -> list[Held]:
    persons = [column.stored for column in extract.identity_columns]
    names = {column.name for column in extract.columns}
    ways = [f"fact.{column} IN (FROM whose)" for column in persons]
    if "household_id" in names:
        nobody = "".join(f" AND fact.{column} IS NULL" for column in persons)
        ways.append(f"fact.household_id IN (FROM lived_in){nobody}")
    if extract.is_returned:
        ways.append("fact.warning_id IN (FROM about)")
    if not ways:
        return []
    whose = ", ".join(f"fact.{column} IN (FROM whose) AS is_own_{column}" for column in persons)
    bearers = "".join(
        f" LEFT JOIN person p_{column} ON p_{column}.person_no = fact.{column}" for column in persons
    )
    masked = "".join(
        f", {masks.identity_number(f'p_{column}.id_number', of=f'p_{column}.person_no')} AS said_{column}"
        for column in persons
    )
    found = every(
        con,
        f"""SELECT fact.*, delivery.delivered_on, delivery.delivery_id,
            {masks.free_text("delivery.file_name")} AS file_name{"," if whose else ""} {whose}{masked},
            (SELECT list(DISTINCT input.warning_id ORDER BY input.warning_id) FROM warning_input input
                WHERE input.extract = $extract AND input.delivery_id = delivery.delivery_id
                    AND input.source_line = fact.source_line) AS warnings
        FROM {extract.name} fact JOIN delivery USING (delivery_no){bearers}
        WHERE {" OR ".join(f"({way})" for way in ways)}
        ORDER BY fact.known_from, delivery.file_name, fact.source_line""",
        {"extract": extract.name},
    )
    return [_held(extract, row) for row in found]


def _held(extract: Extract, row: Mapping[str, Any]) -> Held:
    cells = {}
    for column in extract.columns:
        if column.kind == "identity_number":
            own = row[f"is_own_{column.stored}"]
            said = "本人" if own else row[f"said_{column.stored}"] or ""
        else:
            said = written(column, row[column.stored])
        if said:
            cells[column.zh] = said
    return Held(
        extract=extract.name,
        file=f"landing/{extract.name}/{row['delivered_on']}/{row['file_name']}",
        line=row["source_line"],
        delivered_on=row["delivered_on"],
        known_to=None if str(row["known_to"]) == FOREVER else row["known_to"],
        cells=cells,
        warnings=tuple(row["warnings"] or ()),
    )


def written(column: Column, value: Any) -> str:
    """A value as a department writes it into its file, so that the file could be read again."""
    if value is None:
        return ""
    match column.kind:
        case "money":
            return f"{Decimal(value) / 100:.2f}"
        case "month":
            return f"{value:%Y-%m}"
        case "school_year":
            return f"{value.year}-{value.year + 1}"
        case "timestamp":
            return f"{value:%Y-%m-%d %H:%M}" if isinstance(value, datetime) else str(value)
        case "decimal":
            return f"{Decimal(value).normalize():f}"
        case "choice":
            return next((label for label, code in column.choices.items() if code == value), str(value))
        case _:
            return str(value)


def _refused(con: duckdb.DuckDBPyConnection, numbers: Sequence[str]) -> tuple[Refused, ...]:
    import json

    found = every(
        con,
        f"""SELECT delivery.extract, delivery.delivered_on, {masks.free_text("delivery.file_name")} AS file_name,
            quarantine.line, quarantine.faults, quarantine.original
        FROM quarantine JOIN delivery USING (delivery_no)
        WHERE list_any_value(list_filter($numbers, lambda number: contains(upper(original), number))) IS NOT NULL
        ORDER BY ALL""",
        {"numbers": sorted({number for number in numbers if number})},
    )
    return tuple(
        Refused(
            extract=row["extract"],
            file=f"landing/{row['extract']}/{row['delivered_on']}/{row['file_name']}",
            line=row["line"],
            codes=tuple(dict.fromkeys(fault.partition(":")[2] for fault in row["faults"])),
            cells={
                _heading(row["extract"], name): masks.without_numbers(str(text))
                for name, text in json.loads(row["original"]).items()
                if text
            },
        )
        for row in found
    )


def _heading(extract: str, name: str) -> str:
    columns = EXTRACTS[extract].columns if extract in EXTRACTS else ()
    return next((column.zh for column in columns if column.name == name), name)


def _warnings(con: duckdb.DuckDBPyConnection) -> tuple[Warned, ...]:
    return tuple(
        Warned(*row)
        for row in con.execute(
            """SELECT warning_id, rule_code, opened_on, list(state ORDER BY event_on DESC, step DESC)[1]
            FROM episode JOIN about USING (warning_id) JOIN warning_event USING (warning_id)
            WHERE state IS NOT NULL GROUP BY ALL ORDER BY opened_on, warning_id"""
        ).fetchall()
    )
