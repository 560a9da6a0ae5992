"""People whose identity number changes, and people about whom two registers disagree."""

import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from flows.explain import explain
from flows.home import warehouse
from schemas import masks
from tests.bureau import Bureau, member, months, number, settlement, wage

DAY = "2022-06-20"
NEXT = "2022-06-21"
AS_OF = date(2022, 6, 20)
OLD, NEW, NEWER, OTHER = number(1), number(2), number(3), number(4)
BEFORE = "2022-03-01"
NOBODY = "H9,,最低生活保障,2020-01-01,,,"


@pytest.fixture
def bureau(tmp_path: Path) -> Bureau:
    made = Bureau(tmp_path)
    made.deliver("benefit", DAY, [NOBODY])
    made.deliver("employment", DAY, [f"{number(99)},参保,2020-01-01,,"])
    made.deliver("death", DAY, [f"{number(98)},某某,2020-01-01"])
    return made


def change(old: str, new: str, day: str = BEFORE) -> str:
    return f"{old},{new},{day}"


def doubts(bureau: Bureau, database: Path | None = None) -> list[tuple[Any, ...]]:
    return bureau.ask("SELECT kind, extract, source_line FROM identity_doubt ORDER BY ALL", database)


def codes(bureau: Bureau) -> set[str]:
    return {warning["rule_code"] for warning in bureau.warnings() if warning["closed_on"] is None}


def numbers(case: int) -> dict[str, str]:
    """The numbers of a case of its own: old, new, newer, other."""
    return {
        name: number(100 + 10 * case + place) for place, name in enumerate(("old", "new", "newer", "other"))
    }


JOINED = (
    ("a number changed", [("old", "new", BEFORE)], "old", True),
    ("none did", [], "old", False),
    ("a chain of three numbers", [("old", "newer", BEFORE), ("newer", "new", BEFORE)], "old", True),
    ("from the middle of the chain", [("old", "newer", BEFORE), ("newer", "new", BEFORE)], "newer", True),
    ("two old numbers of one person", [("other", "new", BEFORE), ("old", "new", BEFORE)], "old", True),
    ("the register still lists the old number", [("new", "old", BEFORE)], "old", True),
    ("changed today", [("old", "new", DAY)], "old", True),
    ("changed only tomorrow", [("old", "new", NEXT)], "old", False),
)


def test_expenses_under_an_old_number_are_joined_by_a_change(bureau: Bureau) -> None:
    """Old number in 医疗, new number in the register (reliability A15): 20,500 yuan are over the line of 20,000."""
    of = [numbers(place) for place in range(len(JOINED))]
    bureau.deliver("household_member", DAY, [member(f"H{place}", who["new"]) for place, who in enumerate(of)])
    bureau.deliver(
        "medical_expense",
        DAY,
        [
            settlement(f"S{place}", of[place][treated], "2022-05-01", "20500.00")
            for place, (_, _, treated, _) in enumerate(JOINED)
        ],
    )
    bureau.deliver(
        "id_change",
        DAY,
        [
            change(who[old], who[new], day)
            for who, (_, changes, _, _) in zip(of, JOINED, strict=True)
            for old, new, day in changes
        ],
    )
    bureau.night(DAY)
    with warehouse(bureau.home, read_only=True) as con:
        found = con.execute("SELECT household_id, rule_code FROM episode").fetchall()
    assert {(f"H{place}", "N05") for place, (*_, is_joined) in enumerate(JOINED) if is_joined} == set(found)
    remark = bureau.ask("SELECT remark_en FROM delivery WHERE extract = 'medical_expense'")
    assert remark == [("not_in_register: 2 rows",)]
    assert doubts(bureau) == []


def test_expenses_under_both_numbers_add_up(bureau: Bureau) -> None:
    bureau.deliver("household_member", DAY, [member("H1", NEW)])
    bureau.deliver("id_change", DAY, [change(OLD, NEW)])
    bureau.deliver(
        "medical_expense",
        DAY,
        [settlement("S1", OLD, "2022-02-01", "9000.00"), settlement("S2", NEW, "2022-05-01", "11000.00")],
    )
    bureau.night(DAY)
    assert bureau.ask("SELECT medical_self_paid_year_cny FROM person_month") == [(20000,)]
    (warning,) = bureau.warnings()
    facts = explain(bureau.home, warning["warning_id"])["facts"]
    bills = [fact for fact in facts if fact["extract"] == "medical_expense"]
    assert [(bill["self_paid_fen"], bill["source_line"]) for bill in bills] == [(900000, 2), (1100000, 3)]


