"""Several files of one day, some of them faulty or twice the same, and what a person decides about them."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import duckdb
import pytest

from flows.ingest.decisions import write_decision
from schemas.warehouse import create_all
from tests.bureau import HEADERS, member, number, settlement, wage
from tests.reading import landing, night

FOREVER = "9999-12-31"
PEOPLE = [member(f"H{n}", number(n)) for n in range(1, 201)]


class Desk:
    """A landing folder and a warehouse in memory."""

    def __init__(self, place: Path, con: duckdb.DuckDBPyConnection) -> None:
        self.place = place
        self.con = con

    def put(
        self,
        extract: str,
        day: str,
        name: str,
        rows: list[str],
        *,
        end: str = "\n",
        rows_said: int | None = None,
    ) -> None:
        path = self.place / extract / day / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("".join(row + end for row in (HEADERS[extract], *rows)), encoding="utf-8", newline="")
        if rows_said is not None:
            path.with_name(name + ".manifest.json").write_text(json.dumps({"rows": rows_said}))

    def night(self, day: str) -> tuple[str, ...]:
        return night(self.place, self.con, day)

    def states(self, extract: str) -> dict[str, str]:
        return dict(
            self.con.execute(
                "SELECT file_name, state || array_to_string(list_transform(codes, c -> ' ' || c), '') FROM delivery_now WHERE extract = ? ORDER BY known_on, delivery_no",
                [extract],
            ).fetchall()
        )

    def decide(self, kind: str, extract: str, name: str, day: str, corrected: Path | None = None) -> None:
        (found,) = self.con.execute(
            "SELECT DISTINCT delivery_id FROM delivery WHERE extract = ? AND file_name = ?", [extract, name]
        ).fetchall()
        write_decision(
            self.place,
            kind="approve" if kind == "approve" else "recover",
            extract=extract,
            delivery_id=found[0],
            decided_on=date.fromisoformat(day),
            reason="核实",
            by="值班员",
            corrected=corrected,
        )

    def count(self, extract: str) -> int:
        found = self.con.execute(f"SELECT count(*) FROM {extract} WHERE known_to = '{FOREVER}'").fetchall()
        return int(found[0][0])


@pytest.fixture
def desk() -> Iterator[Desk]:
    with landing() as (place, con):
        yield Desk(place, con)


def test_a_broken_file_sent_twice_keeps_nothing_good_out(desk: Desk) -> None:
    desk.put("income", "2022-05-01", "a.csv", [wage(number(1), "2022-04", "1.00")])
    for name in ("b.csv", "b(1).csv"):
        desk.put("income", "2022-05-01", name, [wage(number(2), "2022-04", "1.00")], rows_said=9)
    desk.night("2022-05-01")
    assert desk.states("income") == {
        "a.csv": "loaded",
        "b(1).csv": "held E-MANIFEST",
        "b.csv": "held E-MANIFEST",
    }
    assert desk.count("income") == 1


def test_a_held_file_is_no_reason_to_pass_over_its_twin(desk: Desk) -> None:
    rows = [wage(number(1), "2022-04", "1.00")]
    desk.put("income", "2022-05-01", "a.csv", rows, rows_said=9)
    desk.put("income", "2022-05-01", "b.csv", rows)
    desk.night("2022-05-01")
    assert desk.states("income") == {"a.csv": "held E-MANIFEST", "b.csv": "loaded"}


def test_one_register_in_two_forms_is_one_register(desk: Desk) -> None:
    desk.put("household_member", "2022-05-01", "a.csv", PEOPLE[:5])
    desk.put("household_member", "2022-05-01", "b.csv", PEOPLE[:5], end="\r\n")
    desk.night("2022-05-01")
    assert desk.states("household_member") == {"a.csv": "loaded", "b.csv": "loaded"}
    assert desk.count("household_member") == 5


def usual(desk: Desk) -> None:
    for day in ("2022-05-01", "2022-05-02", "2022-05-03"):
        desk.put("household_member", day, "a.csv", [*PEOPLE[:-1], member("H200", number(200), name=day)])
        desk.night(day)


def test_two_faulty_files_of_a_register_need_two_decisions(desk: Desk) -> None:
    usual(desk)
    desk.put("household_member", "2022-05-04", "a.csv", PEOPLE[:100], rows_said=9)
    desk.put("household_member", "2022-05-04", "b.csv", PEOPLE[100:190], rows_said=9)
    desk.night("2022-05-04")
    ids = dict(
        desk.con.execute(
            "SELECT file_name, delivery_id FROM delivery WHERE delivered_on = '2022-05-04'"
        ).fetchall()
    )
    for name, day in (("a.csv", "2022-05-05"), ("b.csv", "2022-05-06")):
        write_decision(
            desk.place,
            kind="approve",
            extract="household_member",
            delivery_id=ids[name],
            decided_on=date.fromisoformat(day),
            reason="核实",
            by="值班员",
        )
        desk.night(day)
    assert desk.count("household_member") == 190


def test_a_copy_of_the_approved_file_does_not_keep_it_out(desk: Desk) -> None:
    usual(desk)
    for name in ("a.csv", "a(1).csv"):
        desk.put("household_member", "2022-05-04", name, PEOPLE[:100])
    desk.night("2022-05-04")
    held = [name for name, state in desk.states("household_member").items() if state.startswith("held")]
    (delivery_id,) = desk.con.execute(
        "SELECT delivery_id FROM delivery WHERE delivered_on = '2022-05-04' AND state = 'held'"
    ).fetchall()[0]
    assert held
    write_decision(
        desk.place,
        kind="approve",
        extract="household_member",
        delivery_id=delivery_id,
        decided_on=date(2022, 5, 5),
        reason="核实",
        by="值班员",
    )
    desk.night("2022-05-05")
    assert desk.count("household_member") == 100


def corrected(desk: Desk, extract: str, *rows: str) -> Path:
    path = desk.place.parent / "更正.csv"
    path.write_text("\n".join([f"行号,{HEADERS[extract]}", *rows, ""]), encoding="utf-8")
    return path


def test_a_correction_of_an_older_event_leaves_the_newer_one_alone(desk: Desk) -> None:
    desk.put("medical_expense", "2022-05-01", "a.csv", [settlement("S1", "12345", "2022-04-30", "100.00")])
    desk.put("medical_expense", "2022-05-03", "b.csv", [settlement("S1", number(1), "2022-04-30", "250.00")])
    desk.night("2022-05-03")
    path = corrected(desk, "medical_expense", f"2,{settlement('S1', number(1), '2022-04-30', '100.00')}")
    desk.decide("recover", "medical_expense", "a.csv", "2022-05-05", path)
    desk.night("2022-05-05")
    assert desk.con.execute(
        f"SELECT self_paid_fen FROM medical_expense WHERE known_to = '{FOREVER}'"
    ).fetchall() == [(25000,)]


def test_a_correction_of_a_register_that_was_replaced_since_is_moot(desk: Desk) -> None:
    desk.put("household_member", "2022-05-01", "a.csv", [PEOPLE[0], member("H9", "12345")])
    desk.put("household_member", "2022-05-02", "b.csv", [PEOPLE[0]])
    desk.night("2022-05-02")
    path = corrected(desk, "household_member", f"3,{member('H9', number(9))}")
    desk.decide("recover", "household_member", "a.csv", "2022-05-03", path)
    desk.night("2022-05-03")
    assert desk.count("household_member") == 1
    assert "refused E-DECISION-MOOT" in desk.states("household_member").values()


def test_two_corrections_of_one_line_correct_nothing(desk: Desk) -> None:
    desk.put(
        "income",
        "2022-05-01",
        "a.csv",
        [wage("12345", "2022-04", "5.00"), wage(number(9), "2022-04", "100.00")],
    )
    desk.night("2022-05-01")
    path = corrected(
        desk,
        "income",
        f"2,{wage(number(1), '2022-04', '5.00')}",
        f"2,{wage(number(9), '2022-04', '999.00')}",
    )
    desk.decide("recover", "income", "a.csv", "2022-05-02", path)
    desk.night("2022-05-02")
    assert desk.con.execute(f"SELECT amount_fen FROM income WHERE known_to = '{FOREVER}'").fetchall() == [
        (10000,)
    ]


def test_an_unreadable_old_stay_does_not_stand_beside_the_new_one(desk: Desk) -> None:
    mover = number(7)
    desk.put("household_member", "2022-05-01", "a.csv", [member("H1", mover)])
    desk.put(
        "household_member",
        "2022-05-02",
        "a.csv",
        [member("H1", mover, left="昨天"), member("H2", mover, joined="2022-05-01")],
    )
    desk.night("2022-05-02")
    assert desk.con.execute(
        f"SELECT household_id FROM household_member WHERE known_to = '{FOREVER}'"
    ).fetchall() == [("H2",)]


def test_a_feed_that_resends_many_months_has_a_history_too(desk: Desk) -> None:
    months = [f"2022-{month:02d}" for month in range(1, 5)]
    for day in ("2022-05-01", "2022-05-02", "2022-05-03"):
        rows = [wage(number(n), month, "100.00") for n in range(1, 121) for month in months]
        desk.put("income", day, "a.csv", [*rows[:-1], wage(number(120), months[-1], f"{day[-1]}00.00")])
    desk.put("income", "2022-05-04", "b.csv", [wage(number(n), "2022-04", "100.00") for n in range(1, 31)])
    desk.night("2022-05-04")
    assert desk.states("income")["b.csv"] == "held E-GATE-ROWS"


def test_a_decision_that_cannot_be_carried_out_is_named_every_night_until_it_is_taken_away(
    desk: Desk,
) -> None:
    desk.put("income", "2022-05-01", "a.csv", [wage(number(1), "2022-04", "1.00")])
    desk.night("2022-05-01")
    desk.decide("approve", "income", "a.csv", "2022-05-02")
    (decision,) = (desk.place / "decision" / "2022-05-02").iterdir()
    said = (f"decision/2022-05-02/{decision.name}: E-NOT-APPROVABLE",)
    assert desk.night("2022-05-02") == desk.night("2022-05-03") == said
    decision.unlink()
    assert desk.night("2022-05-04") == ()


TABLES = ("person", "income", "delivery", "quarantine", "coverage", "difference", "normalised")


def everything(con: duckdb.DuckDBPyConnection) -> dict[str, list[tuple[object, ...]]]:
    """All that loading leaves, the time of the files apart."""
    columns = {table: "* EXCLUDE (modified_ns)" if table == "delivery" else "*" for table in TABLES}
    return {
        table: con.execute(f"SELECT {columns[table]} FROM {table} ORDER BY ALL").fetchall()
        for table in TABLES
    }


def test_sets_read_together_leave_what_each_leaves_alone(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    one, other = number(1), number(2)
    wrong = number(3)[:-1] + ("0" if number(3)[-1] != "0" else "1")
    # Later files bring people with smaller numbers, twins, a contradiction, a correction, and lines nobody can believe.
    desk.put(
        "income",
        "2022-03-10",
        "三月.csv",
        [wage(number(9), "2022-02", "100.00"), wage(wrong, "2022-02", "1.00")],
    )
    desk.put("income", "2022-04-10", "四月.csv", [wage(other, "2022-03", "200.00")] * 2 + ["只有一格"])
    desk.put(
        "income", "2022-04-10", "四月又.csv", [wage(one, "2022-03", "1.00"), wage(one, "2022-03", "2.00")]
    )
    desk.put(
        "income",
        "2022-05-10",
        "三月改.csv",
        [wage(number(9), "2022-02", "150.00"), wage(one.lower(), "2022-02", "7.00")],
    )
    desk.put(
        "income",
        "2022-05-11",
        "三月.csv",
        [wage(number(9), "2022-02", "100.00"), wage(wrong, "2022-02", "1.00")],
    )
    desk.night("2022-05-19")
    together = everything(desk.con)
    assert [len(together[table]) for table in ("person", "income", "delivery")] == [3, 5, 5]
    monkeypatch.setattr("flows.ingest.load.READ_TOGETHER", 0)
    with duckdb.connect() as con:
        for statement in create_all():
            con.execute(statement)
        night(desk.place, con, "2022-05-19")
        assert everything(con) == together
