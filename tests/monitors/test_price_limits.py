"""The limits of price linkage in time: lines that change, holidays, revisions, indices of several areas, data that never
came; and the limits of relief on power and water."""

from datetime import date
from typing import Any

import pytest

from rules.load import SHIPPED, parse
from tests.monitors.county import TAISHAN, County

R02 = parse(
    (SHIPPED / "price_linkage" / "price_supplement.sql").read_text(encoding="utf-8"),
    "price_linkage/price_supplement",
)
PREFECTURE = TAISHAN[:4]


class Town(County):
    """Somebody on subsistence allowance in one township; the lines of 3.5, 3.0 from August 2022 to February 2023, and 6."""

    def __init__(self) -> None:
        super().__init__()
        self.holds("residence_class", "urban")
        self.holds("price_cpi", "3.5", operator="at_least")
        self.holds("price_cpi", "3.0", operator="at_least", since=date(2022, 8, 1), until=date(2023, 3, 1))
        self.holds("price_food", "6.0", operator="at_least")
        self.holds("price_method", "index")
        self.holds("price_index_kind", "cpi")
        self.holds("price_rounding", "half_up_yuan")
        self.holds("price_group", 1, "subsistence_allowance")
        self.holds("price_pay_days", 20)
        self.member("H1")
        self.member("H1")
        self.tell("benefit", household_id="H1", benefit="subsistence_allowance", started_on=date(2020, 1, 1))

    def index(
        self, month: str, cpi: str, food: str, known: str, region: str = PREFECTURE, **cells: Any
    ) -> None:
        self.tell(
            "price_index",
            region=region,
            month=date.fromisoformat(f"{month}-01"),
            cpi_yoy=cpi,
            food_cpi_yoy=food,
            **({"known_from": date.fromisoformat(known)} | cells),
        )

    def pays(self, month: str, fen: int, benefit: str = "price_subsidy", **cells: Any) -> None:
        self.tell(
            "benefit_payment",
            household_id="H1",
            month=date.fromisoformat(f"{month}-01"),
            benefit=benefit,
            amount_fen=fen,
            **cells,
        )

    def months(self, *names: str) -> dict[str, Any]:
        return {
            f"{row['month_on']:%Y-%m}": tuple(row[name] for name in names)
            if len(names) > 1
            else row[names[0]]
            for row in self.rows("price_month")
        }

    def tasks(self) -> dict[str, dict[str, Any]]:
        return {row["reference"]: row for row in self.rows("task", "task_code = 'price_payment_due'")}


@pytest.fixture(scope="module")
def town() -> Town:
    """Ten months of indices; the lists of November and of the wrong month are all that came."""
    town = Town()
    for month, cpi, food, known in (
        ("2022-03", "3.4999", "5.9999", "2022-04-12"),
        ("2022-04", "3.5", "0", "2022-05-12"),
        ("2022-05", "0", "6", "2022-06-12"),
        ("2022-07", "3.2", "5.9", "2022-08-12"),
        ("2022-08", "3.0", "5.9", "2022-09-13"),
        ("2022-09", "2.9", "5.9", "2022-10-14"),
        ("2022-10", "2.9", "6.0", "2022-11-11"),
        ("2022-11", "3.1", "5.0", "2022-12-12"),
        ("2023-02", "3.0", "5.0", "2023-03-10"),
    ):
        town.index(month, cpi, food, known)
    # Published before it was delivered.
    town.index("2022-12", "3.0", "1.0", "2023-01-19", published_on=date(2023, 1, 12))
    # Delivered, then revised: the days run from the first time it was known.
    town.index("2023-01", "3.3", "1.0", "2023-02-10", known_to=date(2023, 2, 20))
    town.index("2023-01", "3.4", "1.0", "2023-02-20")
    town.pays("2022-11", 2700, person_no=1)
    town.pays("2022-11", 2700, person_no=2)
    town.pays("2022-10", 80000, benefit="subsistence_allowance")
    town.survey(date(2023, 3, 10), R02)
    return town


def test_each_month_by_its_own_lines(town: Town) -> None:
    assert town.months("is_started") == {
        "2022-03": False,
        "2022-04": True,
        "2022-05": True,
        "2022-07": False,
        "2022-08": True,
        "2022-09": False,
        "2022-10": True,
        "2022-11": True,
        "2022-12": True,
        "2023-01": True,
        "2023-02": True,
    }
    assert {row["area_code"] for row in town.rows("price_month")} == {PREFECTURE}


def test_twenty_working_days_from_the_day_it_was_known(town: Town) -> None:
    """Counted by hand with the holidays of 2022 and 2023: National Day 1 to 7 October with Saturdays 8 and 9 worked, New
    Year on 2 January, Spring Festival 21 to 27 January with 28 and 29 worked, Qingming on 5 April."""
    days = town.months("known_on", "pay_by_on")
    assert days["2022-08"] == (date(2022, 9, 13), date(2022, 10, 14))
    assert days["2022-10"] == (date(2022, 11, 11), date(2022, 12, 9))
    assert days["2022-12"] == (date(2023, 1, 12), date(2023, 2, 14))
    assert days["2023-01"] == (date(2023, 2, 10), date(2023, 3, 10))
    assert days["2022-07"] == (date(2022, 8, 12), None)


