"""Whose warning came along to another place: the new office is told from where, the old one to where."""

import duckdb

from flows.publish.leave_found import leave_found
from schemas import masks

TOLD_FOR_DAYS = 30
"""By then both offices have seen it on their lists."""


def transfers(con: duckdb.DuckDBPyConnection) -> None:
    """Leave `visit_move`, one row per open warning that moved lately, and the restricted `transfer_row`, one row per
    household that left a township's lists, under the numbers by which that township knows it.

    Where only the household's number changed the township keeps it on its own list and is told there.
    """
    con.execute(
        f"""CREATE OR REPLACE TEMP TABLE visit_move AS
        SELECT warning_id, visit.place, standing.moved_on, standing.from_township_code, w.township_code,
            coalesce(standing.from_household_id, visit.household_id) AS from_household_id, visit.household_id,
            coalesce(standing.from_township_code <> w.township_code, false) AS is_transfer,
            CASE WHEN is_transfer
                    THEN '由' || coalesce(former.name, standing.from_township_code) || '转入（' || standing.moved_on || '）。'
                WHEN standing.from_household_id <> visit.household_id
                    THEN '原在 ' || {masks.own_number("standing.from_household_id")} || ' 户（' || standing.moved_on || '）。'
            END AS said_zh
        FROM visit_warning visit
        JOIN standing USING (warning_id)
        JOIN outward_warning w USING (warning_id)
        CROSS JOIN night
        LEFT JOIN outward_area former ON former.area_code = standing.from_township_code
        WHERE visit.is_open AND standing.moved_on >= night.as_of - {TOLD_FOR_DAYS}"""
    )
    leave_found(
        con,
        "transfer_row",
        f"""SELECT move.from_township_code AS township_code, coalesce(former.name, move.from_township_code) AS township_name,
            move.warning_id, {masks.own_number("move.from_household_id")} AS household_id,
            coalesce({masks.name("left_behind.head_name", of="left_behind.head_person_no")},
                {masks.name("moved.head_name", of="moved.head_person_no")}, '') AS head_name_masked,
            coalesce(latter.name, move.township_code) AS to_township_name, move.moved_on
        FROM (
            SELECT from_township_code, from_household_id, township_code, household_id,
                first(warning_id ORDER BY place) AS warning_id, max(moved_on) AS moved_on
            FROM visit_move
            WHERE is_transfer
            GROUP BY ALL
        ) move
        LEFT JOIN household left_behind ON left_behind.household_id = move.from_household_id
        LEFT JOIN household moved ON moved.household_id = move.household_id
        LEFT JOIN outward_area former ON former.area_code = move.from_township_code
        LEFT JOIN outward_area latter ON latter.area_code = move.township_code
        ORDER BY move.from_township_code, move.moved_on, move.warning_id""",
        among="visit_move WHERE is_transfer",
        columns="""township_code VARCHAR, township_name VARCHAR, warning_id VARCHAR, household_id VARCHAR,
            head_name_masked VARCHAR, to_township_name VARCHAR, moved_on DATE""",
    )
