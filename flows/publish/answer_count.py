"""What the answers teach about each rule: how often it was right, what was decided, how long a visit took."""

import duckdb

from flows.publish import interval
from monitors import working_days
from schemas.checks import text
from schemas.fill import fill
from schemas.money import yuan
from schemas.silent_sample import CODE as SILENT_SAMPLE

HANDED_OUT = ("dispatched", "visited", "confirmed", "refuted", "unreachable", "data_error", "acted")


def answer_counts(con: duckdb.DuckDBPyConnection) -> None:
    """Leave `outward_answer_count`: one row per rule and township, per rule, per township and for all.

    The silent sample is no rule and is counted apart.
    """
    _count_working_days(con)
    judged = "confirmed + refuted"
    con.execute(
        f"""CREATE OR REPLACE TEMP TABLE outward_answer_count AS
        SELECT rule_code, township_code, listed, dispatched, answered, confirmed, needs_relief, already_helped, refuted,
            unreachable, data_error, helped, {yuan("decided_fen")} AS decided_cny, {yuan("suggested_fen")} AS suggested_cny,
            {interval.share("confirmed", judged)} AS precision,
            {interval.low("confirmed", judged)} AS precision_low,
            {interval.high("confirmed", judged)} AS precision_high,
            median_working_days
        FROM (
            SELECT rule_code, township_code,
                count(*) FILTER (is_listed) AS listed,
                count(*) FILTER (is_dispatched) AS dispatched,
                count(result) AS answered,
                count(*) FILTER (result IN ('confirmed_needs_relief', 'confirmed_already_helped')) AS confirmed,
                count(*) FILTER (result = 'confirmed_needs_relief') AS needs_relief,
                count(*) FILTER (result = 'confirmed_already_helped') AS already_helped,
                count(*) FILTER (result = 'refuted') AS refuted,
                count(*) FILTER (result IN ('not_found', 'refused')) AS unreachable,
                count(*) FILTER (result = 'deceased') AS data_error,
                count(*) FILTER (decided_fen > 0) AS helped,
                CAST(coalesce(sum(decided_fen), 0) AS BIGINT) AS decided_fen,
                CAST(coalesce(sum(suggested_fen) FILTER (decided_fen > 0), 0) AS BIGINT) AS suggested_fen,
                median(visit_day.working_days - open_day.working_days) FILTER (result IS NOT NULL) AS median_working_days
            FROM ({_ANSWERED}) answered
            LEFT JOIN working_days_before open_day ON open_day.day = answered.opened_on
            LEFT JOIN working_days_before visit_day ON visit_day.day = answered.verified_on
            GROUP BY GROUPING SETS ((rule_code, township_code), (rule_code), (township_code), ())
        ) counted
        ORDER BY rule_code NULLS FIRST, township_code NULLS FIRST"""
    )


_DECIDED = """
    SELECT warning_id, CAST(sum(decided_fen) AS BIGINT) AS decided_fen
    FROM (
        -- A corrected answer takes back what it said; what an earlier spell decided stays, whatever is found later.
        SELECT warning_id, list(decided_fen ORDER BY event_on DESC, step DESC)[1] AS decided_fen
        FROM (
            SELECT event.warning_id, event.event_on, event.step, event.moved_by, event.result, event.decided_fen,
                count(*) FILTER (event.change IN ('new', 'reopened')) OVER (
                    PARTITION BY event.warning_id ORDER BY event.event_on, event.step) AS spell
            FROM warning_event event JOIN counted_run USING (run_id)
        ) lived
        -- Nobody at home says nothing of the money.
        WHERE moved_by = 'answer' AND result NOT IN ('not_yet_verified', 'not_found', 'refused')
        GROUP BY warning_id, spell
    ) spells
    GROUP BY warning_id"""
"""What was decided about a warning in all: the last amount of each spell, from when it came up to when it came up again."""

_ANSWERED = f"""
    SELECT standing.rule_code, w.township_code, standing.opened_on, standing.suggested_fen,
        nullif(standing.result, 'not_yet_verified') AS result, decided.decided_fen,
        standing.verified_on,
        standing.warning_id IN (
            SELECT listed_under.warning_id FROM listed_under JOIN counted_run USING (run_id)
            UNION ALL SELECT warning_id FROM visit_warning WHERE is_open
        ) AS is_listed,
        standing.warning_id IN (
            SELECT event.warning_id FROM warning_event event JOIN counted_run USING (run_id)
            WHERE event.state IN {HANDED_OUT}
        ) AS is_dispatched
    FROM standing
    JOIN outward_warning w USING (warning_id)
    LEFT JOIN ({_DECIDED}) decided USING (warning_id)
    WHERE standing.rule_code <> {text(SILENT_SAMPLE)}"""


def _count_working_days(con: duckdb.DuckDBPyConnection) -> None:
    """Leave `working_days_before`: for every day from the first warning to the last visit, the working days up to it."""
    first, last = con.execute("SELECT min(opened_on), max(verified_on) FROM standing").fetchall()[0]
    days = [] if first is None or last is None else working_days.numbered(first, last)
    con.execute("CREATE OR REPLACE TEMP TABLE working_days_before (day DATE, working_days INTEGER)")
    fill(con, "working_days_before", days)
