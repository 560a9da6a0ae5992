"""The offices' own work tonight: requests for help, reserve funds, applications, visits, services, subsidies.

What rules judge are households and people; what is surveyed here are the offices themselves. It rests on the night's
signals, is made anew every night, and nothing of it enters the ledger of warnings. The matters that an office has to
settle are left in `task`.
"""

from collections.abc import Collection, Mapping

import duckdb

from monitors.watch import Night, statement
from schemas.fill import fill
from schemas.tasks import TASKS, TaskKind

FOLDER = "systems"
ORDER: tuple[str, ...] = (
    "home_township",
    # Who asked for help.
    "help_case",
    "help_relief",
    "help_count",
    # What townships hold in reserve.
    "reserve_start",
    "reserve_opening",
    "reserve_township",
    "reserve_draw",
    # What prices and bills call for.
    "price_index_month",
    "price_month",
    "utility_relieved",
    # Applications on their way.
    "application_state",
    "application_count",
    # What charity gave.
    "donation_count",
    # Who stands on the lists of a one-time subsidy.
    "subsidy_list",
    # Who is called on, and who was missed.
    "visit_start",
    "visit_level_start",
    "visit_status",
    "visit_warned",
    "visit_listed",
    "visit_last",
    "visit_owed",
    "visit_covered",
    # Who needs a service.
    "service_limit",
    "service_asked",
    "service_counted",
)
"""Each monitor of `monitors/systems/` reads the night's signals and the monitors before it."""


def survey(con: duckdb.DuckDBPyConnection, night: Night, *, home_area: str, blind: Mapping[str, str]) -> None:
    """Leave the tables of `ORDER`, then `task` and `task_check` (temporary tables).

    `blind` says of every extract that cannot be relied on tonight why not. Needs `watch` before it.
    """
    con.execute("CREATE OR REPLACE TEMP TABLE home_area AS SELECT ? AS area_code", [home_area])
    con.execute("CREATE OR REPLACE TEMP TABLE blind_extract (extract VARCHAR)")
    fill(con, "blind_extract", [(name,) for name in blind])
    for name in ORDER:
        con.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS {statement(f'{FOLDER}/{name}')}")
    _raise_tasks(con, blind)


def _raise_tasks(con: duckdb.DuckDBPyConnection, blind: Mapping[str, str]) -> None:
    con.execute(
        """CREATE OR REPLACE TEMP TABLE task (task_code VARCHAR, township_code VARCHAR, reference VARCHAR,
        household_id VARCHAR, person_no INTEGER, since_on DATE, due_on DATE, amount_fen BIGINT,
        says_zh VARCHAR, says_en VARCHAR)"""
    )
    con.execute(
        "CREATE OR REPLACE TEMP TABLE task_judged (task_code VARCHAR, is_judged BOOLEAN, reason VARCHAR)"
    )
    in_force = {
        key for (key,) in con.execute("SELECT DISTINCT key FROM alike_value WHERE day = 'as_of'").fetchall()
    }
    reasons = {kind.code: _missing(kind, blind, in_force) for kind in TASKS.values()}
    fill(con, "task_judged", [(code, reason is None, reason) for code, reason in reasons.items()])
    for kind in TASKS.values():
        if reasons[kind.code] is None:
            con.execute(
                f"INSERT INTO task BY NAME SELECT '{kind.code}' AS task_code, found.* "
                f"FROM ({statement(f'{FOLDER}/task_{kind.code}')}) found"
            )


def _missing(kind: TaskKind, blind: Mapping[str, str], in_force: Collection[str]) -> str | None:
    """Why a kind cannot be judged tonight; None when it can."""
    for name in kind.needs:
        if name in blind:
            return blind[name]
    unset = [key for key in kind.parameters if key not in in_force]
    return f"参数未设置 / no value in force: {', '.join(unset)}" if unset else None
