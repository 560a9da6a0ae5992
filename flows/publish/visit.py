"""One household, one line: the open warnings of a household become one visit on its office's list.

Whoever goes there goes once, with every reason in hand. The published tables keep warnings apart; their
`visit_warning_id` says under which number each stands on the list.
"""

import duckdb

from schemas import masks
from schemas.checks import text
from schemas.office import CHANGE_ZH, MOST_NOTABLE_FIRST, OFFICE_ROW, SEVERITY_ZH
from schemas.rule import SEVERITIES
from schemas.warning import LISTED

VERIFY_ZH = "本条为建议，由乡镇（街道）入户核实后决定。"
ONE_RELIEF_ZH = "多项建议金额不叠加，取最高一项"
"""One household, one chain of relief: what several warnings suggest for it are answers to one need."""

DELIVERED_ZH = "（送达日）"
LINE_BREAK = "chr(10)"


def visits(con: duckdb.DuckDBPyConnection) -> None:
    """Leave `visit_warning`: one row per warning on tonight's list, with its place on its household's line.

    The gravest open warning leads, then the one due first, then the lowest number. Warnings that ended tonight
    follow the open ones; of a household without open ones they are what the line tells.
    """
    con.execute(
        f"""CREATE OR REPLACE TEMP TABLE visit_warning AS
        SELECT listed.*,
            is_open OR NOT bool_or(is_open) OVER (PARTITION BY household_id) AS is_told,
            CAST(row_number() OVER line AS INTEGER) AS place,
            first_value(warning_id) OVER line AS visit_warning_id
        FROM (
            SELECT warning_id, household_id, state IN {LISTED} AS is_open, severity, due_on
            FROM standing CROSS JOIN night
            WHERE state IN {LISTED} OR state IN ('withdrawn', 'cleared') AND closed_on = night.as_of
        ) listed
        WINDOW line AS (
            PARTITION BY household_id
            ORDER BY is_open DESC, list_position({list(SEVERITIES)}, severity), due_on NULLS LAST, warning_id
        )"""
    )


def note_visits(con: duckdb.DuckDBPyConnection) -> None:
    """Append to the ledger under which number each warning now stands, where that is new; none when it left the list."""
    con.execute("DELETE FROM listed_under WHERE run_id = (SELECT run_id FROM tonight_run)")
    con.execute(
        """INSERT INTO listed_under
        SELECT tonight_run.run_id, warning_id, visit.visit_warning_id, visit.place
        FROM (SELECT warning_id, visit_warning_id, place FROM visit_warning WHERE is_open) visit
        FULL JOIN (
            SELECT listed_under.warning_id,
                arg_max((listed_under.visit_warning_id, listed_under.place), run.as_of) AS listed
            FROM listed_under
            JOIN published_run run USING (run_id)
            CROSS JOIN night
            WHERE run.as_of < night.as_of
            GROUP BY listed_under.warning_id
        ) before USING (warning_id)
        CROSS JOIN tonight_run
        WHERE coalesce(before.listed, (NULL, NULL)) IS DISTINCT FROM (visit.visit_warning_id, visit.place)
        ORDER BY warning_id"""
    )


def office_rows(con: duckdb.DuckDBPyConnection) -> None:
    """Leave `office_row`, one row per household, from `visit_warning`, `visit_move`, `outward_warning` and `rule_said`."""
    _told(con)
    _lines(con)
    con.execute(
        f"""CREATE OR REPLACE TEMP TABLE office_row AS
        SELECT line.visit_warning_id AS warning_id, line.township_code, township.name AS township_name,
            line.village_code, village.name AS village_name, {masks.own_number("line.household_id")} AS household_id,
            coalesce({masks.full_name("household.head_name")}, '') AS head_name,
            coalesce({masks.name("household.head_name", of="household.head_person_no")}, '') AS head_name_masked,
            coalesce({masks.identity_number("head.id_number", of="head.person_no")}, '') AS head_id_masked,
            coalesce(household.member_count, 0) AS member_count,
            line.warning_count,
            {_once("line.titles")} AS rule_title_zh,
            line.severity,
            array_to_string(list_filter(
                CASE WHEN line.warning_count = 1 THEN [line.lead_zh || line.reasons[1]]
                    ELSE [line.lead_zh] || line.reasons END || line.remarks,
                lambda part: part <> ''), {LINE_BREAK}) || {text(VERIFY_ZH)} AS reason_zh,
            {_once("flatten(line.bases)")} AS legal_basis,
            line.suggested_fen,
            {_once("flatten(line.sources)")} || {text(DELIVERED_ZH)} AS sources_zh,
            line.due_on, line.change,
            CASE line.change {_cases(CHANGE_ZH)} END AS change_zh
        FROM visit_line line
        LEFT JOIN household ON household.household_id = line.household_id
        LEFT JOIN member head ON head.person_no = household.head_person_no
        LEFT JOIN outward_area township ON township.area_code = line.township_code
        LEFT JOIN outward_area village ON village.area_code = line.village_code"""
    )
    found = [row[0] for row in con.execute("DESCRIBE office_row").fetchall()]
    assert found == list(OFFICE_ROW.names), found


