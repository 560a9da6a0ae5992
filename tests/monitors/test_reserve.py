"""Townships' reserve funds: what is left, who has none, and whether every draw is a payment and every payment a draw."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from schemas.tasks import TASKS
from tests.bureau import RURAL_VILLAGE, URBAN_VILLAGE, Bureau, member, number
from tests.monitors.county import LONG_AGO, TAISHAN, County, yuan

NIGHT = date(2022, 5, 20)
STREET, RURAL = URBAN_VILLAGE[:9], RURAL_VILLAGE[:9]


class Town(County):
    """A county whose townships keep reserves; every ledger is an entry per line."""

    def __init__(self) -> None:
        super().__init__()
        self.holds("residence_class", "urban")
        self.holds("reserve_minimum", 10000)
        self.holds("reserve_match_days", 10)
        self.deliver("reserve_fund", "relief_payment")

    def enters(
        self,
        entry_no: str,
        kind: str,
        amount: str,
        day: str,
        *,
        township: str = STREET,
        payment: str | None = None,
        known_from: date = LONG_AGO,
    ) -> None:
        self.tell(
            "reserve_fund",
            entry_no=entry_no,
            township_code=township,
            entered_on=date.fromisoformat(day),
            kind=kind,
            amount_fen=yuan(amount),
            payment_no=payment,
            known_from=known_from,
        )

    def pays(
        self,
        payment_no: str,
        amount: str,
        day: str,
        *,
        township: str = STREET,
        fund: str = "reserve_fund",
        household: str = "H0",
        person: int | None = None,
    ) -> None:
        self.tell(
            "relief_payment",
            payment_no=payment_no,
            household_id=household,
            person_no=person,
            paid_on=date.fromisoformat(day),
            cause="emergency",
            amount_fen=yuan(amount),
            fund=fund,
            township_code=township,
        )

    def surveyed(self, blind: dict[str, str] | None = None, *, known_at: date | None = None) -> None:
        """`NIGHT` is also the day of both books' latest delivery, unless `delivered` says otherwise."""
        self.con.execute("UPDATE delivery SET known_on = ? WHERE known_on = ?", [NIGHT, LONG_AGO])
        self.survey(NIGHT, blind=blind, known_at=known_at)

    def delivered(self, extract: str, day: date) -> None:
        self.con.execute("UPDATE delivery SET known_on = ? WHERE extract = ?", [day, extract])

    def township(self, code: str = STREET) -> dict[str, Any]:
        (row,) = self.rows("reserve_township", f"township_code = '{code}'")
        return row

    def tasks(self, code: str) -> dict[str, dict[str, Any]]:
        return {row["reference"]: row for row in self.rows("task", f"task_code = '{code}'")}


def street(place: int) -> str:
    return f"{TAISHAN}{place:03d}"


