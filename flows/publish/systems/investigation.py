"""Who is to be called on, and how many were, as they may leave the warehouse and as townships' lists tell them."""

import duckdb

from flows.publish.leave_found import leave_found
from monitors.watch import Night
from schemas import masks
from schemas.checks import text
from schemas.parameter_words import POPULATION

_LEVEL = "CASE owed.level WHEN 'county' THEN {} WHEN 'township' THEN {} ELSE {} END"
_LEVEL_ZH = _LEVEL.format("'县级'", "'乡镇级'", "'村级'")
_LEVEL_PLACE = _LEVEL.format(3, 2, 1)
_STATUSES = (
    "subsistence_allowance",
    "extreme_poverty_support",
    "near_dibao",
    "rigid_expenditure",
    "poverty_return_watch",
)
_STATUS_ZH = " ".join(f"WHEN {text(status)} THEN {text(POPULATION[status])}" for status in _STATUSES)
_STATUS_PLACE = " ".join(f"WHEN {text(status)} THEN {place}" for place, status in enumerate(_STATUSES))


def investigation(con: duckdb.DuckDBPyConnection, night: Night) -> None:
    """Leave `outward_visit_task`, `outward_visit_coverage` and the restricted `visit_task_row`."""
    con.execute(
        f"""CREATE OR REPLACE TEMP TABLE outward_visit_task AS
        SELECT {masks.household_key("household_id")} AS household_key,
            township_code, village_code, level, last_visited_on, due_on, is_overdue
        FROM visit_owed owed
        ORDER BY township_code, village_code, household_id, {_LEVEL_PLACE}"""
    )
    con.execute(
        """CREATE OR REPLACE TEMP TABLE outward_visit_coverage AS
        SELECT township_code, month_on, level, CAST(listed AS BIGINT) AS listed, CAST(visited AS BIGINT) AS visited,
            CAST(not_visited AS BIGINT) AS not_visited
        FROM visit_covered
        ORDER BY township_code NULLS FIRST, month_on, level NULLS FIRST"""
    )
    leave_found(
        con,
        "visit_task_row",
        f"""SELECT owed.township_code, coalesce(township.name, owed.township_code) AS township_name,
            coalesce(village.name, owed.village_code) AS village_name, {masks.own_number("owed.household_id")} AS household_id,
            coalesce({masks.full_name("household.head_name")}, '') AS head_name,
            coalesce({masks.name("household.head_name", of="household.head_person_no")}, '') AS head_name_masked,
            {_LEVEL_ZH} AS level_zh, owed.last_visited_on, owed.due_on,
            CASE WHEN owed.is_overdue THEN '超期' ELSE '' END AS overdue_zh,
            concat_ws('；', status.said_zh,
                CASE WHEN listed.warning_count > 0 THEN '预警 ' || listed.warning_count || ' 条' END) AS reason_zh
        FROM visit_owed owed
        JOIN visit_listed listed ON listed.household_id = owed.household_id
        LEFT JOIN (
            SELECT household_id, string_agg(CASE population {_STATUS_ZH} END, '、'
                ORDER BY CASE population {_STATUS_PLACE} END) AS said_zh
            FROM visit_status GROUP BY household_id
        ) status ON status.household_id = owed.household_id
        LEFT JOIN household ON household.household_id = owed.household_id
        LEFT JOIN outward_area township ON township.area_code = owed.township_code
        LEFT JOIN outward_area village ON village.area_code = owed.village_code
        ORDER BY owed.township_code, owed.village_code, owed.due_on, owed.household_id, {_LEVEL_PLACE}""",
        among="visit_owed",
        columns="""township_code VARCHAR, township_name VARCHAR, village_name VARCHAR, household_id VARCHAR,
            head_name VARCHAR, head_name_masked VARCHAR, level_zh VARCHAR, last_visited_on DATE,
            due_on DATE, overdue_zh VARCHAR, reason_zh VARCHAR""",
    )
