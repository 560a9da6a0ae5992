"""Price linkage in time: which months are owed, until when; and whom power and water relieve. One night, many months."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from monitors import working_days
from tests.bureau import URBAN_VILLAGE, Bureau, member, number

PUBLISHED = {
    "2022-01": "2022-02-16",
    "2022-02": "2022-03-09",
    "2022-03": "2022-04-11",
    "2022-04": "2022-05-11",
}
"""Twenty working days after: 16 March, 7 April (Qingming falls between), 11 May (May Day does), 9 June."""

INDICES = """
month   | cpi    | food   | started | paid
2021-11 | 3.4999 | 5.9999 | no      | no
2021-12 | 3.5    | 0.0    | yes     | yes
2022-01 | 1.0    | 6.0    | yes     | no
2022-02 | 4.0    | 7.0    | yes     | no
2022-03 | 3.2    | 5.9    | no      | no
2022-04 | 3.6    | 2.0    | yes     | no
2022-05 | 2.0    | 2.0    | no      | no
"""
ROWS = [[cell.strip() for cell in line.split("|")] for line in INDICES.strip().splitlines()[1:]]
AS_OF = date(2022, 6, 9)


@pytest.fixture(scope="module")
def bureau(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bureau]:
    """Taishan: prices at 3.5, food at 6, national limit of twenty working days; power relieves two statuses."""
    made = Bureau(tmp_path_factory.mktemp("prices"))
    day = date(2022, 6, 8)
    people = [
        ("H1", number(1), "李明"),
        ("H2", number(2), "王芳"),
        ("H3", number(3), "赵伟"),
        ("H4", number(4), "钱进"),
    ]
    made.deliver("household_member", day, [member(*person, village=URBAN_VILLAGE) for person in people])
    made.deliver(
        "benefit",
        day,
        [
            "H1,,最低生活保障,2020-01-01,,,",
            "H2,,特困人员救助供养,2020-01-01,,,",
            "H3,,最低生活保障,2020-01-01,2022-05-31,,",
            "H4,,低保边缘,2020-01-01,,,",
        ],
    )
    made.deliver(
        "price_index",
        day,
        [f"3709,{month},{cpi},{food},,{PUBLISHED.get(month, '')}" for month, cpi, food, *_ in ROWS],
    )
    made.deliver("benefit_payment", day, [f"H1,{number(1)},2021-12,价格临时补贴,31.00,370902"])
    made.deliver("utility", day, ["100200300,H1,2022-05,电,80,0.00", "100200301,H1,2022-05,电,20,0.00"])
    made.night(AS_OF)
    yield made


def test_every_month_is_judged_by_its_own_lines(bureau: Bureau) -> None:
    found = bureau.ask("SELECT strftime(month_on, '%Y-%m'), is_started, is_paid FROM price_month ORDER BY 1")
    assert found == [(month, started == "yes", paid == "yes") for month, _, _, started, paid in ROWS]


def test_a_month_is_owed_though_the_next_no_longer_starts_it(bureau: Bureau) -> None:
    found = bureau.ask(
        "SELECT reference, CAST(due_on AS VARCHAR), is_overdue, township_code FROM task ORDER BY 1"
    )
    assert found == [
        ("3709 2022-01", "2022-03-16", True, None),
        ("3709 2022-02", "2022-04-07", True, None),
        # The twentieth working day is still in time.
        ("3709 2022-04", "2022-06-09", False, None),
    ]
    assert working_days.after(date(2022, 5, 11), 20) == date(2022, 6, 9)


def test_the_day_after_its_day_is_too_late(bureau: Bureau, tmp_path: Path) -> None:
    bureau.night(date(2022, 6, 10))
    assert bureau.ask("SELECT is_overdue FROM price_month WHERE month_on = DATE '2022-04-01'") == [(True,)]
    bureau.deliver(
        "benefit_payment", date(2022, 6, 11), [f"H1,{number(1)},2022-04,价格临时补贴,31.00,370902"]
    )
    bureau.night(date(2022, 6, 11))
    assert bureau.ask(
        "SELECT is_paid, is_overdue, payments, paid_cny FROM price_month WHERE month_on = DATE '2022-04-01'"
    ) == [(True, False, 1, Decimal("31.00"))]
    assert bureau.ask("SELECT count(*) FROM task WHERE reference = '3709 2022-04'") == [(0,)]


def test_power_relieves_whoever_has_the_status_today(bureau: Bureau) -> None:
    """H3's allowance ended, H4's status brings nothing, and the district sets nothing about water."""
    found = bureau.ask(
        """SELECT kind, status, has_account, account_count FROM utility_relief ORDER BY status"""
    )
    assert found == [
        ("power", "extreme_poverty_support", False, 0),
        ("power", "subsistence_allowance", True, 2),
    ]
    (sheet,) = (bureau.home.exports / str(AS_OF)).glob("水电减免名单_*.csv")
    text = sheet.read_text(encoding="utf-8-sig")
    assert "尾号0300、尾号0301" in text and "无户号，请核实" in text
    assert "100200300" not in text and "李明" not in text and "李*" in text


def test_without_an_index_nothing_is_claimed(tmp_path: Path) -> None:
    made = Bureau(tmp_path)
    made.deliver("household_member", AS_OF, [member("H1", number(1))])
    made.night(AS_OF)
    assert made.ask("SELECT count(*) FROM price_month") == [(0,)]
    assert made.ask("SELECT is_judged, task_count FROM task_check WHERE task_code = 'price_payment_due'") == [
        (False, None)
    ]
