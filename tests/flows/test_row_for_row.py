"""Whatever comes in whatever order: after some nights all tables are, row for row, what the landing folder gives anew.

`SEQUENCES` and `SEQUENCE_NIGHTS` set how many, `SEQUENCE_SEED` the first; `make sequences` runs many.
"""

import os
import shutil
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from flows.cli import main
from flows.home import warehouse
from flows.rebuild import rebuild
from schemas.extracts import EXTRACTS
from schemas.household_month import HOUSEHOLD_MONTH
from schemas.person_month import PERSON_MONTH
from tests.bureau import Bureau
from tests.flows.any_departments import FIRST, Departments

pytestmark = pytest.mark.slow

SEQUENCES = int(os.environ.get("SEQUENCES", "2"))
NIGHTS = int(os.environ.get("SEQUENCE_NIGHTS", "5"))
SEED = int(os.environ.get("SEQUENCE_SEED", "1"))
DAYS = [FIRST + timedelta(days=count) for count in range(NIGHTS)]

SEEN: set[str] = set()
"""Of all sequences: what became of files."""

Rows = list[tuple[Any, ...]]


def nights(path: Path, seed: int, *, may_be_late: bool) -> Bureau:
    """So many nights, each after what departments delivered until then."""
    bureau = Bureau(path)
    departments = Departments(bureau, seed, may_be_late=may_be_late)
    for day in DAYS:
        departments.deliver(day)
        if bureau.night(day).state == "held":
            assert main(["approve", run_of(bureau, day), "--reason", "属实", "--home", str(path)]) in (0, 3)
    SEEN.update(state for found in bureau.states().values() for state in found)
    return bureau


def run_of(bureau: Bureau, day: date) -> str:
    with warehouse(bureau.home, read_only=True) as con:
        return str(
            con.execute(
                "SELECT run_id FROM run WHERE as_of = ? ORDER BY run_no DESC LIMIT 1", [day]
            ).fetchall()[0][0]
        )


def afresh(bureau: Bureau, path: Path, day: date) -> Bureau:
    """A home beside that has seen nothing, with the same deliveries and the same secret: one night, and all is there."""
    made = Bureau(path)
    for folder in ("landing", "secrets"):
        shutil.rmtree(made.home.path / folder)
        shutil.copytree(bureau.home.path / folder, made.home.path / folder)
    assert made.night(day).state.startswith("published")
    return made


def facts(bureau: Bureau) -> dict[str, Rows]:
    """What was known from when until when, by which delivery and line, and what became of every file: with everybody
    under the number that the department gave, because in which order people got ours is nobody's business."""
    found: dict[str, Rows] = {}
    with warehouse(bureau.home, read_only=True) as con:
        for extract in EXTRACTS.values():
            columns = ", ".join(
                f"(SELECT id_number FROM person WHERE person.person_no = fact.{column.stored})"
                if column.kind == "identity_number"
                else f"fact.{column.stored}"
                for column in extract.columns
            )
            found[extract.name] = con.execute(
                f"""SELECT {columns}, delivery_id, source_line, known_from, known_to
                FROM {extract.name} fact JOIN delivery USING (delivery_no) ORDER BY ALL"""
            ).fetchall()
        for ledger, columns in {
            "delivery": "delivery_id, known_on, sha256, state, codes, rows_in, rows_loaded, rows_collapsed, "
            "rows_quarantined, rows_skipped, amount_in_fen, amount_loaded_fen, amount_quarantined_fen",
            "decision": "decision_id, extract, decided_on, kind, delivery_id, code",
            "difference": "extract, known_on, rows_added, rows_changed, rows_gone, rows_same, amount_change_fen",
        }.items():
            found[ledger] = con.execute(f"SELECT {columns} FROM {ledger} ORDER BY ALL").fetchall()
        for ledger, columns in {
            "quarantine": "line, original, faults, amount_fen, answered_on",
            "coverage": "coverage.known_on, month, kind, row_count, amount_fen",
        }.items():
            found[ledger] = con.execute(
                f"SELECT delivery_id, {columns} FROM {ledger} JOIN delivery USING (delivery_no) ORDER BY ALL"
            ).fetchall()
    return found


