"""Applications as they may leave the warehouse, and those that wait as the offices' list tells them."""

import duckdb

from flows.publish.leave_found import leave_found
from flows.publish.whom import PERSON_KEY_OF
from monitors.watch import Night
from schemas import masks
from schemas.checks import text
from schemas.extracts.application import CONTRACT

STEP_ZH = {"accepted": "已受理", "checking": "核对中", "noticed": "公示"}
LEVEL_ZH = {"county": "县级", "township": "乡镇(街道)"}


def applications(con: duckdb.DuckDBPyConnection, _night: Night) -> None:
    """Leave `outward_application`, `outward_application_count` and the restricted `application_row`: what waits, the
    longest first in every township."""
    leave_found(
        con,
        "outward_application",
        f"""SELECT {masks.own_number("state.application_no")} AS application_no, state.township_code, state.benefit,
            {masks.household_key("state.household_id")} AS household_key,
            {masks.person_key(PERSON_KEY_OF)} AS person_key,
            state.step, state.accepted_on, state.decided_on, state.working_days,
            state.limit_days AS limit_working_days, state.due_on, state.is_overdue, state.is_decided_late,
            state.decided_level, state.level_in_force, state.is_right_level, state.result
        FROM application_state state
        LEFT JOIN person ON person.person_no = state.person_no
        LEFT JOIN first_number ON first_number.person_no = state.person_no
        ORDER BY state.accepted_on, state.application_no""",
        among="application_state",
    )
    con.execute(
        """CREATE OR REPLACE TEMP TABLE outward_application_count AS
        SELECT year_from_on, township_code, benefit, accepted, pending, decided, approved, overdue, decided_late,
            time_unknown, by_township, by_county, wrong_level, level_unknown, working_days_total,
            CAST(working_days_mean_e1 * CAST(0.1 AS DECIMAL(2, 1)) AS DECIMAL(18, 1)) AS working_days_mean
        FROM application_count
        ORDER BY township_code NULLS FIRST, benefit NULLS FIRST"""
    )
    leave_found(
        con,
        "application_row",
        f"""SELECT state.township_code, coalesce(township.name, state.township_code) AS township_name,
            {masks.own_number("state.application_no")} AS application_no, {masks.full_name("state.name")} AS name, {masks.name("state.name", of="state.person_no")} AS name_masked,
            coalesce({_zh("state.benefit", _labels("benefit"))}, state.benefit) AS benefit_zh,
            state.accepted_on, {_zh("state.step", STEP_ZH)} AS step_zh,
            CASE WHEN state.is_counted_in_part THEN '至少' ELSE '' END || state.working_days AS working_days_zh,
            state.limit_days, state.due_on,
            CASE WHEN state.is_overdue THEN '超期' WHEN state.is_overdue IS NULL THEN '未判断' ELSE '' END AS overdue_zh,
            {_zh("state.level_in_force", LEVEL_ZH)} AS level_zh
        FROM application_state state
        LEFT JOIN outward_area township ON township.area_code = state.township_code
        WHERE state.is_pending
        ORDER BY state.township_code, state.accepted_on, state.application_no""",
        among="application_state",
        columns="""township_code VARCHAR, township_name VARCHAR, application_no VARCHAR, name VARCHAR,
            name_masked VARCHAR, benefit_zh VARCHAR, accepted_on DATE, step_zh VARCHAR,
            working_days_zh VARCHAR, limit_days INTEGER, due_on DATE, overdue_zh VARCHAR,
            level_zh VARCHAR""",
    )


def _labels(column: str) -> dict[str, str]:
    """What a department calls each code first."""
    labels: dict[str, str] = {}
    for label, code in CONTRACT.column(column).choices.items():
        labels.setdefault(code, label)
    return labels


def _zh(expression: str, labels: dict[str, str]) -> str:
    return f"CASE {expression} {' '.join(f'WHEN {text(code)} THEN {text(zh)}' for code, zh in labels.items())} END"
