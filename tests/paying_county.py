"""A bureau's facts straight in the warehouse, with values as TOML, for tests of amounts.

Every household may live in a village of its own with values of its own, so that one night serves many cases.
"""

from datetime import date
from typing import Any

import duckdb

from flows import standards
from monitors.watch import Night, watch
from rules.evaluate import evaluate
from rules.load import Rule
from schemas.parameters import PARAMETERS
from schemas.standard import parse, refuse_doubles
from schemas.warehouse import FOREVER, create_all

LONG_AGO = date(2014, 1, 1)
AREA = "370902"


class PayingCounty:
    def __init__(self) -> None:
        # A handful of people is quickest on one core.
        self.con = duckdb.connect(config={"threads": 1})
        for statement in create_all():
            self.con.execute(statement)
        self._packs: list[tuple[str, str]] = []
        self._people = 0

    def pack(self, toml: str) -> None:
        """One standards file; its `area` names it."""
        area = toml.partition('area = "')[2].partition('"')[0]
        self._packs.append((f"{area}.toml", toml))

    def deliver(self, *extracts: str) -> None:
        for extract in extracts:
            self.con.execute(
                "INSERT INTO delivery (delivery_no, extract, known_on, state) VALUES (1, ?, ?, 'loaded')",
                [extract, LONG_AGO],
            )

    def fact(self, extract: str, **row: Any) -> None:
        row |= {"delivery_no": 1, "source_line": 2, "known_from": LONG_AGO, "known_to": FOREVER}
        self.con.execute(
            f"INSERT INTO {extract} ({', '.join(row)}) VALUES ({', '.join('?' * len(row))})",
            list(row.values()),
        )

    def household(self, household_id: str, village: str, *classes: str) -> list[int]:
        """Grown people of the classes given, the head first; their numbers."""
        people = []
        for place, residence_class in enumerate(classes):
            self._people += 1
            no = self._people
            people.append(no)
            self.con.execute(
                "INSERT INTO person VALUES (?, ?, ?)", [no, f"990101198001{no:06d}", date(1980, 1, 1)]
            )
            self.fact(
                "household_member",
                household_id=household_id,
                person_no=no,
                name="某某",
                relation="other" if place else "head",
                residence_class=residence_class,
                hukou_region=AREA,
                residence_region=village,
            )
        return people

    def paid(self, household_id: str, cause: str, fen: int, on: date, person_no: int | None = None) -> None:
        (number,) = self.con.execute("SELECT count(*) FROM relief_payment").fetchall()[0]
        self.fact(
            "relief_payment",
            payment_no=f"P{number}",
            household_id=household_id,
            person_no=person_no,
            paid_on=on,
            cause=cause,
            amount_fen=fen,
            fund="county",
            township_code=f"{AREA}001",
        )

    def watch(self, as_of: date, known_at: date | None = None) -> None:
        values = [value for name, toml in self._packs for value in parse(toml, name)]
        refuse_doubles(values)
        standards.load(self.con, values)
        watch(self.con, Night(as_of, known_at or as_of))

    def judge(self, as_of: date, *rules: Rule) -> None:
        self.watch(as_of)
        evaluate(self.con, list(rules), as_of=as_of, blind={})

    def rows(self, query: str) -> list[dict[str, Any]]:
        cursor = self.con.execute(query)
        names = [column[0] for column in cursor.description or ()]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def village(number: int) -> str:
    return f"{AREA}001{number:03d}"


def toml(area: str, text: str) -> str:
    """A standards file from lines `key population value [operator] [from] [to]`; `all` for everyone."""
    blocks = [f'area = "{area}"']
    for line in filter(None, (line.strip() for line in text.replace(";", "\n").splitlines())):
        key, population, value, *more = line.split()
        operator = [word for word in more if not word[0].isdigit()]
        days = [word for word in more if word[0].isdigit()]
        quoted = f'"{value}"' if PARAMETERS[key].choices else value
        blocks += [
            f"[[{key}]]",
            f"value = {quoted}",
            'source = "test"',
            f"valid_from = {(days or ['2014-01-01'])[0]}",
        ]
        blocks += [f'population = "{population}"'] if population != "all" else []
        blocks += [f'operator = "{operator[0]}"'] if operator else []
        blocks += [f"valid_to = {days[1]}"] if len(days) > 1 else []
    return "\n".join(blocks)