def test_a_change_counts_from_the_day_it_is_known_and_a_replay_does_not_know_it(bureau: Bureau) -> None:
    bureau.deliver("household_member", DAY, [member("H1", NEW)])
    bureau.deliver("medical_expense", DAY, [settlement("S1", OLD, "2022-05-01", "20500.00")])
    bureau.deliver("id_change", NEXT, [change(OLD, NEW)])
    first = bureau.night(DAY)
    assert codes(bureau) == set()
    bureau.night(NEXT)
    assert codes(bureau) == {"N05"}
    again = bureau.night(DAY)
    assert again.content_digest == first.content_digest
    later = bureau.night(DAY, NEXT)
    assert bureau.ask("SELECT rule_code FROM warning", later.published) == [("N05",)]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        (
            [change(OLD, NEW), change(NEW, OLD)],
            [("change_loops", "id_change", 2), ("change_loops", "id_change", 3)],
        ),
        ([change(NEW, NEW)], [("change_loops", "id_change", 2)]),
        (
            [change(OLD, NEW), change(OLD, OTHER)],
            [("change_contradicts", "id_change", 2), ("change_contradicts", "id_change", 3)],
        ),
    ],
)
def test_a_contradiction_joins_nothing_and_is_listed(
    bureau: Bureau, changes: list[str], expected: list[tuple[Any, ...]]
) -> None:
    bureau.deliver("household_member", DAY, [member("H1", NEW)])
    bureau.deliver("medical_expense", DAY, [settlement("S1", OLD, "2022-05-01", "20500.00")])
    bureau.deliver("id_change", DAY, changes)
    bureau.night(DAY)
    assert codes(bureau) == set()
    assert doubts(bureau) == expected
    ((household, township),) = bureau.ask(
        "SELECT household_key, township_code FROM identity_doubt WHERE source_line = 2"
    )
    assert (household, township) == bureau.ask("SELECT household_key, township_code FROM household_month")[0]


def test_a_person_listed_under_both_numbers_counts_once(bureau: Bureau) -> None:
    bureau.deliver(
        "household_member", DAY, [member("H1", OLD, "李明", "其他", "农村"), member("H1", NEW, "李明")]
    )
    bureau.deliver("id_change", DAY, [change(OLD, NEW)])
    bureau.night(DAY)
    assert bureau.ask("SELECT member_count, residence_class FROM household_month") == [(1, "urban")]
    assert doubts(bureau) == [("both_numbers_listed", "household_member", 2)]
    keys = bureau.ask("SELECT person_key, other_key FROM identity_doubt")
    assert keys == [(bureau.ask("SELECT person_key FROM person_month")[0][0], None)]
    assert "名册中同时有一个人的新旧号码：1 处" in bureau.night(DAY).report.read_text(encoding="utf-8")


def test_a_stay_that_ended_under_the_old_number_is_no_doubt(bureau: Bureau) -> None:
    bureau.deliver(
        "household_member",
        DAY,
        [member("H1", OLD, left="2022-03-01"), member("H1", NEW, joined="2022-03-01")],
    )
    bureau.deliver("id_change", DAY, [change(OLD, NEW)])
    bureau.night(DAY)
    assert bureau.ask("SELECT member_count FROM household_month") == [(1,)]
    assert doubts(bureau) == []


def lose_work(bureau: Bureau, who: str) -> None:
    """Out of work since March, and not a yuan since: N09 is about the person, not the household."""
    for household, person in (("H1", who), ("H2", number(50))):
        bureau.deliver(
            "household_member", DAY, [member(household, person, hukou="340822")], name=f"{household}.csv"
        )
    bureau.deliver("employment", "2022-06-19", [f"{who},失业登记,2022-03-01,,"])
    paid = months(AS_OF, 15)
    bureau.deliver("income", DAY, [wage(who, month, "5000" if month < "2022-03" else "0") for month in paid])


