"""Benefits that go with a status and are not received."""

from datetime import date

from tests.monitors.county import County

AS_OF = date(2022, 5, 20)
SINCE = date(2020, 1, 1)


def county_with_grid() -> County:
    county = County()
    county.holds("severe_disability_level", 2)
    county.holds("entitlement", 1, "disability_living_subsidy.subsistence_allowance")
    county.holds("entitlement", 0, "disability_living_subsidy.near_dibao")
    county.holds("entitlement", 1, "disability_care_subsidy.subsistence_allowance")
    county.holds("entitlement", 1, "disability_care_subsidy.near_dibao")
    county.holds("entitlement", 1, "education_aid.near_dibao")
    county.holds("entitlement", 1, "education_aid.extreme_poverty_support")
    return county


def test_disability_subsidies() -> None:
    county = county_with_grid()
    cases = {  # status, level, received: living subsidy missing, care subsidy missing
        ("subsistence_allowance", "3", ""): (True, False),
        ("subsistence_allowance", "2", ""): (True, True),
        ("subsistence_allowance", "2", "disability_living_subsidy"): (False, True),
        ("subsistence_allowance", "2", "disability_care_subsidy"): (True, False),
        ("subsistence_allowance", None, ""): (False, False),
        ("near_dibao", "2", ""): (False, True),
        ("rigid_expenditure", "1", ""): (None, None),  # the grid says nothing of it
        ("", "1", ""): (None, None),
    }
    people = {}
    for place, case in enumerate(cases):
        status, level, received = case
        people[case] = county.member(f"H{place}")
        if status:
            county.tell("benefit", household_id=f"H{place}", benefit=status, started_on=SINCE)
        if level:
            county.tell("disability", person_no=people[case], kind="limb", level=level, issued_on=SINCE)
        if received:
            county.tell(
                "benefit",
                household_id=f"H{place}",
                person_no=people[case],
                benefit=received,
                started_on=SINCE,
            )
    county.watch(AS_OF)
    for case, expected in cases.items():
        row = county.of(people[case])
        living, care = row["is_missing_living_subsidy"], row["is_missing_care_subsidy"]
        assert (living or None, care or None) == tuple(missing or None for missing in expected), case


def test_aid_at_school() -> None:
    county = county_with_grid()
    aid = {"nothing": 0, "some": 100, "not reported": None, "no pupil": None}
    people = {case: county.member(case, "2010-01-01") for case in aid}
    for case, fen in aid.items():
        county.tell("benefit", household_id=case, benefit="near_dibao", started_on=SINCE)
        if case != "no pupil":
            county.tell(
                "education",
                person_no=people[case],
                school_year=date(2021, 9, 1),
                stage="primary",
                fee_fen=1000,
                aid_fen=fen,
            )
    county.watch(AS_OF)
    missing = {case: county.of(person)["is_missing_education_aid"] for case, person in people.items()}
    assert missing == {"nothing": True, "some": False, "not reported": None, "no pupil": False}


def test_extreme_poverty_support_of_one_is_not_the_grandchilds() -> None:
    county = county_with_grid()
    old, pupil = county.member("H1", "1950-01-01"), county.member("H1", "2010-01-01")
    county.tell(
        "benefit", household_id="H1", person_no=old, benefit="extreme_poverty_support", started_on=SINCE
    )
    county.tell(
        "education", person_no=pupil, school_year=date(2021, 9, 1), stage="primary", fee_fen=1000, aid_fen=0
    )
    county.watch(AS_OF)
    assert county.of(pupil)["is_missing_education_aid"] is False


def test_who_has_no_status_is_entitled_to_nothing() -> None:
    county = county_with_grid()
    nobody = county.member("H1")
    county.watch(AS_OF)
    row = county.of(nobody)
    assert [row[f"is_missing_{what}"] for what in ("living_subsidy", "care_subsidy", "education_aid")] == [
        False
    ] * 3
