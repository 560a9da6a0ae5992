"""Services counted apart from people, and who waits for one. A need may wait thirty days.

The children of the source article (Zhangjiagang): 11 computers + 5 counsellings + 8 supplies = 24 services, here for
16 children, because one child may have several.
"""

import csv
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import pytest

from flows.report.systems.service import service
from tests.bureau import RURAL_VILLAGE, URBAN_VILLAGE, Bureau, member, number

AS_OF = date(2022, 6, 20)
STREET, TOWN = URBAN_VILLAGE[:9], RURAL_VILLAGE[:9]
CHILDREN = [number(place, f"2012{place:02d}01" if place <= 12 else "20130101") for place in range(1, 17)]
OLD, OLD_ALONE, ALONE, MATE, DEAD, STRANGER = (
    number(31, "19620620"),
    number(32, "19500101"),
    number(33, "19620621"),
    number(34, "19800101"),
    number(35, "19500101"),
    number(36, "19500101"),
)
"""On the night OLD is 60 that very day, and ALONE will be 60 the day after."""
GUARDIANS = [number(place, "19800101") for place in range(41, 57)]


def ago(days: int) -> str:
    return (AS_OF - timedelta(days=days)).isoformat()


@pytest.fixture(scope="module")
def bureau(tmp_path_factory: pytest.TempPathFactory) -> Bureau:
    made = Bureau(tmp_path_factory.mktemp("services"))
    members = [
        row
        for place, (child, guardian) in enumerate(zip(CHILDREN, GUARDIANS, strict=True))
        for row in (
            member(f"C{place}", guardian, "某某", village=RURAL_VILLAGE),
            member(f"C{place}", child, "欧阳小明", "子女", village=RURAL_VILLAGE),
        )
    ]
    members += [
        member("H1", MATE),
        member("H1", OLD, "欧阳长江", "父母"),
        member("H2", OLD_ALONE, "欧阳长河"),
        member("H3", ALONE, "欧阳长山"),
        member("H4", DEAD, "欧阳长林"),
    ]
    kinds = [
        *((child, "网课设备", "") for child in CHILDREN[:11]),
        *((child, "心理疏导", "乙站") for child in CHILDREN[:5]),
        *((child, "生活物资", "甲站") for child in (*CHILDREN[11:], *CHILDREN[:3])),
    ]
    needs = [
        f"S{place},{child},{kind},2022-03-01,2022-03-{place + 2:02d},{station}"
        for place, (child, kind, station) in enumerate(kinds)
    ]
    needs += [
        f"at,{OLD},生活照料,{ago(30)},,甲站",
        f"past,{OLD_ALONE},生活照料,{ago(31)},,  ",
        f"mate,{MATE},就业,{ago(3)},,{number(77)}号站",
        f"alone,{ALONE},心理疏导,{ago(5)},,乙站",
        f"stranger,{STRANGER},生活照料,{ago(40)},,甲站",
        f"dead,{DEAD},生活照料,{ago(90)},,甲站",
        f"last_year,{OLD_ALONE},心理疏导,2021-12-31,,乙站",
        f"today,{OLD},其他,{ago(9)},{AS_OF},丙站",
    ]
    made.deliver("household_member", AS_OF, members)
    made.deliver("death", AS_OF, [f"{DEAD},欧阳长林,2022-06-01"])
    made.deliver("service_need", AS_OF, needs)
    made.night(AS_OF)
    return made


def count(bureau: Bureau, **where: str | None) -> tuple[Any, ...]:
    told = {"township_code": None, "kind": None, "person_group": None, **where}
    asked = " AND ".join(
        f"{name} IS NOT DISTINCT FROM " + (f"'{value}'" if value else "NULL") for name, value in told.items()
    )
    (row,) = bureau.ask(
        f"SELECT services, persons, resolved, open, stations FROM service_count WHERE {asked}"
    )
    return row


def test_the_article_s_services_are_counted_apart_from_the_children(bureau: Bureau) -> None:
    assert count(bureau, person_group="child", kind="learning_equipment")[:2] == (11, 11)
    assert count(bureau, person_group="child", kind="counselling")[:2] == (5, 5)
    assert count(bureau, person_group="child", kind="supplies")[:2] == (8, 8)
    assert count(bureau, person_group="child") == (24, 16, 24, 0, 2)
    assert count(bureau, person_group="child", township_code=TOWN) == (24, 16, 24, 0, 2)