def test_a_warning_goes_on_when_the_number_changes(bureau: Bureau) -> None:
    lose_work(bureau, OLD)
    bureau.deliver("medical_expense", DAY, [settlement("S1", OLD, "2022-05-01", "20500.00")])
    bureau.night(DAY)
    before = bureau.warnings()
    assert {"N05", "N09"} <= codes(bureau)
    key = bureau.ask("SELECT person_key FROM person_month ORDER BY ALL")
    for household, person in (("H1", NEW), ("H2", number(50))):
        bureau.deliver(
            "household_member", NEXT, [member(household, person, hukou="340822")], name=f"{household}.csv"
        )
    bureau.deliver("id_change", NEXT, [change(OLD, NEW, NEXT)])
    outcome = bureau.night(NEXT)
    after = bureau.warnings()
    kept = ("warning_id", "rule_code", "state", "household_key", "person_key", "opened_on", "due_on")
    assert [[row[name] for name in kept] for row in after] == [[row[name] for name in kept] for row in before]
    assert {row["change"] for row in after} == {"continuing"}
    assert bureau.ask("SELECT person_key FROM person_month ORDER BY ALL") == key
    lists = "".join(path.read_text("utf-8-sig") for path in outcome.exports.glob("预警核查清单_*.csv"))
    assert NEW[-4:] in lists and OLD[-4:] not in lists
    (solo,) = [row for row in after if row["rule_code"] == "N09"]
    facts = explain(bureau.home, solo["warning_id"])["facts"]
    assert {fact["extract"] for fact in facts} >= {"income", "employment"}
    assert bureau.night(NEXT).is_repeated


def test_without_the_change_the_warning_does_not_follow(bureau: Bureau) -> None:
    bureau.deliver("household_member", DAY, [member("H1", OLD)])
    bureau.deliver("medical_expense", DAY, [settlement("S1", OLD, "2022-05-01", "20500.00")])
    bureau.night(DAY)
    bureau.deliver("household_member", NEXT, [member("H1", NEW)])
    bureau.night(NEXT)
    assert codes(bureau) == set()


def test_two_warnings_of_one_person_become_the_older(bureau: Bureau) -> None:
    """The register listed one person twice; both had a warning of their own until the change was known."""
    paid = months(AS_OF, 15)
    rows = [member("H1", OLD, hukou="340822"), member("H1", NEW, "李明", "其他", hukou="340822")]
    bureau.deliver("household_member", DAY, rows)
    bureau.deliver("employment", DAY, [f"{who},失业登记,2022-03-01,," for who in (OLD, NEW)], name="二.csv")
    bureau.deliver("income", DAY, [wage(who, month, "0") for who in (OLD, NEW) for month in paid])
    bureau.night(DAY)
    assert doubts(bureau) == [("two_numbers", "household_member", 3)]
    bureau.deliver("id_change", NEXT, [change(OLD, NEW)])
    bureau.night(NEXT)
    found = [(row["warning_id"][-6:], row["change"], row["state"]) for row in bureau.warnings("N09")]
    assert found == [("000001", "continuing", "open"), ("000002", "withdrawn", "withdrawn")]
    assert doubts(bureau) == [("both_numbers_listed", "household_member", 2)]
    assert bureau.night(NEXT).is_repeated
    bureau.night("2022-06-22")
    assert [row["state"] for row in bureau.warnings("N09")] == ["open", "withdrawn"]


@pytest.mark.parametrize("correction", [change(OLD, NEW, "2099-12-31"), change(OLD, OTHER)])
def test_a_change_taken_back_or_contradicted_withdraws_what_rested_on_it(
    bureau: Bureau, correction: str
) -> None:
    bureau.deliver("household_member", DAY, [member("H1", NEW)])
    bureau.deliver("medical_expense", DAY, [settlement("S1", OLD, "2022-05-01", "20500.00")])
    bureau.deliver("id_change", DAY, [change(OLD, NEW)])
    bureau.night(DAY)
    assert codes(bureau) == {"N05"}
    bureau.deliver("id_change", NEXT, [correction])
    bureau.night(NEXT)
    assert [row["state"] for row in bureau.warnings()] == ["withdrawn"]


def test_a_corrected_row_under_the_old_number_withdraws(bureau: Bureau) -> None:
    bureau.deliver("household_member", DAY, [member("H1", NEW)])
    bureau.deliver("medical_expense", DAY, [settlement("S1", OLD, "2022-05-01", "20500.00")])
    bureau.deliver("id_change", DAY, [change(OLD, NEW)])
    bureau.night(DAY)
    bureau.deliver("medical_expense", NEXT, [settlement("S1", OLD, "2022-05-01", "500.00")])
    bureau.night(NEXT)
    assert [row["state"] for row in bureau.warnings()] == ["withdrawn"]