def published(bureau: Bureau) -> dict[str, Rows]:
    """The signals of the last night, and everything that its rules found in them."""
    tables = {
        table.name: bureau.ask(f"SELECT * FROM {table.name} ORDER BY ALL")
        for table in (HOUSEHOLD_MONTH, PERSON_MONTH)
    }
    tables["warning"] = bureau.ask(
        f"""SELECT rule_code, household_key, person_key, severity, village_code, suggested_cny, relief_multiple,
            standard_cny_per_month, standard_valid_from, amount_steps, evidence, reason_zh
        FROM warning WHERE last_seen_on = DATE '{DAYS[-1]}' AND closed_on IS NULL ORDER BY ALL"""
    )
    tables["judgement"] = bureau.ask(
        f"""SELECT rule_code, is_judged, judged_count, hit_count FROM judgement
        WHERE run_id LIKE 'R{DAYS[-1]:%Y%m%d}%' ORDER BY ALL"""
    )
    return tables


def differing(one: dict[str, Rows], other: dict[str, Rows]) -> dict[str, int]:
    """How many rows of each table the two do not share. Counts only: rows are about people."""
    return {
        name: len(set(map(str, one[name])) ^ set(map(str, other[name])))
        for name in one
        if one[name] != other[name]
    }


@pytest.mark.parametrize("seed", range(SEED, SEED + SEQUENCES))
def test_nights_in_any_order_come_to_what_the_landing_folder_says(seed: int, tmp_path: Path) -> None:
    bureau = nights(tmp_path / "nightly", seed, may_be_late=True)
    fresh = afresh(bureau, tmp_path / "fresh", DAYS[-1])
    assert differing(facts(bureau), facts(fresh)) == {}
    assert differing(published(bureau), published(fresh)) == {}
    # The past as it was known then is asked of the same facts.
    earlier = DAYS[len(DAYS) // 2]
    then = [made.night(DAYS[-1], known_at=earlier) for made in (bureau, fresh)]
    assert then[0].published is not None and then[1].published is not None
    asked = [
        {
            table.name: made.ask(f"SELECT * FROM {table.name} ORDER BY ALL", night.published)
            for table in (HOUSEHOLD_MONTH, PERSON_MONTH)
        }
        for made, night in zip((bureau, fresh), then, strict=True)
    ]
    assert differing(*asked) == {}


@pytest.mark.parametrize("seed", range(SEED, SEED + max(1, SEQUENCES // 2)))
def test_a_warehouse_made_anew_has_the_same_ledger(seed: int, tmp_path: Path) -> None:
    bureau = nights(tmp_path / "nightly", seed, may_be_late=False)

    def ledger() -> dict[str, Rows]:
        with warehouse(bureau.home, read_only=True) as con:
            return {
                "episode": con.execute(
                    """SELECT warning_id, rule_code, household_id, id_number, opened_on FROM episode
                    LEFT JOIN person USING (person_no) ORDER BY ALL"""
                ).fetchall(),
                "warning_event": con.execute(
                    """SELECT event.* EXCLUDE (head_person_no) FROM warning_event event
                    JOIN published_run USING (run_id) ORDER BY ALL"""
                ).fetchall(),
                "warning_input": con.execute(
                    "SELECT * FROM warning_input WHERE run_id IN (SELECT run_id FROM published_run) ORDER BY ALL"
                ).fetchall(),
            }

    before = facts(bureau) | ledger()
    done = rebuild(bureau.home)
    assert [str(night.as_of) for night in done.differing] == [] and len(done.nights) == NIGHTS
    assert differing(before, facts(bureau) | ledger()) == {}


def test_the_sequences_did_everything() -> None:
    """Nights in which no file was ever held, let in or corrected would prove little."""
    assert {"loaded", "held", "superseded", "same_again"} <= SEEN
