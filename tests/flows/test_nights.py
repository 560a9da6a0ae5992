"""Night after night: warnings open, continue, escalate, ease, clear and come back; a repeat changes nothing."""

import hashlib
from pathlib import Path

import pytest

from tests.bureau import Bureau, member, months, number, settlement, wage

WHO = number(1)


@pytest.fixture
def bureau(tmp_path: Path) -> Bureau:
    made = Bureau(tmp_path)
    made.deliver(
        "household_member", "2022-05-01", [member("H1", WHO), member("H1", number(2), "王兰", "配偶")]
    )
    made.deliver("benefit", "2022-05-01", ["H9,,最低生活保障,2020-01-01,,,"])
    return made


def tree(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.parts[len(folder.parts)] in ("published", "exports", "reports")
    }


def earn(bureau: Bureau, day: str, monthly: str, window: list[str]) -> None:
    bureau.deliver(
        "income", day, [wage(WHO, month, monthly) for month in window] + [wage(number(2), window[-1], "0.00")]
    )


def test_a_repeated_night_changes_nothing(bureau: Bureau) -> None:
    bureau.deliver("medical_expense", "2022-05-18", [settlement("S1", WHO, "2022-05-01", "20500.00")])
    first = bureau.night("2022-05-18")
    before = tree(bureau.home.path)
    again = bureau.night("2022-05-18")
    assert again.is_repeated and again.run_id == first.run_id and again.content_digest == first.content_digest
    assert tree(bureau.home.path) == before


def test_the_life_of_a_warning(bureau: Bureau) -> None:
    """Line of two urban members: 871 x 2 = 1,742 a month; half of it 871."""
    story = []
    for day, monthly in (
        ("2022-05-10", "1500.00"),  # below the line
        ("2022-05-11", "1500.00"),  # the same
        ("2022-05-12", "800.00"),  # below half the line
        ("2022-05-13", "1000.00"),  # above half again
    ):
        earn(bureau, day, monthly, months(bureau_day(day), 15))
        bureau.night(day)
        story.append(
            [(w["rule_code"], w["severity"], w["change"], w["state"]) for w in bureau.warnings("N01")]
        )
    assert story == [
        [("N01", "orange", "new", "open")],
        [("N01", "orange", "continuing", "open")],
        [("N01", "red", "escalated", "open")],
        [("N01", "orange", "eased", "open")],
    ]
    # A month passes, and with it comes real income: no longer true, so it clears.
    bureau.deliver(
        "household_member", "2022-06-10", [member("H1", WHO), member("H1", number(2), "王兰", "配偶")]
    )
    bureau.deliver("benefit", "2022-06-10", ["H9,,最低生活保障,2020-01-01,,,"])
    bureau.deliver("income", "2022-06-10", [wage(WHO, "2022-05", "50000.00")])
    bureau.night("2022-06-10")
    (warning,) = bureau.warnings("N01")
    assert (warning["state"], warning["change"]) == ("cleared", "cleared")
    assert str(warning["closed_on"]) == "2022-06-10" and str(warning["last_seen_on"]) == "2022-05-13"
    # Within the reopening time it is the same episode again.
    bureau.deliver("income", "2022-06-12", [wage(WHO, "2022-05", "10.00")])
    bureau.night("2022-06-12")
    (again,) = bureau.warnings("N01")
    assert again["warning_id"] == warning["warning_id"]
    assert (again["state"], again["change"]) == ("open", "reopened")
    assert [row[0] for row in bureau.ask("SELECT change FROM warning_event ORDER BY event_no")] == [
        "new",
        "escalated",
        "eased",
        "cleared",
        "reopened",
    ]


def bureau_day(day: str):  # type: ignore[no-untyped-def]
    from datetime import date

    return date.fromisoformat(day)


def test_an_income_that_became_unknown_does_not_clear_a_warning(bureau: Bureau) -> None:
    earn(bureau, "2022-05-10", "1500.00", months(bureau_day("2022-05-10"), 15))
    bureau.night("2022-05-10")
    # In the next month the window moves on and nobody has delivered May yet: the lower bound decides, in yellow.
    bureau.deliver(
        "household_member", "2022-06-10", [member("H1", WHO), member("H1", number(2), "王兰", "配偶")]
    )
    bureau.deliver("benefit", "2022-06-10", ["H9,,最低生活保障,2020-01-01,,,"])
    bureau.night("2022-06-10")
    (warning,) = bureau.warnings("N01")
    assert (warning["state"], warning["severity"], warning["change"]) == ("open", "yellow", "eased")


