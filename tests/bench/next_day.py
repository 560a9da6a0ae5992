"""What departments deliver on the day after: a share of all records has changed, and whoever keeps a register sends it
whole.

- a register (full): every newest file whole; of its rows half of the share have changed, half are gone;
- months (period): the newest month's files whole; among their rows so many have changed as are the share of the whole
  extract, but never more than half of a file;
- events: only what is new. Settlements come again under their numbers with another split of the same cost, people are
  laid off.

The other extracts say nothing on an ordinary day. Which rows change hangs on a hash of the row: the same every time.
"""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb

from schemas.extracts import EXTRACTS

MILLION = 1_000_000


@dataclass
class Delivered:
    rows: int = 0
    changed: int = 0


def deliver(plain: Path, landing: Path, *, day: date, share: float) -> dict[str, Delivered]:
    """Write the day's files, made from `plain` (what the last delivery came to), and tell how many rows of each extract
    came and how many of them say something new."""
    con = duckdb.connect()
    con.execute("SET memory_limit = '1GB'")
    con.execute(f"CREATE MACRO draw(line) AS hash(line, 'day after') % {MILLION}")
    told: dict[str, Delivered] = {}
    for extract in EXTRACTS.values():
        files = _newest(plain, extract.name)
        if not files:
            continue
        amount = extract.column(extract.amount).zh if extract.amount else None
        parts = round(share * MILLION)
        where = "true"
        match extract.mode:
            case "full":
                # Of a register without an amount a changed row is one that is gone.
                edit = {amount: f'CAST(CAST("{amount}" AS DECIMAL(18, 2)) + 1 AS VARCHAR)'} if amount else {}
                if extract.name == "household_member":
                    edit = {"户籍性质": "CASE \"户籍性质\" WHEN '城镇' THEN '农村' ELSE '城镇' END"}
                where = f"draw(line) >= {parts // 2}" if edit else f"draw(line) >= {parts}"
            case "period" if amount:
                parts = min(
                    round(parts * _rows(sorted(plain.glob(f"{extract.name}/*/*.csv"))) / _rows(files)),
                    MILLION // 2,
                )
                edit = {amount: f'CAST(CAST("{amount}" AS DECIMAL(18, 2)) + 1 AS VARCHAR)'}
            case "event" if extract.name == "medical_expense":
                files = sorted(plain.glob("medical_expense/*/*.csv"))
                where = f'draw(line) < {parts} AND CAST("个人自付" AS DECIMAL(18, 2)) >= 1'
                edit = {
                    "个人自付": 'CAST(CAST("个人自付" AS DECIMAL(18, 2)) - 1 AS VARCHAR)',
                    "基本医保支付": 'CAST(CAST("基本医保支付" AS DECIMAL(18, 2)) + 1 AS VARCHAR)',
                }
            case "event" if extract.name == "employment":
                where = f"draw(line) < {parts}"
                edit = {"事件": "'停保'", "日期": f"'{day:%Y%m%d}'", "截止日期": "NULL"}
            case _:
                continue
        told[extract.name] = Delivered()
        folder = landing / extract.name / str(day)
        folder.mkdir(parents=True, exist_ok=True)
        for place, path in enumerate(files):
            _write(con, path, folder / f"{place:02d}_{path.name}", where, edit, parts, told[extract.name])
    return told


def _write(
    con: duckdb.DuckDBPyConnection,
    source: Path,
    target: Path,
    where: str,
    edit: dict[str, str],
    parts: int,
    told: Delivered,
) -> None:
    names = source.open(encoding="utf-8").readline().strip().split(",")
    line = ", ".join(f'"{name}"' for name in names)
    is_changed = f"draw(line) < {parts}"
    columns = ", ".join(
        f'CASE WHEN {is_changed} THEN {edit[name]} ELSE "{name}" END AS "{name}"'
        if name in edit
        else f'"{name}"'
        for name in names
    )
    con.execute(
        f"""CREATE OR REPLACE TEMP VIEW arrived AS
        SELECT *, concat_ws(',', {line}) AS line
        FROM read_csv('{str(source).replace("'", "''")}', all_varchar = true, header = true, auto_detect = false,
            delim = ',', columns = {{{", ".join(f"'{name}': 'VARCHAR'" for name in names)}}})"""
    )
    # What is empty stays empty.
    differs = " OR ".join(f'({said}) IS DISTINCT FROM "{name}"' for name, said in edit.items()) or "TRUE"
    before, kept, changed = con.execute(
        f"""SELECT count(*), count(*) FILTER ({where}), count(*) FILTER ({where} AND {is_changed} AND ({differs}))
        FROM arrived"""
    ).fetchall()[0]
    is_whole = EXTRACTS[source.parent.parent.name].mode != "event"
    told.rows += kept
    told.changed += changed + (before - kept if is_whole else 0)
    if kept:
        con.execute(
            f"COPY (SELECT {columns} FROM arrived WHERE {where}) TO '{str(target).replace(chr(39), chr(39) * 2)}' (HEADER)"
        )


def _newest(plain: Path, extract: str) -> list[Path]:
    """The files of an extract's newest content: of a register's or event's last day, of the newest month."""
    files = sorted(plain.glob(f"{extract}/*/*.csv"))
    if EXTRACTS[extract].mode == "full" and EXTRACTS[extract].replaces_by is None:
        return [path for path in files if path.parent == files[-1].parent]
    if EXTRACTS[extract].mode == "period":
        month = max((path.stem[-6:] for path in files), default="")
        return [path for path in files if path.stem.endswith(month)] if month.isdigit() else []
    return files


def _rows(files: list[Path]) -> int:
    """Lines below the header: in these files nothing joins lines."""
    return sum(path.read_bytes().count(b"\n") - 1 for path in files)
