"""What befell a household month by month, so that whoever visits knows since when."""

import duckdb

from schemas import masks
from schemas.money import yuan
from schemas.warning import LISTED

_OF = {
    "income": (
        "income_known",
        "fact.month",
        "fact.amount_fen",
        """fact.evidence IN ('actual', 'declared') AND NOT EXISTS (
            SELECT 1 FROM place_value exempt WHERE exempt.village_code = whose.village_code AND exempt.day = 'month_start'
                AND exempt.key = 'income_exempt' AND exempt.population = fact.kind AND exempt.value_e6 > 0)""",
    ),
    "medical_self_paid": (
        "medical_expense_known",
        "CAST(date_trunc('month', fact.settled_on) AS DATE)",
        "fact.self_paid_fen",
        "fact.settled_on <= night.as_of",
    ),
    "benefit": ("benefit_payment_known", "fact.month", "fact.amount_fen", "TRUE"),
    "relief": (
        "relief_payment_known",
        "CAST(date_trunc('month', fact.paid_on) AS DATE)",
        "fact.amount_fen",
        "fact.paid_on <= night.as_of",
    ),
}
"""What of which fact falls into which month: facts, month, amount, which count. As the signals count them."""

_OF_HOUSEHOLD = ("benefit", "relief")
"""What may name a household and nobody in it."""


def household_timelines(con: duckdb.DuckDBPyConnection) -> None:
    """Leave `outward_household_timeline`: one row per household with an open warning and month, silent months too."""
    con.execute(
        f"""CREATE OR REPLACE TEMP TABLE timeline_household AS
        SELECT DISTINCT household.household_id, household.village_code
        FROM standing JOIN household USING (household_id) WHERE standing.state IN {LISTED}"""
    )
    con.execute(
        """CREATE OR REPLACE TEMP TABLE timeline_person AS
        SELECT DISTINCT household_id, timeline_household.village_code, person_no
        FROM timeline_household JOIN member USING (household_id) WHERE person_no IS NOT NULL AND is_counted"""
    )
    parts = [_part(name, "timeline_person whose USING (person_no)", "TRUE") for name in _OF]
    parts += [
        _part(name, "timeline_household whose USING (household_id)", "fact.person_no IS NULL")
        for name in _OF_HOUSEHOLD
    ]
    columns = ", ".join(
        f"{yuan(f'CAST(sum(amount_fen) FILTER (what = {name!r}) AS BIGINT)')} AS {name}_cny" for name in _OF
    )
    con.execute(
        f"""CREATE OR REPLACE TEMP TABLE outward_household_timeline AS
        SELECT {masks.household_key("household_id")} AS household_key, month, {columns}
        FROM (
            SELECT household_id, unnest(generate_series(night.previous_from, night.month_start, INTERVAL '1' MONTH))::DATE AS month
            FROM timeline_household CROSS JOIN night
        ) every_month
        LEFT JOIN ({" UNION ALL ".join(parts)}) told USING (household_id, month)
        GROUP BY household_id, month
        ORDER BY household_key, month"""
    )


def _part(name: str, whose: str, which: str) -> str:
    facts, month, amount, counted = _OF[name]
    return f"""SELECT whose.household_id, {month} AS month, '{name}' AS what, {amount} AS amount_fen
        FROM {facts} fact JOIN {whose} CROSS JOIN night WHERE {which} AND {counted}"""
