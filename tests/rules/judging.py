"""A rule under worked examples: a quiet household, changed where a case says so, judged by the real rule."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from importlib import import_module
from pathlib import Path

import duckdb

from rules.evaluate import evaluate
from rules.load import Rule, load_rules, outward
from schemas.fill import fill
from schemas.household_month import HOUSEHOLD_MONTH
from schemas.person_month import PERSON_MONTH
from tests.rules.one_scheme import one_scheme
from tests.worked_examples import Example, examples

CON = duckdb.connect(config={"threads": 1})
RULES: dict[str, Rule] = {rule.code: rule for rule in load_rules()}


def _row(text: str) -> dict[str, str]:
    """A row written as `column value | column value | ...`; `-` is unknown, or nothing of the kind."""
    cells = (cell.split(maxsplit=1) for line in text.strip().splitlines() for cell in line.split("|"))
    return {name: "" if value.strip() == "-" else value.strip() for name, value in cells}


QUIET_HOUSEHOLD = _row("""
household_id H | as_of 2022-05-20 | year_from_on 2022-01-01 | township_code 370902001 | village_code 370902001001
residence_class urban | member_count 3 | urban_member_count 3 | rural_member_count 0
is_head_local true | has_local_member true | is_in_register true
has_subsistence_allowance false | has_extreme_poverty_support false | has_near_dibao false
has_rigid_expenditure false | has_poverty_return_watch false
subsistence_ended_on - | exit_watch_from_on 2021-11-20 | reviewed_on - | review_due_on -
income_12m_from_on 2021-05-01 | income_12m_to_on 2022-04-30
income_12m_cny 100000.00 | income_12m_lower_bound_cny 100000.00 | income_3m_cny 25000.00
income_previous_12m_cny 100000.00 | income_deducted_12m_cny 0.00 | obligor_support_12m_cny 0.00
income_unknown_member_count 0 | income_undelivered_month_count 0
income_over_months 4 | income_over_limit_months 3 | work_started_on - | expected_allowance_cny_per_month 0.00
standard_cny_per_month 871.00 | standard_valid_from 2022-01-01 | subsistence_line_cny_per_month 2613.00
subsistence_limit_12m_cny 31356.00 | half_subsistence_limit_12m_cny 15678.00
near_dibao_limit_12m_cny 47034.00 | near_dibao_limit_3m_cny 11758.50 | income_drop_limit_3m_cny 12500.01
disposable_income_limit_12m_cny 120000.00 | rigid_expenditure_12m_cny 0.00 | rigid_medical_12m_cny 0.00
rigid_education_12m_cny 0.00 | rigid_expenditure_limit_12m_cny 60000.01
medical_self_paid_year_cny 0.00 | medical_self_paid_year_highest_member_cny 0.00
medical_self_paid_limit_cny 20000.00 | medical_income_limit_cny 40000.01
is_over_subsistence_property false | is_over_near_dibao_property false | is_over_rigid_property false
financial_assets_cny 0.00 | financial_assets_limit_cny 125424.00 | vehicle_value_cny 0.00
vehicle_limit_cny 125424.00 | dwelling_count 1 | dwelling_limit_count 2
business_capital_cny 0.00 | business_capital_limit_cny 100000.00
breadwinner_lost_on - | breadwinner_income_12m_cny - | breadwinner_limit_12m_cny -
help_request_no - | help_requested_on - | help_need -
service_need_no - | service_need_on - | service_need_kind -
visit_finding_on - | visit_finding_kind - | visit_finding_level - | is_child_alone false | is_elder_alone false
utility_usage 100 | utility_usage_limit 20 | utility_arrears_months 0 | utility_arrears_limit_months 2
points_income_near 0 | points_medical 0 | points_education 0 | points_income_fall 0
points_no_work 0 | points_severe_disability 0 | points_elder_alone 0 | points_utility 0
signal_points 0 | signal_points_limit 5
confirmed_cause - | confirmed_on - | confirmed_warning_id - | confirmed_is_small_fast -
""")
"""Three urban members with a good income in May 2022: no rule finds anything, and every rule can tell."""

QUIET_PERSON = _row("""
person_no 1 | household_id H | as_of 2022-06-20 | township_code 370902001 | village_code 370902001001
residence_class urban | age_years 40 | is_working_age true | is_counted true | absent_kind - | absent_since_on -
has_working_ability true | household_able_member_count 2 | has_able_obligor -
has_subsistence_allowance false | has_extreme_poverty_support false | has_near_dibao false
has_low_income_status false | has_orphan_benefit false | has_unattended_child_benefit false
has_disability_living_subsidy false | has_disability_care_subsidy false
is_head_local true | has_local_member true | is_over_subsistence_property false | is_over_near_dibao_property false | is_income_known true | income_12m_cny 30000.00 | income_12m_lower_bound_cny 30000.00
income_3m_lower_bound_cny 7500.00 | income_previous_12m_lower_bound_cny 30000.00 | months_without_income 0
has_zero_income_event false | has_unemployment_benefit false | unemployment_benefit_until_on -
unemployment_watch_to_on 2022-07-20
medical_self_paid_year_cny 0.00 | outpatient_month_on - | outpatient_self_paid_month_cny 0.00
outpatient_self_paid_limit_cny 500.00 | serious_illness_on -
school_year_on - | education_stage - | education_self_paid_cny - | education_self_paid_limit_cny 10000.01
has_left_school false
disability_kind - | disability_level - | disability_issued_on - | new_disability_from_on 2022-04-21
is_severely_disabled false | is_single_person_ground false | single_person_share 0.6
parent_lost_count - | parent_able_count - | child_age_limit_years 18
hazard_on - | hazard_kind - | hazard_loss_cny - | hazard_from_on 2022-05-21
is_missing_living_subsidy false | is_missing_care_subsidy false | is_missing_education_aid false
is_on_poverty_return_watch false | poverty_return_cause -
duplicate_payment_month_on - | duplicate_payment_benefit - | duplicate_payment_count - | exclusive_benefits -
review_birthday_on - | review_birthday_years - | died_on - | months_paid_after_death 0
overpaid_after_death_cny - | uninsured_limit_months 3
standard_cny_per_month 871.00 | standard_valid_from 2022-01-01
household_income_12m_cny 100000.00 | household_income_3m_without_benefit_cny 25000.00
household_subsistence_limit_12m_cny 31356.00 | household_near_dibao_limit_12m_cny 47034.00
household_near_dibao_limit_3m_cny 11758.50
price_month_on - | price_cpi_yoy - | price_food_yoy - | is_price_linkage_started false | price_group -
price_group_count 0 | price_method - | price_standard_cny_per_month - | price_supplement_cny -
subsidy_cny - | subsidy_valid_from - | subsidy_group - | subsidy_group_count 0
""")
"""A member of that household in June 2022, of working age and at work."""


def judged(code: str, example: Example) -> dict[str, str]:
    """What the rule finds for the case: its severity and figures, empty where it finds nothing."""
    found = _table(code).get(_key(example))
    if found is None:
        (found,) = _found(RULES[code], [example.given])
    return {name: found.get(name, "") for name in example.expected}


@cache
def _table(code: str) -> dict[tuple[object, ...], dict[str, str]]:
    """Every case of the rule's table, judged at once: a county of one household a line."""
    (path,) = Path(__file__).parent.glob(f"test_{code.lower()}_*.py")
    cases = examples(import_module(f"tests.rules.{path.stem}").CASES)
    found = _found(RULES[code], [example.given for example in cases])
    return {_key(example): row for example, row in zip(cases, found, strict=True)}


