"""Answers that come late, twice, or about an older list; decisions on the day of a night that is run again."""

from pathlib import Path

import pytest

from flows.home import warehouse
from flows.ingest.warning_decisions import write_warning_decision
from tests.bureau import URBAN_VILLAGE, Bureau, _day, member, number, settlement

FAMILIES = "ABCDEFGH"
HEAD = {family: number(place) for place, family in enumerate(FAMILIES, 1)}


class Office:
    """A bureau whose every family has one warning for its bills; some heads were struck by a fire as well."""

    def __init__(self, path: Path, families: str = FAMILIES, struck: str = "B") -> None:
        self.bureau = Bureau(path)
        self.day = "2022-06-01"
        self.bureau.deliver(
            "household_member",
            self.day,
            [member(f"H{family}", HEAD[family], "李某", village=URBAN_VILLAGE) for family in families],
        )
        self.bills(**dict.fromkeys(families, "20500.00"))
        fires = [f"Z{family},{HEAD[family]},火灾,2022-05-30," for family in struck if family in families]
        if fires:
            self.bureau.deliver("hazard", self.day, fires)
        self.bureau.night(self.day)
        with warehouse(self.bureau.home, read_only=True) as con:
            self.number = {
                household[1:] + ("" if rule == "N05" else rule): warning_id
                for household, rule, warning_id in con.execute(
                    "SELECT household_id, rule_code, warning_id FROM episode"
                ).fetchall()
            }

    def bills(self, **self_paid: str) -> None:
        self.bureau.deliver(
            "medical_expense",
            self.day,
            [
                settlement(f"S{family}", HEAD[family], "2022-05-10", paid)
                for family, paid in self_paid.items()
            ],
        )

    def answer(self, *rows: str) -> None:
        """Rows as `whose result amount note visited list`, a dot for nothing."""
        lines = []
        for row in rows:
            whose, result, amount, note, visited, listed = row.split()
            cells = [self.number[whose], result, note, amount, "张某", f"2022-{visited}", f"2022-{listed}"]
            lines.append(",".join("" if cell == "." else cell for cell in cells))
        self.bureau.deliver("answer", self.day, lines)

    def decide(self, kind: str, family: str, **said: object) -> None:
        write_warning_decision(
            self.bureau.home.landing,
            kind=kind,  # type: ignore[arg-type]
            decided_on=_day(self.day),
            by="test",
            warning_id=self.number[family],
            **said,  # type: ignore[arg-type]
        )

    def night(self, day: str | None = None) -> None:
        self.bureau.night(self.day)
        self.day = day or self.day

    def stands(self, family: str) -> str:
        """State, change and the sum decided, as published."""
        ((state, change, decided),) = self.bureau.ask(
            f"SELECT state, change, decided_cny FROM warning WHERE warning_id = '{self.number[family]}'"
        )
        return " ".join(filter(None, (state, change, str(decided) if decided is not None else "")))


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, str]]:
    """Where every warning stands after each night, from 06-02 on."""
    office = Office(tmp_path_factory.mktemp("office"))
    nights = []

    def night(following: str) -> None:
        office.night(following)
        nights.append({family: office.stands(family) for family in office.number})

    office.day = "2022-06-02"
    office.answer(
        "A 属实-需救助 5226.00 . 06-02 06-01",
        "BN14 属实-需救助 5226.00 . 06-02 06-01",
        "E 不属实 . . 06-02 06-01",
        "F 不属实 . . 06-02 06-01",
        "G 属实-需救助 . . 06-02 06-01",
    )
    night("2022-06-03")
    office.answer("D 查无此人/已迁出 . . 06-03 06-01")
    office.decide("snooze", "D", until_on=_day("2022-06-20"))
    office.bills(C="1000.00", G="1000.00")
    night("2022-06-06")
    office.decide("objection", "C", reason="数据不对")
    night("2022-06-08")
    office.bills(A="31000.00", B="31000.00", E="31000.00", F="21000.00")
    office.decide("objection", "F", reason="没有来过")
    night("2022-06-09")
    office.answer("A 属实-需救助 . . 06-09 06-08", "E 不属实 . . 06-03 06-01")
    office.bureau.deliver("hazard", office.day, [f"ZF,{HEAD['B']},自然灾害,2022-06-08,"])
    night("2022-06-10")
    office.answer("B 属实-需救助 3000.00 . 06-09 06-08")
    night("2022-06-10")
    return nights


