"""A member who brought most of the income and is gone."""

from datetime import date

from tests.monitors.county import County, months, yuan

AS_OF = date(2022, 5, 20)
LOST_ON = date(2022, 1, 15)
BEFORE = months(date(2021, 12, 1))  # the twelve full months before January


def county_with_lines(operator: str = "above") -> County:
    county = County()
    county.holds("breadwinner_share", "0.5", operator=operator)
    county.holds("breadwinner_months", 12)
    county.holds("custody_months", 6, operator="at_least")
    return county


def family(county: County, household: str, earner: str, other: str | None, born: str = "1980-01-01") -> int:
    """Two members with a monthly wage each; the first is the earner."""
    person, mate = county.member(household, "1980-01-01"), county.member(household, born)
    county.earns(person, yuan(earner), BEFORE)
    if other is not None:
        county.earns(mate, yuan(other), BEFORE)
    return person


def lost(county: County, household: str) -> tuple[date | None, int | None, int | None]:
    row = county.household(household)
    return row["breadwinner_lost_on"], row["breadwinner_income_12m_fen"], row["breadwinner_limit_12m_fen"]


def test_below_at_and_above_half_of_the_income() -> None:
    for operator, limit in (("above", yuan("12000.01")), ("at_least", yuan("12000"))):
        county = county_with_lines(operator)
        for household, earner, other in (
            ("below", "900", "1100"),
            ("half", "1000", "1000"),
            ("most", "1100", "900"),
        ):
            person = family(county, household, earner, other)
            county.tell("death", person_no=person, died_on=LOST_ON)
        county.watch(AS_OF)
        assert lost(county, "below") == (LOST_ON, yuan("10800"), limit)
        assert lost(county, "half") == (LOST_ON, yuan("12000"), limit)
        assert lost(county, "most") == (LOST_ON, yuan("13200"), limit)


def test_when_and_for_how_long() -> None:
    county = county_with_lines()
    stays = {  # from, to, whether it counts
        "half a year": (LOST_ON, date(2022, 7, 14), True),
        "a day less": (LOST_ON, date(2022, 7, 13), False),
        "released": (LOST_ON, date(2022, 5, 19), False),
        "a year ago": (date(2021, 5, 20), None, True),
        "longer ago": (date(2021, 5, 19), None, False),
    }
    for household, (started_on, ended_on, _) in stays.items():
        person = family(county, household, "1000", "100")
        county.earns(person, yuan("1000"), months(date(2020, 12, 1)))
        county.tell("custody", person_no=person, kind="prison", started_on=started_on, ended_on=ended_on)
    soldier = family(county, "army", "1000", "100")
    county.tell("custody", person_no=soldier, kind="military_service", started_on=LOST_ON)
    county.watch(AS_OF)
    assert {household for household in stays if lost(county, household)[0]} == {
        household for household, (_, _, counts) in stays.items() if counts
    }
    assert lost(county, "army")[0] is None


def test_whose_income_is_not_known_may_have_earned_more() -> None:
    county = county_with_lines()
    for household, born in (("unknown", "1980-01-01"), ("child", "2015-01-01")):
        county.tell("death", person_no=family(county, household, "1000", None, born), died_on=LOST_ON)
    county.watch(AS_OF)
    assert lost(county, "unknown") == (LOST_ON, yuan("12000"), None)
    assert lost(county, "child") == (LOST_ON, yuan("12000"), yuan("6000.01"))


def test_only_who_lived_there_on_the_day_is_reckoned() -> None:
    county = county_with_lines()
    # The earner left the register with death; a son who had moved out before and a cousin who came later bring nothing.
    earner = county.member("H1", left_on=LOST_ON)
    county.member("H1", "2015-01-01", relation="child")
    son = county.member("H1", "1999-01-01", left_on=date(2021, 12, 31))
    cousin = county.member("H1", "1999-01-01", joined_on=date(2022, 2, 1))
    # Someone who had left long before died: no loss of this household's.
    gone = county.member("H2", left_on=date(2021, 6, 1))
    county.member("H2", "2015-01-01")
    for person in (earner, son, cousin, gone):
        county.earns(person, yuan("1000"), BEFORE)
    # Scholarships do not count as income.
    county.earns(earner, yuan("5000"), BEFORE[:1], kind="scholarship")
    for person in (earner, gone):
        county.tell("death", person_no=person, name="某某", died_on=LOST_ON)
    county.watch(AS_OF)
    assert lost(county, "H1") == (LOST_ON, yuan("12000"), yuan("6000.01"))
    assert lost(county, "H2") == (None, None, None)


def test_of_several_losses_the_breadwinner() -> None:
    county = county_with_lines()
    greater, lesser = county.member("H1"), county.member("H1")
    county.member("H1", "2015-01-01")
    county.earns(greater, yuan("1000"), BEFORE)
    county.earns(lesser, yuan("500"), BEFORE)
    county.tell("death", person_no=lesser, died_on=date(2022, 1, 20))
    county.tell("death", person_no=greater, died_on=LOST_ON)
    county.watch(AS_OF)
    assert lost(county, "H1") == (LOST_ON, yuan("12000"), yuan("9000.01"))
