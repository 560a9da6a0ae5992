"""Requests for help: who asked where, how soon it was settled, how long a stay lasted, and what was paid because of it."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from flows.home import warehouse
from tests.bureau import RURAL_VILLAGE, URBAN_VILLAGE, Bureau, member, number
from tests.monitors.county import TAISHAN, County, yuan

NIGHT = date(2022, 5, 20)
TOWNSHIP = URBAN_VILLAGE[:9]
HUAINING = "340822"


class Town(County):
    """A county that asks for help."""

    def __init__(self) -> None:
        super().__init__()
        self.holds("residence_class", "urban")
        self.holds("help_response_days", 0)
        self.holds("rescue_stay_days", 10, operator="not_above")
        self.holds("hazard_days", 30)

    def asks(
        self,
        request_no: str,
        received: str,
        resolved: str | None = None,
        *,
        channel: str = "hotline",
        need: str = "living",
        place: str = URBAN_VILLAGE,
        **cells: Any,
    ) -> None:
        self.tell(
            "help_request",
            request_no=request_no,
            received_at=datetime.fromisoformat(f"{received} 09:00:00"),
            resolved_at=resolved and datetime.fromisoformat(f"{resolved} 18:00:00"),
            channel=channel,
            need=need,
            incident_region=place,
            **cells,
        )

    def pays(
        self, payment_no: str, household: str, amount: str, paid_on: str, person: int | None = None
    ) -> None:
        self.tell(
            "relief_payment",
            payment_no=payment_no,
            household_id=household,
            person_no=person,
            paid_on=date.fromisoformat(paid_on),
            cause="emergency",
            amount_fen=yuan(amount),
            fund="reserve_fund",
            township_code=TOWNSHIP,
        )

    def case(self, request_no: str) -> dict[str, Any]:
        (row,) = self.rows("help_case", f"request_no = '{request_no}'")
        return row

    def count(self, channel_group: str | None = None, registration: str | None = None) -> dict[str, Any]:
        (row,) = [
            row
            for row in self.rows("help_count")
            if (row["channel_group"], row["registration"]) == (channel_group, registration)
        ]
        return row

    def tasks(self, code: str) -> dict[str, dict[str, Any]]:
        return {row["reference"]: row for row in self.rows("task", f"task_code = '{code}'")}


@pytest.fixture(scope="module")
def town() -> Town:
    """One night with all the cases below; the people of the sums have a town of their own."""
    town = Town()
    # How soon.
    town.asks("SAME", "2022-05-10", "2022-05-10")
    town.asks("NEXT", "2022-05-10", "2022-05-11")
    town.asks("WAITS", "2022-05-19")
    town.asks("TODAY", "2022-05-20")
    town.asks("LATER", "2022-05-18", "2022-05-21")
    town.asks("BEFORE", "2022-05-10", "2022-05-09")
    town.asks("TOMORROW", "2022-05-21")
    # How long.
    for days, received in ((10, "2022-05-10"), (11, "2022-05-09")):
        town.asks(f"STAYS{days}", received, channel="rescue_station", action="提供食宿")
    town.asks("STAYED10", "2022-04-01", "2022-04-11", channel="rescue_station")
    town.asks("STAYED11", "2022-04-01", "2022-04-12", channel="rescue_station")
    town.asks("NOBODY-CAME", "2022-05-18", channel="rescue_station")
    town.asks("PATROL", "2022-04-01", channel="patrol", action="提供食宿")
    # Where from.
    for hukou in (None, "34", "37", "3709", "3702", TAISHAN, "370902001", "370911", HUAINING):
        town.asks(f"FROM-{hukou}", "2022-03-01", "2022-03-01", hukou_region=hukou)
    here = town.member("H1", hukou=HUAINING, name="赵某", residence_class="rural")
    town.asks("LISTED", "2022-03-01", "2022-03-01", person_no=here, hukou_region=TAISHAN, name="赵")
    # Where the need is.
    town.asks("COUNTY", "2022-03-02", "2022-03-02", place=TAISHAN)
    town.asks("RURAL", "2022-03-02", "2022-03-02", place=RURAL_VILLAGE)
    # Who comes again.
    again = town.person()
    town.asks("LAST-YEAR", "2021-12-31", "2021-12-31", person_no=again)
    town.asks("FIRST", "2022-01-01", "2022-01-01", person_no=again)
    town.asks("SECOND", "2022-02-01", "2022-02-03", person_no=again)
    # Who was struck, and is on nobody's list.
    for event, day in (("F30", "2022-04-20"), ("F31", "2022-04-19"), ("F-LATER", "2022-05-21")):
        town.tell(
            "hazard",
            event_no=event,
            person_no=town.person(),
            kind="fire",
            occurred_on=date.fromisoformat(day),
        )
    for person in (town.person(), town.person(), here):
        town.tell(
            "hazard",
            event_no="FLOOD",
            person_no=person,
            kind="natural_disaster",
            occurred_on=date(2022, 5, 1),
        )
    asked, long_ago, still = town.person(), town.person(), town.person()
    town.asks("AFTER", "2022-05-02", "2022-05-02", person_no=asked)
    town.asks("LONG-AGO", "2022-01-02", "2022-01-02", person_no=long_ago)
    town.asks("STILL", "2022-01-02", person_no=still)
    dead = town.person()
    town.tell("death", person_no=dead, died_on=date(2022, 5, 2))
    for event, person in (
        ("ASKED", asked),
        ("LONG-AGO", long_ago),
        ("STILL", still),
        ("DEAD", dead),
        ("HERE", here),
    ):
        town.tell(
            "hazard", event_no=event, person_no=person, kind="traffic_accident", occurred_on=date(2022, 5, 2)
        )
    town.survey(NIGHT)
    return town


@pytest.mark.parametrize(
    ("request_no", "is_same_day", "is_open", "open_days"),
    [
        ("SAME", True, False, 0),
        ("NEXT", False, False, 1),
        ("WAITS", False, True, 1),
        ("TODAY", None, True, 0),
        ("LATER", False, True, 2),
        ("BEFORE", None, False, None),
    ],
)
def test_same_day_is_the_day_itself(
    town: Town, request_no: str, is_same_day: bool | None, is_open: bool, open_days: int | None
) -> None:
    case = town.case(request_no)
    assert (case["is_same_day"], case["is_open"], case["open_days"]) == (is_same_day, is_open, open_days)


def test_what_comes_in_tomorrow_is_not_known(town: Town) -> None:
    assert town.rows("help_case", "request_no = 'TOMORROW'") == []


@pytest.mark.parametrize(
    ("request_no", "stay_days", "is_over_stay"),
    [
        ("STAYS10", 10, False),
        ("STAYS11", 11, True),
        ("STAYED10", 10, False),
        ("STAYED11", 11, True),
        ("PATROL", None, None),
        ("WAITS", None, None),
    ],
)
def test_more_than_ten_days_is_too_long(
    town: Town, request_no: str, stay_days: int | None, is_over_stay: bool | None
) -> None:
    case = town.case(request_no)
    assert (case["stay_days"], case["is_over_stay"]) == (stay_days, is_over_stay)


@pytest.mark.parametrize(
    ("hukou", "registration", "refer_to"),
    [
        (None, "unknown", None),
        ("34", "elsewhere", "34"),
        ("37", "unknown", None),
        ("3709", "unknown", None),
        ("3702", "elsewhere", "3702"),
        (TAISHAN, "local", None),
        ("370902001", "local", None),
        ("370911", "elsewhere", "370911"),
        (HUAINING, "elsewhere", HUAINING),
    ],
)
def test_registration_is_told_by_what_is_known_of_it(
    town: Town, hukou: str | None, registration: str, refer_to: str | None
) -> None:
    case = town.case(f"FROM-{hukou}")
    assert (case["registration"], case["refer_to_area_code"]) == (registration, refer_to)


def test_the_register_holds_before_what_the_caller_said(town: Town) -> None:
    case = town.case("LISTED")
    assert (case["registration"], case["household_id"], case["name"]) == ("elsewhere", "H1", "赵某")


def test_the_standard_is_that_of_the_place_where_it_happened(town: Town) -> None:
    cases = {no: town.case(no) for no in ("SAME", "COUNTY", "RURAL", "LISTED")}
    # A stranger goes by the urban standard wherever he is, somebody of the register by his own class.
    assert {no: case["standard_fen_per_month"] for no, case in cases.items()} == {
        "SAME": 87100,
        "COUNTY": 87100,
        "RURAL": 87100,
        "LISTED": 66000,
    }
    assert {no: case["township_code"] for no, case in cases.items()} == {
        "SAME": TOWNSHIP,
        "COUNTY": None,
        "RURAL": RURAL_VILLAGE[:9],
        "LISTED": TOWNSHIP,
    }


def test_a_year_counts_a_persons_requests_anew(town: Town) -> None:
    numbers = {
        no: town.case(no)["request_no_in_year"] for no in ("LAST-YEAR", "FIRST", "SECOND", "SAME", "NEXT")
    }
    assert numbers == {"LAST-YEAR": 1, "FIRST": 1, "SECOND": 2, "SAME": 1, "NEXT": 1}


def test_open_past_its_day_is_a_task_and_a_stay_is_watched_by_its_length(town: Town) -> None:
    waiting = town.tasks("help_not_same_day")
    # Whoever is fed and lodged in a station has been helped; of NOBODY-CAME nothing is written down.
    assert waiting.keys() == {"WAITS", "LATER", "NOBODY-CAME", "PATROL", "STILL"}
    assert {
        name: waiting["WAITS"][name] for name in ("township_code", "since_on", "due_on", "says_zh", "says_en")
    } == {
        "township_code": TOWNSHIP,
        "since_on": date(2022, 5, 19),
        "due_on": date(2022, 5, 19),
        "says_zh": "热线受理，困难类型：基本生活，已1日未办结。",
        "says_en": "Hotline, need: basic living, open for 1 days.",
    }
    stays = town.tasks("rescue_stay_over")
    assert {no: (row["since_on"], row["due_on"], row["says_zh"]) for no, row in stays.items()} == {
        "STAYS11": (date(2022, 5, 9), date(2022, 5, 19), "在救助站已11日，一般不超过10日。"),
    }


def test_who_was_struck_and_stands_on_no_list_is_the_bureaus_matter(town: Town) -> None:
    found = town.tasks("hazard_outside_register")
    assert found.keys() == {"F30", "FLOOD", "LONG-AGO"}
    assert found["FLOOD"]["says_zh"] == "2022-05-01自然灾害，有2人不在名册内，也没有求助记录。"
    assert found["FLOOD"]["person_no"] is None and found["F30"]["person_no"] is not None
    assert {row["township_code"] for row in found.values()} == {None}


def test_every_request_of_the_year_stands_in_one_cell(town: Town) -> None:
    rows = town.rows("help_count")
    assert len(rows) == 12
    cells = [row for row in rows if row["channel_group"] and row["registration"]]
    whole = town.count()
    this_year = town.rows("help_case", "received_on >= DATE '2022-01-01'")
    assert whole["person_times"] == len(this_year)
    for name in ("person_times", "same_day", "still_open", "over_stay"):
        assert sum(cell[name] for cell in cells) == whole[name], name
        for group in ("rescue", "help"):
            part = [cell[name] for cell in cells if cell["channel_group"] == group]
            assert sum(part) == town.count(group)[name], (group, name)
    assert town.count("rescue")["person_times"] == 6
    assert (whole["over_stay"], whole["repeat_persons"]) == (2, 1)
    # Nobody has ever sent a payment: what was paid is unknown, not nothing.
    assert (whole["relief_payments"], whole["relief_fen"], whole["relief_mean_per_person_fen"]) == (None,) * 3


def test_persons_person_times_households_and_payments_are_counted_apart() -> None:
    """Three persons, five payments: 100.00 + 200.00 + 300.01 + 400.00 + 0.01 = 1,000.02 yuan; 333.34 a person,
    200.00 a payment (200.004). Half a fen goes up: 0.01 by two payments is 0.01."""
    town = Town()
    ann, bob = town.person(), town.person()
    wife, husband = town.member("H1"), town.member("H1")
    elsewhere = {"hukou_region": HUAINING}
    town.asks("A1", "2022-02-01", "2022-02-01", person_no=ann, **elsewhere)
    town.asks("A2", "2022-03-01", "2022-03-01", person_no=ann, **elsewhere)
    town.asks("B1", "2022-02-01", "2022-02-02", person_no=bob, **elsewhere)
    town.asks("N1", "2022-02-01", "2022-02-01", **elsewhere)
    town.asks("N2", "2022-02-05", "2022-02-05", **elsewhere)
    town.asks("W1", "2022-04-01", person_no=wife)
    town.asks("M1", "2022-04-02", person_no=husband)
    town.asks("S1", "2022-04-01", "2022-04-03", channel="rescue_station", person_no=ann, **elsewhere)
    town.asks("OLD", "2021-12-30", "2021-12-30", person_no=bob, **elsewhere)
    town.pays("P1", "求助-A1", "100.00", "2022-02-01")  # named, on the day itself
    town.pays("P2", "求助-A1", "200.00", "2022-03-02")  # named, though a later request is there
    town.pays("P3", "某处", "300.01", "2022-03-02", ann)  # the latest request by the same person: A2
    town.pays("P4", "求助-B1", "400.00", "2022-05-20", bob)
    town.pays("P5", "求助-N1", "0.01", "2022-02-01")
    town.pays("T1", "求助-B1", "9.00", "2022-01-31")  # before the request
    town.pays("T2", "求助-OLD", "9.00", "2022-01-02")  # the year after
    town.pays("T3", "求助-B1", "9.00", "2022-05-21")  # tomorrow
    town.pays("T4", "求助-NONE", "9.00", "2022-05-01")  # nobody asked
    town.pays("H", "H1", "0.01", "2022-04-01")  # somebody of the household: the wife, who had asked by then
    town.pays("I", "H1", "0.00", "2022-04-03")  # now the husband was the last
    town.survey(NIGHT)
    assert {row["payment_no"]: row["request_no"] for row in town.rows("help_relief")} == {
        "P1": "A1",
        "P2": "A1",
        "P3": "A2",
        "P4": "B1",
        "P5": "N1",
        "H": "W1",
        "I": "M1",
    }
    names = (
        "person_times",
        "persons",
        "households",
        "repeat_persons",
        "relief_payments",
        "relief_persons",
        "relief_fen",
        "relief_mean_per_person_fen",
        "relief_mean_per_payment_fen",
    )
    told = {
        (group, place): tuple(town.count(group, place)[name] for name in names)
        for group, place in (("help", "elsewhere"), ("help", "local"), ("rescue", "elsewhere"), (None, None))
    }
    assert told == {
        # Ann twice, Bob, and two who gave no number: five times, four persons; three of them were paid.
        ("help", "elsewhere"): (5, 4, 4, 1, 5, 3, 100002, 33334, 20000),
        # Two persons of one household.
        ("help", "local"): (2, 2, 1, 0, 2, 2, 1, 1, 1),
        # Ann once more: in the station she counts once, in the sum she is still one person.
        ("rescue", "elsewhere"): (1, 1, 1, 1, 0, 0, 0, None, None),
        (None, None): (8, 6, 5, 1, 7, 5, 100003, 20001, 14286),
    }


def test_without_a_value_a_stay_is_not_judged() -> None:
    town = Town()
    town.values = [value for value in town.values if value.key != "rescue_stay_days"]
    town.asks("S1", "2022-01-03", channel="rescue_station")
    town.asks("R1", "2022-05-19")
    town.survey(NIGHT)
    assert (town.case("S1")["stay_days"], town.case("S1")["is_over_stay"]) == (137, None)
    assert (town.count()["over_stay"], town.count("help")["over_stay"]) == (None, 0)
    (judged,) = town.rows("task_judged", "task_code = 'rescue_stay_over'")
    assert judged["is_judged"] is False
    assert town.tasks("help_not_same_day").keys() == {"S1", "R1"}


def test_nothing_is_counted_where_nobody_ever_sent_a_request() -> None:
    town = Town()
    town.survey(NIGHT, blind={"help_request": "求助数据未送达"})
    assert town.rows("help_count") == []
    assert {row["is_judged"] for row in town.rows("task_judged", "task_code = 'help_not_same_day'")} == {
        False
    }


def test_a_request_sent_again_is_closed_and_late_data_are_not_judged(tmp_path: Path) -> None:
    bureau = Bureau(tmp_path)
    bureau.deliver("household_member", "2022-05-18", [member("H1", number(1))])
    asked = f"R1,2022-05-17 09:00,热线,{number(2)},王某某,{HUAINING},{TOWNSHIP},住宿"
    bureau.deliver("help_request", "2022-05-18", [f"{asked},,"])
    bureau.night("2022-05-18")
    checked = (
        "SELECT is_judged, task_count, overdue_count FROM task_check WHERE task_code = 'help_not_same_day'"
    )
    assert bureau.ask(checked) == [(True, 1, 1)]
    open_then = "SELECT resolved_on, is_same_day, open_days, standard_cny_per_month FROM help_request"
    assert [row[:3] for row in bureau.ask(open_then)] == [(None, False, 1)]
    sheet = next((bureau.home.exports / "2022-05-18").glob("*求助跟进*.csv")).read_text("utf-8-sig")
    assert f"{HUAINING} 安徽省" in sheet and "王*某" in sheet and "王某某" not in sheet
    township = next((bureau.home.exports / "2022-05-18").glob("业务清单_*.xlsx"))
    cells = [cell.value for row in openpyxl.load_workbook(township)["求助跟进"].iter_rows() for cell in row]
    assert "王某某" in cells and not any(number(2) in str(cell) for cell in cells)
    report = (bureau.home.reports / "2022-05-18.html").read_text("utf-8")
    assert "本年 1 人次、1 人、1 户求助，其中巡查和救助站 0 人次；当日办结 0 人次，未办结 1 人次。" in report
    assert "临时救助发放数据未送达" in report

    bureau.deliver("help_request", "2022-05-19", [f"{asked},送救助站,2022-05-18 10:00"])
    bureau.night("2022-05-19")
    assert bureau.ask(checked) == [(True, 0, 0)]
    assert [row[:3] for row in bureau.ask(open_then)] == [(date(2022, 5, 18), False, 1)]

    bureau.night("2022-06-05")
    ((is_judged, found, _),) = bureau.ask(checked)
    assert (is_judged, found) == (False, None)

    # An old night says again what it said then.
    assert bureau.night("2022-05-18").is_repeated


def test_what_was_paid_for_one_request_is_taken_off_whatever_number_the_person_goes_by(
    tmp_path: Path,
) -> None:
    """2 x 871 = 1,742.00 yuan each; the payments name a request only, as the handbook says."""
    bureau = Bureau(tmp_path)
    bureau.deliver(
        "household_member",
        NIGHT,
        [member("H1", number(1)), member("H2", number(4), name="周进", hukou=HUAINING)],
    )
    bureau.deliver(
        "help_request",
        NIGHT,
        [
            f"A1,2022-05-02 09:00,热线,{number(2)},钱来,{HUAINING},{URBAN_VILLAGE},基本生活,,2022-05-02 18:00",
            f"A2,2022-05-18 09:00,热线,{number(2)},钱来,{HUAINING},{URBAN_VILLAGE},住宿,,",
            f"B1,2022-05-10 09:00,热线,{number(3)},孙去,{HUAINING},{URBAN_VILLAGE},基本生活,,",
            f"B2,2022-05-12 09:00,窗口,{number(3)},孙去,{HUAINING},{URBAN_VILLAGE},住宿,,",
            f"C1,2022-05-02 09:00,热线,{number(4)},周进,{HUAINING},{URBAN_VILLAGE},基本生活,,2022-05-02 18:00",
            f"C2,2022-05-18 09:00,热线,{number(4)},周进,{HUAINING},{URBAN_VILLAGE},住宿,,",
        ],
    )
    bureau.deliver(
        "relief_payment",
        NIGHT,
        [
            f"PA,求助-A1,,2022-05-03,突发急难,700.00,县级,{TOWNSHIP}",
            f"PB,求助-B2,,2022-05-12,突发急难,1742.00,县级,{TOWNSHIP}",
            f"PC,求助-C1,,2022-05-03,突发急难,500.00,县级,{TOWNSHIP}",
        ],
    )
    outcome = bureau.night(NIGHT)
    book = openpyxl.load_workbook(outcome.exports / f"业务清单_{TOWNSHIP}_{NIGHT}.xlsx")["临时救助建议"]
    head, *rows = list(book.iter_rows(min_row=2, values_only=True))
    suggested = {row[head.index("家庭编号")]: row[head.index("建议金额(元)")] for row in rows}
    assert suggested == {"求助-A2": 1042, "H2": 1242}  # B was helped in full after asking
    behind = bureau.ask("SELECT evidence FROM warning WHERE rule_code = 'N15' ORDER BY suggested_cny")
    assert ["relief_paid_cny" in str(row) for row in behind] == [True] * 3
    with warehouse(bureau.home, read_only=True) as con:
        frozen = con.execute("SELECT count(*) FROM warning_input WHERE extract = 'relief_payment'").fetchall()
    assert frozen == [(3,)]
