"""A county whose departments spoil identity numbers in known ways: who is meant is known, line by line.

Beside two hundred spoiled rows about people of the register stand as many about people whom it does not list, from a county
made with another seed: the same villages, the same names, birth dates and numbers close by.
"""

import csv
import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from flows.synth import write_extracts
from flows.synth.identity import check_character
from tests.bureau import Bureau

AS_OF = date(2022, 6, 22)
FIRST, SECOND = "2022-06-20", "2022-06-21"
HOUSEHOLDS = 3_000
MEANT = 200


@dataclass(frozen=True)
class Person:
    household: str
    number: str
    name: str
    village: str
    row: tuple[str, ...]


def people_of(folder: Path, seed: int) -> list[Person]:
    write_extracts(folder, households=HOUSEHOLDS, seed=seed, as_of=AS_OF, months=1, dirty=0)
    (register,) = (folder / "household_member").rglob("*.csv")
    raw = register.read_bytes()
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("gb18030")
    rows = [tuple(row) for row in csv.reader(text.splitlines())][1:]
    return [Person(row[0], row[1], row[2], row[6], row) for row in rows]


def wrong_digit(number: str, chance: random.Random) -> str:
    place = chance.randrange(17)
    return (
        number[:place] + chance.choice([d for d in "0123456789" if d != number[place]]) + number[place + 1 :]
    )


def swapped(number: str, chance: random.Random) -> str:
    place = chance.choice([place for place in range(6, 16) if number[place] != number[place + 1]])
    return number[:place] + number[place + 1] + number[place] + number[place + 2 :]


def missing(number: str, chance: random.Random) -> str:
    return ""


def rounded(number: str, chance: random.Random) -> str:
    return number[:15] + "000"


def as_power(number: str, chance: random.Random) -> str:
    return f"{number[0]}.{number[1:6]}E+17"


def is_believed(number: str) -> bool:
    return len(number) == 18 and check_character(number[:17]) == number[17]


WAYS: tuple[Callable[[str, random.Random], str], ...] = (wrong_digit, swapped, missing, rounded, as_power)


def death(person: Person, number: str) -> str:
    return f"{number},{person.name},2022-05-{int(person.number[12:14]) % 28 + 1:02d}"


def relief_payment(person: Person, number: str) -> str:
    payment = f"L{person.number[6:17]}{person.household[-6:]}"
    return f"{payment},{person.household},{number},2022-05-01,因病,500.00,县级,{person.village[:9]}"


def help_request(person: Person, number: str) -> str:
    return (
        f"Q{person.number[6:17]},2022-06-01 09:00,热线,{number},{person.name},370902,{person.village},就医,,"
    )


def household_member(person: Person, number: str) -> str:
    return ",".join((person.row[0], number, *person.row[2:]))


ROWS: dict[str, Callable[[Person, str], str]] = {
    "household_member": household_member,
    "death": death,
    "relief_payment": relief_payment,
    "help_request": help_request,
}


@dataclass(frozen=True)
class Spoiled:
    """A row that will be refused, whom it is about, and whether the register lists that person."""

    extract: str
    way: str
    person: Person
    is_listed: bool
    text: str


def spoil(people: list[Person], chance: random.Random, *, is_listed: bool) -> list[Spoiled]:
    """As many rows as are meant, their ways and extracts in turn."""
    spoiled = []
    for place, person in enumerate(chance.sample(people, MEANT)):
        extract, make = list(ROWS.items())[place // len(WAYS) % len(ROWS)]
        way = WAYS[place % len(WAYS)]
        number = way(person.number, chance)
        while is_believed(number):  # One rounded number in eleven is somebody else's.
            way, number = wrong_digit, wrong_digit(person.number, chance)
        if not number and extract in ("relief_payment", "help_request"):
            # These may come without a number; nothing is refused then.
            way, number = swapped, swapped(person.number, chance)
        spoiled.append(Spoiled(extract, way.__name__, person, is_listed, make(person, number)))
    return spoiled


def deliver(
    bureau: Bureau, register: list[Person], spoiled: list[Spoiled]
) -> dict[tuple[str, str, int], Spoiled]:
    """The register, then a day later the spoiled rows; returns them by extract, file and line. The files are small, so that
    none is held for its share of bad rows."""
    bureau.deliver("household_member", FIRST, [",".join(person.row) for person in register])
    bad = {row.person.number for row in spoiled if row.extract == "household_member"}
    where = {}
    for extract in ROWS:
        if extract == "household_member":
            files = {"名册.csv": [row for row in spoiled if row.extract == extract]}
        else:
            files = {
                name: [row for row in spoiled if row.extract == extract and row.is_listed == is_listed]
                for name, is_listed in (("在册.csv", True), ("不在册.csv", False))
            }
        for name, rows in files.items():
            texts = [row.text for row in rows]
            if extract == "household_member":
                texts += [",".join(person.row) for person in register if person.number not in bad]
            bureau.deliver(extract, SECOND, texts, name=name)
            where |= {(extract, name, line): row for line, row in enumerate(rows, start=2)}
    return where
