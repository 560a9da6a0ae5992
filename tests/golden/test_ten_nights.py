"""Ten nights in two townships: what each night heard, and where every warning stood after it.

One family a column. Every warning keeps its number through a change of identity number, a move, a marriage and a new
household number; a visit's answer moves it; and what was settled comes back only for a reason.
"""

import csv
from pathlib import Path

import pytest

from flows.home import warehouse
from flows.ingest.decisions import write_decision
from flows.ingest.warning_decisions import write_warning_decision
from tests.bureau import Bureau, _day, member, number, settlement

NORTH, SOUTH = "370902001001", "370902002001"
LIVES_IN = {"A": NORTH, "B": NORTH, "C": NORTH, "D": NORTH, "E": NORTH, "F": SOUTH, "G": SOUTH, "H": SOUTH, "J": SOUTH, "K": SOUTH}  # fmt: skip
HEAD = {family: number(10 * place + 1) for place, family in enumerate(LIVES_IN, 1)}
SPOUSE = {family: number(10 * place + 2, "19820202") for place, family in enumerate(LIVES_IN, 1)}
MARRIED, NEW_NUMBER = SPOUSE["E"], number(990, "19820202")
WARNED = "ABCDEFGHJK"

TOLD = """
06-01  Bills of 20,500 in every family but E and F; in E a person's house has burnt.
06-02  The lists of 06-01 are handed out.
06-03  A is helped with 5,226; B is not true; C is not found; J has died; K is put off until 06-09.
06-06  D's bill was wrong; E's person marries into F, in the other township; G gets a new household number.
06-07  E's person gets a new identity number; the bills of B and K rise to 24,000.
06-08  B's bill rises to 31,000, half as much again as when it was settled; D's bill comes after all.
06-09  K's time is over; C was found and is already helped; J's death is reported.
06-10  B is true; H moves to the other township; a file of 06-07 comes late, with a bill of F.
06-13  B is helped with 4,000; D refuses; G is not yet verified; C objects to having been called helped.
06-14  D is true after all; A's sum is corrected to 3,960; G joins the household of K.
"""

STANDS = """
       A            B            C            D            E            F            G            H            J            K            north        south
06-01  new          new          new          new          new                       new          new          new          new          5            4
06-02  dispatched   dispatched   dispatched   dispatched   dispatched                dispatched   dispatched   dispatched   dispatched   5            4
06-03  acted        refuted      unreachable  dispatched   dispatched                dispatched   dispatched   data_error   snoozed      3            2
06-06  acted        refuted      unreachable  withdrawn    dispatched                dispatched   dispatched   data_error   snoozed      1            3
06-07  acted        refuted      unreachable  withdrawn    dispatched                dispatched   dispatched   data_error   snoozed      1            3
06-08  acted        reopened     unreachable  reopened     dispatched                dispatched   dispatched   data_error   snoozed      3            3
06-09  acted        open         acted        open         dispatched                dispatched   dispatched   closed       reopened     2            4
06-10  acted        confirmed    acted        open         dispatched   new          dispatched   dispatched   closed       open         3            3
06-13  acted        acted        reopened     unreachable  dispatched   open         dispatched   dispatched   closed       open         3            3
06-14  acted        acted        open         confirmed    dispatched   open         dispatched   dispatched   closed       withdrawn    3            2
"""
"""`new`, `reopened` or the state after the night; then how many households the lists of the two townships send somebody to."""


