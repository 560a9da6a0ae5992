"""Visits on three levels: the village every month (by anyone), the township every 6 months, the county every 12.

One county, told night by night. On 2022-06-20 the duty of June is open and that of May is past its day. The first
visit delivered is of May 2021: nobody is late for what lies before.
"""

import csv
from collections import defaultdict
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import pytest

from flows.report.systems.investigation import investigation
from tests.bureau import RURAL_VILLAGE, URBAN_VILLAGE, Bureau, member, number

BEFORE, TONIGHT, LAST_DAY, DAY_AFTER, LATE = (
    "2022-06-19",
    "2022-06-20",
    "2022-06-30",
    "2022-07-01",
    "2022-08-05",
)
STREET, TOWN = URBAN_VILLAGE[:9], RURAL_VILLAGE[:9]
DIBAO = "最低生活保障"

# household | status | since | until | joined | visits -> village | township | county: the day due, ! overdue, - not owed
CASES = """
first      | 最低生活保障     | 2020-01-01 |            |            | 村 2021-05-15          -> 2021-06-30! | 2022-04-30! | 2022-05-31!
seen       | 最低生活保障     | 2020-01-01 |            |            | 村 2022-06-01          -> -           | 2022-04-30! | 2022-05-31!
at_end     | 特困人员救助供养 | 2020-01-01 |            |            | 村 2022-05-31          -> 2022-06-30  | 2022-04-30! | 2022-05-31!
missed     | 低保边缘         | 2020-01-01 |            |            | 村 2022-04-30          -> 2022-05-31! | 2022-04-30! | 2022-05-31!
by_county  | 刚性支出困难     | 2020-01-01 |            |            | 县 2022-06-20          -> -           | 2022-04-30! | -
six_at     | 最低生活保障     | 2020-01-01 |            |            | 乡镇 2022-01-01        -> 2022-02-28! | -           | 2022-05-31!
six_due    | 最低生活保障     | 2020-01-01 |            |            | 乡镇 2021-12-31        -> 2022-01-31! | 2022-06-30  | 2022-05-31!
six_past   | 最低生活保障     | 2020-01-01 |            |            | 乡镇 2021-11-30        -> 2021-12-31! | 2022-05-31! | 2022-05-31!
year_at    | 最低生活保障     | 2020-01-01 |            |            | 县 2021-07-01          -> 2021-08-31! | 2022-04-30! | -
year_due   | 最低生活保障     | 2020-01-01 |            |            | 县 2021-06-30          -> 2021-07-31! | 2022-04-30! | 2022-06-30
new        | 防止返贫监测     | 2022-06-01 |            |            |                        -> 2022-06-30  | -           | -
last_month | 最低生活保障     | 2022-05-31 |            |            |                        -> 2022-05-31! | -           | -
arrived    | 最低生活保障     | 2020-01-01 |            | 2022-06-10 |                        -> 2022-06-30  | -           | -
known      | 最低生活保障     | 2022-06-01 |            |            | 村 2021-08-01          -> 2022-06-30  | -           | -
last_day   | 最低生活保障     | 2020-01-01 | 2022-06-20 |            | 村 2022-06-01          -> -           | 2022-04-30! | 2022-05-31!
ended      | 最低生活保障     | 2020-01-01 | 2022-06-19 |            |                        -> -           | -           | -
no_status  |                  |            |            |            |                        -> -           | -           | -
subsidy    | 残疾人护理补贴   | 2020-01-01 |            |            |                        -> -           | -           | -
warned     |                  |            |            |            |                        -> 2022-06-30  | -           | -
dead       | 最低生活保障     | 2020-01-01 |            |            |                        -> -           | -           | -
"""
LEVELS = ("village", "township", "county")


def _rows() -> dict[str, tuple[list[str], list[str]]]:
    found = {}
    for line in CASES.strip().splitlines():
        given, expected = line.split("->")
        name, *cells = (cell.strip() for cell in given.split("|"))
        found[name] = (cells, [cell.strip() for cell in expected.split("|")])
    return found


ROWS = _rows()
PLACE = {name: place for place, name in enumerate(ROWS, start=1)}
NOT_LISTED = ("ended", "no_status", "subsidy", "dead")


