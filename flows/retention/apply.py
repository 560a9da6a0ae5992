"""Remove what the plan counts. Cut off anywhere, whoever applies it again comes to the same end.

A database that rows are deleted from keeps their bytes: so a new file is filled with what stays, held against the old one
and put in its place. Then the checkpoint is sealed, and only then do the deliveries go from which the old one was made.
"""

import os
import shutil
from datetime import date
from pathlib import Path

import duckdb

from flows.audit import note
from flows.database_file import attach, connect
from flows.home import Home, configure, warehouse, warehouse_key
from flows.lock import only_one
from flows.publish.switch import sweep
from flows.recover import recover
from flows.retention import audit_log, checkpoint
from flows.retention.files import remove
from flows.retention.past import find, goes, told_before
from flows.retention.plan import Plan, plan
from flows.upgrade import upgrade
from schemas.faults import DoudiError
from schemas.warehouse import VERSION, create_all


def apply(home: Home, reason: str) -> Plan:
    """Returns what was removed. Raises: DoudiError E-LOCK while a night is at work; nothing is removed then."""
    with only_one(home.path):
        upgrade(home)
        with warehouse(home) as con:
            recover(con, home)
        sweep(home)
        _clear(home)
        found = plan(home)
        horizon = found.periods.data_before
        rows = sum(item.rows for item in found.items)
        note(
            home,
            "retention apply",
            f"before={horizon} people={found.people} rows={rows} files={len(found.files)}",
            reason,
        )
        beside = home.warehouse.with_name("warehouse.retention.duckdb")
        _fill(home, beside, found.periods.as_of, horizon)
        os.replace(beside, home.warehouse)
        sealed = checkpoint.write(home, found.periods.as_of)
        for old in found.files:
            remove(old)
        audit_log.erase(home, found.periods.audit_before, reason)
        note(home, "retention applied", f"before={horizon} checkpoint={sealed.sha256}", reason)
    return found


def _clear(home: Home) -> None:
    """What an earlier one, or a rebuild, that was broken off has left: it holds people who are to go."""
    for left in home.path.glob("warehouse.*.duckdb*"):
        left.unlink()
    shutil.rmtree(home.path / ".rebuild", ignore_errors=True)


def _fill(home: Home, beside: Path, as_of: date, horizon: date) -> None:
    try:
        with connect(beside, home.key if home.encrypt else None, read_only=False) as con:
            beside.chmod(0o600)
            configure(con, home)
            con.execute("CREATE TABLE warehouse_version (version INTEGER)")
            con.execute("INSERT INTO warehouse_version VALUES (?)", [VERSION])
            con.execute(";\n".join(create_all()))
            attach(con, home.warehouse, "older", warehouse_key(home), read_only=True)
            find(con, horizon, "older.")
            for table in _tables(con):
                _copy(con, table, horizon)
            con.execute(
                """INSERT INTO removed_event
                SELECT run_id, rule_code, township_code, change, count(*)
                FROM older.warning_event JOIN older.episode USING (warning_id) SEMI JOIN gone_episode USING (warning_id)
                GROUP BY ALL ORDER BY ALL"""
            )
            con.execute("DELETE FROM retention WHERE horizon = ?", [horizon])
            con.execute("INSERT INTO retention VALUES (?, ?)", [as_of, horizon])
            con.execute("DETACH older")
            con.execute("CHECKPOINT")
    except BaseException:
        beside.unlink(missing_ok=True)
        beside.with_name(f"{beside.name}.wal").unlink(missing_ok=True)
        raise


def _tables(con: duckdb.DuckDBPyConnection) -> list[str]:
    found = con.execute(
        """SELECT table_name FROM duckdb_tables()
        WHERE database_name = 'older' AND table_name <> 'warehouse_version' ORDER BY table_name"""
    ).fetchall()
    return [str(name) for (name,) in found]


def _copy(con: duckdb.DuckDBPyConnection, table: str, horizon: date) -> None:
    """Raises: DoudiError E-RECONCILE when rows that go and rows that stay are not all there were."""
    conditions = goes(table, horizon, "older.").values()
    gone = f"coalesce({' OR '.join(f'({each})' for each in conditions)}, FALSE)" if conditions else "FALSE"
    told = (
        f" REPLACE (CASE WHEN {told_before(horizon, 'older.')} THEN '{{}}' ELSE original END AS original)"
        if table == "quarantine"
        else ""
    )
    con.execute(f"INSERT INTO {table} BY NAME SELECT *{told} FROM older.{table} WHERE NOT {gone}")
    all_, left, stayed = con.execute(
        f"""SELECT (SELECT count(*) FROM older.{table}), (SELECT count(*) FROM older.{table} WHERE {gone}),
        (SELECT count(*) FROM {table})"""
    ).fetchall()[0]
    if all_ != left + stayed:
        raise DoudiError("E-RECONCILE", f"{table}: {all_} ≠ {left} + {stayed}")
