"""What the rules on trial found, as it may leave the warehouse: for analysts alone, on no list and in no total."""

from collections.abc import Sequence

import duckdb

from flows.publish.whom import PERSON_KEY_OF, whom
from rules.evaluate import Judgement
from schemas import masks
from schemas.fill import fill
from schemas.money import yuan


def shadows(con: duckdb.DuckDBPyConnection, judgements: Sequence[Judgement]) -> None:
    """Leave `outward_shadow_hit`, a row per hit, and `outward_shadow_judgement`, a row per rule on trial that night."""
    con.execute(
        f"""CREATE OR REPLACE TEMP TABLE outward_shadow_hit AS
        SELECT tonight_run.run_id, hit.rule_code, hit.rule_id,
            {masks.household_key("hit.household_id")} AS household_key, {masks.person_key(PERSON_KEY_OF)} AS person_key,
            household.township_code, household.village_code, hit.severity,
            {yuan("hit.suggested_fen")} AS suggested_cny, hit.reason_zh, trim(hit.reason_en) AS reason_en,
            EXISTS (SELECT 1 FROM visit_warning visit
                WHERE visit.is_open AND visit.household_id = hit.household_id) AS is_household_listed
        FROM shadow_finding hit CROSS JOIN tonight_run
        {whom("hit")}
        ORDER BY hit.rule_code, hit.household_id, person.id_number"""
    )
    con.execute(
        """CREATE OR REPLACE TEMP TABLE shadow_judged (rule_code VARCHAR, rule_id VARCHAR, rule_version VARCHAR,
        title_zh VARCHAR, title VARCHAR, gives VARCHAR, valid_from DATE, valid_to DATE, is_judged BOOLEAN,
        not_judged_reason VARCHAR, judged_count BIGINT, hit_count BIGINT)"""
    )
    fill(
        con,
        "shadow_judged",
        [
            (
                each.rule.code,
                each.rule.id,
                each.rule.version,
                each.rule.header.title_zh,
                each.rule.header.title,
                each.rule.header.gives,
                each.rule.header.valid_from,
                each.rule.header.valid_to,
                each.is_judged,
                each.reason or None,
                each.judged_count,
                each.hit_count,
            )
            for each in judgements
        ],
    )
    con.execute(
        """CREATE OR REPLACE TEMP TABLE outward_shadow_judgement AS
        SELECT tonight_run.run_id, judged.*,
            (SELECT count(DISTINCT household_key) FROM outward_shadow_hit hit
                WHERE hit.rule_id = judged.rule_id AND NOT hit.is_household_listed) AS households_not_listed
        FROM shadow_judged judged CROSS JOIN tonight_run ORDER BY judged.rule_code"""
    )
