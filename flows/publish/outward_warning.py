"""Warnings as they may leave the warehouse, each in words of its own; the lists draw a household's together."""

import duckdb

from flows.publish.visit import VERIFY_ZH
from flows.publish.whom import (
    HOUSEHOLD_EN,
    HOUSEHOLD_ZH,
    PERSON_EN,
    PERSON_KEY_OF,
    PERSON_ON_LIST_ZH,
    PERSON_ZH,
    whom,
)
from schemas import masks
from schemas.checks import text
from schemas.money import yuan
from schemas.warning import LISTED, QUIET


def warnings(con: duckdb.DuckDBPyConnection) -> None:
    """Leave `outward_warning`, one row per episode, from `standing` and `visit_warning`.

    Who is on tonight's list stands where the household lives today, wherever it lived when the warning was found.
    """
    con.execute(
        f"""CREATE OR REPLACE TEMP TABLE outward_warning AS
        SELECT
            standing.warning_id, standing.rule_code, standing.rule_id, standing.rule_version,
            said.programme, standing.severity, standing.state,
            {masks.household_key("standing.household_id")} AS household_key,
            {masks.person_key(PERSON_KEY_OF)} AS person_key,
            CASE WHEN visit.warning_id IS NOT NULL THEN coalesce(household.township_code, standing.township_code)
                ELSE standing.township_code END AS township_code,
            CASE WHEN visit.warning_id IS NOT NULL THEN coalesce(household.village_code, standing.village_code)
                ELSE standing.village_code END AS village_code,
            standing.opened_on, standing.last_seen_on,
            standing.closed_on, standing.due_on, said.action_zh AS suggested_action,
            {yuan("standing.suggested_fen")} AS suggested_cny, standing.relief_multiple, standing.relief_basis,
            {yuan("standing.standard_fen_per_month")} AS standard_cny_per_month, standing.standard_valid_from,
            standing.approval_level, standing.amount_steps,
            {HOUSEHOLD_ZH} AS lead_zh, {PERSON_ON_LIST_ZH} AS who_zh,
            coalesce({PERSON_ON_LIST_ZH} || '：', '') || standing.reason_zh AS said_zh,
            {HOUSEHOLD_ZH} || coalesce({PERSON_ZH} || '：', '') || standing.reason_zh
                || coalesce('依据：' || said.legal_basis || '。', '') || coalesce('数据：' || said.sources_zh || '。', '')
                || {text(VERIFY_ZH)} AS reason_zh,
            {HOUSEHOLD_EN} || coalesce({PERSON_EN} || ': ', '') || trim(standing.reason_en)
                || coalesce(' Basis: ' || said.legal_basis || '.', '') || coalesce(' Data: ' || said.sources_en || '.', '')
                || ' This is a suggestion; the township verifies at home and the authority decides.' AS reason_en,
            CAST(left(standing.evidence, length(standing.evidence) - 1) || ',' || substr(CAST(json_object(
                'member_count', household.member_count, 'age_years', about.age_years, 'legal_basis', said.legal_basis,
                'sources', said.sources_zh) AS VARCHAR), 2) AS JSON) AS evidence,
            said.legal_basis, standing.change, visit.visit_warning_id,
            standing.result, {yuan("standing.decided_fen")} AS decided_cny, standing.verified_on,
            standing.state IN {LISTED} AS is_listed,
            coalesce(is_listed AND standing.due_on < night.as_of, FALSE) AS is_overdue,
            CASE WHEN standing.state IN {QUIET} THEN standing.hidden_until_on END AS hidden_until_on,
            standing.moved_on, standing.from_township_code, standing.run_id
        FROM standing
        CROSS JOIN night
        LEFT JOIN visit_warning visit USING (warning_id)
        -- A warning outlives its rule file: without one it keeps its own words.
        LEFT JOIN rule_said said USING (rule_id)
        {whom("standing")}
        ORDER BY standing.warning_id"""
    )