@pytest.fixture(scope="module")
def books() -> Town:
    """One night, and a township for each way a ledger can stand."""
    town = Town()
    # The identity: 50,000.00 + 20,000.00 - 1,234.56 - 0.01 = 68,765.43.
    town.enters("1-0", "opening", "50000.00", "2022-01-01", township=street(1))
    town.enters("1-1", "top_up", "20000.00", "2022-03-01", township=street(1))
    town.enters("1-2", "spent", "1234.56", "2022-04-01", township=street(1), payment="P1")
    town.enters("1-3", "spent", "0.01", "2022-05-20", township=street(1), payment="P2")
    town.enters("1-4", "top_up", "9.00", "2022-05-21", township=street(1))
    # At the line, one fen below it, nothing left, one fen less than nothing.
    for place, amount in ((2, "10000.00"), (3, "9999.99"), (4, "0.00")):
        town.enters(f"{place}-0", "opening", amount, "2022-01-01", township=street(place))
    town.enters("5-0", "opening", "100.00", "2022-01-01", township=street(5))
    town.enters("5-1", "spent", "100.01", "2022-02-01", township=street(5), payment="P5")
    # Last year 30,000.00 + 10,000.00 - 15,000.00 = 25,000.00 were left; entered again rightly, and 500.00 too much.
    for place, again in ((6, "25000.00"), (7, "25500.00")):
        town.enters(f"{place}-0", "opening", "30000.00", "2021-01-01", township=street(place))
        town.enters(f"{place}-1", "top_up", "10000.00", "2021-06-01", township=street(place))
        town.enters(
            f"{place}-2", "spent", "15000.00", "2021-07-01", township=street(place), payment=f"P{place}"
        )
        # A draw of January stands before the opening that was entered after it.
        town.enters(
            f"{place}-3", "spent", "1000.00", "2022-01-03", township=street(place), payment=f"Q{place}"
        )
        town.enters(f"{place}-4", "opening", again, "2022-01-05", township=street(place))
    # New in the middle of last year: it began with a top-up, from nothing.
    town.enters("8-1", "top_up", "50000.00", "2021-06-01", township=street(8))
    town.enters("8-2", "spent", "20000.00", "2021-07-01", township=street(8), payment="P8")
    town.enters("8-3", "opening", "30000.00", "2022-01-01", township=street(8))
    # The first entry is a draw: what was there before is not known, until an opening is entered.
    town.enters("9-1", "spent", "300.00", "2022-02-01", township=street(9), payment="P9")
    town.enters("10-1", "spent", "300.00", "2021-02-01", township=street(10), payment="P10")
    town.enters("10-2", "opening", "40000.00", "2022-01-01", township=street(10))
    town.enters("10-3", "spent", "500.00", "2022-02-01", township=street(10), payment="Q10")
    # The same opening entered twice.
    town.enters("11-0", "opening", "20000.00", "2022-01-01", township=street(11))
    town.enters("11-1", "opening", "20000.00", "2022-01-02", township=street(11))
    # No ledger: known of by the register of areas, by a household that lives there, by a payment. And not ours.
    town.tell("area", area_code=street(21), name="甲镇", parent_code=TAISHAN)
    town.tell("area", area_code="370911001", name="邻县某街道", parent_code="370911")
    town.member("H22", village=f"{street(22)}001")
    town.pays("P23", "700.00", "2022-05-19", township=street(23))
    town.pays("Q23", "0.50", "2022-01-02", township=street(23))
    town.surveyed()
    return town


@pytest.mark.parametrize(
    ("place", "opening", "top_up", "spent", "balance", "entries"),
    [
        (1, "50000.00", "20000.00", "1234.57", "68765.43", 4),
        (6, "30000.00", "10000.00", "16000.00", "24000.00", 5),
        (7, "30000.00", "10000.00", "16000.00", "24000.00", 5),
        (8, "0.00", "50000.00", "20000.00", "30000.00", 3),
        (10, "40000.00", "0.00", "500.00", "39500.00", 3),
        (11, "20000.00", "0.00", "0.00", "20000.00", 2),
    ],
)
def test_the_balance_is_opening_and_top_ups_less_draws(
    books: Town, place: int, opening: str, top_up: str, spent: str, balance: str, entries: int
) -> None:
    row = books.township(street(place))
    assert (row["opening_fen"], row["top_up_fen"], row["spent_fen"], row["balance_fen"], row["entries"]) == (
        yuan(opening),
        yuan(top_up),
        yuan(spent),
        yuan(balance),
        entries,
    )


def test_without_an_opening_the_balance_is_not_known(books: Town) -> None:
    row = books.township(street(9))
    assert (row["has_ledger"], row["opening_fen"], row["balance_fen"], row["is_low"]) == (True, *[None] * 3)


def test_every_township_of_the_home_area_is_told_with_or_without_a_ledger(books: Town) -> None:
    found = {row["township_code"]: row["has_ledger"] for row in books.rows("reserve_township")}
    assert found == {street(place): place <= 11 for place in (*range(1, 12), 21, 22, 23)}
    said = {row["township_code"]: row for row in books.rows("task", "task_code = 'reserve_missing'")}
    assert {code: row["says_zh"] for code, row in said.items()} == {
        street(9): "有收支，没有期初，结余算不出。",
        street(21): "没有备用金台账。",
        street(22): "没有备用金台账。",
        street(23): "没有备用金台账；从备用金发放的临时救助2笔。",
    }
    assert said[street(23)]["amount_fen"] == 70050