def _told(con: duckdb.DuckDBPyConnection) -> None:
    """Leave `visit_told`: every warning on tonight's list in its own words. Where a household's line tells several, each
    has its `mark`: ① ② ③."""
    con.execute(
        f"""CREATE OR REPLACE TEMP TABLE visit_told AS
        SELECT told.*, CASE WHEN told_count > 1 THEN {_numbered("place")} ELSE '' END AS mark,
            CASE severity {_cases(SEVERITY_ZH)} END AS severity_zh,
            CASE change {_cases(CHANGE_ZH)} END AS change_zh
        FROM (
            SELECT visit.warning_id, visit.visit_warning_id, visit.household_id, visit.place, visit.is_open, visit.is_told,
                count(*) FILTER (visit.is_told) OVER (PARTITION BY visit.visit_warning_id) AS told_count,
                w.township_code, w.village_code, w.severity, w.change, w.due_on, w.lead_zh, w.who_zh, w.said_zh,
                coalesce(said.title_zh, w.rule_code) AS title_zh, said.asks, said.bases, said.sources,
                standing.suggested_fen, move.said_zh AS moved_zh, standing.objection_due_on,
                CASE WHEN standing.state = 'confirmed' THEN standing.verified_on END AS confirmed_on
            FROM visit_warning visit
            JOIN outward_warning w USING (warning_id)
            JOIN standing USING (warning_id)
            LEFT JOIN rule_said said ON said.rule_id = w.rule_id
            LEFT JOIN visit_move move USING (warning_id)
        ) told"""
    )


def _lines(con: duckdb.DuckDBPyConnection) -> None:
    """Leave `visit_line`: the warnings of each household drawn together, as lists, gravest first.

    Where a line tells several reasons, each says its own level and change: the line shows only the gravest
    level and the most notable change. Where nothing is open, no amount is spoken of.
    """
    con.execute(
        f"""CREATE OR REPLACE TEMP TABLE visit_line AS
        SELECT visit_warning_id, household_id,
            first(township_code ORDER BY place) AS township_code,
            first(village_code ORDER BY place) AS village_code,
            CAST(count(*) FILTER (is_told) AS INTEGER) AS warning_count,
            list(title_zh ORDER BY place) FILTER (is_told) AS titles,
            first(severity ORDER BY place) AS severity,
            first(lead_zh ORDER BY place) AS lead_zh,
            list(CASE WHEN told_count = 1 THEN said_zh
                ELSE mark || '（' || concat_ws('，', severity_zh, change_zh) || '）' || said_zh END ORDER BY place)
                FILTER (is_told) AS reasons,
            [
                CASE WHEN bool_or(is_open) AND count(suggested_fen) FILTER (is_told) > 1
                    THEN {text(ONE_RELIEF_ZH)} || '（'
                        || {_numbered("first(place ORDER BY suggested_fen DESC NULLS LAST, place) FILTER (is_told)")}
                        || '）。' END,
                {_ended("cleared")},
                {_ended("withdrawn")},
                string_agg(DISTINCT moved_zh, '' ORDER BY moved_zh),
                '已于 ' || max(confirmed_on) || ' 核实属实'
                    || CASE WHEN max(told_count) > 1 THEN '（' || string_agg(mark, '' ORDER BY place)
                        FILTER (confirmed_on IS NOT NULL) || '）' ELSE '' END
                    || '，待救助：决定金额后填写“实际救助金额”；已在保或已由其他渠道解决的，填“属实-已在保”。',
                '该户有异议，请于 ' || min(objection_due_on) FILTER (is_open) || ' 前复核。',
                CASE WHEN bool_or(is_open) AND min(due_on) FILTER (is_told) < any_value(night.as_of)
                    THEN '已逾期（应于 ' || min(due_on) FILTER (is_told) || ' 前办结）。' END
            ] AS remarks,
            list(bases ORDER BY place) FILTER (is_told AND bases IS NOT NULL) AS bases,
            list(sources ORDER BY place) FILTER (is_told AND sources IS NOT NULL) AS sources,
            max(suggested_fen) FILTER (is_open) AS suggested_fen,
            min(due_on) FILTER (is_told) AS due_on,
            first(change ORDER BY list_position({list(MOST_NOTABLE_FIRST)}, change) NULLS LAST, place)
                FILTER (is_told) AS change
        FROM visit_told CROSS JOIN night
        GROUP BY visit_warning_id, household_id"""
    )


def _ended(change: str) -> str:
    """The sentence at a line's end for the household's warnings that ended tonight while others go on."""
    return f"""'已{CHANGE_ZH[change]}：' || string_agg(title_zh || coalesce('（' || who_zh || '）', ''), '；' ORDER BY place)
        FILTER (NOT is_told AND change = '{change}') || '。'"""


def _numbered(place: str) -> str:
    return f"CASE WHEN {place} <= 20 THEN chr(CAST(9311 + {place} AS INTEGER)) ELSE '(' || {place} || ')' END"


def _once(texts: str) -> str:
    """The texts of a list joined, each where it first stands."""
    return f"array_to_string(list_filter({texts}, lambda one, nth: list_position({texts}, one) = nth), '；')"


def _cases(words: dict[str, str]) -> str:
    return " ".join(f"WHEN {text(code)} THEN {text(word)}" for code, word in words.items())
