"""A rule under worked examples: a quiet household, changed where a case says so, judged by the real rule."""

from datetime import date
from decimal import Decimal

import duckdb

from rules.evaluate import evaluate
from rules.load import Rule, load_rules
from schemas.household_month import HOUSEHOLD_MONTH
from schemas.person_month import PERSON_MONTH
from tests.worked_examples import Example

CON = duckdb.connect()
RULES: dict[str, Rule] = {rule.code: rule for rule in load_rules()}

QUIET_HOUSEHOLD = {
    "household_id": "H",
    "as_of": "2022-05-20",
    "year_from_on": "2022-01-01",
    "township_code": "370902001",
    "village_code": "370902001001",
    "residence_class": "urban",
    "member_count": "3",
    "urban_member_count": "3",
    "rural_member_count": "0",
    "is_head_local": "true",
    "has_subsistence_allowance": "false",
    "has_extreme_poverty_support": "false",
    "has_near_dibao": "false",
    "has_rigid_expenditure": "false",
    "has_poverty_return_watch": "false",
    "income_12m_from_on": "2021-05-01",
    "income_12m_to_on": "2022-04-30",
    "income_12m_cny": "100000.00",
    "income_12m_lower_bound_cny": "100000.00",
    "income_unknown_member_count": "0",
    "income_undelivered_month_count": "0",
    "income_3m_cny": "25000.00",
    "income_previous_12m_cny": "100000.00",
    "standard_cny_per_month": "871.00",
    "standard_valid_from": "2022-01-01",
    "subsistence_line_cny_per_month": "2613.00",
    "subsistence_limit_12m_cny": "31356.00",
    "half_subsistence_limit_12m_cny": "15678.00",
    "near_dibao_limit_12m_cny": "47034.00",
    "near_dibao_limit_3m_cny": "11758.50",
    "income_drop_limit_3m_cny": "12500.01",
    "medical_self_paid_year_cny": "0.00",
    "medical_self_paid_year_highest_member_cny": "0.00",
    "medical_self_paid_limit_cny": "20000.00",
    "medical_income_limit_cny": "40000.01",
    "illness_relief_multiple": "6",
    "illness_relief_basis": "per_household",
    "income_loss_relief_multiple": "4",
    "income_loss_relief_basis": "per_household",
}
QUIET_PERSON = {
    "person_no": "1",
    "household_id": "H",
    "as_of": "2022-06-20",
    "township_code": "370902001",
    "village_code": "370902001001",
    "residence_class": "urban",
    "age_years": "40",
    "is_working_age": "true",
    "is_counted": "true",
    "has_subsistence_allowance": "false",
    "has_extreme_poverty_support": "false",
    "is_income_known": "true",
    "income_12m_cny": "30000.00",
    "months_without_income": "0",
    "has_zero_income_event": "false",
    "has_unemployment_benefit": "false",
    "medical_self_paid_year_cny": "0.00",
    "months_paid_after_death": "0",
    "uninsured_limit_months": "3",
    "standard_cny_per_month": "871.00",
    "standard_valid_from": "2022-01-01",
    "emergency_relief_multiple": "2",
    "emergency_relief_basis": "per_person",
}


def judged(code: str, example: Example) -> dict[str, str]:
    """What the rule finds for the case: severity and suggestion, empty where it finds nothing."""
    con = CON
    for table, quiet in ((HOUSEHOLD_MONTH, QUIET_HOUSEHOLD), (PERSON_MONTH, QUIET_PERSON)):
        con.execute(table.create())
        con.execute(f"DELETE FROM {table.name}")
        about_this = RULES[code].table == table.name
        row = {**quiet, **example.given} if about_this else quiet
        stored = {name.replace("_cny", "_fen"): _stored(name, value) for name, value in row.items()}
        marks = ", ".join("?" * len(stored))
        con.execute(f"INSERT INTO {table.name} ({', '.join(stored)}) VALUES ({marks})", list(stored.values()))
    con.execute(
        "CREATE OR REPLACE TEMP TABLE place_value AS SELECT unnest(?) AS key",
        [list(RULES[code].header.parameters)],
    )
    evaluate(con, [RULES[code]], as_of=date(2026, 6, 1), blind={})
    hits = con.execute("SELECT severity, suggested_fen FROM finding").fetchall()
    if not hits:
        return dict.fromkeys(example.expected, "")
    severity, fen = hits[0]
    suggested = "" if fen is None else f"{fen // 100}.{fen % 100:02d}"
    return {name: {"severity": severity, "suggested_cny": suggested}[name] for name in example.expected}


def _stored(name: str, value: str) -> object:
    if value == "":
        return None
    return int(Decimal(value) * 100) if "_cny" in name else value