def test_low_is_below_the_line_and_overdrawn_below_zero(books: Town) -> None:
    assert {place: books.township(street(place))["is_low"] for place in (2, 3, 4, 5)} == {
        2: False,
        3: True,
        4: True,
        5: True,
    }
    low = {row["township_code"]: row for row in books.rows("task", "task_code = 'reserve_low'")}
    assert {code: row["amount_fen"] for code, row in low.items()} == {street(3): 1, street(4): 1_000_000}
    assert low[street(3)]["says_zh"] == "结余9999.99元，低于10000.00元。"
    (over,) = books.rows("task", "task_code = 'reserve_overdrawn'")
    assert (over["township_code"], over["amount_fen"]) == (street(5), 1)


def test_a_new_years_opening_is_compared_and_never_added(books: Town) -> None:
    differences = {
        place: books.township(street(place))["carried_over_difference_fen"]
        for place in (1, 6, 7, 8, 9, 10, 11)
    }
    assert differences == {1: None, 6: 0, 7: 50000, 8: 0, 9: None, 10: None, 11: 0}
    (task,) = books.rows("task", "task_code = 'reserve_carried_over'")
    assert (task["township_code"], task["reference"], task["amount_fen"]) == (street(7), "7-4", 50000)
    assert task["says_zh"] == "期初25500.00元，按上年收支应为25000.00元。"


@pytest.fixture(scope="module")
def draws() -> Town:
    """One night: draws and payments that agree, and each way in which they do not. The limit is four times the
    standard, 3,484.00 in town and 2,640.00 in the country since 2022; 3,164.00 in town before."""
    town = Town()
    town.holds("township_approval_multiple", 4, operator="not_above")
    town.holds("township_approval_multiple", 2, operator="below", area=RURAL)
    rural, urban = (
        town.member("HR", residence_class="rural", village=URBAN_VILLAGE),
        town.member("HU", village=URBAN_VILLAGE),
    )
    for place in (STREET, RURAL):
        town.enters(f"{place}-0", "opening", "500000.00", "2020-12-31", township=place)

    def both(number: str, amount: str, day: str, *, township: str = STREET, **payment: Any) -> None:
        town.enters(number, "spent", amount, day, township=township, payment=number)
        town.pays(number, amount, day, township=township, **payment)

    both("AT", "3484.00", "2022-01-01", household="HU")
    both("ABOVE", "3484.01", "2022-01-01", household="HU")
    both("OLD-AT", "3164.00", "2021-12-31", household="HU")
    both("OLD-ABOVE", "3164.01", "2021-12-31", household="HU")
    both("RURAL-AT", "2640.00", "2022-03-01", household="HR")
    both("RURAL-ABOVE", "2640.01", "2022-03-01", household="HR")
    both("MOVED", "2640.01", "2022-03-01", household="GONE", person=rural)
    both("STRANGER", "3484.00", "2022-03-01", household="求助-1")
    both("BELOW", "1741.99", "2022-03-01", township=RURAL, household="HU", person=urban)
    both("REACHED", "1742.00", "2022-03-01", township=RURAL, household="HU")
    both("CLOSED", "9999.00", "2020-12-31", household="HU")
    # Draws that are no payment.
    town.enters("NUMBERLESS", "spent", "5.00", "2022-05-09")
    town.enters("NUMBERLESS-10", "spent", "5.00", "2022-05-10")
    town.enters("NUMBERLESS-OLD", "spent", "5.00", "2020-12-31")
    town.enters("UNKNOWN", "spent", "5.00", "2022-05-09", payment="NONE")
    town.enters("UNKNOWN-10", "spent", "5.00", "2022-05-10", payment="NONE-YET")
    town.enters("COUNTY", "spent", "5.00", "2022-05-09", payment="COUNTY")
    town.pays("COUNTY", "5.00", "2022-05-09", fund="county")
    town.enters("THEIRS", "spent", "5.00", "2022-05-09", payment="THEIRS")
    town.pays("THEIRS", "5.00", "2022-05-09", township=RURAL)
    town.enters("LESS", "spent", "4.99", "2022-05-09", payment="LESS")
    town.pays("LESS", "5.00", "2022-05-09")
    # Payments that are no draw.
    town.pays("UNDRAWN", "6.00", "2022-05-09")
    town.pays("UNDRAWN-10", "6.00", "2022-05-10")
    town.pays("UNDRAWN-COUNTY", "6.00", "2022-05-09", fund="county")
    town.pays("BEFORE-THE-LEDGER", "6.00", "2020-12-30")
    town.pays("NO-LEDGER", "6.00", "2022-05-09", township=street(99))
    # Drawn twice: the same again, and in two parts.
    both("TWICE", "50.00", "2022-05-01")
    town.enters("TWICE-2", "spent", "50.00", "2022-05-19", payment="TWICE")
    both("PARTS", "70.00", "2022-04-01")
    town.con.execute("UPDATE reserve_fund SET amount_fen = 3000 WHERE entry_no = 'PARTS'")
    town.enters("PARTS-2", "spent", "40.00", "2022-04-02", payment="PARTS")
    town.surveyed()
    return town