def _key(example: Example) -> tuple[object, ...]:
    return (example.case, *sorted(example.given.items()))


def _found(rule: Rule, given: list[dict[str, str]]) -> list[dict[str, str]]:
    judge(rule, *given)
    severities = dict(CON.execute("SELECT household_id, severity FROM finding").fetchall())
    found: list[dict[str, str]] = [{} for _ in given]
    at = rule.columns.index("household_id")
    for row in CON.execute(rule.select).fetchall():
        shown = {outward(name): _shown(name, value) for name, value in zip(rule.columns, row, strict=True)}
        found[int(row[at][1:])] = {**shown, "severity": severities[row[at]]}
    return found


def judge(rule: Rule, *given: dict[str, str]) -> None:
    """Fill `finding`, `payment` and `undecided` with what the rule says of as many households, and a member of each."""
    lay_out(CON, [(rule, changed) for changed in given])
    one_scheme(CON)
    evaluate(CON, [rule], as_of=date(2026, 6, 1), blind={})


def lay_out(con: duckdb.DuckDBPyConnection, cases: Sequence[tuple[Rule, dict[str, str]]]) -> None:
    """The two wide tables with a household and a member of it for each case, and the keys of the values they need."""
    for table, quiet in ((HOUSEHOLD_MONTH, QUIET_HOUSEHOLD), (PERSON_MONTH, QUIET_PERSON)):
        con.execute(table.create())
        con.execute(f"DELETE FROM {table.name}")
        rows = []
        for place, (rule, changed) in enumerate(cases):
            row = {**quiet, "household_id": f"H{place}", "person_no": str(place)}
            row |= changed if rule.table == table.name else {}
            rows.append([_stored(name, row.get(name.replace("_fen", "_cny"), "")) for name in table.names])
        fill(con, table.name, rows)
    keys = sorted({key for rule, _ in cases for key in rule.header.parameters})
    con.execute("CREATE OR REPLACE TEMP TABLE alike_value AS SELECT unnest(?) AS key", [keys])


def all_cases() -> list[tuple[Rule, dict[str, str]]]:
    """Every line of every rule's table."""
    return [
        (rule, example.given)
        for code, rule in sorted(RULES.items())
        for path in Path(__file__).parent.glob(f"test_{code.lower()}_*.py")
        for example in examples(import_module(f"tests.rules.{path.stem}").CASES)
    ]


def _stored(name: str, value: str) -> object:
    if value == "":
        return None
    return int(Decimal(value) * 100) if "_fen" in name else value


def _shown(name: str, value: object) -> str:
    if value is None:
        return ""
    return f"{Decimal(str(value)) / 100:.2f}" if "_fen" in name else str(value)
