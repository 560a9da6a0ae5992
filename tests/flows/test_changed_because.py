"""Why a warning came, went or changed: one factor at a time, and the parts add up to the whole."""

from collections import Counter
from datetime import date
from pathlib import Path

import duckdb
import pytest

from flows import home
from flows.cli import main
from flows.report.changes import causes as why
from flows.report.changes import changes
from flows.report.words import CHANGE
from schemas.warning import CHANGED_BECAUSE
from tests.bureau import Bureau, member, months, number, settlement
from tests.flows.test_report import Reader

NIGHT = "2022-05-18"
NEXT = "2022-05-19"


@pytest.fixture
def bureau(tmp_path: Path) -> Bureau:
    """Two households; the medical bills of H1 are a little above the line, those of H2 below."""
    made = Bureau(tmp_path / "home")
    made.deliver("household_member", "2022-05-01", [member("H1", number(1)), member("H2", number(2))])
    made.deliver("benefit", "2022-05-01", ["H9,,最低生活保障,2020-01-01,,,"])
    made.deliver(
        "medical_expense",
        "2022-05-01",
        [
            settlement("S1", number(1), "2022-04-01", "20500.00"),
            settlement("S2", number(2), "2022-04-01", "100.00"),
        ],
    )
    return made


def causes(bureau: Bureau, night: str) -> Counter[tuple[str, str, str]]:
    """(rule, change, cause) of every event of a night that is no mere going on."""
    return Counter(
        bureau.ask(
            f"""SELECT rule_code, warning_event.change, changed_because FROM warning_event JOIN warning USING (warning_id)
            WHERE event_on = DATE '{night}' AND warning_event.change <> 'continuing'"""
        )
    )


def test_a_first_night_is_compared_with_nothing(bureau: Bureau) -> None:
    bureau.night(NIGHT)
    assert causes(bureau, NIGHT) == {("N05", "new", "first_night"): 1}


def test_a_department_sent_another_bill(bureau: Bureau) -> None:
    bureau.night(NIGHT)
    bureau.deliver("medical_expense", NEXT, [settlement("S3", number(2), "2022-05-02", "30000.00")])
    bureau.night(NEXT)
    assert causes(bureau, NEXT) == {("N05", "new", "data_changed"): 1}


def test_a_correction_by_the_department_takes_a_warning_back(bureau: Bureau) -> None:
    bureau.night(NIGHT)
    bureau.deliver("medical_expense", NEXT, [settlement("S1", number(1), "2022-04-01", "500.00")])
    bureau.night(NEXT)
    ((_, change, cause),) = causes(bureau, NEXT)
    assert change in ("cleared", "withdrawn") and cause == "data_changed"


def test_a_member_who_moves_in_is_a_change_of_the_household(bureau: Bureau) -> None:
    bureau.deliver("medical_expense", "2022-05-02", [settlement("S4", number(3), "2022-04-01", "30000.00")])
    bureau.night(NIGHT)
    known = causes(bureau, NIGHT)
    bureau.deliver(
        "household_member",
        NEXT,
        [member("H1", number(1)), member("H2", number(2)), member("H2", number(3), relation="子女")],
    )
    bureau.night(NEXT)
    assert {cause for _, _, cause in known} == {"first_night"}
    assert causes(bureau, NEXT)[("N05", "new", "household_changed")] == 1


def test_a_value_that_begins_on_the_day_is_a_change_of_the_standard(bureau: Bureau) -> None:
    bureau.night(NIGHT)
    keys = [key for (key,) in bureau.ask("SELECT DISTINCT key FROM standard WHERE key LIKE '%medical%'")]
    line = next(key for key in keys if "line" in key or "limit" in key)
    (bureau.home.path / "standards" / "370902.toml").write_text(
        f'area = "370902"\n[[{line}]]\nvalue = 90.00\noperator = "above"\nvalid_from = 2022-05-19\npublished_on = 2022-05-10\nsource = "某区民政局"\n',
        encoding="utf-8",
    )
    bureau.night(NEXT)
    assert set(causes(bureau, NEXT)) == {("N05", "new", "standard_changed")}


