"""Missed nights come out as they would have, each once and in order."""

import os
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from flows.catch_up import catch_up, missed
from flows.cli import main
from flows.clock import last_due
from schemas.faults import DoudiError
from tests.bureau import Bureau, member, number, settlement

NIGHTS = int(os.environ.get("NIGHTS", "3"))
FIRST = date(2022, 6, 28)
DAYS = [FIRST + timedelta(days=count) for count in range(NIGHTS + 1)]
"""Over the end of a month, and of a half-year."""


def county(path: Path) -> Bureau:
    made = Bureau(path)
    made.deliver("household_member", FIRST, [member(f"H{place}", number(place)) for place in range(1, 9)])
    made.deliver("benefit", FIRST, ["H9,,最低生活保障,2020-01-01,,,"])
    for place, day in enumerate(DAYS):
        made.deliver(
            "medical_expense", day, [settlement(f"S{place}", number(place + 1), "2022-05-01", "20500.00")]
        )
    made.night(FIRST)
    return made


def test_missed_nights_come_out_as_nightly_ones(tmp_path: Path) -> None:
    nightly, late = county(tmp_path / "nightly"), county(tmp_path / "late")
    each = [nightly.night(day) for day in DAYS[1:]]
    done = catch_up(late.home, DAYS[-1])
    assert [found.as_of for found in done] == DAYS[1:]
    assert [found.content_digest for found in done] == [found.content_digest for found in each]
    assert catch_up(late.home, DAYS[-1]) == []


def test_which_nights_are_missing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bureau = Bureau(tmp_path)
    assert missed(bureau.home, FIRST) == [FIRST]
    bureau.night(FIRST)
    assert missed(bureau.home, FIRST) == []
    assert missed(bureau.home, FIRST + timedelta(days=2)) == [
        FIRST + timedelta(days=1),
        FIRST + timedelta(days=2),
    ]
    with pytest.raises(DoudiError) as refused:
        missed(bureau.home, FIRST + timedelta(days=93))
    assert refused.value.fault.code == "E-GAP"
    assert len(missed(bureau.home, FIRST + timedelta(days=92))) == 92
    assert missed(bureau.home, date(2026, 1, 2), date(2026, 1, 1)) == [date(2026, 1, 1), date(2026, 1, 2)]
    assert main(["catch-up", "--until", str(FIRST), "--home", str(tmp_path)]) == 0
    assert "没有漏掉" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("moment", "due"),
    [
        (datetime(2022, 6, 30, 23, 29), date(2022, 6, 29)),
        (datetime(2022, 6, 30, 23, 30), date(2022, 6, 30)),
        (datetime(2022, 7, 1, 8, 0), date(2022, 6, 30)),
        (datetime(2022, 1, 1, 8, 0), date(2021, 12, 31)),
    ],
)
def test_the_last_due_night(moment: datetime, due: date) -> None:
    assert last_due(moment) == due
