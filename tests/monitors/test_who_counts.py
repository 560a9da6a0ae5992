"""Who counts as a member living together (民发〔2021〕57号 art. 4-7): one person after the other, beside a head."""

from datetime import date

import pytest

from tests.monitors.county import County, months, yuan

NIGHT = date(2022, 5, 20)
ELSEWHERE = "371102"


@pytest.fixture
def county() -> County:
    county = County()
    for kind, after in (("prison", 0), ("rehabilitation", 0), ("declared_missing", 0), ("clergy", 36)):
        county.holds("absent_after_months", after, kind)
    return county


def counts(county: County, person: int) -> bool:
    (row,) = county.rows("member", f"person_no = {person}")
    return bool(row["is_counted"])


AWAY = [
    ("prison", date(2022, 5, 20), None, False),  # from the first day
    ("prison", date(2021, 1, 1), date(2023, 1, 1), False),  # the planned end lies ahead
    ("prison", date(2021, 1, 1), date(2022, 5, 20), False),  # the last day is still one away
    ("prison", date(2021, 1, 1), date(2022, 5, 19), True),  # released
    ("prison", date(2022, 5, 21), None, True),
    ("rehabilitation", date(2021, 1, 1), None, False),
    ("declared_missing", date(2021, 1, 1), None, False),
    ("clergy", date(2019, 6, 20), None, True),  # 35 months
    ("clergy", date(2019, 5, 21), None, True),  # a day short of three years
    ("clergy", date(2019, 5, 20), None, False),  # three years to the day
    ("military_service", date(2020, 9, 1), None, True),  # Hunan leaves conscripts out; nothing is set here
    ("detention", date(2021, 1, 1), None, True),
]


def test_people_away_count_until_the_months_of_their_kind_have_passed(county: County) -> None:
    for place, (kind, started_on, ended_on, _) in enumerate(AWAY):
        county.member(f"H{place}")
        person = county.member(f"H{place}")
        county.tell("custody", person_no=person, kind=kind, started_on=started_on, ended_on=ended_on)
    county.watch(NIGHT)
    for place, case in enumerate(AWAY):
        assert county.household(f"H{place}")["member_count"] == 1 + case[-1], case


def test_a_locality_may_leave_conscripts_out(county: County) -> None:
    county.holds("absent_after_months", 0, "military_service")
    county.member("H")
    person = county.member("H")
    county.tell("custody", person_no=person, kind="military_service", started_on=date(2021, 9, 1))
    county.watch(NIGHT)
    assert not counts(county, person)


def test_a_student_lives_at_school_and_counts(county: County) -> None:
    county.member("H")
    student = county.member("H", "2003-01-01")
    county.tell(
        "education", person_no=student, school_year=date(2021, 9, 1), stage="undergraduate", fee_fen=800000
    )
    county.watch(NIGHT)
    assert counts(county, student)


def test_someone_in_custody_who_still_counts_is_named_all_the_same(county: County) -> None:
    county.member("H")
    held = county.member("H")
    county.tell("custody", person_no=held, kind="detention", started_on=date(2022, 1, 1))
    county.watch(NIGHT)
    row = county.of(held)
    assert (row["absent_kind"], row["absent_since_on"], row["is_counted"]) == (
        "detention",
        date(2022, 1, 1),
        True,
    )


def test_of_several_stays_the_one_that_makes_away_first_is_named(county: County) -> None:
    county.member("H")
    person = county.member("H")
    county.tell("custody", person_no=person, kind="detention", started_on=date(2021, 1, 1))
    county.tell("custody", person_no=person, kind="clergy", started_on=date(2019, 5, 1))
    county.tell("custody", person_no=person, kind="prison", started_on=date(2022, 4, 1))
    county.watch(NIGHT)
    assert county.rows("absence") == [
        {"person_no": person, "kind": "prison", "since_on": date(2022, 4, 1), "is_away": True}
    ]


def test_a_household_whose_head_is_in_prison_has_another_head(county: County) -> None:
    head, spouse = county.member("H"), county.member("H", residence_class="rural")
    county.tell("custody", person_no=head, kind="prison", started_on=date(2022, 1, 1))
    county.watch(NIGHT)
    (household,) = county.rows("household")
    assert (household["head_person_no"], household["residence_class"]) == (spouse, "rural")


def test_where_nobody_counts_the_head_is_still_found(county: County) -> None:
    head = county.member("H")
    county.tell("custody", person_no=head, kind="prison", started_on=date(2022, 1, 1))
    county.watch(NIGHT)
    (household,) = county.rows("household")
    assert (household["head_person_no"], household["member_count"]) == (head, 0)


def test_a_newcomer_from_elsewhere_counts_after_the_local_time(county: County) -> None:
    """Shenzhen Guangming: a year of living with the local. Who is registered here counts at once."""
    county.holds("nonlocal_member_after_months", 12)
    cases = {date(2021, 5, 20): True, date(2021, 5, 21): False, None: True}
    county.member("H")
    newcomers = {day: county.member("H", hukou=ELSEWHERE, joined_on=day) for day in cases}
    neighbour = county.member("H", joined_on=date(2021, 5, 21))
    county.watch(NIGHT)
    assert {day: counts(county, person) for day, person in newcomers.items()} == cases
    assert counts(county, neighbour)


def test_a_family_from_elsewhere_that_lives_with_nobody_from_here_stays_a_family(county: County) -> None:
    county.holds("nonlocal_member_after_months", 12)
    county.member("H", hukou=ELSEWHERE, joined_on=date(2022, 4, 1))
    county.watch(NIGHT)
    assert county.household("H")["member_count"] == 1


def test_without_such_a_time_newcomers_count_at_once(county: County) -> None:
    county.member("H")
    newcomer = county.member("H", hukou=ELSEWHERE, joined_on=date(2022, 5, 20))
    county.watch(NIGHT)
    assert counts(county, newcomer)


def test_a_prisoner_gone_raises_the_benefit_of_those_who_stay(county: County) -> None:
    """Two people with 1,500 a month are over the line of one and under the line of two."""
    county.holds("allowance_rounding", "ceil_yuan")
    worker, away = county.member("H"), county.member("H")
    county.has_no_work(away)
    county.earns(worker, yuan("800"), months(date(2022, 4, 1)))
    county.earns(away, yuan("700"), months(date(2022, 4, 1)))
    county.tell("custody", person_no=away, kind="prison", started_on=date(2022, 5, 1))
    county.watch(NIGHT)
    row = county.household("H")
    assert row["income_12m_fen"] == 12 * yuan("800")
    assert row["expected_allowance_fen_per_month"] == yuan("71")
