"""Support from relatives living apart, by three localities' formulas, to the fen."""

from datetime import date

from tests.monitors.county import County, months, yuan

NIGHT = date(2022, 5, 20)


def county_with(formula: str) -> County:
    county = County()
    county.holds("support_formula", formula)
    county.holds("support_share", "0.5", "few_children")
    county.holds("support_share", "0.4", "many_children")
    county.holds("support_many_children", 3)
    county.holds("support_free_amount", 48479)
    county.member("H", "1945-01-01")
    return county


def owes(county: County, monthly: str, *, household: str = "H", children: int = 1) -> int:
    """An obligor with a family of three who supports two parents."""
    obligor = county.person()
    county.tell(
        "support_obligor",
        household_id=household,
        person_no=obligor,
        family_size=3,
        family_monthly_income_fen=yuan(monthly),
        supported_count=2,
        children_count=children,
    )
    return obligor


SHARES = [
    ("2613.00", 1, 0, False),  # exactly 3 x 871
    ("2613.01", 1, 0, True),  # half a fen, halved again, is rounded away
    ("6613.00", 1, 12 * yuan("1000"), True),  # 4,000 over: half of it for two parents
    ("6613.00", 2, 12 * yuan("1000"), True),
    ("6613.00", 3, 12 * yuan("800"), True),  # from three children on, two fifths
    ("6613.03", 1, 12 * yuan("1000"), True),  # 1000.0075: down to the fen
    ("1000.00", 1, 0, False),
]


def test_a_share_of_what_is_above_the_line() -> None:
    county = county_with("excess_share")
    old = {}
    for place, (monthly, children, *_) in enumerate(SHARES):
        old[place] = county.member(f"H{place}", "1945-01-01")
        owes(county, monthly, household=f"H{place}", children=children)
    county.watch(NIGHT)
    for place, case in enumerate(SHARES):
        row = county.household(f"H{place}")
        *_, support, is_able = case
        assert (row["obligor_support_12m_fen"], row["income_12m_fen"]) == (support, support), case
        assert county.of(old[place])["has_able_obligor"] is is_able, case


def test_all_that_is_above_a_free_amount() -> None:
    """Ningbo: 48,479 a head; 12 x 12,119.75 = 3 x 48,479."""
    county = county_with("excess_amount")
    cases = {"12119.75": 0, "12119.76": 6, "20000": (240000_00 - 3 * 48479_00) // 2}
    for monthly in cases:
        county.member(monthly, "1945-01-01")
        owes(county, monthly, household=monthly)
    county.watch(NIGHT)
    assert {monthly: county.household(monthly)["obligor_support_12m_fen"] for monthly in cases} == cases


def test_by_agreement_only_what_was_paid_counts() -> None:
    county = county_with("agreed")
    owes(county, "9000")
    county.earns(1, yuan("300"), months(date(2022, 4, 1)), kind="family_support")
    county.watch(NIGHT)
    row = county.household("H")
    assert (row["obligor_support_12m_fen"], row["income_12m_fen"]) == (0, 12 * yuan("300"))
    assert county.of(1)["has_able_obligor"]


def test_support_that_came_and_support_that_is_reckoned_count_once() -> None:
    county = county_with("excess_share")
    cases = {"300": "1000", "1000": "1000", "1200": "1200"}
    for paid in cases:
        parent = county.member(paid, "1945-01-01")
        owes(county, "6613", household=paid)
        county.earns(parent, yuan(paid), months(date(2022, 4, 1)), kind="family_support")
        county.earns(parent, yuan("100"), months(date(2022, 4, 1)), kind="pension")
    county.watch(NIGHT)
    for paid, counted in cases.items():
        row = county.household(paid)
        assert row["income_12m_fen"] == 12 * (yuan("100") + yuan(counted))
        assert row["obligor_support_12m_fen"] == 12 * yuan("1000")


def test_several_obligors_are_added_up_and_one_who_lives_there_is_none() -> None:
    county = county_with("excess_share")
    owes(county, "6613")
    owes(county, "2000")
    at_home = owes(county, "99999")
    county.member("H", person=at_home)
    county.has_no_work(at_home)
    county.watch(NIGHT)
    assert county.household("H")["obligor_support_12m_fen"] == 12 * yuan("1000")


def test_whose_obligors_nobody_knows_may_have_an_able_one() -> None:
    county = county_with("excess_share")
    county.watch(NIGHT)
    assert county.household("H")["obligor_support_12m_fen"] == 0
    assert county.of(1)["has_able_obligor"] is None


def test_support_that_is_owed_does_not_make_an_unknown_income_known() -> None:
    county = county_with("excess_share")
    owes(county, "6613")
    county.member("H")
    county.watch(NIGHT)
    row = county.household("H")
    assert (row["income_12m_fen"], row["income_12m_lower_bound_fen"]) == (None, 12 * yuan("1000"))
