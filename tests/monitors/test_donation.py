"""What social organisations gave: one night over nine gifts, of which six are this year's and this area's."""

import csv
import json
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from flows.tonight import Outcome
from tests.bureau import Bureau, member, number

ACCOUNT = "6222020200112233445"
GIFTS = (
    "D1,某慈善会,2022-01-01,资金,1000.50,370902001",
    "D2,某慈善会,2022-05-20,物资,,370902001",
    "D3,某慈善会,2022-03-01,资金,2000.00,370902",
    "D4,某商会,2022-04-01,物资,300.00,370902001",
    "D5,某商会,2022-04-02,服务,,370902201",
    f"D6,某基金会{ACCOUNT},2022-02-02,资金,0.50,370902001",
    # Last year's, another county's, the whole province's.
    "D7,某慈善会,2021-12-31,资金,5000.00,370902001",
    "D8,某商会,2022-04-01,资金,7000.00,370911001",
    "D9,某商会,2022-04-01,资金,9000.00,37",
)


@pytest.fixture(scope="module")
def night(tmp_path_factory: pytest.TempPathFactory) -> tuple[Bureau, Outcome]:
    bureau = Bureau(tmp_path_factory.mktemp("bureau"))
    bureau.deliver("household_member", "2022-05-20", [member("H1", number(1))])
    bureau.deliver("social_donation", "2022-05-20", GIFTS)
    return bureau, bureau.night("2022-05-20")


def counted(bureau: Bureau, where: str) -> list[tuple[object, ...]]:
    return [
        (*row[:-1], None if row[-1] is None else str(row[-1]))
        for row in bureau.ask(f"SELECT * FROM donation_count WHERE {where} ORDER BY ALL NULLS FIRST")
    ]


def test_in_all(night: tuple[Bureau, Outcome]) -> None:
    """Six gifts, four with a value: 1,000.50 + 2,000.00 + 300.00 + 0.50."""
    bureau, _ = night
    assert counted(bureau, "organisation IS NULL AND area_code IS NULL AND kind IS NULL") == [
        (None, None, None, 6, 4, "3301.00")
    ]


def test_by_organisation_by_area_and_by_kind(night: tuple[Bureau, Outcome]) -> None:
    bureau, _ = night
    assert counted(bureau, "organisation IS NOT NULL AND area_code IS NULL") == [
        ("某商会", None, None, 2, 1, "300.00"),
        ("某基金会***", None, None, 1, 1, "0.50"),
        ("某慈善会", None, None, 3, 2, "3000.50"),
    ]
    assert counted(bureau, "organisation IS NULL AND area_code IS NOT NULL") == [
        (None, "370902", None, 1, 1, "2000.00"),
        (None, "370902001", None, 4, 3, "1301.00"),
        (None, "370902201", None, 1, 0, None),
    ]
    assert counted(bureau, "organisation IS NULL AND kind IS NOT NULL") == [
        (None, None, "goods", 2, 1, "300.00"),
        (None, None, "money", 3, 3, "3001.00"),
        (None, None, "service", 1, 0, None),
    ]


def test_a_gift_without_a_value_is_counted_and_is_not_nothing(night: tuple[Bureau, Outcome]) -> None:
    bureau, _ = night
    assert counted(bureau, "organisation = '某慈善会' AND kind = 'goods'") == [
        ("某慈善会", "370902001", "goods", 1, 0, None)
    ]


def test_an_area_can_be_left_out_and_the_finest_rows_add_up(night: tuple[Bureau, Outcome]) -> None:
    bureau, _ = night
    ((without,),) = bureau.ask(
        """SELECT sum(amount_cny) FROM donation_count
        WHERE organisation IS NULL AND kind IS NULL AND area_code IS NOT NULL AND area_code <> '370902001'"""
    )
    ((gifts, valued, amount),) = bureau.ask(
        """SELECT sum(donations), sum(valued), sum(amount_cny) FROM donation_count
        WHERE organisation IS NOT NULL AND area_code IS NOT NULL AND kind IS NOT NULL"""
    )
    assert (str(without), gifts, valued, str(amount)) == ("2000.00", 6, 4, "3301.00")
    assert bureau.ask("SELECT count(*) FROM donation_count") == [(1 + 3 + 3 + 3 + 6,)]


def test_the_bureau_has_the_list_and_no_township(night: tuple[Bureau, Outcome]) -> None:
    _, outcome = night
    (path,) = outcome.exports.glob("社会捐赠_370902_2022-05-20.csv")
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = [list(row.values())[2:] for row in csv.DictReader(file)]
    assert rows == [
        ["某慈善会", "370902", "1", "1", "2000.00", "2000.00"],
        ["某商会", "370902001", "1", "1", "300.00", ""],
        ["某基金会***", "370902001", "1", "1", "0.50", "0.50"],
        ["某慈善会", "370902001", "2", "1", "1000.50", "1000.50"],
        ["某商会", "370902201", "1", "0", "", ""],
    ]
    (total,) = outcome.exports.glob("业务总表_*.xlsx")
    assert "社会捐赠" in openpyxl.load_workbook(total).sheetnames
    for township in outcome.exports.glob("业务清单_*.xlsx"):
        assert "社会捐赠" not in openpyxl.load_workbook(township).sheetnames
    # What was given is no suggestion: the manifest adds up suggested money only.
    manifest = json.loads((outcome.exports / "manifest.json").read_text(encoding="utf-8"))
    (stated,) = [file for file in manifest["files"] if file["file_name"] == path.name]
    assert (stated["rows"], stated["suggested_cny"]) == (5, "0.00")


def test_the_report_says_so_and_no_number_leaves(night: tuple[Bureau, Outcome]) -> None:
    bureau, outcome = night
    report = outcome.report.read_text(encoding="utf-8")
    assert "本年 3 个组织捐赠 6 件，涉及 3 个区划，金额 3,301.00 元；2 件没有金额。" in report
    texts = [report, *(path.read_text(encoding="utf-8-sig") for path in outcome.exports.glob("*.csv"))]
    assert not any(ACCOUNT in text for text in texts)
    assert bureau.ask(f"SELECT count(*) FROM donation_count WHERE organisation LIKE '%{ACCOUNT}%'") == [(0,)]


def test_a_new_year_begins_at_nothing_and_without_deliveries_nothing_is_said(
    night: tuple[Bureau, Outcome], tmp_path: Path
) -> None:
    bureau, _ = night
    bureau.night(date(2023, 1, 1))
    assert counted(bureau, "true") == [(None, None, None, 0, 0, None)]
    other = Bureau(tmp_path)
    other.deliver("household_member", "2022-05-20", [member("H1", number(1))])
    assert "社会捐赠</td>" not in other.night("2022-05-20").report.read_text(encoding="utf-8")
    assert counted(other, "true") == []