def test_a_draw_is_held_against_the_limit_of_its_day_and_class(draws: Town) -> None:
    found = draws.tasks("draw_over_limit")
    assert found.keys() == {"ABOVE", "OLD-ABOVE", "RURAL-ABOVE", "MOVED", "REACHED"}
    assert (
        found["ABOVE"]["says_zh"] == "2022-01-01支出3484.01元；当日低保标准871.00元，乡镇最多可批3484.00元。"
    )
    assert "乡镇最多可批3164.00元" in found["OLD-ABOVE"]["says_zh"]
    assert "乡镇最多可批2640.00元" in found["MOVED"]["says_zh"]
    assert "乡镇最多可批1741.99元" in found["REACHED"]["says_zh"]


def test_a_draw_is_a_payment_by_its_number_township_and_amount(draws: Town) -> None:
    found = draws.tasks("draw_without_payment")
    assert {no: row["says_zh"] for no, row in found.items()} == {
        "NUMBERLESS": "支出没有写发放编号。",
        "UNKNOWN": "发放编号NONE没有发放记录。",
        "COUNTY": "发放编号COUNTY不是从备用金发放的。",
        "THEIRS": "发放编号THEIRS是其他乡镇发放的。",
        "LESS": "发放编号LESS发放5.00元，支出4.99元。",
    }
    # Ten days are left for the payment to come: what was drawn on the 10th is told after the 20th.
    assert (found["UNKNOWN"]["since_on"], found["UNKNOWN"]["due_on"]) == (date(2022, 5, 9), date(2022, 5, 19))


def test_a_payment_from_the_reserve_is_in_its_ledger(draws: Town) -> None:
    assert draws.tasks("payment_without_draw").keys() == {"UNDRAWN"}


def test_a_payment_is_drawn_once(draws: Town) -> None:
    found = draws.tasks("draw_twice")
    assert {no: (row["amount_fen"], row["says_zh"]) for no, row in found.items()} == {
        "TWICE": (5000, "同一发放编号支出2次，共100.00元。"),
        "PARTS": (3000, "同一发放编号支出2次，共70.00元。"),
    }


def test_nobody_waits_for_what_was_paid_after_the_other_book_came() -> None:
    """The ledger came on 12 May, the payments on 5 May: ten days before, each may be held against the other."""
    town = Town()
    town.enters("0", "opening", "500.00", "2022-01-01")
    for day in ("2022-04-24", "2022-04-25", "2022-05-01", "2022-05-02"):
        town.enters(f"D{day}", "spent", "1.00", day, payment=f"D{day}")
        town.pays(f"P{day}", "1.00", day)
    town.delivered("reserve_fund", date(2022, 5, 12))
    town.delivered("relief_payment", date(2022, 5, 5))
    town.surveyed()
    assert town.tasks("draw_without_payment").keys() == {"D2022-04-24"}
    assert town.tasks("payment_without_draw").keys() == {"P2022-04-24", "P2022-04-25", "P2022-05-01"}


