"""Nights on public holidays, on weekends that were worked, and on the last and first day of a year are nights like any other;
what is due is due in working days."""

from datetime import date
from pathlib import Path

from tests.bureau import Bureau, member, number, settlement

DUE = """
H1 | 2022-09-30 | 2022-10-12 | the last day before the National Day week; Saturday 8 and Sunday 9 October were worked
H2 | 2022-10-01 | 2022-10-12 | a holiday
H3 | 2022-10-08 | 2022-10-13 | a Saturday that was worked
H4 | 2022-12-31 | 2023-01-09 | the last day of a year, the first of three days off
H5 | 2023-01-01 | 2023-01-09 | the first day of a year, a Sunday and a holiday
"""
"""Orange: a visit within five working days."""


def test_what_is_due_when(tmp_path: Path) -> None:
    told = [[cell.strip() for cell in line.split("|")] for line in DUE.strip().splitlines()]
    bureau = Bureau(tmp_path)
    for place, (_, night, *_) in enumerate(told, start=1):
        register = [member(f"H{each}", number(each)) for each in range(1, len(told) + 1)]
        bureau.deliver("household_member", night, register)
        bureau.deliver("benefit", night, ["H99,,最低生活保障,2020-01-01,,,"])
        bureau.deliver("medical_expense", night, [settlement(f"S{place}", number(place), night, "20500.00")])
        assert bureau.night(night).exit_code == 3
    found = {(row["opened_on"], row["severity"], row["due_on"]) for row in bureau.warnings("N05")}
    assert found == {
        (date.fromisoformat(night), "orange", date.fromisoformat(due)) for _, night, due, _ in told
    }
    # On New Year's Day last year's sums are over.
    assert {row["opened_on"] for row in bureau.warnings("N05") if row["state"] == "open"} == {
        date(2023, 1, 1)
    }