DEATHS = (
    ("under the new number", [("new", "李明", "2022-04-10")], False, []),
    ("under the old number", [("old", "李明", "2022-04-10")], False, []),
    ("both, one without a name", [("old", "", "2022-04-10"), ("new", "李明", "2022-04-11")], False, []),
    ("another name", [("old", "王二", "2022-04-10")], True, [0]),
    (
        "another name and the right one",
        [("old", "王二", "2022-04-10"), ("new", "李明", "2022-04-11")],
        False,
        [0],
    ),
    ("after the night", [("new", "王二", "2022-06-21")], True, []),
)
"""Last: which of the reports are doubted."""


def test_a_death_under_another_name_is_not_believed_but_listed(bureau: Bureau) -> None:
    of = [numbers(place) for place in range(len(DEATHS))]
    bureau.deliver(
        "household_member",
        DAY,
        [
            row
            for place, who in enumerate(of)
            for row in (
                member(f"H{place}", who["new"], "李明"),
                member(f"H{place}", who["other"], "赵红", "配偶"),
            )
        ],
    )
    bureau.deliver("id_change", DAY, [change(who["old"], who["new"]) for who in of])
    reports, doubted = [], []
    for who, (_, dead, _, lines) in zip(of, DEATHS, strict=True):
        doubted += [("name_differs", "death", len(reports) + line + 2) for line in lines]
        reports += [f"{who[which]},{name},{day}" for which, name, day in dead]
    bureau.deliver("death", NEXT, reports)
    bureau.night(DAY, NEXT)
    secret = bureau.home.person_key()
    keys = {f"H{place}": masks.key_of("household", f"H{place}", secret) for place in range(len(DEATHS))}
    counts = dict(bureau.ask("SELECT household_key, member_count FROM household_month"))
    assert {case: counts[keys[f"H{place}"]] for place, (case, *_) in enumerate(DEATHS)} == {
        case: 2 if is_alive else 1 for case, _, is_alive, _ in DEATHS
    }
    assert doubts(bureau) == doubted


@pytest.mark.parametrize(
    ("second", "is_doubted"),
    [
        (member("H1", number(7), "李明", "子女"), True),
        (member("H1", number(7), "李鸣", "子女"), False),
        (member("H1", number(7, "19800102"), "李明", "子女"), False),
        (member("H2", number(7), "李明"), False),
    ],
)
def test_one_name_and_birth_date_under_two_numbers(bureau: Bureau, second: str, is_doubted: bool) -> None:
    bureau.deliver("household_member", DAY, [member("H1", OLD, "李明"), second])
    bureau.night(DAY)
    assert doubts(bureau) == ([("two_numbers", "household_member", 3)] if is_doubted else [])
    if is_doubted:
        ((one, other),) = bureau.ask("SELECT person_key, other_key FROM identity_doubt")
        assert {one, other} == {key for (key,) in bureau.ask("SELECT person_key FROM person_month")}
        assert bureau.ask("SELECT member_count FROM household_month") == [(2,)]


def test_rows_of_strangers_are_counted_alike_in_whatever_order_files_are_read(
    bureau: Bureau, tmp_path: Path
) -> None:
    """The expense comes a day before the register that knows its person; a rebuilt warehouse reads them alike."""
    bureau.deliver(
        "medical_expense",
        DAY,
        [settlement("S1", OLD, "2022-05-01", "10.00"), settlement("S2", OTHER, "2022-05-01", "10.00")],
    )
    bureau.deliver("household_member", DAY, [member("H1", number(50))])
    bureau.night(DAY)
    remark = "SELECT remark_zh FROM delivery WHERE extract = 'medical_expense'"
    assert bureau.ask(remark) == [("不在册人员 2 行",)]
    bureau.deliver("household_member", NEXT, [member("H1", number(50)), member("H2", NEW)])
    bureau.deliver("id_change", NEXT, [change(OLD, NEW)])
    lived = bureau.night(NEXT)
    assert bureau.ask(remark) == [("不在册人员 1 行",)]
    rebuilt = Bureau(tmp_path / "rebuilt")
    shutil.copytree(bureau.home.landing, rebuilt.home.landing, dirs_exist_ok=True)
    assert rebuilt.night(NEXT).content_digest == lived.content_digest