@pytest.fixture(scope="module")
def bureau(tmp_path_factory: pytest.TempPathFactory) -> Bureau:
    made = Bureau(tmp_path_factory.mktemp("visits"))
    members, benefits, visits = [], [], []
    for name, ((status, since, until, joined, called), _) in ROWS.items():
        village = RURAL_VILLAGE if name in ("new", "arrived") else URBAN_VILLAGE
        members.append(member(name, number(PLACE[name]), "司马长风", village=village, joined=joined))
        if status:
            benefits.append(f"{name},,{status},{since},{until},,2022-05-01")
        if called:
            level, day = called.split()
            visits.append(f"V-{name},{name},{level},{day},某干部,屋内整洁,无异常")
    made.deliver(
        "area", "2022-06-18", [f"{STREET},样例街道,370902,,", f"{URBAN_VILLAGE},样例社区,{STREET},,"]
    )
    made.deliver("household_member", "2022-06-18", members)
    made.deliver("benefit", "2022-06-18", benefits)
    made.deliver("death", "2022-06-18", [f"{number(PLACE['dead'])},司马长风,2022-06-01"])
    made.deliver("service_need", "2022-06-18", [f"X1,{number(PLACE['warned'])},生活照料,2022-06-10,,"])
    made.night(BEFORE)
    made.deliver("visit", TONIGHT, visits)
    for night in (TONIGHT, LAST_DAY, DAY_AFTER, LATE):
        made.night(night)
    return made


def ask(bureau: Bureau, night: str, query: str) -> list[tuple[Any, ...]]:
    (database,) = bureau.home.published.glob(f"doudi-{night}-*-01.duckdb")
    return bureau.ask(query, database)


def owed(bureau: Bureau, night: str) -> dict[str, dict[str, str]]:
    """By household and level: the day due, with ! where it has passed."""
    path = bureau.home.exports / night / f"走访任务_370902_{night}.csv"
    levels = {"村级": "village", "乡镇级": "township", "县级": "county"}
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for row in _csv(path):
        found[row["家庭编号"]][levels[row["层级"]]] = row["应走访时限"] + ("!" if row["超期"] else "")
    return found


