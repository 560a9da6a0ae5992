"""Use that falls sharply and bills that stay unpaid."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from tests.monitors.county import County, months

AS_OF = date(2022, 5, 20)
LATEST = date(2022, 4, 1)
MONTHS = months(LATEST, 15)  # the latest first


def county_with_lines(operator: str = "not_above") -> County:
    county = County()
    county.holds("utility_drop_ratio", "0.2", operator=operator)
    county.holds("utility_arrears_months", 2, operator="at_least")
    return county


def reads(
    county: County,
    household: str,
    use: Mapping[date, str | None],
    *,
    kind: str = "power",
    owes: dict[date, int] | None = None,
    account: str = "1",
) -> None:
    for month, usage in use.items():
        county.tell(
            "utility",
            account_no=f"{household}-{account}",
            household_id=household,
            month=month,
            kind=kind,
            usage=None if usage is None else Decimal(usage),
            arrears_fen=(owes or {}).get(month),
        )
        county.cover("utility", month, kind)


def use(county: County, household: str) -> tuple[Decimal | None, Decimal | None]:
    row = county.household(household)
    return row["utility_usage"], row["utility_usage_limit"]


def test_a_fifth_of_the_mean_of_the_year_before() -> None:
    steady: dict[date, str | None] = dict.fromkeys(MONTHS[1:13], "100")
    for operator, limit in (("not_above", "20.0001"), ("below", "20")):
        county = county_with_lines(operator)
        for household, usage in (("less", "19.9999"), ("at", "20"), ("more", "20.0001")):
            county.member(household)
            reads(
                county, household, steady | {LATEST: usage, MONTHS[13]: "9999"}
            )  # the oldest is out of reach
        county.watch(AS_OF)
        for household, usage in (("less", "19.9999"), ("at", "20"), ("more", "20.0001")):
            assert use(county, household) == (Decimal(usage), Decimal(limit))


def test_the_limit_is_exact_where_the_mean_is_not() -> None:
    # 0.2 x (100 + 100 + 101) / 3 = 20.0666...: the smallest use that is no fall has four places.
    county = county_with_lines()
    county.member("H1")
    reads(county, "H1", {LATEST: "1", MONTHS[1]: "100", MONTHS[2]: "100", MONTHS[3]: "101"})
    county.watch(AS_OF)
    assert use(county, "H1") == (Decimal(1), Decimal("20.0667"))


def test_what_cannot_be_compared_is_unknown() -> None:
    county = county_with_lines()
    readings: dict[str, dict[date, str | None]] = {
        "two months before": {LATEST: "1", MONTHS[1]: "100", MONTHS[2]: "100"},
        "never any use": dict.fromkeys(MONTHS, "0"),
        "old": dict.fromkeys(MONTHS[3:], "100"),
        "unread": dict.fromkeys(MONTHS, None),
    }
    for household, use_by_month in readings.items():
        county.member(household)
        reads(county, household, use_by_month)
    county.watch(AS_OF)
    assert use(county, "two months before") == (Decimal(1), None)
    assert use(county, "never any use") == (Decimal(0), None)
    assert use(county, "old") == (None, None)
    assert use(county, "unread") == (None, None)


def test_meters_of_one_household_and_kinds() -> None:
    county = county_with_lines()
    # Water is read every second month; it fell more than power did.
    county.member("H1")
    reads(county, "H1", dict.fromkeys(MONTHS, "100"))
    reads(county, "H1", dict.fromkeys(MONTHS[1::2], "10") | {MONTHS[1]: "1"}, kind="water")
    # Two meters: one stands still, the family uses the other.
    county.member("H2")
    reads(county, "H2", dict.fromkeys(MONTHS, "50") | {LATEST: "0"})
    reads(county, "H2", dict.fromkeys(MONTHS, "50") | {LATEST: "100"}, account="2")
    county.watch(AS_OF)
    assert use(county, "H1") == (Decimal(1), Decimal("2.0001"))
    assert use(county, "H2") == (Decimal(100), Decimal("20.0001"))


def test_arrears_in_a_row_up_to_the_latest_month_delivered() -> None:
    county = county_with_lines()
    latest, before, earlier = MONTHS[:3]
    owed: dict[str, dict[date, int]] = {
        "none": {},
        "one": {latest: 1},
        "two": {latest: 1, before: 1},
        "broken": {latest: 1, earlier: 1},
        "paid now": {latest: 0, before: 1, earlier: 1},
        "in advance": {latest: -500, before: 1},
    }
    for household, owes in owed.items():
        county.member(household)
        reads(county, household, dict.fromkeys(MONTHS[:4], "100"), owes=owes)
    # Who is no longer in the list owes nothing.
    county.member("settled")
    reads(county, "settled", {before: "100", earlier: "100"}, owes={before: 1, earlier: 1})
    county.watch(AS_OF)
    found = {
        household: county.household(household)["utility_arrears_months"] for household in (*owed, "settled")
    }
    assert found == {"none": 0, "one": 1, "two": 2, "broken": 1, "paid now": 0, "in advance": 0, "settled": 0}
    assert county.household("two")["utility_arrears_limit_months"] == 2


def test_arrears_of_long_ago_say_nothing() -> None:
    county = county_with_lines()
    county.member("H1")
    reads(county, "H1", dict.fromkeys(MONTHS[3:6], "100"), owes=dict.fromkeys(MONTHS[3:6], 1))
    county.watch(AS_OF)
    assert county.household("H1")["utility_arrears_months"] is None
