"""The documents that rules and tasks rest on, each with the days between which it is in force.

A revision is a further entry of the same id: of two entries the one that began later speaks. What ends on a day that
nobody knew before is closed by an entry that begins and ends on that day.
"""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path

import duckdb
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from schemas.faults import DoudiError
from schemas.fill import fill
from schemas.rule import Basis
from schemas.standard import FOREVER, Confidence

FILE = "legal_basis.toml"
SHIPPED = Path(__file__).parent


class Law(BaseModel):
    """One document as it holds from one day on. Shape: one per (id, valid_from)."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    id: str = Field(min_length=1)
    title_zh: str = Field(min_length=1)
    title: str = Field(min_length=1)
    number: str
    issued_on: date | None = None
    valid_from: date
    valid_to: date = FOREVER
    source: str = Field(min_length=1)
    confidence: Confidence
    note: str = ""


@dataclass(frozen=True)
class Laws:
    """Every entry, by id and day; each ends where the next of its id begins."""

    entries: tuple[Law, ...]

    def has(self, law_id: str) -> bool:
        return any(law.id == law_id for law in self.entries)

    def dated(self, basis: Basis) -> Basis:
        """The article together with the days on which its document is in force."""
        spans = tuple((law.valid_from, law.valid_to) for law in self.entries if law.id == basis.id)
        return basis.model_copy(update={"spans": spans})


def read(folders: Sequence[Path] = (SHIPPED,)) -> Laws:
    """The shipped documents, and a bureau's own. Raises: DoudiError E-RULE-FORM naming the file."""
    found: list[Law] = []
    for folder in folders:
        path = folder / FILE
        if path.is_file():
            found += _parse(path.read_bytes(), FILE if folder == SHIPPED else str(path))
    found.sort(key=lambda law: (law.id, law.valid_from))
    entries = []
    for law, following in pairwise([*found, None]):
        assert law is not None
        if following is not None and following.id == law.id:
            if following.valid_from == law.valid_from:
                raise DoudiError("E-RULE-FORM", f"{FILE}: {law.id} {law.valid_from} × 2")
            law = law.model_copy(update={"valid_to": min(law.valid_to, following.valid_from)})
        entries.append(law)
    return Laws(tuple(entries))


@cache
def _parse(data: bytes, file: str) -> tuple[Law, ...]:
    try:
        document = tomllib.loads(data.decode("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise DoudiError("E-RULE-FORM", f"{file}: {error}") from None
    written = document.get("law", [])
    if document.keys() - {"law"} or not isinstance(written, list):
        raise DoudiError("E-RULE-FORM", f"{file}: [[law]]")
    laws = []
    for place, entry in enumerate(written, start=1):
        try:
            law = Law.model_validate(entry)
        except ValidationError as error:
            wrong = "、".join(".".join(map(str, e["loc"])) for e in error.errors(include_input=False))
            raise DoudiError("E-RULE-FORM", f"{file}: [[law]] {place}: {wrong}") from None
        if law.valid_to < law.valid_from:
            raise DoudiError("E-RULE-FORM", f"{file}: {law.id} valid_to = {law.valid_to}")
        laws.append(law)
    return tuple(laws)


def load(con: duckdb.DuckDBPyConnection, laws: Laws) -> None:
    """Leave the temporary table `law`. Shape: one row per entry, `valid_to` the first day on which it no longer holds."""
    con.execute(
        """CREATE OR REPLACE TEMP TABLE law (law_id VARCHAR, title_zh VARCHAR, title VARCHAR, number VARCHAR,
        issued_on DATE, valid_from DATE, valid_to DATE, source VARCHAR, confidence VARCHAR, note VARCHAR)"""
    )
    fill(con, "law", [tuple(law.model_dump().values()) for law in laws.entries])


def cites(con: duckdb.DuckDBPyConnection, bases: Sequence[Basis], day: date) -> list[str]:
    """What of these may be cited on a day, for whatever is not a rule and so was never held to the documents. Needs `law`."""
    in_force = {
        law_id
        for (law_id,) in con.execute(
            "SELECT law_id FROM law WHERE valid_from <= $day AND $day < valid_to", {"day": day}
        ).fetchall()
    }
    return [basis.cite for basis in bases if basis.id in in_force and basis.holds_on(day)]
