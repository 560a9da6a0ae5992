"""Suggested payments as they may leave the warehouse. They stand on no visit list, and nothing is paid by them."""

import duckdb

from flows.publish.leave_found import leave_found
from flows.publish.whom import HOUSEHOLD_EN, HOUSEHOLD_ZH, PERSON_EN, PERSON_KEY_OF, PERSON_ZH, whom
from schemas import masks
from schemas.checks import text
from schemas.money import yuan

DECIDE_ZH = "本条为建议，由有权机关审批后发放。"


def suggested_payments(con: duckdb.DuckDBPyConnection) -> None:
    """Leave `outward_suggested_payment`: one row per payment that tonight's rules suggest."""
    leave_found(
        con,
        "outward_suggested_payment",
        f"""SELECT tonight_run.run_id, payment.rule_code,
            {masks.household_key("payment.household_id")} AS household_key,
            {masks.person_key(PERSON_KEY_OF)} AS person_key,
            household.township_code, household.village_code, payment.month_on, payment.category,
            payment.relief_basis AS basis,
            {yuan("payment.standard_fen_per_month")} AS standard_cny_per_month, payment.standard_valid_from,
            {yuan("payment.suggested_fen")} AS suggested_cny, payment.approval_level, payment.amount_steps,
            {HOUSEHOLD_ZH} || coalesce({PERSON_ZH} || '：', '') || payment.reason_zh || {text(DECIDE_ZH)}
                || coalesce('依据：' || said.legal_basis || '。', '') || coalesce('数据：' || said.sources_zh || '。', '') AS reason_zh,
            {HOUSEHOLD_EN} || coalesce({PERSON_EN} || ': ', '') || trim(payment.reason_en)
                || ' This is a suggestion; the competent authority approves and pays.'
                || coalesce(' Basis: ' || said.legal_basis || '.', '') || coalesce(' Data: ' || said.sources_en || '.', '') AS reason_en
        FROM payment
        CROSS JOIN tonight_run
        LEFT JOIN rule_said said USING (rule_id)
        {whom("payment")}
        ORDER BY payment.rule_code, payment.month_on, payment.household_id, person.id_number""",
        among="payment",
    )
