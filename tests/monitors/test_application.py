"""Applications: how many working days they took, who decided, and what has waited too long."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from monitors import working_days
from tests.bureau import RURAL_VILLAGE, URBAN_VILLAGE, Bureau, member, number
from tests.monitors.county import LONG_AGO, County

NIGHT = date(2022, 5, 20)
TOWNSHIP, OTHER = URBAN_VILLAGE[:9], RURAL_VILLAGE[:9]


def before(days: int, day: date = NIGHT) -> date:
    """The latest day of which so many working days lie after it, up to and with `day`."""
    while working_days.between(day, NIGHT) < days:
        day -= timedelta(days=1)
    return day


class Town(County):
    """A county that decides on applications: check within 3 working days, all within 30, temporary assistance 15."""

    def __init__(self, *, has_limits: bool = True) -> None:
        super().__init__()
        if has_limits:
            self.holds("approval_days", 3, "check")
            self.holds("approval_days", 30, "decision")
            self.holds("approval_days", 15, "decision.temporary_assistance")

    def applies(
        self,
        application_no: str,
        accepted: date | str,
        *,
        benefit: str = "subsistence_allowance",
        township: str = TOWNSHIP,
        **cells: Any,
    ) -> None:
        days = {name: _day(value) for name, value in cells.items() if name.endswith("_on")}
        self.tell(
            "application",
            application_no=application_no,
            township_code=township,
            benefit=benefit,
            accepted_on=_day(accepted),
            **cells | days,
        )

    def state(self, application_no: str) -> dict[str, Any]:
        (row,) = self.rows("application_state", f"application_no = '{application_no}'")
        return row

    def count(self, township: str | None = None, benefit: str | None = None) -> dict[str, Any]:
        (row,) = [
            row
            for row in self.rows("application_count")
            if (row["township_code"], row["benefit"]) == (township, benefit)
        ]
        return row

    def tasks(self, code: str) -> dict[str, dict[str, Any]]:
        return {row["reference"]: row for row in self.rows("task", f"task_code = '{code}'")}

    def judged(self) -> dict[str, bool]:
        return {row["task_code"]: row["is_judged"] for row in self.rows("task_judged")}


def _day(value: date | str) -> date:
    return value if isinstance(value, date) else date.fromisoformat(value)


@pytest.fixture(scope="module")
def town() -> Town:
    """One night with every case below. Subsistence allowance is delegated from 1 March 2022 on."""
    town = Town()
    town.holds("approval_level", "township", "subsistence_allowance", since=date(2022, 3, 1))
    town.holds("approval_level", "county", "near_dibao", since=LONG_AGO)
    for days in (3, 4):
        town.applies(f"FRESH{days}", before(days))
        town.applies(f"CHECKED{days}", before(days), check_started_on=before(1))
        town.applies(f"URGENT{days}", before(days), benefit="temporary_assistance")
    for days in (30, 31):
        town.applies(f"WAITS{days}", before(days), check_started_on=before(25), noticed_on=before(20))
    for days in (15, 16):
        town.applies(
            f"RELIEF{days}", before(days), benefit="temporary_assistance", check_started_on=before(9)
        )
    town.applies("TODAY", NIGHT)
    town.applies("TOMORROW", "2022-05-21")
    town.applies("ANCIENT", "2020-01-02", check_started_on="2020-01-03")
    town.applies("FORGOTTEN", "2020-01-02")
    # Accepted on Friday 29 April; the holiday until 4 May and the working Saturday 7 May: 13 May is the eighth day.
    town.applies("MAYDAY", "2022-04-29", check_started_on="2022-05-05")

    def decided(no: str, on: date | str, level: str | None, **cells: Any) -> None:
        accepted = cells.pop("accepted", "2022-02-10")
        town.applies(no, accepted, decided_on=on, decided_level=level, **{"result": "approved", **cells})

    # 10 February and thirty working days more: 24 March (working days of 2022: 12 in February, 18 in March).
    decided("IN-TIME", "2022-03-24", "township")
    decided("ONE-OVER", "2022-03-25", "township")
    decided("COUNTY", "2022-03-02", "county")
    decided("BEFORE-IT-HELD", "2022-02-28", "county")
    decided("FIRST-DAY", "2022-03-01", "county", paid_on="2022-03-10")
    decided("NOT-TOLD", "2022-03-03", None)
    decided("NO-VALUE", "2022-03-03", "township", benefit="rigid_expenditure", result="refused")
    decided("BEYOND-POWERS", "2022-03-03", "township", benefit="near_dibao", township=OTHER)
    decided("WITHDRAWN", "2022-03-03", "county", result="withdrawn")
    decided("LAST-YEAR", "2021-12-31", "county", accepted="2021-12-01", benefit="near_dibao")
    decided("LONG-OVER", "2020-02-03", "county", accepted="2020-01-02")
    # Five months, of which the calendar has eight days; and one of which what it has is enough to say.
    decided("BEGUN-BEFORE", "2021-02-10", "county", accepted="2020-09-01")
    decided("BEGUN-LONG-BEFORE", "2021-12-30", "county", accepted="2020-09-01")
    decided("TURNED", "2022-02-09", "township")
    decided("NEXT-WEEK", "2022-05-23", "township", accepted=before(2))
    town.applies("NO-DAY", "2022-02-10", result="approved", decided_level="township")
    # A person of the register, of whom the township gave no household; and one whom nobody knows.
    here = town.member("H1", name="赵某")
    town.applies("KNOWN", NIGHT, person_no=here, benefit="孤老补助")
    town.survey(NIGHT)
    return town


def test_an_application_is_late_the_day_after_its_last_working_day(town: Town) -> None:
    names = ("step", "working_days", "limit_days", "due_on", "is_overdue")
    told = {no: tuple(town.state(no)[name] for name in names) for no in ("WAITS30", "WAITS31", "TODAY")}
    assert told == {
        "WAITS30": ("noticed", 30, 30, NIGHT, False),
        "WAITS31": ("noticed", 31, 30, date(2022, 5, 19), True),
        "TODAY": ("accepted", 0, 30, working_days.after(NIGHT, 30), False),
    }
    assert town.rows("application_state", "application_no = 'TOMORROW'") == []


def test_temporary_assistance_has_a_limit_of_its_own(town: Town) -> None:
    told = {
        no: (town.state(no)["limit_days"], town.state(no)["is_overdue"]) for no in ("RELIEF15", "RELIEF16")
    }
    assert told == {"RELIEF15": (15, False), "RELIEF16": (15, True)}


def test_holidays_do_not_count_and_moved_weekends_do(town: Town) -> None:
    state = town.state("MAYDAY")
    assert working_days.between(date(2022, 4, 29), date(2022, 5, 13)) == 8
    assert state["working_days"] == 8 + 5
    assert state["due_on"] == working_days.after(date(2022, 4, 29), 30)


def test_tasks_name_what_is_over_and_nothing_at_the_limit(town: Town) -> None:
    assert town.tasks("application_check_late").keys() == {"FRESH4", "FORGOTTEN"}
    assert town.tasks("application_decision_late").keys() == {"WAITS31", "RELIEF16", "ANCIENT", "FORGOTTEN"}
    names = ("township_code", "since_on", "due_on", "says_zh", "says_en")
    assert [town.tasks("application_check_late")["FRESH4"][name] for name in names] == [
        TOWNSHIP,
        before(4),
        date(2022, 5, 19),
        "受理已4个工作日，尚未开始核对（时限3个工作日）。",
        "Accepted 4 working days ago, check not begun; limit 3.",
    ]
    assert town.tasks("application_decision_late")["WAITS31"]["says_zh"] == (
        "受理已31个工作日，公示后未确认（时限30个工作日）。"
    )


def test_an_ancient_application_is_counted_from_where_counting_begins(town: Town) -> None:
    state, first = town.state("ANCIENT"), date(2021, 2, 1)
    assert state["is_counted_in_part"] and not town.state("WAITS31")["is_counted_in_part"]
    assert state["working_days"] == working_days.between(first, NIGHT)
    assert town.tasks("application_decision_late")["ANCIENT"]["says_zh"].startswith("受理至少已")
    assert town.tasks("application_check_late")["FORGOTTEN"]["says_en"].startswith("Accepted at least ")
    # No value held on the day of a decision long ago; it stays a row, of which nothing is said.
    over = town.state("LONG-OVER")
    assert (over["step"], over["working_days"], over["is_decided_late"], over["is_right_level"]) == (
        "decided",
        None,
        None,
        None,
    )


def test_the_least_that_it_can_be_never_says_that_it_was_in_time(town: Town) -> None:
    assert town.state("BEGUN-BEFORE")["working_days"] == 8
    told = {no: town.state(no)["is_decided_late"] for no in ("BEGUN-BEFORE", "BEGUN-LONG-BEFORE")}
    assert told == {"BEGUN-BEFORE": None, "BEGUN-LONG-BEFORE": True}


@pytest.mark.parametrize(
    ("application_no", "level_in_force", "is_right"),
    [
        ("IN-TIME", "township", True),
        ("COUNTY", "township", False),
        ("BEFORE-IT-HELD", None, None),
        ("FIRST-DAY", "township", False),
        ("NOT-TOLD", "township", None),
        ("NO-VALUE", None, None),
        ("BEYOND-POWERS", "county", False),
        ("WITHDRAWN", "township", None),
        ("NO-DAY", None, None),
        # Undecided: who is to decide is told, nothing is judged.
        ("WAITS30", "township", None),
        ("NEXT-WEEK", "township", None),
    ],
)
def test_the_level_is_that_of_the_day_of_the_decision(
    town: Town, application_no: str, level_in_force: str | None, is_right: bool | None
) -> None:
    state = town.state(application_no)
    assert (state["level_in_force"], state["is_right_level"]) == (level_in_force, is_right)


def test_the_wrong_level_is_a_task_of_this_year(town: Town) -> None:
    found = town.tasks("application_wrong_level")
    assert found.keys() == {"COUNTY", "FIRST-DAY", "BEYOND-POWERS"}
    assert found["COUNTY"]["says_zh"] == "县级作出决定，当日规定由乡镇（街道）审核确认。"
    assert found["BEYOND-POWERS"]["says_en"] == "Decided by the township; on that day it was for the county."


def test_steps_follow_what_has_happened_by_the_night(town: Town) -> None:
    steps = {
        no: town.state(no)["step"] for no in ("TODAY", "CHECKED3", "WAITS30", "COUNTY", "FIRST-DAY", "NO-DAY")
    }
    assert list(steps.values()) == ["accepted", "checking", "noticed", "decided", "paid", "decided"]
    # Delivered later than the night it is asked about: the decision has not been taken.
    later = town.state("NEXT-WEEK")
    assert (later["is_pending"], later["decided_on"], later["result"], later["decided_level"]) == (
        True,
        None,
        None,
        None,
    )
    # Settled nobody knows when, or before it was accepted: not pending, and not judged.
    for no in ("NO-DAY", "TURNED"):
        state = town.state(no)
        assert (state["is_pending"], state["working_days"], state["is_decided_late"]) == (False, None, None)
    assert (town.state("KNOWN")["household_id"], town.state("KNOWN")["name"]) == ("H1", "赵某")


def test_decisions_are_late_one_day_after_the_limit(town: Town) -> None:
    told = {
        no: (town.state(no)["working_days"], town.state(no)["is_decided_late"])
        for no in ("IN-TIME", "ONE-OVER")
    }
    assert told == {"IN-TIME": (30, False), "ONE-OVER": (31, True)}


def test_every_application_stands_in_one_cell(town: Town) -> None:
    whole = town.count()
    cells = [row for row in town.rows("application_count") if row["township_code"] and row["benefit"]]
    for name in ("accepted", "pending", "decided", "approved", "time_unknown", "by_township", "by_county", "level_unknown", "working_days_total"):  # fmt: skip
        assert sum(cell[name] for cell in cells) == whole[name], name
        for township in (TOWNSHIP, OTHER):
            part = [cell[name] for cell in cells if cell["township_code"] == township]
            assert sum(part) == town.count(township)[name], name
    assert whole["accepted"] == whole["pending"] + whole["decided"]
    names = ("accepted", "pending", "decided", "approved", "overdue", "decided_late", "by_township", "by_county", "wrong_level", "level_unknown", "time_unknown")  # fmt: skip
    assert {name: whole[name] for name in names} == {
        "accepted": 27,
        "pending": 16,
        # Not those of earlier years.
        "decided": 11,
        "approved": 9,
        "overdue": 4,
        "decided_late": 1,
        "by_township": 6,
        "by_county": 3,  # not the one that was withdrawn
        "wrong_level": 3,
        # Before the value held, not told, no value, no day; and the one of which the day is wrong.
        "level_unknown": 5,
        "time_unknown": 2,
    }
    # Nobody has set who decides on this; that none was found wrong nobody can say.
    assert town.count(benefit="rigid_expenditure")["wrong_level"] is None


def test_the_mean_is_rounded_half_up_to_a_tenth() -> None:
    town = Town()
    # 1, 1, 1 and 2 working days: 1.25 is 1.3; and 1, 1, 2: 1.333.
    for place, (township, decided_on) in enumerate(
        [(TOWNSHIP, "2022-05-10")] * 3
        + [(TOWNSHIP, "2022-05-11")]
        + [(OTHER, "2022-05-10")] * 2
        + [(OTHER, "2022-05-11")]
    ):
        town.applies(f"A{place}", "2022-05-09", township=township, decided_on=decided_on, result="approved")
    town.survey(NIGHT)
    told = {township: town.count(township) for township in (TOWNSHIP, OTHER, None)}
    assert {
        township: (row["working_days_total"], row["working_days_mean_e1"]) for township, row in told.items()
    } == {
        TOWNSHIP: (5, 13),
        OTHER: (4, 13),
        None: (9, 13),
    }


def test_without_values_nothing_is_judged() -> None:
    town = Town(has_limits=False)
    town.applies("WAITS", "2021-06-01")
    town.applies("DONE", "2022-03-01", decided_on="2022-03-02", decided_level="county")
    town.survey(NIGHT)
    assert {code: town.judged()[code] for code in town.judged() if code.startswith("application")} == {
        "application_check_late": False,
        "application_decision_late": False,
        "application_wrong_level": False,
    }
    assert (town.state("WAITS")["is_overdue"], town.state("DONE")["is_decided_late"]) == (None, None)
    whole = town.count()
    assert (whole["overdue"], whole["decided_late"], whole["wrong_level"]) == (None, None, None)
    assert (whole["time_unknown"], whole["level_unknown"]) == (2, 1)


def test_a_limit_holds_for_what_was_accepted_from_its_first_day_on() -> None:
    town = Town(has_limits=False)
    town.holds("approval_days", 5, "decision", since=date(2022, 4, 1))
    town.applies("BEFORE", "2022-03-31")
    town.applies("FROM-THEN-ON", "2022-04-01")
    town.survey(NIGHT)
    assert (town.state("BEFORE")["is_overdue"], town.state("FROM-THEN-ON")["is_overdue"]) == (None, True)


def test_nothing_is_counted_where_nobody_ever_sent_an_application() -> None:
    town = Town()
    town.survey(NIGHT, blind={"application": "救助申请数据未送达"})
    assert town.rows("application_count") == []
    assert not town.judged()["application_decision_late"]


def test_an_application_sent_again_is_settled_and_late_data_are_not_judged(tmp_path: Path) -> None:
    bureau = Bureau(tmp_path)
    bureau.deliver("household_member", "2022-05-18", [member("H1", number(1), name="赵某某")])
    waits = f"SQ1,{TOWNSHIP},H1,{number(1)},低保,2022-03-01,2022-03-02,2022-03-10"
    bureau.deliver("application", "2022-05-18", [f"{waits},,,,"])
    bureau.night("2022-05-19")
    # After 1 March: 22 working days in March, 21 in April (two moved weekends, two holidays), 12 in May up to the 19th.
    checked = "SELECT is_judged, task_count, overdue_count FROM task_check WHERE task_code = 'application_decision_late'"
    assert bureau.ask(checked) == [(True, 1, 1)]
    state = (
        "SELECT step, working_days, limit_working_days, due_on, is_overdue, is_decided_late FROM application"
    )
    assert bureau.ask(state) == [("noticed", 55, 30, date(2022, 4, 13), True, None)]
    sheet = next((bureau.home.exports / "2022-05-19").glob("*审批进度*.csv")).read_text("utf-8-sig")
    assert "赵*某" in sheet and "赵某某" not in sheet and "超期" in sheet

    bureau.deliver("application", "2022-05-20", [f"{waits},2022-05-19,乡镇,同意,"])
    bureau.night("2022-05-20")
    assert bureau.ask(checked) == [(True, 0, 0)]
    assert bureau.ask(state) == [("decided", 55, 30, date(2022, 4, 13), False, True)]
    assert [
        str(row[0])
        for row in bureau.ask("SELECT working_days_mean FROM application_count WHERE benefit IS NULL")
    ] == [
        "55.0",
        "55.0",
    ]
    # Nobody has said which level decides here.
    assert bureau.ask("SELECT DISTINCT wrong_level, level_unknown FROM application_count") == [(None, 1)]

    bureau.night("2022-08-20")
    ((is_judged, found, _),) = bureau.ask(checked)
    assert (is_judged, found) == (False, None)
    # An old night says again what it said then.
    assert bureau.night("2022-05-19").is_repeated
