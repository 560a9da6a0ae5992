"""Lists of what is suggested to be paid, and the one-time subsidy's lists, rows and people.

The article's 7,835 rows, 7,830 people and 2,349,000 yuan in small: 7 rows of five lists, 5 people, 1,500 yuan.
"""

import csv
import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from flows.tonight import Outcome
from tests.bureau import RURAL_VILLAGE, URBAN_VILLAGE, Bureau, member, number

NIGHT = "2022-05-20"
LISTS = {"R01": "临时救助建议", "R02": "价格补贴建议", "R03": "一次性补贴建议"}
GROUPS = ("subsistence_allowance", "extreme_poverty_support", "near_dibao", "orphan", "unattended_child")
NOTICE = 'valid_from = 2022-02-16\nvalid_to = 2022-05-22\nsource = "test"\n'
STANDARDS = f'area = "370902"\n[[one_time_subsidy]]\nvalue = 300\n{NOTICE}' + "".join(
    f'[[one_time_subsidy_group]]\npopulation = "{group}"\nvalue = 1\n{NOTICE}' for group in GROUPS
)
A, B, C, D, E, F, G = (number(place) for place in range(1, 8))
NAMES = {A: "赵大山", B: "赵小溪", C: "钱老松", D: "孙青竹", E: "李幼兰", F: "周中石", G: "吴晓月"}


@pytest.fixture(scope="module")
def night(tmp_path_factory: pytest.TempPathFactory) -> tuple[Bureau, Outcome]:
    """A and B live on one allowance, B is an unattended child besides; D's row is there twice; F's has ended, and a
    fire has struck F and G."""
    bureau = Bureau(tmp_path_factory.mktemp("bureau"))
    folder = bureau.home.path / "standards"
    folder.mkdir(exist_ok=True)
    (folder / "370902.toml").write_text(STANDARDS, encoding="utf-8")
    bureau.deliver(
        "household_member",
        NIGHT,
        [
            member("H1", A, NAMES[A]),
            member("H1", B, NAMES[B], "子女"),
            member("H2", C, NAMES[C], residence_class="农村", village=RURAL_VILLAGE),
            member("H3", D, NAMES[D], residence_class="农村", village=RURAL_VILLAGE),
            member("H4", E, NAMES[E]),
            member("H5", F, NAMES[F]),
            member("H5", G, NAMES[G], "配偶"),
        ],
    )
    bureau.deliver(
        "benefit",
        NIGHT,
        [
            "H1,,低保,2020-01-01,,,",
            f"H1,{B},事实无人抚养儿童,2021-01-01,,,",
            f"H2,{C},特困,2020-01-01,,,",
            f"H3,{D},低保边缘,2020-01-01,,,",
            f"H3,{D},低保边缘,2021-01-01,2022-05-20,,",
            f"H4,{E},孤儿,2020-01-01,,,",
            f"H5,{F},低保边缘,2020-01-01,2022-05-19,,",
            f"H5,{G},刚性支出困难,2020-01-01,,,",
        ],
    )
    bureau.deliver("price_index", NIGHT, ["3709,2022-04,3.6,2.9,,"])
    bureau.deliver("hazard", NIGHT, [f"F1,{who},火灾,2022-05-18," for who in (F, G)])
    bureau.deliver("relief_payment", NIGHT, [f"P1,H4,{E},2021-05-07,因病,100,县级,370902001"])
    return bureau, bureau.night(NIGHT)


def listed(outcome: Outcome, rule_code: str) -> list[dict[str, str]]:
    (path,) = outcome.exports.glob(f"{LISTS[rule_code]}_370902_*.csv")
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def sheet(path: Path, name: str) -> tuple[str, list[dict[str, object]]]:
    """The title and the rows."""
    told = iter(openpyxl.load_workbook(path)[name].iter_rows(values_only=True))
    title, heading = next(told)[0], next(told)
    return str(title), [dict(zip(map(str, heading), row, strict=True)) for row in told]


def workbooks(outcome: Outcome) -> Iterator[tuple[str, Path]]:
    for path in sorted(outcome.exports.glob("业务*.xlsx")):
        yield path.name.split("_")[1], path