def _csv(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("name", ROWS)
def test_who_is_owed_a_visit_and_until_when(bureau: Bureau, name: str) -> None:
    told = owed(bureau, TONIGHT)[name]
    assert [told.get(level, "-") for level in LEVELS] == ROWS[name][1]


def test_the_published_table_says_the_same_by_keys(bureau: Bureau) -> None:
    expected = sorted(
        (level, date.fromisoformat(day.rstrip("!")), day.endswith("!"))
        for name, (_, days) in ROWS.items()
        for level, day in zip(LEVELS, days, strict=True)
        if day != "-"
    )
    assert ask(bureau, TONIGHT, "SELECT level, due_on, is_overdue FROM visit_task ORDER BY ALL") == expected
    ((keys, rows, households),) = ask(
        bureau,
        TONIGHT,
        "SELECT count(DISTINCT (household_key, level)), count(*), count(DISTINCT household_key) FROM visit_task",
    )
    assert (keys, rows, households) == (len(expected), len(expected), 16)


def test_the_village_s_last_visit_is_anyone_s(bureau: Bureau) -> None:
    assert ask(
        bureau,
        TONIGHT,
        """SELECT last_visited_on FROM visit_task WHERE level = 'village' AND due_on = DATE '2022-02-28'""",
    ) == [(date(2022, 1, 1),)]


def test_the_day_due_itself_is_not_late_and_the_next_is(bureau: Bureau) -> None:
    assert owed(bureau, LAST_DAY)["at_end"]["village"] == "2022-06-30"
    assert owed(bureau, DAY_AFTER)["at_end"]["village"] == "2022-06-30!"
    # Seen in June: July's visit falls due, and nobody is late for it.
    assert owed(bureau, DAY_AFTER)["seen"]["village"] == "2022-07-31"


def test_coverage_is_counted_among_those_listed_tonight(bureau: Bureau) -> None:
    """16 households listed: three seen in June (village, village, county), one in May."""
    listed = len(ROWS) - len(NOT_LISTED)
    june, may = date(2022, 6, 1), date(2022, 5, 1)
    assert ask(
        bureau,
        TONIGHT,
        """SELECT month_on, level, listed, visited, not_visited FROM visit_coverage
        WHERE township_code IS NULL ORDER BY month_on, level NULLS FIRST""",
    ) == [
        (may, None, listed, 1, listed - 1),
        (may, "county", listed, 0, listed),
        (may, "township", listed, 0, listed),
        (may, "village", listed, 1, listed - 1),
        (june, None, listed, 3, listed - 3),
        (june, "county", listed, 1, listed - 1),
        (june, "township", listed, 0, listed),
        (june, "village", listed, 2, listed - 2),
    ]
    assert ask(
        bureau,
        TONIGHT,
        """SELECT township_code, listed, visited FROM visit_coverage
        WHERE month_on = DATE '2022-06-01' AND level IS NULL AND township_code IS NOT NULL ORDER BY 1""",
    ) == [(STREET, listed - 2, 3), (TOWN, 2, 0)]


def test_one_task_for_each_township_and_level(bureau: Bureau) -> None:
    late = [sum(days[place].endswith("!") for _, days in ROWS.values()) for place in range(len(LEVELS))]
    found = ask(
        bureau,
        TONIGHT,
        """SELECT reference, township_code, due_on, is_overdue, says_zh, household_key FROM task
        WHERE task_code = 'visit_overdue' ORDER BY due_on""",
    )
    assert [(row[0], row[1], str(row[2]), row[3], row[5]) for row in found] == [
        ("村级", STREET, "2021-06-30", True, None),
        ("乡镇级", STREET, "2022-04-30", True, None),
        ("县级", STREET, "2022-05-31", True, None),
    ]
    for (_, _, _, _, says, _), count in zip(found, late, strict=True):
        assert f"未走访 {count} 户" in says


def test_without_any_visit_delivered_nothing_is_judged(bureau: Bureau) -> None:
    assert ask(bureau, BEFORE, "SELECT * FROM visit_task") == []
    assert ask(bureau, BEFORE, "SELECT * FROM visit_coverage") == []
    assert ask(
        bureau,
        BEFORE,
        "SELECT is_judged, task_count, not_judged_reason FROM task_check WHERE task_code = 'visit_overdue'",
    ) == [(False, None, "走访数据未送达 / visit: never delivered")]
    (database,) = bureau.home.published.glob(f"doudi-{BEFORE}-*.duckdb")
    with duckdb.connect(str(database), read_only=True) as con:
        assert investigation(con) is None
    assert not list((bureau.home.exports / BEFORE).glob("走访任务*"))


def test_late_visits_are_not_judged(bureau: Bureau) -> None:
    """Forty-six days after the last delivery nobody can say who was missed."""
    assert ask(bureau, LATE, "SELECT * FROM visit_task") == []
    assert ask(bureau, LATE, "SELECT is_judged FROM task_check WHERE task_code = 'visit_overdue'") == [
        (False,)
    ]


def test_the_township_s_list_names_in_full_and_every_csv_masks(bureau: Bureau) -> None:
    folder = bureau.home.exports / TONIGHT
    rows = _csv(folder / "走访任务_370902_2022-06-20.csv")
    assert {row["户主姓名"] for row in rows} == {"司马**"}
    in_street = [row["应走访时限"] for row in rows if row["乡镇(街道)"] == "样例街道"]
    assert in_street == sorted(in_street) and in_street[0] == "2021-06-30"
    assert {row["列入原因"] for row in rows if row["家庭编号"] == "first"} == {"低保"}
    assert {row["列入原因"] for row in rows if row["家庭编号"] == "warned"} == {"预警 1 条"}
    sheet = openpyxl.load_workbook(folder / f"业务清单_{STREET}_2022-06-20.xlsx")["走访任务"]
    assert "司马长风" in {cell.value for row in sheet.iter_rows() for cell in row}
    # What a visitor wrote in free text is nowhere on it.
    assert "屋内整洁" not in {cell.value for row in sheet.iter_rows() for cell in row}


def test_the_report_says_it_in_one_line(bureau: Bureau) -> None:
    (database,) = bureau.home.published.glob(f"doudi-{TONIGHT}-*-01.duckdb")
    with duckdb.connect(str(database), read_only=True) as con:
        row = investigation(con)
    assert row is not None
    assert row.says.zh == (
        "应走访 16 户：本月已走访 3 户，上月走访其中 1 户。逾期：村级 8 户，乡镇级 9 户，县级 8 户。"
    )


def test_a_replay_says_what_was_known_that_night(bureau: Bureau) -> None:
    """A visit of early June that was delivered in August: the night of June says the same again, and knows it only
    when it is told what came later."""
    bureau.deliver("visit", LATE, ["V-again,missed,村,2022-06-02,某干部,,无异常"], name="补.csv")
    assert bureau.night(TONIGHT).is_repeated
    later = bureau.night(TONIGHT, LATE)
    told = _csv(later.exports / f"走访任务_370902_{TONIGHT}.csv")
    levels = {row["层级"] for row in told if row["家庭编号"] == "missed"}
    assert levels == {"乡镇级", "县级"}


def test_a_level_is_not_said_to_have_seen_nobody_before_its_own_log_begins(tmp_path: Path) -> None:
    made = Bureau(tmp_path)
    made.deliver("household_member", TONIGHT, [member("H1", number(1)), member("H2", number(2))])
    made.deliver("benefit", TONIGHT, [f"{each},,{DIBAO},2020-01-01,,,2022-05-01" for each in ("H1", "H2")])
    made.deliver("visit", TONIGHT, ["V1,H1,县,2022-04-10,王某,,", "V2,H1,村,2022-06-10,王某,,"])
    made.night(TONIGHT)
    assert made.ask(
        """SELECT strftime(month_on, '%m'), level, visited FROM visit_coverage
        WHERE township_code IS NULL ORDER BY month_on, level NULLS FIRST"""
    ) == [
        ("05", None, 0),
        ("05", "county", 0),
        ("05", "township", 0),
        ("06", None, 1),
        ("06", "county", 0),
        ("06", "township", 0),
        ("06", "village", 1),
    ]