def test_every_group_and_all_of_them(bureau: Bureau) -> None:
    """Elder: two of OLD (one met tonight), one of OLD_ALONE, the stranger and the dead, who is neither met nor open."""
    assert count(bureau, person_group="elder") == (5, 4, 1, 3, 2)
    assert count(bureau, person_group="living_alone") == (1, 1, 0, 1, 1)
    assert count(bureau, person_group="other") == (1, 1, 0, 1, 1)
    assert count(bureau) == (31, 22, 25, 5, 4)
    # The stranger's township is not known.
    assert count(bureau, township_code=STREET)[0] == 31 - 24 - 1
    ((unknown,),) = bureau.ask("SELECT count(*) FROM service_count WHERE township_code = ''")
    assert unknown == 0


def test_the_key_of_the_counts_is_one(bureau: Bureau) -> None:
    assert bureau.ask(
        "SELECT count(*) FROM (SELECT 1 FROM service_count GROUP BY township_code, kind, person_group HAVING count(*) > 1)"
    ) == [(0,)]


def test_open_needs_are_passed_on(bureau: Bureau) -> None:
    assert bureau.ask(
        """SELECT need_no, kind, person_group, lives_alone, station, township_code, open_days,
        household_key IS NOT NULL, person_key IS NOT NULL FROM service_referral ORDER BY need_no"""
    ) == [
        ("alone", "counselling", "living_alone", True, "乙站", STREET, 5, True, True),
        ("at", "care", "elder", False, "甲站", STREET, 30, True, True),
        ("last_year", "counselling", "elder", True, "乙站", STREET, 171, True, True),
        ("mate", "job", "other", False, "***号站", STREET, 3, True, True),
        ("past", "care", "elder", True, None, STREET, 31, True, True),
        ("stranger", "care", "elder", None, "甲站", None, 40, False, True),
    ]


def test_more_than_thirty_days_is_a_task(bureau: Bureau) -> None:
    found = bureau.ask(
        """SELECT reference, township_code, due_on, is_overdue, says_zh FROM task
        WHERE task_code = 'service_waiting' ORDER BY reference"""
    )
    assert found == [
        ("last_year", STREET, date(2022, 1, 30), True, "心理疏导需求登记 171 天未办结"),
        ("past", STREET, date(2022, 6, 19), True, "生活照料需求登记 31 天未办结，未指定承接站点"),
        ("stranger", None, date(2022, 6, 10), True, "生活照料需求登记 40 天未办结"),
    ]


def test_the_list_goes_by_station(bureau: Bureau) -> None:
    folder = bureau.home.exports / str(AS_OF)
    rows = _csv(folder / f"服务转介_370902_{AS_OF}.csv")
    assert [
        (row["乡镇(街道)"], row["承接站点"], row["需求编号"], row["姓名"], row["人群"], row["独居"])
        for row in rows
    ] == [
        (STREET, "***号站", "mate", "李*", "其他", ""),
        (STREET, "乙站", "last_year", "欧阳**", "老人", "独居"),
        (STREET, "乙站", "alone", "欧阳**", "独居", "独居"),
        (STREET, "甲站", "at", "欧阳**", "老人", ""),
        (STREET, "未指定", "past", "欧阳**", "老人", "独居"),
        ("本局", "甲站", "stranger", "", "老人", ""),
    ]
    sheet = openpyxl.load_workbook(folder / f"业务清单_{STREET}_{AS_OF}.xlsx")["服务转介"]
    told = [cell.value for row in sheet.iter_rows() for cell in row]
    assert "欧阳长河" in told and "stranger" not in told


def test_the_report_says_it_in_one_line(bureau: Bureau) -> None:
    with duckdb.connect(str(bureau.home.published / "latest.duckdb"), read_only=True) as con:
        row = service(con)
    assert row is not None
    assert row.says.zh == (
        "本年登记服务 31 件、22 人，已办结 25 件，承接站点 4 个。"
        "未办结 6 件：儿童 0 件，老人 4 件；其中独居 3 件，心理疏导 2 件，未指定站点 1 件。"
    )


def test_late_needs_are_not_judged_and_none_delivered_says_nothing(bureau: Bureau, tmp_path: Path) -> None:
    bureau.night(AS_OF + timedelta(days=46))
    assert bureau.ask("SELECT is_judged FROM task_check WHERE task_code = 'service_waiting'") == [(False,)]
    empty = Bureau(tmp_path)
    empty.deliver("household_member", AS_OF, [member("H1", MATE)])
    empty.night(AS_OF)
    assert empty.ask("SELECT * FROM service_count") == empty.ask("SELECT * FROM service_referral") == []
    with duckdb.connect(str(empty.home.published / "latest.duckdb"), read_only=True) as con:
        assert service(con) is None


def _csv(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))
