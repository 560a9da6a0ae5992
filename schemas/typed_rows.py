"""The statements that turn a file's cells into typed rows: the short path for plain rows, the long one for the others."""

from collections.abc import Mapping
from datetime import date

from schemas import checks
from schemas.extract import Column, Extract


def plain_select(
    extract: Extract,
    source: str,
    places: Mapping[str, int],
    width: int,
    *,
    line: str,
    keeps_cells: bool,
    delivered_on: date,
    home_area: str,
) -> str:
    """The statement that types rows of `width` cells (`source`: c0, c1, ...) in which every cell is plain and
    believable; `places` says which of the contract's columns stands where.

    Shape: one row per row of `source`: the number of its line as `line` gives it, every column of the contract under
    its own name, `is_plain`, what was done to a plain row's cells (`column:word`, as `typed_select` says it), and the
    cells of a row that is not plain, as a list (of every row with `keeps_cells`). What it says of a row that is not
    plain is not to be used. Of an identity number it says that it is as long as one
    is: whether it is anyone's shows when people are looked up. A mark, not a condition, because a condition would make
    the engine compute every value twice.
    """
    raws = {
        column.name: f"c{places[column.name]}" if column.name in places else "CAST(NULL AS VARCHAR)"
        for column in extract.columns
    }
    conditions = []
    for column in extract.columns:
        typed = f"v_{column.name}"
        good = f"{typed} IS NOT NULL"
        for condition, _ in checks.limits(
            column,
            typed,
            delivered_on=f"DATE '{delivered_on}'",
            home_area=home_area,
            largest=extract.largest_yuan,
        ):
            good += f" AND NOT ({condition})"
        if column.name in places:
            conditions.append(
                f"({good})" if column.required else f"({raws[column.name]} IS NULL OR ({good}))"
            )
    every = ", ".join(f"c{place}" for place in range(width))
    inner = ", ".join(
        f"{_typed(column, raws[column.name]) if column.name in places else f'CAST(NULL AS {_type(column)})'} AS v_{column.name}"
        for column in extract.columns
    )
    kept = ", ".join(f"v_{column.name}" for column in extract.columns)
    cells = f"[{every}]" if keeps_cells else f"CASE WHEN NOT is_plain THEN [{every}] END"
    days = {
        column.name: raws[column.name]
        for column in extract.columns
        if column.kind == "date" and column.name in places
    }
    other = " OR ".join(f"{raw}[5] <> '-'" for raw in days.values())
    words = ", ".join(f"CASE WHEN {raw}[5] <> '-' THEN '{name}:form' END" for name, raw in days.items())
    changes = f"CASE WHEN is_plain AND ({other}) THEN concat_ws(' ', {words}) END" if days else "NULL"
    return f"""SELECT {line} AS line, {kept}, is_plain, {changes} AS changes, {cells} AS cells
        FROM (SELECT *, {" AND ".join(conditions)} AS is_plain FROM (SELECT *, {inner} FROM {source}))"""


def _typed(column: Column, raw: str) -> str:
    if column.kind == "identity_number":
        # Most numbers are known, and a known number needs no other proof.
        return f"CASE WHEN strlen({raw}) = 18 THEN {raw} END"
    if column.kind == "date":
        return checks.usual_day(raw)
    return checks.plain(column, raw)


def _type(column: Column) -> str:
    return "VARCHAR" if column.kind == "identity_number" else column.sql_type


def typed_select(extract: Extract, *, home_area: str) -> str:
    """The statement that types rows in any accepted form and explains the others.

    Shape: one row per row of `odd_cells`, which has their cells by the contract's columns (`r_<name>`). Identity
    numbers come out canonical but not yet checked, under the column's own name; `faults` holds
    `column:CODE` words; `changes` holds `column:word` for every cell of a good row that was not plain.
    """
    raws = {column.name: f"r_{column.name}" for column in extract.columns}
    values = ",\n        ".join(
        f"{checks.value(column, raws[column.name])} AS v_{column.name}" for column in extract.columns
    )
    faults = ",\n        ".join(
        f"'{column.name}' || ':' || "
        + checks.fault(
            column,
            f"r_{column.name}",
            f"v_{column.name}",
            delivered_on="delivered_on",
            home_area=home_area,
            largest=extract.largest_yuan,
        )
        for column in extract.columns
    )
    changes = ", ".join(
        f"'{column.name}' || ':' || {checks.change(column, f'r_{column.name}')}" for column in extract.columns
    )
    kept = ", ".join(f"v_{column.name} AS {column.name}" for column in extract.columns)
    return f"""
SELECT delivery_no, line, {kept}, faults,
    CASE WHEN faults IS NULL THEN nullif(concat_ws(' ', {changes}), '') END AS changes
FROM (
    SELECT *, nullif(concat_ws(' ',
        {faults}), '') AS faults
    FROM (SELECT odd_cells.*, came.delivered_on,
        {values}
        FROM odd_cells JOIN came USING (delivery_no))
)"""


def original(extract: Extract) -> str:
    """The cells of a row of `odd_cells` as they came, by the contract's columns, as JSON."""
    cells = ", ".join(f"{checks.text(column.name)}: r_{column.name}" for column in extract.columns)
    return f"CAST(to_json({{{cells}}}) AS VARCHAR)"
