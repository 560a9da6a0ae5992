"""A new locality is one file, written by hand from its notice: Yinzhou District of Ningbo, 2022, per policy sheet 2.4.

The standard is 1,181 yuan. Money per head must be less than 48 times of it for subsistence allowance (56,688 yuan) and
96 times for near-dibao (113,376), a car's value less than 144 times (170,064), capital in a firm less than 100,000 and
200,000; a second dwelling counts from 49.98 square metres a head; the near-dibao line is twice the standard.
"""

import time
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from flows import standards
from flows.standards_check import check
from schemas.in_force import in_force

YINZHOU = """\
area = "330212"
name_zh = "浙江省宁波市鄞州区"
name = "Yinzhou District, Ningbo, Zhejiang"
checked = 2026-11-23

[[subsistence_allowance_standard]]
value = 1181
valid_from = 2022-01-01
source = "宁波市鄞州区2022年低保标准，每人每月1181元"
confidence = "secondary"

[[near_dibao_ratio]]
value = 2.0
operator = "not_above"
valid_from = 2022-01-01
source = "宁波市：低保标准2倍以内"
confidence = "secondary"

[[financial_assets_multiple]]
population = "subsistence_allowance"
value = 48
operator = "below"
valid_from = 2022-01-01
source = "鄞州区2022：人均货币财产少于48倍月标准"
confidence = "secondary"

[[financial_assets_multiple]]
population = "rigid_expenditure"
value = 72
operator = "below"
valid_from = 2022-01-01
source = "鄞州区2022：支出型困难家庭少于72倍"
confidence = "secondary"

[[financial_assets_multiple]]
population = "near_dibao"
value = 96
operator = "below"
valid_from = 2022-01-01
source = "鄞州区2022：低保边缘家庭少于96倍"
confidence = "secondary"

[[vehicle_multiple]]
population = "near_dibao"
value = 144
operator = "below"
valid_from = 2022-01-01
source = "鄞州区2022：车辆价值少于144倍"
confidence = "secondary"

[[business_capital]]
population = "subsistence_allowance"
value = 100000
operator = "below"
valid_from = 2022-01-01
source = "鄞州区2022：出资额少于10万元"
confidence = "secondary"

[[business_capital]]
population = "near_dibao"
value = 200000
operator = "below"
valid_from = 2022-01-01
source = "鄞州区2022：出资额少于20万元"
confidence = "secondary"

[[dwelling_area]]
value = 49.98
operator = "below"
valid_from = 2022-01-01
source = "鄞州区2022：第二套住房人均面积少于49.98平方米"
confidence = "secondary"

[[support_formula]]
value = "excess_amount"
valid_from = 2022-01-01
source = "宁波市：义务人家庭收入减去48479元乘以人数"
confidence = "secondary"

[[support_free_amount]]
value = 48479
valid_from = 2022-01-01
source = "宁波市：义务人家庭收入减去48479元乘以人数"
confidence = "secondary"
"""

MONEY = [
    ("financial_assets_multiple", "subsistence_allowance", "56688"),
    ("financial_assets_multiple", "rigid_expenditure", "85032"),
    ("financial_assets_multiple", "near_dibao", "113376"),
    ("vehicle_multiple", "near_dibao", "170064"),
]


def test_a_new_locality_is_one_file(tmp_path: Path) -> None:
    started = time.perf_counter()
    (tmp_path / "330212.toml").write_text(YINZHOU, encoding="utf-8")
    rows = standards.read((standards.SHIPPED, tmp_path))
    held = in_force(rows, "330212001002", date(2022, 6, 22))
    found = check(rows, [], "330212", date(2022, 6, 22))
    took = time.perf_counter() - started

    standard = Decimal(held["subsistence_allowance_standard", "urban"].value)
    assert standard == Decimal(held["subsistence_allowance_standard", "rural"].value) == 1181
    for key, population, money in MONEY:
        row = held[key, population]
        assert (row.operator, Decimal(row.value) * standard) == ("below", Decimal(money))
    assert ("vehicle_multiple", "subsistence_allowance") not in held
    near = held["near_dibao_ratio", "all"]
    assert (near.area_code, near.value, near.operator) == ("330212", "2.0", "not_above")
    assert held["dwelling_area", "subsistence_allowance"].value == "49.98"
    assert held["support_formula", "all"].value == "excess_amount"
    # What it does not set is the nation's, and what holds elsewhere is as it was.
    assert held["child_age", "all"].area_code == "00"
    assert in_force(rows, "370902001001", date(2022, 6, 22))["near_dibao_ratio", "all"].value == "1.5"
    assert not found.gaps and not found.remarks and not found.stale
    assert took < 1


@pytest.mark.parametrize(("day", "value"), [("2021-12-31", "1.5"), ("2022-01-01", "2.0")])
def test_it_holds_from_its_first_day(tmp_path: Path, day: str, value: str) -> None:
    (tmp_path / "330212.toml").write_text(YINZHOU, encoding="utf-8")
    rows = standards.read((standards.SHIPPED, tmp_path))
    assert in_force(rows, "330212", date.fromisoformat(day))["near_dibao_ratio", "all"].value == value
