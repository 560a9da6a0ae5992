"""The ledger refuses a move that the life of a warning does not know."""

import duckdb
import pytest

from monitors.ledger import _refuse_illegal_moves
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