def test_a_month_is_owed_until_its_own_list_has_come(town: Town) -> None:
    assert town.months("payments", "paid_fen", "is_paid")["2022-11"] == (2, 5400, True)
    assert town.months("payments", "paid_fen", "is_paid")["2022-10"] == (0, 0, False)
    tasks = town.tasks()
    owed = ("2022-04", "2022-05", "2022-08", "2022-10", "2022-12", "2023-01", "2023-02")
    assert tasks.keys() == {f"{PREFECTURE} {month}" for month in owed}
    latest = tasks[f"{PREFECTURE} 2023-02"]
    # 871 x 3.0 % = 26.13, two persons; for older months nobody knows who would be on the list.
    assert latest["amount_fen"] == 5200
    assert (latest["since_on"], latest["due_on"], latest["township_code"]) == (
        date(2023, 3, 10),
        date(2023, 4, 10),
        None,
    )
    assert {
        task["amount_fen"] for reference, task in tasks.items() if reference != f"{PREFECTURE} 2023-02"
    } == {None}
    assert (
        latest["says_zh"]
        == "2023-02 居民消费价格同比 3%、食品 5%，达到启动条件；还没有收到该月价格临时补贴的发放名单。"
    )


def test_payments_that_never_came_are_unknown_and_the_month_is_owed(town: Town) -> None:
    bare = Town()
    bare.index("2022-08", "3.0", "0", "2022-09-13")
    bare.survey(date(2022, 9, 13), R02)
    assert bare.months("payments", "paid_fen", "is_paid") == {"2022-08": (None, None, False)}
    assert bare.tasks().keys() == {f"{PREFECTURE} 2022-08"}


def test_late_indices_are_not_judged() -> None:
    late = Town()
    late.index("2022-08", "3.0", "0", "2022-09-13")
    late.survey(date(2022, 12, 13), R02, blind={"price_index": "价格指数逾期"})
    assert late.tasks() == {}
    assert [row["is_judged"] for row in late.rows("task_judged", "task_code = 'price_payment_due'")] == [
        False
    ]


@pytest.mark.parametrize(
    ("own", "as_of", "areas"),
    [
        # The prefecture has April and will publish May: the nation's May starts nothing yet.
        ({"2022-04": "1"}, "2022-06-20", {"2022-04": PREFECTURE}),
        ({"2022-04": "1", "2022-05": "1"}, "2022-06-20", {"2022-04": PREFECTURE, "2022-05": PREFECTURE}),
        # Silent for three months: the nation's holds.
        ({"2022-01": "1"}, "2022-06-20", {"2022-01": PREFECTURE, "2022-04": "00", "2022-05": "00"}),
        # It has only begun: what the nation's started before is owed all the same.
        ({"2022-05": "1"}, "2022-06-20", {"2022-04": "00", "2022-05": PREFECTURE}),
        ({}, "2022-06-20", {"2022-04": "00", "2022-05": "00"}),
    ],
)
def test_the_nearest_areas_index_holds(own: dict[str, str], as_of: str, areas: dict[str, str]) -> None:
    town = Town()
    for month, cpi in own.items():
        town.index(month, cpi, "0", "2022-06-12")
    for month in ("2022-04", "2022-05"):
        town.index(month, "4", "0", "2022-06-12", region="00")
    town.index("2022-05", "9", "9", "2022-06-12", region="3702")
    town.survey(date.fromisoformat(as_of), R02)
    assert town.months("area_code") == areas


def test_relief_on_bills_goes_by_status_and_says_where_no_account_is_known() -> None:
    town = Town()
    for kind in ("power", "water"):
        town.holds("utility_relief", 1, f"{kind}.subsistence_allowance")
    town.holds("utility_relief", 1, "power.extreme_poverty_support")
    for household, benefit, ended in (
        ("TEKUN", "extreme_poverty_support", None),
        ("BOTH", "extreme_poverty_support", None),
        ("BOTH", "subsistence_allowance", None),
        ("LAST-DAY", "subsistence_allowance", date(2022, 6, 20)),
        ("LOST", "subsistence_allowance", date(2022, 6, 19)),
        ("NEAR", "near_dibao", None),
    ):
        if not town.rows("household_member", f"household_id = '{household}'"):
            town.member(household)
        town.tell(
            "benefit", household_id=household, benefit=benefit, started_on=date(2020, 1, 1), ended_on=ended
        )
    for account in ("D0001", "D0002"):
        town.tell("utility", account_no=account, household_id="H1", month=date(2022, 5, 1), kind="power")
    town.tell("utility", account_no="D0009", household_id="TEKUN", month=date(2021, 5, 1), kind="power")
    town.cover("utility", date(2022, 5, 1), "power")
    town.survey(date(2022, 6, 20), R02)
    told = {
        (row["household_id"], row["kind"]): (row["status"], row["account_count"], row["has_account"])
        for row in town.rows("utility_relieved")
    }
    dibao, tekun = "subsistence_allowance", "extreme_poverty_support"
    assert told == {
        ("H1", "power"): (dibao, 2, True),
        ("H1", "water"): (dibao, 0, None),
        # A meter that nobody has read for a year is no account.
        ("TEKUN", "power"): (tekun, 0, False),
        ("BOTH", "power"): (tekun, 0, False),
        ("BOTH", "water"): (dibao, 0, None),
        ("LAST-DAY", "power"): (dibao, 0, False),
        ("LAST-DAY", "water"): (dibao, 0, None),
    }
    assert (
        town.rows("utility_relieved", "household_id = 'H1' AND kind = 'power'")[0]["accounts"]
        == "尾号0001、尾号0002"
    )


def test_where_no_value_is_set_nobody_is_listed() -> None:
    town = Town()
    town.survey(date(2022, 6, 20), R02)
    assert town.rows("utility_relieved") == []
