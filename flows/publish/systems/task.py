"""The matters that offices have to settle, as they may leave the warehouse, and as the bureau's own list tells them."""

import duckdb

from flows.publish.leave_found import leave_found
from flows.publish.whom import PERSON_KEY_OF
from monitors.watch import Night
from rules import legal_basis
from schemas import masks
from schemas.fill import fill
from schemas.money import yuan
from schemas.tasks import TASKS

# The one sentence that tells a number given by others.
_PAYMENT = (
    "regexp_extract(task.says_zh, '^发放编号(.*?)(?:没有发放记录|不是从备用金|是其他乡镇|发放[0-9])', 1)"
)


def tasks(con: duckdb.DuckDBPyConnection, night: Night) -> None:
    """Leave `outward_task`, `outward_task_check` and the restricted `task_row`, in the list's order."""
    con.execute(
        """CREATE OR REPLACE TEMP TABLE task_said (task_code VARCHAR, place INTEGER, title_zh VARCHAR, title_en VARCHAR,
        action_zh VARCHAR, legal_basis VARCHAR)"""
    )
    said = [
        (
            kind.code,
            place,
            kind.zh,
            kind.en,
            kind.action_zh,
            "；".join(legal_basis.cites(con, kind.basis, night.as_of)),
        )
        for place, kind in enumerate(TASKS.values())
    ]
    fill(con, "task_said", said)
    leave_found(
        con,
        "outward_task",
        f"""SELECT task.task_code, task.township_code, {masks.own_number("task.reference")} AS reference,
            {masks.household_key("task.household_id")} AS household_key,
            {masks.person_key(PERSON_KEY_OF)} AS person_key,
            task.since_on, task.due_on, coalesce(task.due_on < night.as_of, FALSE) AS is_overdue,
            {yuan("task.amount_fen")} AS amount_cny,
            {masks.sentence("task.says_zh", _PAYMENT)} AS says_zh,
            {masks.sentence("task.says_en", _PAYMENT)} AS says_en,
            nullif(said.legal_basis, '') AS legal_basis
        FROM task
        CROSS JOIN night
        JOIN task_said said USING (task_code)
        LEFT JOIN person ON person.person_no = task.person_no
        LEFT JOIN first_number ON first_number.person_no = task.person_no
        ORDER BY said.place, task.township_code, task.reference""",
        among="task",
    )
    con.execute(
        """CREATE OR REPLACE TEMP TABLE outward_task_check AS
        SELECT judged.task_code, said.title_zh, said.title_en, judged.is_judged, judged.reason AS not_judged_reason,
            CASE WHEN judged.is_judged THEN count(task.task_code) END AS task_count,
            CASE WHEN judged.is_judged THEN count(task.task_code) FILTER (task.is_overdue) END AS overdue_count
        FROM task_judged judged
        JOIN task_said said USING (task_code)
        LEFT JOIN outward_task task USING (task_code)
        GROUP BY judged.task_code, said.place, said.title_zh, said.title_en, judged.is_judged, judged.reason
        ORDER BY said.place"""
    )
    leave_found(
        con,
        "task_row",
        f"""SELECT task.township_code, coalesce(township.name, task.township_code, '本局') AS township_name,
            said.title_zh AS kind_zh, {masks.own_number("task.reference")} AS reference,
            {masks.own_number("task.household_id")} AS household_id, task.since_on, task.due_on,
            CASE WHEN task.due_on < night.as_of THEN '超期' ELSE '' END AS overdue_zh,
            task.amount_fen, {masks.sentence("task.says_zh", _PAYMENT)} AS says_zh, said.action_zh, said.legal_basis
        FROM task
        CROSS JOIN night
        JOIN task_said said USING (task_code)
        LEFT JOIN outward_area township ON township.area_code = task.township_code
        ORDER BY said.place, task.township_code, task.due_on NULLS LAST, task.reference""",
        among="task",
        columns="""township_code VARCHAR, township_name VARCHAR, kind_zh VARCHAR, reference VARCHAR,
            household_id VARCHAR, since_on DATE, due_on DATE, overdue_zh VARCHAR, amount_fen BIGINT,
            says_zh VARCHAR, action_zh VARCHAR, legal_basis VARCHAR""",
    )