def test_a_file_of_which_no_row_is_believed_is_no_delivery(bureau: Bureau) -> None:
    bureau.deliver("medical_expense", "2022-05-18", [settlement("S1", WHO, "2022-05-01", "20500.00")])
    bureau.night("2022-05-18")
    bureau.deliver("medical_expense", "2022-07-18", [settlement("S2", WHO[:-1] + "9", "2022-07-01", "1.00")])
    outcome = bureau.night("2022-07-18")
    assert outcome.blind["medical_expense"].kind == "late"
    assert "2022-05-18" in outcome.blind["medical_expense"].zh
    (warning,) = bureau.warnings("N05")
    assert warning["change"] == "continuing"


def test_numbers_stay_with_their_warnings_when_a_night_is_run_again(bureau: Bureau) -> None:
    bureau.deliver("medical_expense", "2022-05-18", [settlement("S1", WHO, "2022-05-01", "20500.00")])
    bureau.night("2022-05-18")
    (first,) = bureau.warnings()
    bureau.deliver("household_member", "2022-05-18", [member("A0", number(5)), member("H1", WHO)])
    bureau.deliver(
        "medical_expense",
        "2022-05-18",
        [settlement("S2", number(5), "2022-05-01", "30000.00")],
        name="补送.csv",
    )
    bureau.night("2022-05-18")
    ids = {w["warning_id"] for w in bureau.warnings()}
    assert len(ids) == 2 and first["warning_id"] in ids
    assert first["warning_id"] == "W370902-20220518-000001"


def test_due_dates_skip_weekends_and_holidays(bureau: Bureau) -> None:
    bureau.deliver("medical_expense", "2022-06-01", [settlement("S1", WHO, "2022-05-01", "20500.00")])
    bureau.night("2022-06-01")
    (warning,) = bureau.warnings()
    # Orange: five working days. 3 June 2022 was the Dragon Boat holiday; 4 and 5 a weekend.
    assert str(warning["due_on"]) == "2022-06-09"


def test_two_runs_at_once_one_is_told_who_is_at_work(bureau: Bureau) -> None:
    from flows.lock import only_one
    from schemas.faults import DoudiError

    with only_one(bureau.home.path), pytest.raises(DoudiError) as refused:
        bureau.night("2022-05-18")
    assert refused.value.exit_code == 75 and "pid" in refused.value.where


def test_a_night_that_fails_leaves_yesterday_standing(
    bureau: Bureau, monkeypatch: pytest.MonkeyPatch
) -> None:
    bureau.deliver("medical_expense", "2022-05-18", [settlement("S1", WHO, "2022-05-01", "20500.00")])
    bureau.night("2022-05-18")
    before = tree(bureau.home.path)
    monkeypatch.setattr("flows.publish.night.write_office_lists", lambda *_, **__: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        bureau.night("2022-05-19")
    monkeypatch.undo()
    after = {name: digest for name, digest in tree(bureau.home.path).items() if "/." not in name}
    assert after == before
    assert bureau.night("2022-05-19").exit_code == 3


def test_a_warning_outlives_the_file_of_its_rule(bureau: Bureau) -> None:
    text = Path("rules/temporary_assistance/medical_self_payment.sql").read_text(encoding="utf-8")
    own = bureau.home.rules / "temporary_assistance" / "own_medical_line.sql"
    own.parent.mkdir()
    own.write_text(text.replace('"N05"', '"N95"'), encoding="utf-8")
    bureau.deliver("medical_expense", "2022-05-18", [settlement("S1", WHO, "2022-05-01", "20500.00")])
    bureau.night("2022-05-18")
    own.unlink()
    outcome = bureau.night("2022-05-19")
    (warning,) = bureau.warnings("N95")
    assert (warning["state"], warning["change"]) == ("open", "continuing")
    assert "5,226.00" in warning["reason_zh"] and "suggestion" in warning["reason_en"]
    # Without a title it goes by its code, on the line that the household's other warning leads.
    listed = next(outcome.exports.glob("*_370902001_*.csv")).read_text(encoding="utf-8-sig")
    assert f"；{warning['rule_code']}," in listed and warning["visit_warning_id"] in listed


def test_what_a_rule_lacks_is_told_once(bureau: Bureau) -> None:
    """N01 needs incomes, and either incomes or property: incomes that never came are one reason."""
    bureau.deliver("medical_expense", "2022-05-18", [settlement("S1", WHO, "2022-05-01", "20500.00")])
    bureau.night("2022-05-18")
    ((reason,),) = bureau.ask("SELECT not_judged_reason FROM judgement WHERE rule_code = 'N01'")
    assert reason == "收入数据未送达 / income: never delivered；财产数据未送达 / property: never delivered"
