"""Chains of changed numbers in SQL and, following one link at a time, in plain Python."""

from datetime import date

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitors.watch import Night, know
from schemas.warehouse import FOREVER, create_all

AS_OF = date(2022, 6, 20)
Links = list[tuple[int, int]]


def told(links: Links) -> tuple[dict[int, tuple[int, int]], dict[tuple[int, int], str]]:
    """Number -> (current, first), and change -> doubt, as the night knows them. The n-th change is of day n."""
    con = duckdb.connect()
    for statement in create_all():
        con.execute(statement)
    numbers = sorted({number for link in links for number in link})
    for number in numbers:
        con.execute("INSERT INTO person VALUES (?, ?, ?)", [number, f"99010119800101{number:04d}", AS_OF])
    for line, (old, new) in enumerate(links):
        changed_on = date.fromordinal(date(2020, 1, 1).toordinal() + line)
        row = [old, new, changed_on, 1, line, AS_OF, FOREVER]
        con.execute("INSERT INTO id_change VALUES (?, ?, ?, ?, ?, ?, ?)", row)
    know(con, Night(AS_OF, AS_OF))
    identity = con.execute("SELECT person_no, current_no, first_no FROM identity").fetchall()
    doubts = con.execute(
        "SELECT old_person_no, new_person_no, doubt FROM identity_change WHERE doubt IS NOT NULL"
    ).fetchall()
    assert len(identity) == len({row[0] for row in identity})
    return {row[0]: row[1:] for row in identity}, {row[:2]: row[2] for row in doubts}


def followed(links: Links) -> tuple[dict[int, tuple[int, int]], dict[tuple[int, int], str]]:
    new_of: dict[int, set[int]] = {}
    for old, new in links:
        new_of.setdefault(old, set()).add(new)
    doubts = {(old, new): "change_contradicts" for old, new in links if len(new_of[old]) > 1}
    step = {old: next(iter(news)) for old, news in new_of.items() if len(news) == 1}
    current: dict[int, int] = {}
    for old in step:
        here = old
        for _ in range(16):
            here = step.get(here, here)
        if here in step:
            doubts[old, step[old]] = "change_loops"
        else:
            current[old] = here
    joined = [(old, new) for old, new in links if old in current]
    changed = {new for _, new in joined}
    first: dict[int, int] = {}
    for old, _ in joined:  # in order of days: the earliest change of a number that nobody bore before
        if old not in changed:
            first.setdefault(current[old], old)
    ends = {end: end for end in current.values()}
    return {number: (end, first[end]) for number, end in (ends | current).items()}, doubts


@pytest.mark.parametrize(
    ("links", "identity", "doubts"),
    [
        ([(1, 2)], {1: (2, 1), 2: (2, 1)}, {}),
        ([(2, 3), (1, 2)], {1: (3, 1), 2: (3, 1), 3: (3, 1)}, {}),
        ([(2, 3), (1, 3)], {1: (3, 2), 2: (3, 2), 3: (3, 2)}, {}),  # the earlier change names the first
        ([(1, 2), (1, 3)], {}, {(1, 2): "change_contradicts", (1, 3): "change_contradicts"}),
        (
            [(4, 1), (1, 2), (1, 3)],  # what leads to the contradiction is sure
            {4: (1, 4), 1: (1, 4)},
            {(1, 2): "change_contradicts", (1, 3): "change_contradicts"},
        ),
        ([(1, 1)], {}, {(1, 1): "change_loops"}),
        (
            [(1, 2), (2, 3), (3, 2)],
            {},
            dict.fromkeys([(1, 2), (2, 3), (3, 2)], "change_loops"),
        ),
    ],
)
def test_worked_chains(
    links: Links, identity: dict[int, tuple[int, int]], doubts: dict[tuple[int, int], str]
) -> None:
    assert told(links) == (identity, doubts)
    assert followed(links) == (identity, doubts)


@pytest.mark.parametrize("length", [16, 17])
def test_a_chain_of_more_than_sixteen_changes_is_a_doubt(length: int) -> None:
    links = [(number, number + 1) for number in range(length)]
    identity, doubts = told(links)
    assert (identity.get(0), doubts) == ((16, 0), {}) if length == 16 else (None, {(0, 1): "change_loops"})


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=1, max_size=10, unique=True))
@settings(max_examples=60, deadline=None, derandomize=True)
def test_sql_follows_chains_as_plain_python_does(links: Links) -> None:
    assert told(links) == followed(links)
