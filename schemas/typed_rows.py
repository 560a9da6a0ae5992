"""The statements that turn a file's cells into typed rows: the short path for plain rows, the long one for the others."""

from datetime import date

from schemas import checks
from schemas.extract import Extract


def plain_select(
    extract: Extract, source: str, present: dict[str, str], *, delivered_on: date, home_area: str
) -> str:
    """The statement that types rows in which every cell is plain and believable, and marks them `is_plain`.

    Shape: as `typed_select`, without faults; what it says of the other rows is not to be used. `present` maps
    a contract column to its column in `source`. A mark, not a condition, because a condition would make the
    engine compute every value twice.
    """
    raws = {column.name: present.get(column.name, "CAST(NULL AS VARCHAR)") for column in extract.columns}
    conditions = []
    for column in extract.columns:
        typed = f"v_{column.name}"
        good = f"{typed} IS NOT NULL"
        for condition, _ in checks.limits(
            column, typed, delivered_on=delivered_on, home_area=home_area, largest=extract.largest_yuan
        ):
            good += f" AND NOT ({condition})"
        conditions.append(f"({good})" if column.required else f"(r_{column.name} IS NULL OR ({good}))")
    inner = ", ".join(
        f"{raws[column.name]} AS r_{column.name}, {checks.plain(column, raws[column.name])} AS v_{column.name}"
        for column in extract.columns
    )
    kept = ", ".join(f"v_{column.name} AS {column.name}" for column in extract.columns)
    return (
        f"SELECT line, {kept}, CAST(NULL AS VARCHAR) AS faults, CAST(NULL AS VARCHAR) AS original, "
        f"CAST(NULL AS VARCHAR) AS changes, {' AND '.join(conditions)} AS is_plain FROM (SELECT line, {inner} FROM {source})"
    )


def typed_select(
    extract: Extract, source: str, present: dict[str, str], *, delivered_on: date, home_area: str
) -> str:
    """The statement that types rows in any accepted form and explains the others.

    Shape: one row per physical line. `present` maps a contract column to its column in `source`. Identity
    numbers come out canonical but not yet checked, under the column's own name; `faults` holds
    `column:CODE` words, and `original` the cells of a faulty row only, so that good rows carry no text;
    `changes` holds `column:word` for every cell of a good row that was not plain.
    """
    raws = {column.name: present.get(column.name, "CAST(NULL AS VARCHAR)") for column in extract.columns}
    values = ",\n        ".join(
        f"{checks.value(column, raws[column.name])} AS v_{column.name}" for column in extract.columns
    )
    cells = ", ".join(f"{raw} AS r_{name}" for name, raw in raws.items())
    faults = ",\n        ".join(
        f"'{column.name}' || ':' || "
        + checks.fault(
            column,
            f"r_{column.name}",
            f"v_{column.name}",
            delivered_on=delivered_on,
            home_area=home_area,
            largest=extract.largest_yuan,
        )
        for column in extract.columns
    )
    changes = ", ".join(
        f"'{column.name}' || ':' || {checks.change(column, f'r_{column.name}')}" for column in extract.columns
    )
    cells_kept = ", ".join(f"{checks.text(column.name)}: r_{column.name}" for column in extract.columns)
    original = f"CAST(to_json({{{cells_kept}}}) AS VARCHAR)"
    kept = ", ".join(f"v_{column.name} AS {column.name}" for column in extract.columns)
    return f"""
SELECT line, {kept}, faults, CASE WHEN faults IS NOT NULL THEN {original} END AS original,
    CASE WHEN faults IS NULL THEN nullif(concat_ws(' ', {changes}), '') END AS changes
FROM (
    SELECT *, nullif(concat_ws(' ',
        {faults}), '') AS faults
    FROM (SELECT line, {cells},
        {values}
        FROM {source})
)"""
