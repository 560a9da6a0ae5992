"""The analysts' database: the night's own file, built aside, checked, then switched to by one rename.

An open reader keeps the snapshot it opened; a new one sees the new night. The file has a name of its own,
because a stale `.wal` beside a reused name would make it unopenable.
"""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb

from flows.publish.inner_names import as_rules_name_it
from flows.publish.outward import columns_of
from flows.publish.saved_queries import saved_queries
from schemas.checks import text
from schemas.connection import connect
from schemas.faults import DoudiError
from schemas.household_month import HOUSEHOLD_MONTH
from schemas.person_month import PERSON_MONTH
from schemas.published import TABLES
from schemas.published.version import VERSIONS
from schemas.table import Table
from schemas.transaction import transaction


def build(con: duckdb.DuckDBPyConnection, path: Path) -> None:
    """Write every published table, with its meaning as a comment on every column."""
    path.unlink(missing_ok=True)
    path.touch(mode=0o600)
    path.write_bytes(_without_rows())
    con.execute(f"ATTACH {text(str(path))} AS outward_file")
    try:
        with transaction(con):
            for table in TABLES:
                source = "counted_run" if table.name == "run" else f"outward_{table.name}"
                con.execute(f"INSERT INTO outward_file.{table.name} SELECT {columns_of(table)} FROM {source}")
        con.execute("CHECKPOINT outward_file")
    finally:
        con.execute("DETACH outward_file")


@cache
def _without_rows() -> bytes:
    """A night's file before its first row. Hundreds of comments take longer than all the tables of a small county, and are
    the same every night."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "empty.duckdb"
        with connect(path) as con:
            with transaction(con):
                for table in TABLES:
                    con.execute(table.create())
                    con.execute(f"COMMENT ON TABLE {table.name} IS {text(_meaning(table))}")
                    con.execute(
                        ";\n".join(
                            f'COMMENT ON COLUMN {table.name}."{field.name}" IS {text(f"{field.zh} / {field.en}")}'
                            for field in table.fields
                        )
                    )
                con.execute("CREATE SCHEMA signals")
                for inner in (HOUSEHOLD_MONTH, PERSON_MONTH):
                    con.execute(_as_rules_read_it(inner))
                _say_version(con)
                con.execute("CREATE SCHEMA saved")
                for query in saved_queries():
                    con.execute(f"CREATE VIEW saved.{query.name} AS {query.as_written_for('main')}")
                    con.execute(f"COMMENT ON VIEW saved.{query.name} IS {text(f'{query.zh} / {query.en}')}")
            con.execute("CHECKPOINT")
        return path.read_bytes()


def _meaning(table: Table) -> str:
    return f"{table.zh} / {table.en}. 主键 / Key: {', '.join(table.key)}"


def _say_version(con: duckdb.DuckDBPyConnection) -> None:
    con.execute(
        "CREATE TABLE published_version (version INTEGER, announced_on DATE, zh VARCHAR, en VARCHAR, gone VARCHAR[])"
    )
    con.execute(
        f"COMMENT ON TABLE published_version IS {text('发布的表有过哪些版本，每版改了什么 / Versions of these tables, and what each changed')}"
    )
    for column, meaning in (
        ("version", "版本 / Version"),
        ("announced_on", "公布日期 / Announced on"),
        ("zh", "改了什么 / What changed, in Chinese"),
        ("en", "改了什么（英文） / What changed"),
        ("gone", "取消的列和替代 / Columns that went, each with what to use instead"),
    ):
        con.execute(f"COMMENT ON COLUMN published_version.{column} IS {text(meaning)}")
    for each in VERSIONS:
        gone = [f"{column}: {instead}" for column, instead in each.gone]
        con.execute(
            "INSERT INTO published_version VALUES (?, ?, ?, ?, ?)",
            [each.version, each.announced_on, each.zh, each.en, gone],
        )


def _as_rules_read_it(table: Table) -> str:
    """The wide table under the names rules use, so that a rule file runs unchanged: `USE signals` first."""
    return f"CREATE VIEW signals.{table.name} AS SELECT {as_rules_name_it(table)} FROM main.{table.name}"


def audit(con: duckdb.DuckDBPyConnection, path: Path) -> None:
    """Refuse a file that lost a row or lets an identity number out. Raises: DoudiError E-RECONCILE."""
    if path.with_name(path.name + ".wal").exists():
        raise DoudiError("E-RECONCILE", f"{path.name}.wal")
    con.execute(f"ATTACH {text(str(path))} AS outward_file (READ_ONLY)")
    try:
        for table in TABLES:
            source = "counted_run" if table.name == "run" else f"outward_{table.name}"
            counts = con.execute(
                f"SELECT (SELECT count(*) FROM {source}), (SELECT count(*) FROM outward_file.{table.name})"
            ).fetchall()[0]
            if counts[0] != counts[1]:
                raise DoudiError("E-RECONCILE", f"{table.name}: {counts[0]} ≠ {counts[1]}")
        for inner, outer in (
            ("standing", "warning"),
            ("payment", "suggested_payment"),
            ("standard_difference", "standard_difference"),
            ("shadow_finding", "shadow_hit"),
            ("household_month", "household_month"),
            ("person_month", "person_month"),
        ):
            counts = con.execute(
                f"SELECT (SELECT count(*) FROM {inner}), (SELECT count(*) FROM outward_{outer})"
            ).fetchall()[0]
            if counts[0] != counts[1]:
                raise DoudiError("E-RECONCILE", f"{outer}: {counts[0]} ≠ {counts[1]}")
        for name, sentences in (
            ("warning", "amount_steps, reason_zh, reason_en, CAST(evidence AS VARCHAR)"),
            ("suggested_payment", "amount_steps, reason_zh, reason_en"),
            ("shadow_hit", "reason_zh, reason_en"),
        ):
            # Any office may number its papers with eighteen digits: an identity number is one that somebody bears.
            leaks = con.execute(
                f"""SELECT count(*) FROM (
                    SELECT DISTINCT upper(unnest(regexp_extract_all(said, '[0-9]{{17}}[0-9Xx]'))) AS id_number
                    FROM (SELECT concat_ws(' ', {sentences}) AS said FROM outward_file.{name})
                ) SEMI JOIN person USING (id_number)"""
            ).fetchall()[0][0]
            if leaks:
                raise DoudiError("E-RECONCILE", f"{name}: {leaks}")
    finally:
        con.execute("DETACH outward_file")