def test_late_payments_and_values_that_nobody_set_are_not_judged() -> None:
    town = Town()
    town.values = [value for value in town.values if value.key != "reserve_minimum"]
    town.enters("0", "opening", "5.00", "2022-01-01")
    town.enters("1", "spent", "9.00", "2022-02-01")
    town.surveyed(blind={"relief_payment": "临时救助发放数据未到"})
    judged = {row["task_code"]: row["is_judged"] for row in town.rows("task_judged")}
    assert {code: judged[code] for code in TASKS if code.startswith(("reserve_", "draw_", "payment_w"))} == {
        "reserve_missing": True,
        "reserve_low": False,
        "reserve_overdrawn": True,
        "reserve_carried_over": True,
        "draw_over_limit": False,
        "draw_without_payment": False,
        "payment_without_draw": False,
        "draw_twice": True,
    }
    row = town.township()
    assert (row["balance_fen"], row["low_line_fen"], row["is_low"]) == (-400, None, None)
    assert town.rows("task", "task_code = 'draw_without_payment'") == []


def test_an_old_night_knows_what_was_known_then() -> None:
    town = Town()
    town.enters("0", "opening", "20000.00", "2022-01-01")
    town.enters("1", "top_up", "700.00", "2022-05-19", known_from=date(2022, 5, 21))
    town.surveyed()
    assert town.township()["balance_fen"] == yuan("20000.00")
    town.surveyed(known_at=date(2022, 5, 21))
    assert town.township()["balance_fen"] == yuan("20700.00")


def test_a_bureau_reads_its_reserves_and_a_correction_settles_a_matter(tmp_path: Path) -> None:
    bureau = Bureau(tmp_path)
    bureau.deliver("household_member", "2022-05-18", [member("H1", number(1))])
    bureau.night("2022-05-18")
    # Nobody ever sent a ledger: that is not "no township has one".
    assert bureau.ask("SELECT * FROM reserve_fund") == []
    assert "没有台账" not in (bureau.home.reports / "2022-05-18.html").read_text("utf-8")

    bureau.deliver("relief_payment", "2022-05-19", [f"P1,H1,,2022-05-02,急难,800.00,备用金,{STREET}"])
    bureau.deliver(
        "reserve_fund",
        "2022-05-19",
        [
            f"1,{STREET},2022-01-01,期初,9000.00,",
            f"2,{STREET},2022-05-02,支出,700.00,P1",
        ],
    )
    bureau.night("2022-05-19")
    told = """SELECT balance_cny, is_low, draws, draws_over_limit, draws_without_payment, payments_without_draw
        FROM reserve_fund"""
    ((balance, *rest),) = bureau.ask(told)
    assert (str(balance), rest) == ("8300.00", [True, 1, None, 1, 0])
    assert "1 个乡镇（街道）中 1 个有台账" in (bureau.home.reports / "2022-05-19.html").read_text("utf-8")
    (sheet,) = (bureau.home.exports / "2022-05-19").glob("备用金_*.csv")
    (line,) = sheet.read_text("utf-8-sig").splitlines()[1:]
    assert "有,9000.00,0.00,700.00,8300.00,10000.00,不足,2022-05-02,2" in line

    bureau.deliver("reserve_fund", "2022-05-20", [f"2,{STREET},2022-05-02,支出,800.00,P1"])
    bureau.night("2022-05-20")
    ((balance, *rest),) = bureau.ask(told)
    assert (str(balance), rest) == ("8200.00", [True, 1, None, 0, 0])
    # An old night says again what it said then.
    assert bureau.night("2022-05-19").is_repeated
    # A payment register that has not come for long says nothing about draws.
    bureau.deliver("reserve_fund", "2022-07-20", [f"3,{STREET},2022-06-02,支出,5.00,"])
    bureau.night("2022-07-20")
    ((_, _, draws, _, without_payment, _),) = bureau.ask(told)
    assert (draws, without_payment) == (2, None)