def test_late_data_that_came_let_a_rule_judge_again(bureau: Bureau) -> None:
    """Bills are late after 45 days: the night of 1 July judges none of them, the next one does."""
    bureau.night("2022-06-10")
    bureau.deliver("household_member", "2022-06-30", [member("H1", number(1)), member("H2", number(2))])
    bureau.deliver("benefit", "2022-06-30", ["H9,,最低生活保障,2020-01-01,,,"])
    bureau.night("2022-07-01")
    assert not bureau.ask(
        "SELECT 1 FROM judgement WHERE rule_code = 'N05' AND run_id LIKE '20220701%' AND is_judged"
    )
    bureau.deliver("medical_expense", "2022-07-02", [settlement("S5", number(2), "2022-06-30", "30000.00")])
    bureau.night("2022-07-02")
    assert causes(bureau, "2022-07-02") == {("N05", "new", "extract_late"): 1}


def test_a_new_year_begins_its_bills_from_nothing(bureau: Bureau) -> None:
    """Nothing came, nothing changed: the sum of the calendar year is a new one."""
    bureau.deliver("medical_expense", "2022-12-30", [settlement("S6", number(1), "2022-12-20", "10.00")])
    for name, rows in (
        ("household_member", [member("H1", number(1)), member("H2", number(2))]),
        ("benefit", ["H9,,最低生活保障,2020-01-01,,,"]),
    ):
        bureau.deliver(name, "2022-12-30", rows)
    bureau.night("2022-12-31")
    bureau.night("2023-01-01")
    assert causes(bureau, "2023-01-01") == {("N05", "cleared", "calendar_moved"): 1}


def test_a_rule_with_another_text_is_a_change_of_the_rule(bureau: Bureau) -> None:
    bureau.night(NIGHT)
    with home.warehouse(bureau.home) as con:
        con.execute("UPDATE judgement SET rule_version = 'as it read before' WHERE rule_code = 'N05'")
    bureau.deliver("medical_expense", NEXT, [settlement("S3", number(2), "2022-05-02", "30000.00")])
    bureau.night(NEXT)
    assert causes(bureau, NEXT) == {("N05", "new", "rule_changed"): 1}


def test_what_an_office_found_is_peoples_word(bureau: Bureau) -> None:
    bureau.night(NIGHT)
    (warning,) = bureau.warnings("N05")
    words = ["snooze", warning["warning_id"], "--until", "2022-06-30", "--reason", "住院，月底再访"]
    assert main([*words, "--on", NEXT, "--home", str(bureau.home.path)]) == 0
    bureau.night(NEXT)
    moved = bureau.ask("SELECT DISTINCT changed_because FROM warning_event WHERE moved_by = 'decision'")
    assert moved == [("people",)]


def test_the_parts_add_up_to_the_whole_on_the_page(bureau: Bureau) -> None:
    bureau.night(NIGHT)
    bureau.deliver("medical_expense", NEXT, [settlement("S3", number(2), "2022-05-02", "30000.00")])
    bureau.deliver(
        "income",
        NEXT,
        [f"{number(1)},{month},工资性收入,0.00," for month in months(date.fromisoformat(NEXT), 12)],
    )
    outcome = bureau.night(NEXT)
    assert not bureau.ask("SELECT 1 FROM warning_event WHERE changed_because IS NULL")
    assert {cause for (cause,) in bureau.ask("SELECT DISTINCT changed_because FROM warning_event")} <= set(
        CHANGED_BECAUSE
    )
    page = Reader(outcome.report.read_text(encoding="utf-8"))
    table = page.text[page.text.index("为什么变") :]
    assert "部门数据变化" in table
    with duckdb.connect(str(outcome.published), read_only=True) as con:
        whole, parts = changes(con, outcome.run_id, outcome.as_of), why(con, outcome.run_id)
    assert parts and {change for _, counts in parts for change in counts} >= {"new"}
    for change in CHANGE:
        if change != "continuing":
            assert sum(counts.get(change, 0) for _, counts in parts) == whole.count(change), change
