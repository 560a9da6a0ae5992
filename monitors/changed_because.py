"""Why a warning came, went or changed tonight, so that nobody takes a raised standard or a late file for a worse county.

The factors are looked at one after the other, in the order of `CHANGED_BECAUSE`; each event has exactly one, so that the
parts add up to the whole. Where two changed in one night the earlier in that order is named.
"""

from collections.abc import Mapping, Sequence

import duckdb

from monitors.watch import statement
from schemas.extract import Extract
from schemas.extracts import EXTRACTS
from schemas.fill import fill


def say_why(
    con: duckdb.DuckDBPyConnection,
    *,
    reads: Mapping[str, Sequence[str]],
    values: Mapping[str, Sequence[str]],
) -> None:
    """Enter with every event of tonight's run why it happened. `reads` and `values` name the extracts and the parameters
    that speak in each rule. Reads `night`, `tonight_run`, `member`, `identity` and `parameter`."""
    con.execute(
        """CREATE OR REPLACE TEMP TABLE last_night AS
        SELECT run.run_id, run.as_of, run.known_at, run.standards_digest FROM published_run run CROSS JOIN night
        WHERE run.as_of < night.as_of ORDER BY run.as_of DESC LIMIT 1"""
    )
    _changed_standards(con, values)
    con.execute(
        f"""CREATE OR REPLACE TEMP TABLE changed_household AS
        SELECT DISTINCT household_id FROM ({_changed(con, "household_member", "household_id")})"""
    )
    _changed_data(con, reads)
    con.execute(
        f"""UPDATE warning_event SET changed_because = why.changed_because
        FROM ({statement("changed_because")}) why, tonight_run
        WHERE warning_event.run_id = tonight_run.run_id
            AND warning_event.warning_id = why.warning_id AND warning_event.step = why.step"""
    )


def _changed_standards(con: duckdb.DuckDBPyConnection, values: Mapping[str, Sequence[str]]) -> None:
    """Leave `changed_standard`: the rules and areas of which a value began, ended or was announced since the night before."""
    con.execute("CREATE OR REPLACE TEMP TABLE rule_value (rule_code VARCHAR, key VARCHAR)")
    fill(con, "rule_value", [(rule, key) for rule, keys in values.items() for key in keys])
    con.execute(
        """CREATE OR REPLACE TEMP TABLE changed_standard AS
        SELECT DISTINCT rule_value.rule_code, parameter.area_code
        FROM parameter JOIN rule_value USING (key) CROSS JOIN night CROSS JOIN last_night
        WHERE parameter.known_from <= night.known_at AND (
            parameter.valid_from > last_night.as_of AND parameter.valid_from <= night.as_of
            OR parameter.valid_to > last_night.as_of AND parameter.valid_to <= night.as_of
            OR parameter.known_from > last_night.known_at AND parameter.valid_from <= night.as_of)"""
    )


def _changed_data(con: duckdb.DuckDBPyConnection, reads: Mapping[str, Sequence[str]]) -> None:
    """Leave `changed_data`: the people and households of whom something that a rule reads has changed; a row without either
    where what changed is about a place."""
    con.execute(
        """CREATE OR REPLACE TEMP TABLE changed_row (extract VARCHAR, person_no INTEGER, household_id VARCHAR)"""
    )
    for name in sorted({name for names in reads.values() for name in names} - {"household_member"}):
        for columns in _of_whom(EXTRACTS[name]):
            con.execute(
                f"INSERT INTO changed_row SELECT DISTINCT '{name}', changed.* FROM ({_changed(con, name, columns)}) changed"
            )
    con.execute("CREATE OR REPLACE TEMP TABLE rule_read (rule_code VARCHAR, extract VARCHAR)")
    fill(con, "rule_read", [(rule, name) for rule, names in reads.items() for name in names])
    con.execute(
        """CREATE OR REPLACE TEMP TABLE changed_data AS
        SELECT DISTINCT
            rule_read.rule_code,
            coalesce(identity.current_no, changed.person_no) AS person_no,
            coalesce(changed.household_id, member.household_id) AS household_id,
            changed.household_id IS NOT NULL AS is_of_household
        FROM changed_row changed
        JOIN rule_read USING (extract)
        LEFT JOIN identity ON identity.person_no = changed.person_no
        LEFT JOIN member ON member.person_no = coalesce(identity.current_no, changed.person_no)"""
    )


def _changed(con: duckdb.DuckDBPyConnection, facts: str, columns: str) -> str:
    """Of the rows that entered or left what is known since the night before. Days stand in it as they are, and each of the
    two by itself, so that the years of facts in which neither falls are not read."""
    days = con.execute(
        "SELECT last_night.known_at, night.known_at FROM night LEFT JOIN last_night ON TRUE"
    ).fetchall()
    before, now = days[0]
    if before is None:
        return f"SELECT {columns} FROM {facts} WHERE FALSE"
    return " UNION ALL ".join(
        f"SELECT {columns} FROM {facts} WHERE {day} > DATE '{before}' AND {day} <= DATE '{now}'"
        for day in ("known_from", "known_to")
    )


def _of_whom(extract: Extract) -> list[str]:
    """The person and the household of a row, once for each way in which it names one."""
    stored = {column.stored for column in extract.columns}
    ways = [f"{column.stored} AS person_no, NULL AS household_id" for column in extract.identity_columns]
    if "household_id" in stored:
        ways.append("NULL AS person_no, household_id")
    return ways or ["NULL AS person_no, NULL AS household_id"]
