"""Payment rules under worked examples: one household and one member of it, and the amount by one plain scheme."""

from datetime import date
from decimal import Decimal

import duckdb

from monitors.watch import statement
from rules.evaluate import evaluate
from rules.load import SHIPPED, Rule, parse
from schemas.household_month import HOUSEHOLD_MONTH
from schemas.person_month import PERSON_MONTH
from tests.worked_examples import Example


def rule(rule_id: str) -> Rule:
    return parse((SHIPPED / f"{rule_id}.sql").read_text(encoding="utf-8"), rule_id)


def payment(rule: Rule, example: Example) -> dict[str, str]:
    """What the rule suggests to pay: category, amount and who approves; empty where it suggests nothing."""
    con = duckdb.connect()
    for table in (HOUSEHOLD_MONTH, PERSON_MONTH):
        con.execute(table.create())
        given = example.given if table.name == rule.table else {}
        row = {name.replace("_cny", "_fen"): _stored(name, value) for name, value in given.items()}
        row |= {"household_id": "H"} | ({"person_no": 1} if table is PERSON_MONTH else {})
        con.execute(
            f"INSERT INTO {table.name} ({', '.join(row)}) VALUES ({', '.join('?' * len(row))})",
            list(row.values()),
        )
    con.execute("CREATE TEMP TABLE place_value AS SELECT unnest(?) AS key", [list(rule.header.parameters)])
    con.execute(
        "CREATE TEMP TABLE confirmed_need (household_id VARCHAR, person_no INTEGER, confirmed_cause VARCHAR)"
    )
    one_scheme(con)
    (judgement,) = evaluate(con, [rule], as_of=date(2026, 6, 1), blind={})
    assert con.execute("SELECT count(*) FROM finding").fetchall() == [(0,)]
    found = con.execute("SELECT category, suggested_fen, approval_level FROM payment").fetchall()
    assert judgement.hit_count == len(found)
    if not found:
        return dict.fromkeys(example.expected, "")
    category, fen, level = found[0]
    shown = {"category": category or "", "suggested_cny": f"{Decimal(fen) / 100:.2f}", "level": level or ""}
    return {name: shown[name] for name in example.expected}


def one_scheme(con: duckdb.DuckDBPyConnection) -> None:
    """Every cause: twice an urban standard of 871, a township decides up to six times, small and fast up to once."""
    con.execute(
        "CREATE OR REPLACE TEMP TABLE relief_case (household_id VARCHAR, person_no INTEGER, cause VARCHAR)"
    )
    con.execute(
        """CREATE OR REPLACE TEMP VIEW relief_base AS SELECT *,
        CAST(87100 AS BIGINT) AS standard_fen, DATE '2022-01-01' AS standard_from, 3 AS people_count,
        'per_household' AS basis, CAST(NULL AS BIGINT) AS flat_fen, CAST(NULL AS BIGINT) AS share_e6,
        CAST(NULL AS BIGINT) AS deductible_fen, CAST(NULL AS BIGINT) AS floor_multiple_e6,
        CAST(NULL AS BIGINT) AS cap_multiple_e6, CAST(NULL AS VARCHAR) AS cap_basis,
        CAST(NULL AS BIGINT) AS annual_cap_fen, 'cent' AS rounding, FALSE AS is_once_a_year,
        CAST(1000000 AS BIGINT) AS small_fast_multiple_e6, CAST(1000000 AS BIGINT) AS small_fast_carry,
        CAST(6000000 AS BIGINT) AS township_multiple_e6, CAST(1000000 AS BIGINT) AS township_carry,
        CAST(2000000 AS BIGINT) AS multiple_e6, CAST(NULL AS BIGINT) AS self_paid_fen, TRUE AS is_paid_known,
        CAST(0 AS BIGINT) AS paid_cause_fen, CAST(0 AS BIGINT) AS paid_year_fen FROM relief_case"""
    )
    con.execute(f"CREATE OR REPLACE TEMP VIEW relief AS {statement('relief')}")


def _stored(name: str, value: str) -> object:
    if value == "":
        return None
    return int(Decimal(value) * 100) if "_cny" in name else value
