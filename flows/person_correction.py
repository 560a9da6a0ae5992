"""How a person's row is put right: where the department's word is one row, a form that takes its place; else whom to ask.

An event is superseded by a later row under the same key, so the person's own rows, corrected and put into the landing
folder, are a correction. A register or a month is replaced whole: one corrected row alone would make everybody else
vanish, so the department must send it all again.
"""

from pathlib import Path

import duckdb

from flows.home import Home, warehouse
from flows.person_record import written
from schemas.extract import Extract
from schemas.extracts import EXTRACTS
from schemas.faults import DoudiError
from schemas.warehouse import FOREVER

Words = tuple[str, str]


def way(extract: Extract) -> Words:
    """What to do about a wrong row of the extract."""
    if extract.is_returned:
        return (
            "由乡镇（街道）重新填报，doudi answers --supersede",
            "the township fills it in again: doudi answers --supersede",
        )
    if extract.mode == "event":
        return (
            f"doudi person --correct {extract.name} --form 更正表.xlsx，由{extract.department_zh}改好",
            f"doudi person --correct {extract.name} --form FILE.xlsx, corrected by {extract.department}",
        )
    whole = "整份名册" if extract.mode == "full" else "那个月份（学年）那一类的全部"
    everything = "the whole register" if extract.mode == "full" else "all of that month and kind"
    return (
        f"请{extract.department_zh}更正后重送{whole}；空表：doudi template {extract.name}",
        f"ask {extract.department} to correct it and send {everything} again; an empty form: doudi template {extract.name}",
    )


def correctable(named: str) -> Extract:
    """Raises: DoudiError E-USAGE where the extract is none, or its rows cannot be corrected one by one."""
    extract = next((each for each in EXTRACTS.values() if named in (each.name, each.zh)), None)
    if extract is None:
        raise DoudiError("E-USAGE", f"--correct {named}: {', '.join(EXTRACTS)}", exit_code=2)
    if extract.mode != "event" or extract.is_returned or not extract.identity_columns:
        raise DoudiError("E-USAGE", f"--correct {extract.name}: {' / '.join(way(extract))}", exit_code=2)
    return extract


def write_form(home: Home, number: str, extract: Extract, path: Path) -> int:
    """A workbook with the person's rows that hold, as they would be delivered. Returns how many; with none it is not made.

    Raises: DoudiError E-NOT-FOUND, without the number.
    """
    import xlsxwriter

    with warehouse(home, read_only=True) as con:
        rows = _standing(con, number.strip().upper(), extract)
    if not rows:
        raise DoudiError("E-NOT-FOUND", f"{extract.zh} {extract.name}")
    path.touch(mode=0o600)
    with xlsxwriter.Workbook(path, {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        sheet = book.add_worksheet(extract.zh[:31])
        as_text = book.add_format({"num_format": "@"})
        fixed = book.add_format({"num_format": "@", "bg_color": "#D9E2EC"})
        heading = book.add_format({"num_format": "@", "bold": True, "border": 1})
        sheet.set_column(0, len(extract.columns) - 1, 20, as_text)
        for place, column in enumerate(extract.columns):
            sheet.write_string(0, place, column.zh, heading)
            for line, row in enumerate(rows, start=1):
                sheet.write_string(line, place, row[place], fixed if column.key else as_text)
        sheet.freeze_panes(1, 0)
    return len(rows)


def _standing(con: duckdb.DuckDBPyConnection, number: str, extract: Extract) -> list[list[str]]:
    cells = ", ".join(
        f"(SELECT id_number FROM person WHERE person_no = fact.{column.stored})"
        if column.kind == "identity_number"
        else f"fact.{column.stored}"
        for column in extract.columns
    )
    own = " OR ".join(
        f"fact.{column.stored} = (SELECT person_no FROM person WHERE id_number = $number)"
        for column in extract.identity_columns
    )
    found = con.execute(
        f"SELECT {cells} FROM {extract.name} fact WHERE known_to = DATE '{FOREVER}' AND ({own}) ORDER BY ALL",
        {"number": number},
    ).fetchall()
    return [
        [
            str(value or "") if column.kind == "identity_number" else written(column, value)
            for column, value in zip(extract.columns, row, strict=True)
        ]
        for row in found
    ]
