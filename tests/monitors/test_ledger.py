"""The ledger refuses a move that the life of a warning does not know."""

import duckdb
import pytest

from monitors.ledger import _refuse_illegal_moves
from monitors.watch import statement
from schemas.warning import MOVES


@pytest.mark.parametrize(
    ("was", "becomes", "is_legal"),
    [
        ("open", "cleared", True),
        ("open", "withdrawn", True),
        ("cleared", "open", True),
        ("open", "open", True),
        ("open", "acted", False),
        ("acted", "withdrawn", False),
        ("refuted", "cleared", False),
    ],
)
def test_only_legal_moves(was: str, becomes: str, is_legal: bool) -> None:
    con = duckdb.connect()
    con.execute("CREATE TABLE ledger_before AS SELECT 'W' AS warning_id, ? AS state", [was])
    con.execute("CREATE TABLE ledger_event AS SELECT 'W' AS warning_id, ? AS state", [becomes])
    if is_legal:
        _refuse_illegal_moves(con)
    else:
        with pytest.raises(ValueError, match=f"{was} -> {becomes}"):
            _refuse_illegal_moves(con)


def test_every_state_has_a_way_on() -> None:
    assert {state for moves in MOVES.values() for state in moves} == MOVES.keys()


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
