"""What an urgent run lists: emergencies that the last night's lists do not have, in full and masked."""

from collections.abc import Sequence

import duckdb

from flows.publish.known_name import known_names
from monitors.watch import Night
from rules.load import Rule
from schemas import masks
from schemas.checks import text
from schemas.extract import Extract
from schemas.extracts.hazard import CONTRACT as HAZARD
from schemas.extracts.help_request import CONTRACT as HELP_REQUEST
from schemas.fill import fill
from schemas.office import CHANGE_ZH, SEVERITY_ZH
from schemas.rule import SEVERITIES
from schemas.warning import LISTED

ARISEN = ("new", "reopened", "escalated")
"""Changes that bring a warning onto a list, or bring it up again on the list where it is."""


def urgent_rows(con: duckdb.DuckDBPyConnection, night: Night, rules: Sequence[Rule]) -> None:
    """Leave the restricted `urgent_row`, in the lists' order. Needs `standing` and `minor`.

    One row per warning. `is_first` says that no earlier urgent run of the day has listed it so.
    """
    known_names(con)
    con.execute(
        "CREATE OR REPLACE TEMP TABLE urgent_said (rule_code VARCHAR, title_zh VARCHAR, action_zh VARCHAR, law VARCHAR)"
    )
    fill(
        con,
        "urgent_said",
        [
            (
                rule.code,
                rule.header.title_zh,
                rule.header.action_zh,
                _law(rule, night),
            )
            for rule in rules
        ],
    )
    con.execute(
        f"""CREATE OR REPLACE TEMP TABLE urgent_row AS
        SELECT * EXCLUDE (name_of) REPLACE ({masks.full_name("name")} AS name, {masks.own_number("reference")} AS reference),
            {masks.name("listed.name", of="listed.name_of")} AS name_masked FROM (
            SELECT found.warning_id, found.change, found.township_code,
                coalesce(township.name, county.name || '（乡镇不详）', found.township_code) AS township_name,
                -- Of a request only the township may be known.
                coalesce(village.name, township.name, county.name || '（乡镇不详）', found.village_code) AS village_name,
                found.household_id,
                coalesce(found.person_no, asked.person_no, household.head_person_no) AS person_no,
                coalesce(about.name, asked.name, household.head_name, '不详') AS name,
                CASE WHEN about.name IS NOT NULL THEN about.person_no WHEN asked.name IS NOT NULL THEN asked.person_no
                    ELSE household.head_person_no END AS name_of,
                said.title_zh, {_words("found.severity", SEVERITY_ZH)} AS severity_zh,
                {_words("found.change", CHANGE_ZH)} AS change_zh, earlier.warning_id IS NULL AS is_first,
                found.reason_zh || said.law AS reason_zh, found.suggested_fen,
                coalesce({_words("asked.channel", _labels(HELP_REQUEST, "channel"))},
                    CASE WHEN found.hazard_on IS NOT NULL THEN {_words("found.hazard_kind", _labels(HAZARD, "kind"))}
                        WHEN found.illness_on IS NOT NULL THEN '大病住院' END) AS way_zh,
                coalesce(strftime(asked.received_at, '%Y-%m-%d %H:%M'), found.hazard_on, found.illness_on) AS happened,
                coalesce(asked.request_no, struck.event_no) AS reference,
                said.action_zh
            FROM (
                SELECT standing.*, evidence ->> '$.help_request_no' AS request_no,
                    evidence ->> '$.hazard_on' AS hazard_on, evidence ->> '$.hazard_kind' AS hazard_kind,
                    evidence ->> '$.serious_illness_on' AS illness_on
                FROM standing CROSS JOIN night
                WHERE state IN {LISTED} AND change IN {ARISEN} AND changed_on = night.as_of
            ) found
            JOIN urgent_said said USING (rule_code)
            LEFT JOIN household ON household.household_id = found.household_id
            LEFT JOIN member about ON about.person_no = found.person_no
            LEFT JOIN help_request_known asked ON asked.request_no = found.request_no
            LEFT JOIN (
                SELECT person_no, occurred_on, kind, min(event_no) AS event_no FROM hazard_known
                GROUP BY person_no, occurred_on, kind
            ) struck ON struck.person_no = found.person_no AND struck.kind = found.hazard_kind
                AND CAST(struck.occurred_on AS VARCHAR) = found.hazard_on
            LEFT JOIN area_known township ON township.area_code = found.township_code
            LEFT JOIN area_known village ON village.area_code = found.village_code
            LEFT JOIN area_known county ON county.area_code || '000' = found.township_code
            LEFT JOIN (
                SELECT DISTINCT warning_id, change FROM urgent_listed
                JOIN run USING (run_id) CROSS JOIN night
                WHERE run.as_of = night.as_of AND run.state = 'urgent'
            ) earlier ON earlier.warning_id = found.warning_id AND earlier.change = found.change
            ORDER BY found.township_code, list_position({list(SEVERITIES)}, found.severity), found.warning_id
        ) listed"""
    )


def _law(rule: Rule, night: Night) -> str:
    cites = "；".join(basis.cite for basis in rule.header.basis_on(night.as_of))
    return f"依据：{cites}。" if cites else ""


def _labels(extract: Extract, column: str) -> dict[str, str]:
    """Each code's plainest word: several may mean the same, and the first is the plainest."""
    return {code: label for label, code in reversed(extract.column(column).choices.items())}


def _words(expression: str, words: dict[str, str]) -> str:
    cases = " ".join(f"WHEN {text(code)} THEN {text(label)}" for code, label in words.items())
    return f"CASE {expression} {cases} END"