def test_seven_rows_five_people_fifteen_hundred_yuan(night: tuple[Bureau, Outcome]) -> None:
    bureau, _ = night
    found = bureau.ask(
        "SELECT * REPLACE (CAST(amount_cny AS VARCHAR) AS amount_cny) FROM subsidy_count ORDER BY ALL NULLS FIRST"
    )
    assert found == [
        (None, None, 7, 5, 1, "1500.00"),
        ("extreme_poverty_support", None, 1, 1, 0, "300.00"),
        ("near_dibao", None, 2, 1, 0, "300.00"),
        ("orphan", None, 1, 1, 0, "300.00"),
        ("subsistence_allowance", None, 2, 2, 1, "600.00"),
        ("subsistence_allowance", "unattended_child", None, 1, None, None),
        ("unattended_child", None, 1, 1, 1, None),
    ]


@pytest.mark.parametrize(
    ("rule_code", "payments", "amount"),
    [
        # Fire: twice the standard for each, one of them listed; the other's need is told beside.
        ("R01", 1, "1742.00"),
        # April: 871 x 3.6 % = 31.36, to the yuan 31, for A, B and E; rural 660 x 3.6 % = 23.76, 24 for C.
        ("R02", 4, "117.00"),
        ("R03", 5, "1500.00"),
    ],
)
def test_a_list_sums_to_what_is_suggested(
    night: tuple[Bureau, Outcome], rule_code: str, payments: int, amount: str
) -> None:
    bureau, outcome = night
    rows = listed(outcome, rule_code)
    assert bureau.ask(
        f"SELECT count(*), CAST(sum(suggested_cny) AS VARCHAR) FROM suggested_payment WHERE rule_code = '{rule_code}'"
    ) == [(payments, amount)]
    assert (len(rows), sum(Decimal(row["建议金额(元)"]) for row in rows)) == (payments, Decimal(amount))
    told: dict[bool, list[dict[str, object]]] = {True: [], False: []}
    for code, path in workbooks(outcome):
        if LISTS[rule_code] in openpyxl.load_workbook(path).sheetnames:
            title, found = sheet(path, LISTS[rule_code])
            assert "供审批，系统不发放" in title
            told[code == "370902"] += found
    for found in told.values():
        assert len(found) == payments
        assert sum(Decimal(str(row["建议金额(元)"])) for row in found) == Decimal(amount)
    manifest = json.loads((outcome.exports / "manifest.json").read_text(encoding="utf-8"))
    (stated,) = [file for file in manifest["files"] if file["file_name"].startswith(LISTS[rule_code])]
    assert (stated["rows"], stated["suggested_cny"]) == (payments, amount)


def test_each_row_says_on_what_it_rests(night: tuple[Bureau, Outcome]) -> None:
    _, outcome = night
    (fire,) = listed(outcome, "R01")
    assert (fire["对象"], fire["原因"], fire["备注"]) == ("本人", "急难", "同户 2 项需求，只列应补最高的一项")
    assert fire["依据和算法"].startswith(
        "低保标准 871.00 元/月（2022-01-01 起）；871.00 × 2（个月，按本人）= 1,742.00"
    )
    assert fire["审批"] and "审批" not in fire["依据和算法"]
    (poorest,) = [row for row in listed(outcome, "R02") if row["家庭编号"] == "H2"]
    assert (poorest["对象类别"], poorest["月份"], poorest["建议金额(元)"]) == ("特困", "2022-04", "24.00")
    assert poorest["依据和算法"] == "低保标准 660.00 元/月；居民消费价格同比 3.6%；食品 2.9%；标准乘以涨幅"
    for rule_code in ("R02", "R03"):
        remarks = [row["备注"] for row in listed(outcome, rule_code)]
        assert sorted(filter(None, remarks)) == ["同属 2 类：低保、事实无人抚养儿童，只发一份"]
    assert {row["依据和算法"] for row in listed(outcome, "R03")} == {
        "自 2022-02-16 起执行的通知，每人 300.00 元"
    }


def test_a_township_has_its_own_people_by_name_and_everybody_else_sees_masks(
    night: tuple[Bureau, Outcome],
) -> None:
    _, outcome = night
    books = dict(workbooks(outcome))
    _, urban = sheet(books[URBAN_VILLAGE[:9]], LISTS["R03"])
    _, rural = sheet(books[RURAL_VILLAGE[:9]], LISTS["R03"])
    assert [row["姓名"] for row in urban] == [NAMES[A], NAMES[B], NAMES[E]]
    assert [row["姓名"] for row in rural] == [NAMES[C], NAMES[D]]
    assert rural[0]["身份证号"] == f"990101********{C[-4:]}"
    _, total = sheet(books["370902"], LISTS["R03"])
    masked = ["赵*山", "赵*溪", "李*兰", "钱*松", "孙*竹"]
    assert [row["姓名"] for row in total] == masked == [row["姓名"] for row in listed(outcome, "R03")]
    texts = [path.read_text(encoding="utf-8-sig") for path in outcome.exports.glob("*.csv")]
    texts += [
        str(cell)
        for path in books.values()
        for page in openpyxl.load_workbook(path)
        for row in page.iter_rows(values_only=True)
        for cell in row
    ]
    assert not [who for who in NAMES if any(who in text for text in texts)]


