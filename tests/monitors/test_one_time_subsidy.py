"""The one-time living subsidy: several lists, every person once (C12: 7,835 rows, 7,830 people, 2,349,000 yuan)."""

from datetime import date

import pytest

from rules.evaluate import evaluate
from rules.load import SHIPPED, parse
from schemas.warehouse import FOREVER
from tests.paying_county import AREA, LONG_AGO, PayingCounty, toml, village

GROUPS = (
    "subsistence_allowance",
    "extreme_poverty_support",
    "near_dibao",
    "rigid_expenditure",
    "orphan",
    "unattended_child",
)
NOTICE = "one_time_subsidy all 300 2022-02-16 2022-07-01\n" + "\n".join(
    f"one_time_subsidy_group {group} 1" for group in GROUPS
)
R03 = parse(
    (SHIPPED / "one_time_subsidy" / "living_subsidy.sql").read_text(encoding="utf-8"),
    "one_time_subsidy/living_subsidy",
)
PEOPLE, TWICE = 7_830, 5


def test_seven_thousand_eight_hundred_and_thirty_people_once_each() -> None:
    county = PayingCounty()
    county.pack(toml(AREA, NOTICE))
    con = county.con
    con.execute(
        f"INSERT INTO person SELECT n, lpad(n::VARCHAR, 18, '9'), DATE '1980-01-01' FROM range({PEOPLE}) _(n)"
    )
    con.execute(
        f"""INSERT INTO household_member BY NAME
        SELECT 'H' || n AS household_id, n AS person_no, 'head' AS relation, 'urban' AS residence_class,
            '{AREA}' AS hukou_region, '{village(1)}' AS residence_region,
            DATE '{LONG_AGO}' AS known_from, DATE '{FOREVER}' AS known_to
        FROM range({PEOPLE}) _(n)"""
    )
    con.execute(
        f"""INSERT INTO benefit BY NAME
        SELECT 'H' || n % {PEOPLE} AS household_id, n % {PEOPLE} AS person_no,
            (?)[CASE WHEN n < {PEOPLE} THEN n % 6 ELSE (n + 1) % 6 END + 1] AS benefit,
            DATE '2020-01-01' AS started_on, DATE '{LONG_AGO}' AS known_from, DATE '{FOREVER}' AS known_to
        FROM range({PEOPLE + TWICE}) _(n)""",
        [list(GROUPS)],
    )
    on = date(2022, 3, 1)
    county.watch(on)
    (judgement,) = evaluate(con, [R03], as_of=on, blind={})
    assert judgement.hit_count == PEOPLE
    (found,) = county.rows(
        """SELECT count(*) AS people, CAST(sum(suggested_fen) AS BIGINT) AS fen, count(DISTINCT person_no) AS different,
        count(DISTINCT category) AS groups, count(*) FILTER (reason_zh LIKE '%同属 2 类对象%') AS twice FROM payment"""
    )
    assert found == {"people": PEOPLE, "fen": 2_349_000_00, "different": PEOPLE, "groups": 6, "twice": TWICE}
    assert county.rows("SELECT * FROM finding") == []


@pytest.mark.parametrize(
    ("on", "benefit", "ended_on", "fen"),
    [
        (date(2022, 2, 15), "subsistence_allowance", None, None),
        (date(2022, 2, 16), "subsistence_allowance", None, 30_000),
        (date(2022, 6, 30), "subsistence_allowance", None, 30_000),
        (date(2022, 7, 1), "subsistence_allowance", None, None),
        (date(2022, 3, 1), "subsistence_allowance", date(2022, 3, 1), 30_000),
        (date(2022, 3, 1), "subsistence_allowance", date(2022, 2, 28), None),
        (date(2022, 3, 1), "disability_care_subsidy", None, None),
    ],
)
def test_when_and_for_whom(on: date, benefit: str, ended_on: date | None, fen: int | None) -> None:
    county = PayingCounty()
    county.pack(toml(AREA, NOTICE))
    county.household("H", village(1), "urban")
    county.fact("benefit", household_id="H", benefit=benefit, started_on=date(2020, 1, 1), ended_on=ended_on)
    county.judge(on, R03)
    assert [row["suggested_fen"] for row in county.rows("SELECT * FROM payment")] == ([fen] if fen else [])