class Story:
    """The register as it stands; every night delivers what has changed and tells where the warnings stand."""

    def __init__(self, path: Path) -> None:
        self.bureau = Bureau(path)
        self.lives = {
            who: (f"H{family}", village, relation)
            for family, village in LIVES_IN.items()
            for who, relation in ((HEAD[family], "户主"), (SPOUSE[family], "配偶"))
        }
        self.number: dict[str, str] = {}
        """The number of each family's warning."""
        self.rows: list[list[str]] = []
        self.day = ""

    def register(self, *moved: tuple[str, str, str, str]) -> None:
        """A full register after (person, household, village, relation) have moved: whoever is missing has left."""
        for who, household, village, relation in moved:
            self.lives[who] = (household, village, relation)
        self.bureau.deliver(
            "household_member",
            self.day,
            [
                member(household, who, "李某", relation, village=village)
                for who, (household, village, relation) in self.lives.items()
            ],
        )

    def bills(self, delivered_on: str = "", **self_paid: str) -> None:
        self.bureau.deliver(
            "medical_expense",
            delivered_on or self.day,
            [
                settlement(f"S{family}", HEAD[family], "2022-05-10", paid)
                for family, paid in self_paid.items()
            ],
            name=f"医疗_{self.day}.csv",
        )

    def answer(self, **said: str) -> Path:
        """What an office found in each family of last night's list: a result, and an amount where one was decided."""
        rows = []
        for family, words in said.items():
            result, _, amount = words.partition(" ")
            rows.append(f"{self.number[family]},{result},,{amount},张某,{self.day},2022-{self.rows[-1][0]}")
        return self.bureau.deliver("answer", self.day, rows)

    def correct(self, path: Path) -> None:
        """The answers of a file take the place of earlier ones: a person says so."""
        write_decision(
            self.bureau.home.landing,
            kind="supersede",
            extract="answer",
            decided_on=_day(self.day),
            reason="金额填错",
            by="test",
            corrected=path,
        )
        path.unlink()

    def decide(self, kind: str, **said: object) -> None:
        write_warning_decision(
            self.bureau.home.landing,
            kind=kind,  # type: ignore[arg-type]
            decided_on=_day(self.day),
            by="test",
            **said,  # type: ignore[arg-type]
        )

    def night(self) -> None:
        self.bureau.night(self.day)
        with warehouse(self.bureau.home, read_only=True) as con:
            opened = con.execute(
                "SELECT household_id, warning_id, rule_code FROM episode ORDER BY warning_id"
            ).fetchall()
        for household, warning_id, _ in opened:
            self.number.setdefault(household.removeprefix("H"), warning_id)
        stood = {
            warning_id: change if change in ("new", "escalated", "reopened") else state
            for warning_id, change, state in self.bureau.ask("SELECT warning_id, change, state FROM warning")
        }
        visits = (str(len(self.to_visit(village))) for village in (NORTH, SOUTH))
        self.rows.append(
            [self.day[5:], *(stood.get(self.number.get(family, ""), "") for family in WARNED), *visits]
        )

    def to_visit(self, village: str) -> list[dict[str, str]]:
        """The rows of a township's list of tonight that call for a visit."""
        path = self.bureau.home.exports / self.day / f"预警核查清单_{village[:9]}_{self.day}.csv"
        if not path.exists():
            return []
        with path.open(encoding="utf-8-sig", newline="") as file:
            return [row for row in csv.DictReader(file) if row["变化"] not in ("撤销", "解除")]


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Story:
    told = Story(tmp_path_factory.mktemp("story"))

    told.day = "2022-06-01"
    told.register()
    told.bills(**{family: "20500.00" for family in WARNED if family not in "EF"})
    told.bureau.deliver("hazard", told.day, [f"Z1,{MARRIED},火灾,2022-05-30,"])
    told.night()

    told.day = "2022-06-02"
    told.decide("dispatch", listed_on=_day("2022-06-01"))
    told.night()

    told.day = "2022-06-03"
    told.answer(A="属实-需救助 5226.00", B="不属实", C="查无此人/已迁出", J="已死亡")
    told.decide("snooze", warning_id=told.number["K"], until_on=_day("2022-06-09"))
    told.night()

    told.day = "2022-06-06"
    told.bills(D="1000.00")
    told.register(
        (MARRIED, "HF", SOUTH, "其他"), (HEAD["G"], "HG2", SOUTH, "户主"), (SPOUSE["G"], "HG2", SOUTH, "配偶")
    )
    told.night()

    told.day = "2022-06-07"
    told.bureau.deliver("id_change", told.day, [f"{MARRIED},{NEW_NUMBER},2022-06-07"])
    told.lives = {NEW_NUMBER if who == MARRIED else who: lives for who, lives in told.lives.items()}
    told.register()
    told.bills(B="24000.00", K="24000.00")
    told.night()

    told.day = "2022-06-08"
    told.bills(B="31000.00", D="20900.00")
    told.night()

    told.day = "2022-06-09"
    told.answer(C="属实-已在保")
    told.bureau.deliver("death", told.day, [f"{HEAD['J']},李某,2022-06-02"])
    told.night()

    told.day = "2022-06-10"
    told.answer(B="属实-需救助")
    told.bills(delivered_on="2022-06-07", F="20600.00")
    told.register((HEAD["H"], "HH", NORTH, "户主"), (SPOUSE["H"], "HH", NORTH, "配偶"))
    told.night()

    told.day = "2022-06-13"
    told.answer(B="属实-需救助 4000.00", D="拒绝核查", G="暂未核实")
    told.decide("objection", warning_id=told.number["C"], reason="未享受低保")
    told.night()

    told.day = "2022-06-14"
    told.correct(told.answer(A="属实-需救助 3960.00"))
    told.answer(D="属实-需救助")
    told.register((HEAD["G"], "HK", SOUTH, "其他"), (SPOUSE["G"], "HK", SOUTH, "其他"))
    told.night()
    return told


def test_where_every_warning_stood(story: Story) -> None:
    headings = ["", *WARNED, "north", "south"]
    shown = [
        "  ".join([row[0].ljust(5), *(cell.ljust(11) for cell in row[1:])]).rstrip()
        for row in (headings, *story.rows)
    ]
    assert "\n".join(shown) == STANDS.strip("\n")
