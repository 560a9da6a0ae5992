"""Citizens' objections and their ten working days; what they say and who objects stays in the bureau."""

import duckdb

from monitors import working_days
from schemas.fill import fill


def objections(con: duckdb.DuckDBPyConnection) -> None:
    """Leave `outward_objection`: one row per warning and day of receipt, answered by the first answer before the next."""
    con.execute(
        """CREATE OR REPLACE TEMP TABLE objection_received AS
        SELECT received.*, value.value_e6 // 1000000 AS within_days
        FROM (
            SELECT warning_id, decided_on AS received_on,
                lead(decided_on) OVER (PARTITION BY warning_id ORDER BY decided_on) AS next_on
            FROM (
                SELECT DISTINCT warning_id, decided_on FROM warning_decision CROSS JOIN night
                WHERE kind = 'objection' AND decided_on <= night.known_at
            ) once
        ) received
        LEFT JOIN standing USING (warning_id)
        LEFT JOIN place_value value
            ON value.village_code = standing.village_code AND value.day = 'as_of' AND value.key = 'objection_within_days'"""
    )
    deadlines = con.execute(
        "SELECT DISTINCT received_on, within_days FROM objection_received WHERE within_days IS NOT NULL"
    ).fetchall()
    con.execute(
        "CREATE OR REPLACE TEMP TABLE objection_deadline (received_on DATE, within_days BIGINT, due_on DATE)"
    )
    fill(
        con,
        "objection_deadline",
        [(received_on, days, working_days.after(received_on, days)) for received_on, days in deadlines],
    )
    con.execute(
        """CREATE OR REPLACE TEMP TABLE outward_objection AS
        SELECT received.warning_id, w.township_code, received.received_on, deadline.due_on, answer.answered_on,
            answer.outcome, coalesce(coalesce(answer.answered_on, night.as_of) > deadline.due_on, FALSE) AS is_overdue
        FROM objection_received received
        CROSS JOIN night
        LEFT JOIN outward_warning w USING (warning_id)
        LEFT JOIN objection_deadline deadline USING (received_on, within_days)
        LEFT JOIN (
            SELECT received.warning_id, received.received_on, min(decided_on) AS answered_on,
                arg_min(outcome, (decided_on, decision_id)) AS outcome
            FROM objection_received received
            CROSS JOIN night
            JOIN warning_decision said ON said.warning_id = received.warning_id AND said.kind = 'objection_answer'
                AND said.decided_on >= received.received_on AND said.decided_on <= night.known_at
                AND said.decided_on < coalesce(received.next_on, DATE '9999-12-31')
            GROUP BY received.warning_id, received.received_on
        ) answer ON answer.warning_id = received.warning_id AND answer.received_on = received.received_on
        ORDER BY received.received_on, received.warning_id"""
    )
