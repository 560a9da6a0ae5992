"""The ledger refuses a move that the life of a warning does not know."""

from itertools import pairwise

import duckdb
import pytest

from monitors.ledger import _refuse_illegal_moves
from monitors.watch import statement
from schemas.warning import DECISIONS, ENDED, LISTED, MOVES, OUTCOME, QUIET, answered, decided


@pytest.mark.parametrize(
    ("was", "becomes", "is_legal"),
    [
        ("open", "dispatched", True),
        ("open", "cleared", True),
        ("dispatched", "withdrawn", True),
        ("cleared", "open", True),
        ("open", "open", True),
        ("refuted", "visited", True),
        ("open", "visited", False),
        ("open", "acted", False),
        ("acted", "withdrawn", False),
        ("confirmed", "cleared", False),
        ("refuted", "cleared", False),
    ],
)
def test_only_legal_moves(was: str, becomes: str, is_legal: bool) -> None:
    con = duckdb.connect()
    con.execute("CREATE TABLE ledger_event AS SELECT ? AS state_before, ? AS state", [was, becomes])
    if is_legal:
        _refuse_illegal_moves(con)
    else:
        with pytest.raises(ValueError, match=f"{was} -> {becomes}"):
            _refuse_illegal_moves(con)


def test_every_state_has_a_way_on() -> None:
    assert {state for moves in MOVES.values() for state in moves} == MOVES.keys()
    assert {*LISTED, *QUIET, *ENDED} == MOVES.keys()


@pytest.mark.parametrize(
    ("state", "result", "is_helped", "entered"),
    [
        ("open", "confirmed_needs_relief", False, "dispatched visited confirmed"),
        ("open", "confirmed_needs_relief", True, "dispatched visited confirmed acted"),
        ("dispatched", "confirmed_already_helped", False, "visited confirmed acted"),
        ("dispatched", "refuted", False, "visited refuted"),
        ("unreachable", "not_found", False, ""),
        ("unreachable", "refuted", False, "visited refuted"),
        ("open", "deceased", False, "dispatched visited data_error"),
        ("open", "not_yet_verified", False, ""),
        # The amount comes later; a correction; both are noted once.
        ("confirmed", "confirmed_needs_relief", True, "acted"),
        ("refuted", "confirmed_needs_relief", False, "visited confirmed"),
        ("acted", "refuted", False, "visited refuted"),
        ("acted", "confirmed_needs_relief", True, ""),
        ("snoozed", "refuted", False, "open dispatched visited refuted"),
        # An ended warning is brought back by a family in need alone.
        ("cleared", "confirmed_needs_relief", False, "open dispatched visited confirmed"),
        ("withdrawn", "refuted", False, ""),
    ],
)
def test_an_answer_leads_through_legal_moves(state: str, result: str, is_helped: bool, entered: str) -> None:
    assert " ".join(answered(state, result, is_helped=is_helped)) == entered


def test_every_way_of_every_answer_and_decision_is_legal() -> None:
    for state in MOVES:
        ways = [answered(state, result, is_helped=helped) for result in OUTCOME for helped in (False, True)]
        ways += [way for kind in DECISIONS if (way := decided(state, kind)) is not None]
        for way in ways:
            assert all(becomes in MOVES[was] for was, becomes in pairwise((state, *way)))


def test_people_delivered_after_the_night_are_not_behind_an_episode() -> None:
    con = duckdb.connect()
    con.execute("CREATE TABLE night AS SELECT DATE '2022-05-01' AS known_at")
    con.execute(
        """CREATE TABLE ledger_before AS SELECT 'W' AS warning_id, 'N01' AS rule_code, 'H1' AS household_id,
        NULL::INTEGER AS person_no, 'open' AS state, DATE '2022-04-30' AS known_at"""
    )
    con.execute("CREATE TABLE identity (person_no INTEGER, current_no INTEGER)")
    con.execute(
        """CREATE TABLE household_member AS SELECT * FROM
        (VALUES ('H1', 1, DATE '2022-05-01'), ('H1', 2, DATE '2022-05-02')) _(household_id, person_no, known_from)"""
    )
    found = con.execute(f"SELECT person_no FROM ({statement('ledger_person')})").fetchall()
    assert found == [(1,)]
