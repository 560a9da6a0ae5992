"""A small county for tests of the monitors: facts straight into the warehouse, values as a bureau would set
them, one night, and then every signal by its name.

Nothing shipped in `data/standards` holds here, so that a test says itself which values it stands on; `County`
begins with Taishan's standards of 2022 and the lines that no household can do without.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import duckdb

from flows import standards
from monitors.ledger import remember
from monitors.survey import survey
from monitors.watch import Night, watch
from rules.evaluate import evaluate
from rules.load import Rule
from schemas.extracts import EXTRACTS
from schemas.parameters import PARAMETERS
from schemas.standard import Standard, parse
from schemas.warehouse import FOREVER, create_all, fact_columns
from tests.bureau import RURAL_VILLAGE, URBAN_VILLAGE, number
from tests.engines.engine import on_engine

TAISHAN = "370902"
LONG_AGO = date(2014, 1, 1)
VILLAGE = {"urban": URBAN_VILLAGE, "rural": RURAL_VILLAGE}


class County:
    """Facts are told in any order, then `watch` is asked for one night; amounts are fen."""

    def __init__(self) -> None:
        # A handful of people is quickest on one core.
        self.con = duckdb.connect(config={"threads": 1})
        for statement in create_all():
            self.con.execute(statement)
        self.values: list[Standard] = []
        self.undelivered_months: set[date] = set()
        """Months for which no department has sent incomes; all others have come."""
        self._people = 0
        self._lines = 0
        self._delivered: set[str] = set()
        for day, urban, rural in ((date(2021, 1, 1), 791, 593), (date(2022, 1, 1), 871, 660)):
            self.holds("subsistence_allowance_standard", urban, "urban", since=day)
            self.holds("subsistence_allowance_standard", rural, "rural", since=day)
        self.holds("subsistence_ratio", 1, operator="below")
        self.holds("subsistence_red_ratio", "0.5", operator="below")
        self.holds("near_dibao_ratio", "1.5", operator="below")
        self.holds("working_age_from", 16)
        self.holds("working_age_to", 59)
        for kind in ("scholarship", "assistance", "veteran_care", "resident_pension"):
            self.holds("income_exempt", 1, kind)
        self.deliver("household_member", "benefit", "income", "medical_expense", "employment")

    def holds(
        self,
        key: str,
        value: int | str,
        population: str = "all",
        *,
        operator: str | None = None,
        since: date = LONG_AGO,
        until: date | None = None,
        published: date | None = None,
        area: str = TAISHAN,
    ) -> None:
        """A value of the standards, written and read as in a bureau's file. Numbers with a point as text."""
        text = str(value) if not PARAMETERS[key].choices else f'"{value}"'
        entry = {
            "population": f'"{population}"',
            "value": text,
            "operator": operator and f'"{operator}"',
            "valid_from": since,
            "valid_to": until,
            "published_on": published,
            "source": '"tests"',
        }
        lines = [f"{name} = {said}" for name, said in entry.items() if said is not None]
        self.values += parse("\n".join([f'area = "{area}"', f"[[{key}]]", *lines]), f"{area}.toml")

    def tell(
        self, extract: str, *, known_from: date = LONG_AGO, known_to: str | date = FOREVER, **cells: object
    ) -> None:
        """One believed row of an extract, by the names that the warehouse stores; what is not said is null."""
        names = fact_columns(EXTRACTS[extract])
        if unknown := cells.keys() - set(names):
            raise KeyError(f"{extract}: {', '.join(sorted(unknown))}")
        self._lines += 1
        row = [*(cells.get(name) for name in names), 1, self._lines, known_from, known_to]
        self.con.execute(f"INSERT INTO {extract} VALUES ({', '.join('?' * len(row))})", row)
        self.deliver(extract)

    def deliver(self, *extracts: str) -> None:
        """A department has sent this, be it without a single row."""
        for extract in set(extracts) - self._delivered:
            self._delivered.add(extract)
            self.con.execute(
                "INSERT INTO delivery (delivery_no, extract, known_on, state) VALUES (1, ?, ?, 'loaded')",
                [extract, LONG_AGO],
            )

    def cover(self, extract: str, month: date, kind: str) -> None:
        """A department has sent this month (or school year) of this kind, be it without a single row."""
        self.con.execute(
            "INSERT INTO coverage (extract, delivery_no, known_on, month, kind) VALUES (?, 1, ?, ?, ?)",
            [extract, LONG_AGO, month, kind],
        )

    def person(self, born: str = "1980-01-01") -> int:
        """A person that is no more than a number: not yet listed anywhere."""
        self._people += 1
        self.con.execute(
            "INSERT INTO person VALUES (?, ?, ?)",
            [self._people, number(self._people, born.replace("-", "")), date.fromisoformat(born)],
        )
        return self._people

    def member(
        self,
        household: str,
        born: str = "1980-01-01",
        *,
        residence_class: str = "urban",
        relation: str | None = None,
        hukou: str = TAISHAN,
        village: str | None = None,
        joined_on: date | None = None,
        left_on: date | None = None,
        name: str = "某某",
        person: int | None = None,
    ) -> int:
        """Someone in the register; the first of a household is its head."""
        ((listed,),) = self.con.execute(
            "SELECT count(*) FROM household_member WHERE household_id = ?", [household]
        ).fetchall()
        person = person or self.person(born)
        self.tell(
            "household_member",
            household_id=household,
            person_no=person,
            name=name,
            relation=relation or ("other" if listed else "head"),
            residence_class=residence_class,
            hukou_region=hukou,
            residence_region=village or VILLAGE[residence_class],
            joined_on=joined_on,
            left_on=left_on,
        )
        return person

    def earns(
        self,
        person: int,
        fen: int,
        months: Iterable[date],
        *,
        kind: str = "wage",
        evidence: str = "actual",
    ) -> None:
        """So many fen in every one of these months."""
        for month in months:
            self.tell("income", person_no=person, month=month, kind=kind, amount_fen=fen, evidence=evidence)

    def has_no_work(self, person: int) -> None:
        """Confirmed to earn nothing, long before any window."""
        self.tell("employment", person_no=person, event="unemployed", event_on=LONG_AGO)

    def watch(self, as_of: date, known_at: date | None = None) -> None:
        night = Night(as_of, known_at or as_of)
        standards.load(self.con, self.values)
        for month in {night.month(back) for back in range(1, 16)} - self.undelivered_months:
            self.cover("income", month, "wage")
        with on_engine(self.con) as engine:
            watch(engine, night)

    def survey(
        self,
        as_of: date,
        *rules: Rule,
        blind: Mapping[str, str] | None = None,
        known_at: date | None = None,
    ) -> None:
        """One night to its end: the signals, what these rules find, the ledger, and the offices' own work."""
        night = Night(as_of, known_at or as_of)
        self.watch(as_of, known_at)
        evaluate(self.con, list(rules), as_of=as_of, blind=blind or {})
        judged = {rule.code: True for rule in rules}
        needs = {rule.code: rule.header.reads for rule in rules}
        remember(self.con, night, run_id="R1", area_code=TAISHAN, judged=judged, needs=needs)
        survey(self.con, night, home_area=TAISHAN, blind=blind or {})

    def rows(self, table: str, where: str = "true") -> list[dict[str, Any]]:
        """What a monitor (or a wide table) says."""
        cursor = self.con.execute(f"SELECT * FROM {table} WHERE {where} ORDER BY ALL")
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]

    def household(self, household_id: str) -> dict[str, Any]:
        (row,) = self.rows("household_month", f"household_id = '{household_id}'")
        return row

    def of(self, person: int) -> dict[str, Any]:
        (row,) = self.rows("person_month", f"person_no = {person}")
        return row


def months(last: date, count: int = 12) -> list[date]:
    """So many months up to and including the month of a day, the newest first."""
    index = last.year * 12 + last.month - 1
    return [date((index - back) // 12, (index - back) % 12 + 1, 1) for back in range(count)]


def yuan(amount: str) -> int:
    return int(Decimal(amount) * 100)
