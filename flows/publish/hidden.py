"""The record of what the lists did not show: warnings put off, found untrue or helped, while their rule went on to hold."""

import duckdb

from schemas.checks import text
from schemas.money import yuan
from schemas.rule import SEVERITIES
from schemas.silent_sample import CODE as SILENT_SAMPLE
from schemas.warning import QUIET


def hidden(con: duckdb.DuckDBPyConnection) -> None:
    """Leave `outward_hidden`: one row per spell of one quiet state. What stands at the end of a night counts, not the
    states passed through within it."""
    con.execute(
        f"""CREATE OR REPLACE TEMP TABLE outward_hidden AS
        SELECT spell.warning_id, standing.rule_code, spell.township_code, spell.state, spell.hidden_from_on,
            spell.hidden_until_on, spell.ended_on,
            (
                SELECT count(*) FROM judgement JOIN counted_run USING (run_id)
                WHERE judgement.rule_code = standing.rule_code AND judgement.is_judged
                    AND counted_run.as_of >= spell.hidden_from_on
                    AND counted_run.as_of < coalesce(spell.ended_on, DATE '9999-12-31')
                    AND counted_run.as_of <= standing.last_seen_on
            ) AS nights_held,
            spell.changes_hidden,
            {list(SEVERITIES)}[spell.gravest_place] AS gravest_severity,
            {yuan("spell.highest_suggested_fen")} AS highest_suggested_cny
        FROM (
            SELECT warning_id, spell_no, any_value(state) AS state,
                min(event_on) AS hidden_from_on,
                arg_max(hidden_until_on, event_on) AS hidden_until_on,
                arg_min(township_code, event_on) AS township_code,
                arg_max(next_on, event_on) AS ended_on,
                CAST(sum(changes) AS BIGINT) AS changes_hidden,
                min(list_position({list(SEVERITIES)}, severity)) AS gravest_place,
                max(suggested_fen) AS highest_suggested_fen
            FROM ({_NIGHTS}) nightly
            WHERE state IN {QUIET}
            GROUP BY warning_id, spell_no
        ) spell
        JOIN standing USING (warning_id)
        WHERE standing.rule_code <> {text(SILENT_SAMPLE)}
        ORDER BY spell.hidden_from_on, spell.warning_id"""
    )


_NIGHTS = """
    SELECT *,
        lead(event_on) OVER life AS next_on,
        count(*) FILTER (is_start) OVER life AS spell_no,
        -- What settled it is no change that was hidden.
        CASE WHEN is_start THEN 0 ELSE by_night END AS changes
    FROM (
        SELECT *, state IS DISTINCT FROM lag(state) OVER (PARTITION BY warning_id ORDER BY event_on) AS is_start
        FROM (
            SELECT event.warning_id, event.event_on, event.state, event.township_code, event.hidden_until_on,
                event.severity, event.suggested_fen,
                count(*) FILTER (event.moved_by = 'night') OVER one_night AS by_night,
                row_number() OVER (one_night ORDER BY event.step DESC) AS place
            FROM warning_event event
            JOIN counted_run USING (run_id)
            WINDOW one_night AS (PARTITION BY event.warning_id, event.event_on)
        ) ended
        WHERE place = 1
    ) started
    WINDOW life AS (PARTITION BY warning_id ORDER BY event_on)"""
