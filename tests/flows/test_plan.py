"""What a plan says of the last night is what a real night under that standard publishes, and it leaves no trace."""

import hashlib
import json
import shutil
from collections import Counter
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from flows import home
from flows.cli import main
from flows.nightly import read_policy
from flows.plan.plan import Asked, Plan, plan
from flows.plan.proposal import Terms, applied, value_change
from flows.plan.trial import trial
from flows.publish.outward import columns_of
from schemas.published import TABLES
from tests.bureau import Bureau, member, months, number, settlement, twin_of, wage

CHANGES = ("relief_multiple.illness=8", "subsistence_ratio=1.2")
RAISED = """area = "370902"
checked = 2022-06-01
[[relief_multiple]]
population = "illness"
value = 8
valid_from = 2022-06-01
source = "某区民政局文件"
[[subsistence_ratio]]
value = 1.2
operator = "below"
valid_from = 2022-06-01
source = "某区民政局文件"
"""
WARNING = next(table for table in TABLES if table.name == "warning")
ROWS = f"SELECT {columns_of(WARNING)} FROM {{}} ORDER BY warning_id"


def marks(path: Path) -> dict[str, tuple[int, str]]:
    return {
        str(file.relative_to(path)): (
            file.lstat().st_mtime_ns,
            hashlib.sha256(file.read_bytes()).hexdigest() if file.is_file() else "",
        )
        for file in sorted(path.rglob("*"))
        if not file.is_dir()
    }


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> Bureau:
    path = tmp_path_factory.mktemp("county") / "home"
    assert main(["demo", "--home", str(path), "--households", "400", "--seed", "7"]) == 0
    return Bureau(path)


@pytest.fixture(scope="module")
def raised(county: Bureau, tmp_path_factory: pytest.TempPathFactory) -> Bureau:
    """The same county in a home of its own, under the raised values from its first night on."""
    path = tmp_path_factory.mktemp("raised") / "home"
    Bureau(path)
    for folder in ("landing", "secrets"):
        shutil.rmtree(path / folder)
        shutil.copytree(county.home.path / folder, path / folder)
    shutil.copyfile(county.home.path / "doudi.toml", path / "doudi.toml")
    (path / "standards" / "370902.toml").write_text(RAISED, encoding="utf-8")
    made = Bureau(path)
    made.night("2022-06-22")
    return made


@pytest.fixture(scope="module")
def planned(county: Bureau) -> Plan:
    return plan(county.home, Asked(settings=CHANGES))


def keyed(bureau: Bureau) -> dict[tuple[Any, ...], tuple[Any, ...]]:
    return {
        row[:3]: row[3:]
        for row in bureau.ask(
            """SELECT rule_code, household_key, person_key, severity, suggested_cny, township_code FROM warning
            WHERE is_listed"""
        )
    }


def test_the_planned_night_is_the_night_that_would_be_published(county: Bureau, raised: Bureau) -> None:
    with trial(county.home) as tried:
        terms = Terms(*read_policy(county.home))
        changes = [
            value_change(terms, written, area="370902", night=tried.night, valid_from=None)
            for written in CHANGES
        ]
        with tried.judged(applied(terms, changes)):
            rows = tried.con.execute(ROWS.format("outward_warning")).fetchall()
    assert rows == raised.ask(ROWS.format("warning"))
    assert rows != county.ask(ROWS.format("warning"))


def test_what_came_went_and_changed_is_what_two_published_nights_differ_by(
    county: Bureau, raised: Bureau, planned: Plan
) -> None:
    before, after = keyed(county), keyed(raised)
    told = {
        (row["rule_code"], row["household_key"], row["person_key"]): row["kind"] for row in planned.differing
    }
    expected = dict.fromkeys(after.keys() - before.keys(), "gained")
    expected |= dict.fromkeys(before.keys() - after.keys(), "lost")
    expected |= {key: "changed" for key in before.keys() & after.keys() if before[key][:2] != after[key][:2]}
    assert told == expected
    assert {"gained", "lost", "changed"} == set(expected.values())
    assert planned.is_as_published

    def sums(bureau: Bureau) -> list[tuple[Any, ...]]:
        return bureau.ask(
            """SELECT township_code, count(*), sum(cny), sum(warnings) FROM (
                SELECT township_code, household_key, max(suggested_cny) AS cny, count(*) AS warnings
                FROM warning WHERE is_listed GROUP BY ALL) GROUP BY ALL ORDER BY ALL"""
        )

    for bureau, when in ((county, "before"), (raised, "after")):
        assert [
            (
                row["township_code"],
                row[f"households_{when}"],
                row[f"suggested_cny_{when}"],
                row[f"warnings_{when}"],
            )
            for row in planned.townships
            if row[f"households_{when}"]
        ] == [
            (code, households, cny or Decimal(0), warnings)
            for code, households, cny, warnings in sums(bureau)
        ]


def test_the_parts_sum_to_the_whole(planned: Plan) -> None:
    names = ("warnings_before", "warnings_after", "gained", "lost", "changed")
    for parts in (planned.townships, planned.rules):
        assert [sum(row[name] for row in parts) for name in names] == [planned.total[name] for name in names]
    for name in ("gained", "lost", "changed"):
        assert sum(row[name] for row in planned.causes) == planned.total[name]
    for row in (*planned.townships, *planned.rules, planned.total):
        assert row["warnings_after"] - row["warnings_before"] == row["gained"] - row["lost"]
    total = planned.total
    assert (
        sum(row["suggested_cny_difference"] for row in planned.causes)
        == total["suggested_cny_after"] - total["suggested_cny_before"]
        != 0
    )
    assert (
        sum(row["households_more"] - row["households_fewer"] for row in planned.causes)
        == total["households_after"] - total["households_before"]
    )
    for township in planned.townships:
        mine = [row for row in planned.causes if row["township_code"] == township["township_code"]]
        assert sum(row["gained"] for row in mine) == township["gained"]


