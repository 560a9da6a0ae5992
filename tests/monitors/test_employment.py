"""Work lost, and unemployment benefit that runs out."""

from datetime import date

from tests.monitors.county import County

AS_OF = date(2022, 5, 20)
STARTED, STOPPED = "unemployment_benefit_started", "unemployment_benefit_stopped"


def test_the_last_day_of_a_running_benefit() -> None:
    county = County()
    county.holds("unemployment_ending_days", 30)
    cases: dict[str, tuple[list[tuple[str, date, date | None]], bool, date | None]] = {
        "never": ([], False, None),
        "ends": ([(STARTED, date(2022, 1, 5), date(2022, 6, 19))], True, date(2022, 6, 19)),
        "last day": ([(STARTED, date(2022, 1, 5), AS_OF)], True, AS_OF),
        "over": ([(STARTED, date(2022, 1, 5), date(2022, 5, 19))], False, None),
        "nobody said until when": ([(STARTED, date(2022, 1, 5), None)], True, None),
        "stopped": (
            [(STARTED, date(2022, 1, 5), date(2022, 9, 1)), (STOPPED, date(2022, 4, 1), None)],
            False,
            None,
        ),
        "stopped, and begun again": (
            [
                (STARTED, date(2021, 1, 5), date(2022, 12, 31)),
                (STOPPED, date(2021, 6, 1), None),
                (STARTED, date(2022, 1, 5), date(2022, 6, 30)),
            ],
            True,
            date(2022, 6, 30),
        ),
    }
    people = {case: county.member(case) for case in cases}
    for case, (events, _, _) in cases.items():
        for event, event_on, until in events:
            county.tell("employment", person_no=people[case], event=event, event_on=event_on, until=until)
    county.watch(AS_OF)
    for case, (_, runs, until) in cases.items():
        row = county.of(people[case])
        assert (row["has_unemployment_benefit"], row["unemployment_benefit_until_on"]) == (runs, until), case
        assert row["unemployment_watch_to_on"] == date(2022, 6, 19)
