"""Certificates, what their levels mean, and who can work."""

from datetime import date

from tests.monitors.county import County

AS_OF = date(2022, 5, 20)
ISSUED = date(2015, 3, 1)


def county_with_levels() -> County:
    county = County()
    for key, population, level in (
        ("severe_disability_level", "all", 2),
        ("single_person_disability_level", "all", 2),
        ("single_person_disability_level", "intellectual", 3),
        ("single_person_disability_level", "mental", 3),
        ("unable_disability_level", "intellectual", 3),
        ("unable_disability_level", "mental", 3),
        ("unable_disability_level", "limb", 2),
        ("unable_disability_level", "visual", 1),
    ):
        county.holds(key, level, population)
    county.holds("unable_from_age", 60)
    county.holds("unable_below_age", 16)
    county.holds("new_disability_days", 60)
    return county


def certified(
    county: County,
    person: int,
    kind: str,
    level: int,
    issued_on: date = ISSUED,
    expires_on: date | None = None,
) -> None:
    county.tell(
        "disability",
        person_no=person,
        kind=kind,
        level=str(level),
        issued_on=issued_on,
        expires_on=expires_on,
    )


def test_what_a_level_means_differs_by_kind() -> None:
    county = county_with_levels()
    cases = {  # certificates: severe, ground to apply alone, able to work
        (("limb", 2),): (True, True, False),
        (("limb", 3),): (False, False, True),
        (("visual", 1),): (True, True, False),
        (("visual", 2),): (True, True, True),
        (("intellectual", 3),): (False, True, False),
        (("intellectual", 4),): (False, False, True),
        (("hearing", 1),): (True, True, True),  # no level of hearing means that somebody cannot work
        (("visual", 2), ("mental", 3)): (True, True, False),  # each certificate is asked
        (): (False, False, True),
    }
    people = {}
    for place, certificates in enumerate(cases):
        people[certificates] = county.member(f"H{place}")
        for kind, level in certificates:
            certified(county, people[certificates], kind, level)
    county.watch(AS_OF)
    for certificates, expected in cases.items():
        row = county.of(people[certificates])
        found = row["is_severely_disabled"], row["is_single_person_ground"], row["has_working_ability"]
        assert found == expected, certificates


def test_the_gravest_certificate_in_force_is_shown() -> None:
    county = county_with_levels()
    two, over, last_day, ahead = (county.member(f"H{place}") for place in range(4))
    certified(county, two, "limb", 3)
    certified(county, two, "visual", 1, issued_on=date(2022, 5, 1))
    certified(county, over, "limb", 1, expires_on=date(2022, 5, 19))
    certified(county, last_day, "limb", 1, expires_on=AS_OF)
    certified(county, ahead, "limb", 1, issued_on=date(2022, 5, 21))
    county.watch(AS_OF)
    row = county.of(two)
    assert (row["disability_kind"], row["disability_level"]) == ("visual", 1)
    assert (row["disability_issued_on"], row["new_disability_from_on"]) == (
        date(2022, 5, 1),
        date(2022, 3, 21),
    )
    assert [county.of(person)["disability_level"] for person in (over, last_day, ahead)] == [None, 1, None]


def test_working_ability_by_age() -> None:
    county = county_with_levels()
    born = {"2006-05-20": True, "2006-05-21": False, "1962-05-21": True, "1962-05-20": False}
    people = {day: county.member(f"H{place}", day) for place, day in enumerate(born)}
    county.watch(AS_OF)
    assert {day: county.of(person)["has_working_ability"] for day, person in people.items()} == born


def test_only_counted_members_are_able_hands() -> None:
    county = county_with_levels()
    old = county.member("H1", "1950-01-01")
    dead = county.member("H1", "1980-01-01")
    county.tell("death", person_no=dead, died_on=date(2022, 1, 1))
    helped = county.member("H2", "1950-01-01")
    county.member("H2", "1980-01-01")
    county.watch(AS_OF)
    assert county.of(old)["household_able_member_count"] == 0
    assert county.of(helped)["household_able_member_count"] == 1


def test_without_an_age_in_force_nobody_knows() -> None:
    county = County()
    person = county.member("H1")
    county.watch(AS_OF)
    row = county.of(person)
    assert (row["has_working_ability"], row["household_able_member_count"]) == (None, None)
