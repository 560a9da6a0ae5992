"""The people whom refused rows may be about, each with its weight and the reasons."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import duckdb

from flows.linking import register
from flows.linking.choose import choose
from flows.linking.evidence import Model
from schemas.faults import DoudiError


@dataclass(frozen=True)
class Proposal:
    """`weight` in bits. `agrees` is what is the same, (Chinese, English); `unknown` names the evidence that the row does not
    give. What the two differ in is none: nobody is proposed against something known."""

    delivery_no: int
    line: int
    weight: float
    agrees: tuple[tuple[str, str], ...]
    unknown: tuple[tuple[str, str], ...]
    name: str
    id_number: str
    household_id: str

    @property
    def odds(self) -> int:
        """So many to one that it is this person, in two digits and at most a million: more would be boasting."""
        odds = min(int(2**self.weight), 1_000_000)
        return int(float(f"{odds:.2g}"))


@dataclass(frozen=True)
class Proposed:
    rows: int
    """Rows that were looked at, with a proposal or without."""
    proposals: tuple[Proposal, ...]


_UNKNOWN = {
    "name": ("没有姓名", "no name given"),
    "number": ("没有可用的号码", "no usable number"),
    "place": ("没有家庭编号和区划", "neither household nor area given"),
}


def propose(con: duckdb.DuckDBPyConnection, delivery_no: int | None = None) -> Proposed:
    """Proposals for the rows of one delivery, or of all; the warehouse stays as it is and may be open for reading alone.

    Raises: DoudiError E-LINK where there is something to compare and splink is not installed.
    """
    with _desk(con) as desk:
        people = register.make_people(con, f"{desk}.people")
        rows = register.make_refused(con, f"{desk}.refused", delivery_no)
        if not people or not rows:
            return Proposed(rows, ())
        try:
            from flows.linking.score import score
        except ImportError:
            raise DoudiError("E-LINK", "pip install '.[link]'", exit_code=2) from None
        model = register.model(people)
        con.execute(f"USE {desk}")
        score(con, model)
        choose(con, model)
        levels = ", ".join(each.name for each in model.evidence)
        found = con.execute(
            f"""SELECT r.delivery_no, r.line, weight, [{", ".join(f"c.{each.name}" for each in model.evidence)}],
                p.name, p.number, p.household
            FROM (SELECT row_id, person_id, weight, {levels} FROM proposal) c
            JOIN refused r ON r.record_id = row_id JOIN people p ON p.record_id = person_id
            ORDER BY r.delivery_no, r.line"""
        ).fetchall()
    return Proposed(
        rows,
        tuple(
            Proposal(number, line, weight, *_said(model, reached), name, id_number, household)
            for number, line, weight, reached, name, id_number, household in found
        ),
    )


def _said(
    model: Model, reached: list[int]
) -> tuple[tuple[tuple[str, str], ...], tuple[tuple[str, str], ...]]:
    agrees, unknown = [], []
    for evidence, number in zip(model.evidence, reached, strict=True):
        level = evidence.reached(number)
        if level:
            agrees.append((level.zh, level.en))
        elif number < 0:
            unknown.append(_UNKNOWN[evidence.name])
    return tuple(agrees), tuple(unknown)


@contextmanager
def _desk(con: duckdb.DuckDBPyConnection) -> Iterator[str]:
    """A database in memory beside the warehouse: whoever compares writes there, and it goes with its contents."""
    ((home,),) = con.execute("SELECT current_database()").fetchall()
    con.execute("ATTACH ':memory:' AS desk (READ_WRITE)")
    try:
        yield "desk"
    finally:
        con.execute(f'USE "{home}"')
        con.execute("DETACH desk")