def test_every_cause_is_what_that_change_does_alone(county: Bureau, planned: Plan) -> None:
    for change in CHANGES:
        alone = plan(county.home, Asked(settings=[change]))
        own = [row | {"cause": change} for row in planned.differing if change in row["cause"].split(" | ")]
        assert own == [row for row in alone.differing if row in own]
        assert {row["cause"] for row in alone.differing} == {change}
    assert Counter(row["kind"] for row in planned.differing if row["cause"] == CHANGES[0]).keys() == {
        "changed"
    }


def test_no_change_changes_nothing(county: Bureau) -> None:
    found = plan(county.home, Asked(settings=["relief_multiple.illness=6", "subsistence_ratio=1.0"]))
    assert not found.differing and not found.causes and not found.examples
    assert found.total["warnings_before"] == found.total["warnings_after"] > 0
    assert all(row["households_before"] == row["households_after"] for row in found.townships)


def test_a_plan_leaves_every_file_as_it_was(
    county: Bureau, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = county.home.path
    before = marks(path)
    words = ["--home", str(path), "--set", CHANGES[0], "--curve", "subsistence_ratio=1.0..1.2", "--json"]
    assert main(["plan", *words, "--out", str(tmp_path / "out")]) == 0
    after = marks(path)
    # A line of the audit is all that tells of it.
    changed = {name for name in before.keys() | after.keys() if after.get(name) != before.get(name)}
    assert changed - {"audit/.lock"} == {"audit/access.jsonl", "audit.head"}
    line = json.loads((path / "audit" / "access.jsonl").read_text().splitlines()[-1])
    assert line["command"] == "plan" and CHANGES[0] in line["what"]
    told = json.loads(capsys.readouterr().out)
    assert told["changes"][0]["becomes"] == ["8 倍"]
    assert told["total"]["gained"] == 0 < told["total"]["changed"]


def test_examples_are_few_and_masked(planned: Plan, county: Bureau) -> None:
    assert len(planned.examples) == 10
    said = json.dumps(planned.examples, ensure_ascii=False, default=str)
    with home.warehouse(county.home, read_only=True) as con:
        for number_, name in con.execute(
            "SELECT DISTINCT id_number, name FROM household_member JOIN person USING (person_no)"
        ).fetchall():
            assert number_ not in said and name not in said


def test_a_curve_passes_through_the_present_and_meets_the_plan(county: Bureau, planned: Plan) -> None:
    found = plan(
        county.home,
        Asked(curves=["subsistence_ratio=0.9..1.2", "relief_multiple.illness=5..8/3"]),
    )
    ratio, multiple = found.curves
    assert [str(point.value) for point in ratio.points] == ["0.9", "1.0", "1.1", "1.2"]
    (present,) = [point for point in ratio.points if point.is_present]
    total = planned.total
    assert str(present.value) == "1.0"
    assert (present.warnings, present.households, present.suggested_cny) == (
        total["warnings_before"],
        total["households_before"],
        total["suggested_cny_before"],
    )
    # Six lies between the ends and holds today.
    assert [(str(point.value), point.is_present) for point in multiple.points] == [
        ("5", False),
        ("6", True),
        ("8", False),
    ]
    assert multiple.points[-1].suggested_cny == total["suggested_cny_after"]
    money = [point.suggested_cny for point in multiple.points]
    assert money == sorted(money) and len(set(money)) == 3
    assert ratio.points[0].warnings < ratio.points[-1].warnings


def test_a_second_night_is_planned_as_it_would_have_gone_on(tmp_path: Path) -> None:
    """The ledger of the first night stands; H2 earns between the line and 1.2 of it, H1 is a fen short of the line."""
    made = Bureau(tmp_path / "home")
    people = [number(place, "19800101") for place in (1, 2, 3)]
    day = date(2022, 6, 20)
    made.deliver("household_member", day, [member(f"H{place}", who) for place, who in enumerate(people, 1)])
    made.deliver("benefit", day, [f"H9,{number(9)},低保,2020-01-01,,500.00,"])
    made.deliver("property", day, [f"{number(9)},车辆,Z1,1000.00,,2020-01-01"])
    made.deliver(
        "income",
        day,
        [
            wage(who, month, amount)
            for who, amount in zip(people, ("870.99", "1000.00", "2000.00"), strict=True)
            for month in months(day, 15)
        ],
    )
    made.deliver("medical_expense", day, [settlement("S1", people[2], "2022-05-01", "20500.00")])
    made.night(day)
    real = twin_of(made, tmp_path / "real")
    (real.home.path / "standards" / "370902.toml").write_text(RAISED, encoding="utf-8")
    for bureau in (made, real):
        bureau.night("2022-06-21")
    found = plan(made.home, Asked(settings=CHANGES))
    assert found.is_as_published
    before, after = keyed(made), keyed(real)
    assert {(row["kind"], row["rule_code"]) for row in found.differing} == {
        ("gained", "N01"),
        ("lost", "N02"),
        ("changed", "N05"),
    }
    assert len(after) == len(before) == found.total["warnings_after"]
    money = [row for row in found.differing if row["kind"] == "changed"]
    assert [(row["suggested_cny_before"], row["suggested_cny_after"]) for row in money] == [
        (Decimal("5226.00"), Decimal("6968.00"))
    ]
    earlier = plan(made.home, Asked(settings=CHANGES, as_of=day))
    assert earlier.is_as_published and str(earlier.night.as_of) == "2022-06-20"
