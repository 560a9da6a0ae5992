"""Work lost, and unemployment benefit that runs out."""

from datetime import date

import pytest

from tests.monitors.county import County

AS_OF = date(2022, 5, 20)
STARTED, STOPPED = "unemployment_benefit_started", "unemployment_benefit_stopped"


@pytest.mark.parametrize(
    ("events", "runs", "until"),
    [
        ([], False, None),
        ([(STARTED, date(2022, 1, 5), date(2022, 6, 19))], True, date(2022, 6, 19)),
        ([(STARTED, date(2022, 1, 5), AS_OF)], True, AS_OF),
        ([(STARTED, date(2022, 1, 5), date(2022, 5, 19))], False, None),
        ([(STARTED, date(2022, 1, 5), None)], True, None),  # nobody said until when
        ([(STARTED, date(2022, 1, 5), date(2022, 9, 1)), (STOPPED, date(2022, 4, 1), None)], False, None),
        (
            [
                (STARTED, date(2021, 1, 5), date(2022, 12, 31)),  # stopped since
                (STOPPED, date(2021, 6, 1), None),
                (STARTED, date(2022, 1, 5), date(2022, 6, 30)),
            ],
            True,
            date(2022, 6, 30),
        ),
    ],
)
def test_the_last_day_of_a_running_benefit(
    events: list[tuple[str, date, date | None]], runs: bool, until: date | None
) -> None:
    county = County()
    county.holds("unemployment_ending_days", 30)
    person = county.member("H1")
    for event, event_on, last in events:
        county.tell("employment", person_no=person, event=event, event_on=event_on, until=last)
    county.watch(AS_OF)
    row = county.of(person)
    assert (row["has_unemployment_benefit"], row["unemployment_benefit_until_on"]) == (runs, until)
    assert row["unemployment_watch_to_on"] == date(2022, 6, 19)
