"""Twelve people of nobody, and the search for them: in every file, member of an archive and cell of a database."""

import io
import json
import re
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import duckdb

from schemas.extracts import EXTRACTS
from tests.bureau import number
from tests.one_row_each import CASES
from tests.one_row_each import PEOPLE as EXAMPLES

NAMES = [
    "瞿墨蘅",
    "逄雨濛",
    "亓官琬琰",
    "郗清嘉",
    "綦连筱竹",
    "麴文淼",
    "佘丹霓",
    "缪思邈",
    "仉若瀚",
    "璩晏如",
    "蒯芷沅",
    "邴疏桐",
]


class Person(NamedTuple):
    name: str
    number: str
    phone: str
    account: str
    household: str

    @property
    def marks(self) -> tuple[str, ...]:
        """What gives this person away, whole or spaced; of the number also what no mask may leave together."""
        spaced = " ".join((self.number[:6], self.number[6:14], self.number[14:]))
        return (self.name, self.number[:17], self.number[6:17], spaced, self.phone, self.account)


def _person(place: int) -> Person:
    who = number(900 + place, f"19{60 + place}0{place % 9 + 1}1{place % 10}")
    # Where a register calls a household by its head's own number, that number goes wherever the household's goes.
    household = who if place > 10 else f"HC{place:02d}"
    return Person(NAMES[place - 1], who, f"1390008{place:04d}", _card(f"6217000088000{place:05d}"), household)


def _card(but_last: str) -> str:
    """A bank card's number with its check digit."""
    doubled = [int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(but_last), start=1)]
    return f"{but_last}{-sum(each - 9 * (each > 9) for each in doubled) % 10}"


PEOPLE = [_person(place) for place in range(1, 13)]
MARKS = [mark for person in PEOPLE for mark in person.marks]
_CODINGS = ("utf-8", "gb18030", "utf-16-le")


def _written(mark: str) -> set[bytes]:
    """The ways in which a mark can stand in a file."""
    in_page = "".join(f"&#{ord(sign)};" for sign in mark)
    quoted = (json.dumps(mark)[1:-1], in_page, repr(mark.encode())[2:-1])
    return {mark.encode(coding) for coding in _CODINGS} | {text.encode() for text in quoted}


def _sought(marks: Iterable[str]) -> re.Pattern[bytes]:
    forms = {re.escape(form) for mark in marks for form in _written(mark)}
    return re.compile(b"|".join(sorted(forms, key=len, reverse=True)))


_ANYTHING = _sought(MARKS)
_NUMBERS = _sought(mark for mark in MARKS if mark not in NAMES)
NAMED = re.compile(r"(预警核查清单|业务清单|急难清单|入户核查单)_[0-9]{9}_|退回|回收")
"""Files of those who visit, and what goes back to them: there alone a name may stand."""


def hits(content: bytes, *, may_name: bool = False) -> int:
    """How often somebody is given away; a count, so that a test that fails gives nobody away."""
    sought = _NUMBERS if may_name else _ANYTHING
    return len(sought.findall(content))


def files(*roots: Path) -> Iterator[tuple[str, bytes]]:
    """Every file below, by name: as it is, an archive member by member too, a database cell by cell too."""
    for root in roots:
        for path in (root, *sorted(root.rglob("*"))):
            name = str(path.relative_to(root.parent))
            yield f"{name} (name)", name.encode("utf-8", "surrogateescape")
            if path.is_symlink() or not path.is_file():
                continue
            content = path.read_bytes()
            yield name, content
            if content[:2] == b"PK":
                with zipfile.ZipFile(io.BytesIO(content)) as archive:
                    for member in archive.namelist():
                        yield f"{name}!{member}", archive.read(member)
            elif path.suffix == ".duckdb":
                yield from _cells(name, path)


def _cells(name: str, path: Path) -> Iterator[tuple[str, bytes]]:
    with duckdb.connect(str(path), read_only=True) as con:
        for (table,) in con.execute("SHOW TABLES").fetchall():
            for column in con.execute(f'FROM "{table}" LIMIT 0').description:
                cells = con.execute(
                    f'SELECT DISTINCT CAST("{column[0]}" AS VARCHAR) FROM "{table}"'
                ).fetchall()
                yield f"{name}:{table}.{column[0]}", "\n".join(str(cell) for (cell,) in cells).encode()


def found(*roots: Path, keys: Iterable[str] = ()) -> dict[str, int]:
    """Where somebody, or a key that pseudonyms hang on, is given away, and how often."""
    secrets = [key.encode() for key in keys]
    counted = (
        (name, hits(content, may_name=bool(NAMED.search(name))) + sum(map(content.count, secrets)))
        for name, content in files(*roots)
    )
    return {name: count for name, count in counted if count}


def rows(extract: str, marked: Iterable[Person]) -> list[list[str]]:
    """A good row about each person, then for every column one row whose cell says somebody's name, number, phone and
    account instead."""
    case = CASES[extract]
    people = list(marked)
    good = [_about(case.cells, person, place) for place, person in enumerate(people)]
    wrong = []
    for place in range(len(case.cells)):
        for kind in range(4):
            person = people[(place * 4 + kind) % len(people)]
            # Of somebody else, so that it contradicts no good row.
            other = Person("某某", number(100 + place * 4 + kind), "", "", f"HF{place}{kind}")
            cells = _about(case.cells, other, 100 + place * 4 + kind)
            cells[place] = (person.name, person.number, person.phone, person.account)[kind]
            wrong.append(cells)
    return [*good, *wrong]


def _about(cells: list[str], person: Person, place: int) -> list[str]:
    """A row of the examples, about somebody: a row's own number differs from row to row."""
    said = []
    for cell in cells:
        if cell in EXAMPLES.values():
            said.append(person.number)
        elif cell == "H1":
            said.append(person.household)
        elif cell in ("李明", "王某"):
            said.append(person.name)
        elif re.fullmatch("[A-Z]1", cell):
            said.append(f"{cell}{place:03d}")
        else:
            said.append(cell)
    return said


def header(extract: str) -> list[str]:
    return [column.zh for column in EXTRACTS[extract].columns]
