"""Two nights side by side, warning by warning: what came, what went, what is suggested otherwise, and which change did it.

Each of several changes has also been tried alone. A difference that one of them makes alone is put down to it (to each
that would do, named together); one that only all of them make, to all together. So every difference has one cause, and
the parts add up to the whole.
"""

from collections.abc import Sequence

import duckdb

from schemas.silent_sample import CODE as SILENT_SAMPLE

PRESENT, PLANNED = 0, 1
"""The night as it is, and with every change; each change alone follows from 2 on."""
TOGETHER = "together"


def remember(con: duckdb.DuckDBPyConnection, variant: int) -> None:
    """Keep what the night just judged puts on lists: a row per open warning, and per suggested payment. The silent
    sample is no warning; it is drawn from whoever has none."""
    con.execute(
        """CREATE TABLE IF NOT EXISTS planned_warning (variant INTEGER, warning_id VARCHAR, rule_code VARCHAR,
        household_key VARCHAR, person_key VARCHAR, nth BIGINT, township_code VARCHAR, severity VARCHAR,
        suggested_cny DECIMAL(18, 2), reason_zh VARCHAR, reason_en VARCHAR)"""
    )
    con.execute(
        """CREATE TABLE IF NOT EXISTS planned_payment (variant INTEGER, rule_code VARCHAR, township_code VARCHAR,
        suggested_cny DECIMAL(18, 2))"""
    )
    con.execute(
        """INSERT INTO planned_warning SELECT ?, warning_id, rule_code, household_key, person_key,
            row_number() OVER (PARTITION BY rule_code, household_key, person_key ORDER BY warning_id),
            township_code, severity, suggested_cny, reason_zh, reason_en
        FROM outward_warning WHERE is_listed AND rule_code <> ?""",
        [variant, SILENT_SAMPLE],
    )
    con.execute(
        """INSERT INTO planned_payment
        SELECT ?, rule_code, township_code, suggested_cny FROM outward_suggested_payment""",
        [variant],
    )


def compare(con: duckdb.DuckDBPyConnection, changes: Sequence[str]) -> None:
    """Leave `planned_difference`, a row per warning that differs, and `planned_household`, a row per household on either
    list with the highest amount suggested for it. `changes` are named in the order in which they were tried alone."""
    con.execute("CREATE OR REPLACE TEMP TABLE tried_alone (variant INTEGER, name VARCHAR)")
    # Of one change the whole plan is the trial.
    alone = [(PLANNED, changes[0])] if len(changes) == 1 else list(enumerate(changes, start=PLANNED + 1))
    if alone:
        con.executemany("INSERT INTO tried_alone VALUES (?, ?)", alone)
    con.execute(
        f"""CREATE OR REPLACE TEMP TABLE planned_difference AS
        SELECT * EXCLUDE (key, said_before, said_after) FROM (
        SELECT differing.*, {_cause("one.said")} AS cause
        FROM (
            SELECT coalesce(before.key, after.key) AS key, before.said AS said_before, after.said AS said_after,
                coalesce(before.rule_code, after.rule_code) AS rule_code,
                coalesce(after.township_code, before.township_code) AS township_code,
                coalesce(before.household_key, after.household_key) AS household_key,
                coalesce(before.person_key, after.person_key) AS person_key,
                coalesce(before.nth, after.nth) AS nth,
                CASE WHEN before.key IS NULL THEN 'gained' WHEN after.key IS NULL THEN 'lost' ELSE 'changed' END AS kind,
                before.warning_id,
                before.severity AS severity_before, after.severity AS severity_after,
                before.suggested_cny AS suggested_cny_before, after.suggested_cny AS suggested_cny_after,
                coalesce(after.reason_zh, before.reason_zh) AS reason_zh,
                coalesce(after.reason_en, before.reason_en) AS reason_en
            FROM (SELECT * FROM ({_SAID}) WHERE variant = {PRESENT}) before
            FULL JOIN (SELECT * FROM ({_SAID}) WHERE variant = {PLANNED}) after ON after.key = before.key
            WHERE before.said IS DISTINCT FROM after.said
        ) differing
        LEFT JOIN tried_alone ON TRUE
        LEFT JOIN ({_SAID}) one ON one.variant = tried_alone.variant AND one.key = differing.key
        GROUP BY ALL)
        ORDER BY ALL"""
    )
    con.execute(
        f"""CREATE OR REPLACE TEMP TABLE planned_household AS
        SELECT household_key, township_code, is_listed_before, is_listed_after, suggested_cny_before,
            suggested_cny_after, CASE WHEN said_before IS DISTINCT FROM said_after THEN cause END AS cause
        FROM (
            SELECT differing.*, {_cause("one.said")} AS cause
            FROM (
                SELECT coalesce(before.household_key, after.household_key) AS household_key,
                    coalesce(after.township_code, before.township_code) AS township_code,
                    before.household_key IS NOT NULL AS is_listed_before,
                    after.household_key IS NOT NULL AS is_listed_after,
                    before.suggested_cny AS suggested_cny_before, after.suggested_cny AS suggested_cny_after,
                    before.said AS said_before, after.said AS said_after
                FROM (SELECT * FROM ({_HOUSEHOLD}) WHERE variant = {PRESENT}) before
                FULL JOIN (SELECT * FROM ({_HOUSEHOLD}) WHERE variant = {PLANNED}) after
                    ON after.household_key = before.household_key
            ) differing
            LEFT JOIN tried_alone ON TRUE
            LEFT JOIN ({_HOUSEHOLD}) one
                ON one.variant = tried_alone.variant AND one.household_key = differing.household_key
            GROUP BY ALL
        )
        ORDER BY ALL"""
    )


_SAID = """SELECT *, (rule_code, household_key, coalesce(person_key, ''), nth) AS key, (severity, suggested_cny) AS said
    FROM planned_warning"""
_HOUSEHOLD = """SELECT variant, household_key, max(township_code) AS township_code, max(suggested_cny) AS suggested_cny,
        (TRUE, max(suggested_cny)) AS said
    FROM planned_warning GROUP BY variant, household_key"""


def _cause(said: str) -> str:
    """The changes that alone come to what all come to."""
    return f"""coalesce(
        string_agg(tried_alone.name, ' | ' ORDER BY tried_alone.variant)
            FILTER ({said} IS NOT DISTINCT FROM differing.said_after), '{TOGETHER}')"""
