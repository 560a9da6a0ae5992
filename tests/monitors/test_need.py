"""Disasters, calls for help, services, and who lives alone."""

from datetime import date, datetime

from tests.monitors.county import County

AS_OF = date(2022, 5, 20)


def test_the_latest_hazard_by_the_business_date() -> None:
    county = County()
    county.holds("hazard_days", 30)
    person, spared = county.member("H1"), county.member("H1")
    for number, day in (("S1", date(2022, 4, 1)), ("S2", AS_OF), ("S3", date(2022, 5, 21))):
        county.tell("hazard", event_no=number, person_no=person, kind="fire", occurred_on=day, loss_fen=5)
    county.watch(AS_OF)
    row = county.of(person)
    assert (row["hazard_on"], row["hazard_kind"], row["hazard_loss_fen"]) == (AS_OF, "fire", 5)
    assert row["hazard_from_on"] == date(2022, 4, 20)
    assert county.of(spared)["hazard_on"] is None


def test_the_oldest_open_request_of_a_household() -> None:
    county = County()
    head, mate = county.member("H1"), county.member("H1")

    def asks(number: str, person: int | None, day: date, resolved: date | None = None) -> None:
        county.tell(
            "help_request",
            request_no=number,
            person_no=person,
            received_at=datetime(day.year, day.month, day.day, 9),
            resolved_at=resolved and datetime(resolved.year, resolved.month, resolved.day, 9),
            channel="hotline",
            incident_region="370902001",
            need="living",
        )

    asks("Q1", head, date(2022, 5, 1), AS_OF)  # done
    asks("Q2", mate, date(2022, 5, 11), date(2022, 5, 21))  # done tomorrow
    asks("Q3", head, date(2022, 5, 12))
    asks("Q4", head, date(2022, 5, 21))  # not yet
    asks("Q5", None, date(2022, 5, 15))  # a guest without a number
    stranger = county.person()
    asks("Q6", stranger, date(2022, 5, 16))  # a guest with one, who asks twice
    asks("Q7", stranger, date(2022, 5, 17))
    county.watch(AS_OF)
    found = {row["household_id"]: row["help_request_no"] for row in county.rows("household_help")}
    assert found == {"H1": "Q2", "求助-Q5": "Q5", "求助-Q6": "Q6"}
    row = county.household("H1")
    assert (row["help_requested_on"], row["help_need"]) == (date(2022, 5, 11), "living")


def test_the_need_that_has_been_open_longest() -> None:
    county = County()
    person, other = county.member("H1"), county.member("H2")
    for number, who, day, resolved in (
        ("X1", person, date(2022, 1, 1), AS_OF),
        ("X2", person, date(2022, 2, 1), None),
        ("X3", person, date(2022, 1, 15), date(2022, 5, 21)),
        ("X4", other, date(2022, 5, 21), None),
    ):
        county.tell(
            "service_need",
            need_no=number,
            person_no=who,
            kind="care",
            registered_on=day,
            resolved_on=resolved,
        )
    county.watch(AS_OF)
    row = county.household("H1")
    assert (row["service_need_no"], row["service_need_on"], row["service_need_kind"]) == (
        "X3",
        date(2022, 1, 15),
        "care",
    )
    assert county.household("H2")["service_need_no"] is None


def test_who_lives_alone() -> None:
    county = County()
    county.holds("child_age", 18)
    county.holds("elder_alone_age", 60)
    homes = {  # the members' birthdays: only children, somebody old alone
        ("2004-05-21", "2010-01-01"): (True, False),
        ("2004-05-20", "2010-01-01"): (False, False),
        ("1962-05-20",): (False, True),
        ("1962-05-21",): (False, False),
        ("1962-05-20", "1962-05-20"): (False, False),
    }
    for place, born in enumerate(homes):
        for day in born:
            county.member(f"H{place}", day)
    county.member("left", "1950-01-01")
    county.tell("death", person_no=county.member("left", "1950-01-01"), died_on=date(2022, 1, 1))
    county.watch(AS_OF)
    for place, (born, expected) in enumerate(homes.items()):
        row = county.household(f"H{place}")
        assert (row["is_child_alone"], row["is_elder_alone"]) == expected, born
    assert county.household("left")["is_elder_alone"] is True


def test_a_birthday_that_changes_entitlement() -> None:
    county = County()
    county.holds("age_change_days", 31)
    county.holds("review_birthday", 16, "end_of_childhood")
    county.holds("review_birthday", 18, "end_of_minority")
    born = {
        "2006-05-20": date(2022, 5, 20),
        "2006-04-19": date(2022, 4, 19),  # 31 days ago
        "2006-04-18": None,
        "2006-05-21": None,  # tomorrow
        "2004-05-01": date(2022, 5, 1),
        "2005-05-01": None,  # seventeen
    }
    people = {day: county.member("H1", day) for day in born}
    county.watch(AS_OF)
    assert {day: county.of(person)["review_birthday_on"] for day, person in people.items()} == born
    assert county.of(people["2004-05-01"])["review_birthday_years"] == 18


def test_the_list_of_the_agriculture_bureau() -> None:
    county = County()
    listed, other = county.member("H1"), county.member("H1")
    county.tell("poverty_return_watch", person_no=listed, cause="illness")
    county.watch(AS_OF)
    row = county.of(listed)
    assert (row["is_on_poverty_return_watch"], row["poverty_return_cause"]) == (True, "illness")
    assert county.of(other)["is_on_poverty_return_watch"] is False


def test_who_was_born_on_a_leap_day_turns_older_in_march() -> None:
    county = County()
    county.holds("age_change_days", 31)
    county.holds("review_birthday", 18, "end_of_minority")
    person = county.member("H1", "2004-02-29")
    told = []
    for night in (date(2022, 2, 28), date(2022, 3, 1), date(2022, 4, 1), date(2022, 4, 2)):
        county.watch(night)
        told.append(county.of(person)["review_birthday_on"])
    assert told == [None, date(2022, 3, 1), date(2022, 3, 1), None]