def test_the_report_says_rows_people_and_yuan(night: tuple[Bureau, Outcome]) -> None:
    _, outcome = night
    report = outcome.report.read_text(encoding="utf-8")
    assert "5 类名单共 7 行、5 人，建议发放 1,500.00 元；1 人在两类以上名单，只发一份。" in report


def test_a_sheet_that_is_cut_says_so_and_the_csv_has_all(
    night: tuple[Bureau, Outcome], monkeypatch: pytest.MonkeyPatch
) -> None:
    bureau, _ = night
    monkeypatch.setattr("flows.exports.work_lists.MOST_ROWS", 4)
    outcome = bureau.night("2022-05-21")
    books = dict(workbooks(outcome))
    title, rows = sheet(books["370902"], LISTS["R03"])
    assert "本表只列前 4 行，全部见同名 CSV。" in title
    assert (len(rows), len(listed(outcome, "R03"))) == (4, 5)
    title, rows = sheet(books["370902"], LISTS["R02"])
    assert "只列前" not in title and len(rows) == 4


def test_the_day_a_notice_ends_nothing_is_listed(night: tuple[Bureau, Outcome]) -> None:
    bureau, _ = night
    outcome = bureau.night("2022-05-22")
    assert bureau.ask("SELECT count(*) FROM subsidy_count") == [(0,)]
    assert not list(outcome.exports.glob(f"{LISTS['R03']}_*"))
    assert "类名单共" not in outcome.report.read_text(encoding="utf-8")
    assert bureau.night(NIGHT).is_repeated


def test_whoever_was_paid_for_the_month_is_marked_and_a_notice_names_groups_as_it_pleases(
    tmp_path: Path,
) -> None:
    """A supplement entered for a household marks everybody in it, one for a person that person; another month's nobody."""
    bureau = Bureau(tmp_path)
    folder = bureau.home.path / "standards"
    folder.mkdir(exist_ok=True)
    (folder / "370902.toml").write_text(
        STANDARDS
        + f'[[one_time_subsidy_group]]\npopulation = "disability_care_subsidy"\nvalue = 1\n{NOTICE}',
        encoding="utf-8",
    )
    people = [("H1", A), ("H1", B), ("H2", C), ("H2", D), ("H3", E)]
    bureau.deliver("household_member", NIGHT, [member(home, who, NAMES[who]) for home, who in people])
    benefits = [f"{home},,低保,2020-01-01,,," for home in ("H1", "H2", "H3")]
    bureau.deliver("benefit", NIGHT, [*benefits, f"H3,{E},残疾人护理补贴,2020-01-01,,,"])
    bureau.deliver("price_index", NIGHT, ["3709,2022-04,3.6,2.9,,"])
    paid = ["H1,,2022-04", f"H2,{C},2022-04", "H3,,2022-03"]
    bureau.deliver("benefit_payment", NIGHT, [f"{whose},价格临时补贴,31.00,370902" for whose in paid])
    outcome = bureau.night(NIGHT)
    remarks = [(row["家庭编号"], row["姓名"], row["备注"]) for row in listed(outcome, "R02")]
    again = "该月已有发放记录，勿重复发放"
    assert sorted(remarks) == [
        ("H1", "赵*山", again),
        ("H1", "赵*溪", again),
        ("H2", "孙*竹", ""),
        ("H2", "钱*松", again),
        ("H3", "李*兰", ""),
    ]
    assert [row["备注"] for row in listed(outcome, "R03") if row["备注"]] == [
        "同属 2 类：重度残疾人护理补贴、低保，只发一份"
    ]
    found = bureau.ask(
        "SELECT list_rows, persons FROM subsidy_count WHERE category = 'disability_care_subsidy'"
    )
    assert sorted(found, key=str) == [(1, 1), (None, 1)]