@pytest.mark.parametrize(
    ("family", "nights"),
    [
        # Helped; worse; found in need again without a new sum: the old sum settles nothing.
        ("A", "acted continuing 5226.00 | open reopened 5226.00 | confirmed continuing"),
        # Two warnings on one line, one sum: it stands with the one for which most was suggested.
        (
            "B",
            "acted continuing 5226.00 | open reopened 5226.00 | open continuing 5226.00 | acted continuing 3000.00",
        ),
        # Struck again the night after that list: the answer to it says nothing of the flood.
        ("BN14", "acted continuing | open reopened | open continuing"),
        # Withdrawn, objected to: it stays on the list until somebody was heard.
        ("C", "open continuing | withdrawn withdrawn | open reopened | open continuing"),
        # Not found, and put off on the same day.
        ("D", "open continuing | snoozed continuing"),
        # Worse than what was refuted; an old visit that comes late does not refute it again.
        ("E", "refuted continuing | open reopened | open continuing"),
        # Objected to and grown a little in one night: the list says that it is back.
        ("F", "refuted continuing | open reopened | open continuing"),
        # Seen at home: the corrected bill does not take it back.
        ("G", "confirmed continuing"),
        ("H", "open continuing"),
    ],
)
def test_each_word_counts_once_and_for_what_it_was_said_of(
    told: list[dict[str, str]], family: str, nights: str
) -> None:
    stood = [night[family] for night in told]
    assert (
        " | ".join(now for now, before in zip(stood, ["", *stood], strict=False) if now != before) == nights
    )


def test_what_is_decided_on_the_day_of_a_night_that_is_run_again_waits_for_the_next(tmp_path: Path) -> None:
    office = Office(tmp_path, "AC")
    office.decide("snooze", "A", until_on=_day("2022-07-01"))
    office.decide("objection", "C", reason="数据不对")
    office.night()
    assert [office.stands(family) for family in "AC"] == ["open new", "open new"]
    office.day = "2022-06-02"
    office.night("2022-06-03")
    assert [office.stands(family) for family in "AC"] == ["snoozed continuing", "open continuing"]
    office.night()
    assert office.stands("A") == "snoozed continuing"


REMARKS = {
    "A": (".", "acted", "acted"),
    "B": ("②不属实", "acted", "refuted"),
    "C": ("①、②均不属实", "acted", "acted"),
    "D": ("属实的是①，②不属实：已报销", "acted", "refuted"),
    "E": ("①不属实", "refuted", "acted"),
}
"""What is written beside 属实-需救助 on a line whose ① is the fire and whose ② are the bills, and where both then stand."""


def test_remarks_name_what_is_untrue_of_a_line(tmp_path: Path) -> None:
    office = Office(tmp_path, "ABCDE", struck="ABCDE")
    office.day = "2022-06-02"
    office.answer(
        *(f"{family}N14 属实-需救助 5226.00 {REMARKS[family][0]} 06-02 06-01" for family in REMARKS)
    )
    office.night()
    stood = {
        family: tuple(office.stands(family + rule).split()[0] for rule in ("N14", "")) for family in REMARKS
    }
    assert stood == {family: (fire, bills) for family, (_, fire, bills) in REMARKS.items()}


def test_an_answer_to_what_a_repeated_night_no_longer_says_is_refused(tmp_path: Path) -> None:
    office = Office(tmp_path, "B")
    office.bureau.deliver("hazard", office.day, [f"ZB,{HEAD['B']},火灾,2021-05-30,"], name="更正.csv")
    (office.bureau.home.landing / "hazard" / office.day / "数据.csv").unlink()
    office.night("2022-06-02")
    office.answer("BN14 属实-需救助 5226.00 . 06-02 06-01")
    office.night()
    assert office.bureau.ask("SELECT reason_codes FROM quarantine") == [(["E-ANSWER-UNKNOWN"],)]
