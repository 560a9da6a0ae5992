"""What tonight's rules suggest to pay, as the offices' lists tell it: one row per payment, for whoever approves.

Nothing is paid by these lists. They hold the rows of `payment` and no others, so that their sums are the table's.
"""

import duckdb

from flows.publish.leave_found import leave_found
from monitors.watch import Night
from schemas import masks
from schemas.checks import text
from schemas.money import yuan
from schemas.parameter_words import CHOICE, POPULATION
from schemas.parameters import PARAMETERS

_CAUSE_ZH = {cause: POPULATION[cause] for cause in PARAMETERS["relief_basis"].populations}
_GROUP_ZH = {group: POPULATION[group] for group in PARAMETERS["one_time_subsidy_group"].populations}
_METHOD_ZH = {method: CHOICE[method] for method in PARAMETERS["price_method"].choices}
_LEVEL_ZH = {
    "small_fast": "小额快救，乡镇（街道）先行发放",
    "township": "乡镇（街道）",
    "county": "县级民政部门",
    "case_by_case": "县级民政部门，一事一议",
}


def _zh(expression: str, words: dict[str, str]) -> str:
    return f"CASE {expression} {' '.join(f'WHEN {text(code)} THEN {text(zh)}' for code, zh in words.items())} END"


def _percent(rate: str) -> str:
    return f"rtrim(rtrim(CAST({rate} AS VARCHAR), '0'), '.')"


_RELIEF_STEPS = f"""concat_ws('；',
    '低保标准 ' || {yuan("paid.standard_fen_per_month")} || ' 元/月（' || paid.standard_valid_from || ' 起）',
    -- Who approves has a column of its own.
    split_part(paid.amount_steps, '；审批：', 1))"""
_PRICE_STEPS = f"""concat_ws('；',
    '低保标准 ' || {yuan("signals.price_standard_fen_per_month")} || ' 元/月',
    '居民消费价格同比 ' || {_percent("signals.price_cpi_yoy")} || '%',
    '食品 ' || {_percent("signals.price_food_yoy")} || '%',
    {_zh("signals.price_method", _METHOD_ZH)})"""
_SUBSIDY_STEPS = (
    f"'自 ' || signals.subsidy_valid_from || ' 起执行的通知，每人 ' || {yuan('signals.subsidy_fen')} || ' 元'"
)


def payment_lists(con: duckdb.DuckDBPyConnection, _night: Night) -> None:
    """Leave the restricted `relief_suggested_row`, `price_suggested_row` and `subsidy_suggested_row`."""
    _several(con)
    _list(con, "relief_suggested_row", "R01", words=_CAUSE_ZH, steps=_RELIEF_STEPS, remark=_ONE_NEED)
    for table, rule_code, steps, remark in (
        ("price_suggested_row", "R02", _PRICE_STEPS, f"nullif(concat_ws('；', {_PAID}, {_ONE_GROUP}), '')"),
        ("subsidy_suggested_row", "R03", _SUBSIDY_STEPS, _ONE_GROUP),
    ):
        _list(con, table, rule_code, words=_GROUP_ZH, steps=steps, remark=remark)


_ONE_NEED = "CASE WHEN needs.needs > 1 THEN '同户 ' || needs.needs || ' 项需求，只列应补最高的一项' END"
_ONE_GROUP = "'同属 ' || several.groups || ' 类：' || several.groups_zh || '，只发一份'"
_PAID = "CASE WHEN coalesce(paid_person.month, paid_household.month) IS NOT NULL THEN '该月已有发放记录，勿重复发放' END"


def _several(con: duckdb.DuckDBPyConnection) -> None:
    """Leave `payment_groups`: who belongs to several of the groups that a list pays, as `paid_group` counts them."""
    con.execute(
        f"""CREATE OR REPLACE TEMP TABLE payment_groups AS
        SELECT standing.person_no, CASE listed.key WHEN 'price_group' THEN 'R02' ELSE 'R03' END AS rule_code,
            count(*) AS groups,
            string_agg({_zh("standing.group_name", _GROUP_ZH)}, '、' ORDER BY standing.group_name) AS groups_zh
        FROM person_group standing
        JOIN place_value listed
            ON listed.village_code = standing.village_code
            AND listed.population = standing.group_name
            AND listed.value_e6 = 1000000
        WHERE (listed.key = 'price_group' AND listed.day = 'price_month')
            OR (listed.key = 'one_time_subsidy_group' AND listed.day = 'as_of')
        GROUP BY standing.person_no, listed.key
        HAVING count(*) > 1"""
    )


def _list(
    con: duckdb.DuckDBPyConnection,
    table: str,
    rule_code: str,
    *,
    words: dict[str, str],
    steps: str,
    remark: str,
) -> None:
    """Whom a payment is for stands by name: the person, or the head where it is the whole household's."""
    leave_found(
        con,
        table,
        f"""SELECT household.township_code, coalesce(township.name, household.township_code, '本局') AS township_name,
            {masks.own_number("paid.household_id")} AS household_id,
            {masks.full_name("coalesce(about.name, household.head_name)")} AS name,
            coalesce({masks.name("about.name", of="about.person_no")},
                {masks.name("household.head_name", of="household.head_person_no")}) AS name_masked,
            coalesce({masks.identity_number("person.id_number", of="person.person_no")},
                {masks.identity_number("head.id_number", of="head.person_no")}) AS id_masked,
            CASE WHEN paid.person_no IS NULL THEN '全户' ELSE '本人' END AS for_whom_zh,
            coalesce({_zh("paid.category", words)}, paid.category) AS category_zh,
            strftime(paid.month_on, '%Y-%m') AS month_zh,
            {steps} AS steps_zh, paid.suggested_fen, {_zh("paid.approval_level", _LEVEL_ZH)} AS approval_zh,
            {remark} AS remark_zh
        FROM payment paid
        LEFT JOIN household ON household.household_id = paid.household_id
        LEFT JOIN person head ON head.person_no = household.head_person_no
        LEFT JOIN member about ON about.person_no = paid.person_no
        LEFT JOIN person ON person.person_no = paid.person_no
        LEFT JOIN person_month signals ON signals.person_no = paid.person_no
        LEFT JOIN payment_groups several
            ON several.person_no = paid.person_no AND several.rule_code = paid.rule_code
        LEFT JOIN (SELECT household_id, count(*) AS needs FROM need GROUP BY household_id) needs
            ON needs.household_id = paid.household_id
        LEFT JOIN (
            SELECT DISTINCT person_no, month FROM benefit_payment_known WHERE benefit = 'price_subsidy'
        ) paid_person ON paid_person.person_no = paid.person_no AND paid_person.month = paid.month_on
        LEFT JOIN (
            SELECT DISTINCT household_id, month FROM benefit_payment_known
            WHERE benefit = 'price_subsidy' AND person_no IS NULL
        ) paid_household ON paid_household.household_id = paid.household_id AND paid_household.month = paid.month_on
        LEFT JOIN outward_area township ON township.area_code = household.township_code
        WHERE paid.rule_code = {text(rule_code)}
        ORDER BY household.township_code, paid.household_id, person.id_number""",
        among=f"payment WHERE rule_code = {text(rule_code)}",
        columns="""township_code VARCHAR, township_name VARCHAR, household_id VARCHAR, name VARCHAR, name_masked VARCHAR,
            id_masked VARCHAR, for_whom_zh VARCHAR, category_zh VARCHAR, month_zh VARCHAR, steps_zh VARCHAR,
            suggested_fen BIGINT, approval_zh VARCHAR, remark_zh VARCHAR""",
    )
