"""Departments that do, day after day, whatever departments do: deliver whole registers and half ones, corrections, the
same file again, files found late, rows nobody can believe; and an operator who lets held files in and takes corrected
rows. Everything hangs on one seed.
"""

from datetime import date, timedelta
from pathlib import Path
from random import Random

from flows.home import warehouse
from flows.ingest.decisions import APPROVABLE, write_decision
from tests.bureau import (
    HEADERS,
    RURAL_VILLAGE,
    URBAN_VILLAGE,
    Bureau,
    member,
    months,
    number,
    settlement,
    wage,
)

HOUSEHOLDS = 45
FIRST = date(2022, 5, 28)
"""Over the end of a month: the window of incomes moves."""


class Departments:
    """`deliver` writes what comes on a day. `may_be_late` lets files turn up under a day whose night is over."""

    def __init__(self, bureau: Bureau, seed: int, *, may_be_late: bool) -> None:
        self.bureau = bureau
        self.random = Random(seed)
        self.may_be_late = may_be_late
        self.people = {number(place, self._born()): place // 3 for place in range(1, HOUSEHOLDS * 3 + 1)}
        self.residence = {home: self.random.choice(("城镇", "农村")) for home in range(HOUSEHOLDS + 9)}
        self.settlements: dict[str, tuple[str, str]] = {}
        self.files: list[tuple[str, bytes]] = []
        self.spoiled: list[tuple[str, date, str, int, str]] = []
        """What will be known of rows nobody can believe: extract, day, file, line, and the row as it should be."""

    def _born(self) -> str:
        return f"{self.random.randint(1940, 2019)}{self.random.randint(1, 12):02d}01"

    def deliver(self, day: date) -> None:
        if day == FIRST:
            self._register(day)
            self._benefits(day)
            for month in months(day, 14):
                self._incomes(day, month)
            self._settlements(day)
            return
        # Registers come every day, or a part of one; what else comes is anybody's guess.
        is_half = day >= FIRST + timedelta(days=3) and self.random.random() < 0.4
        (self._half if is_half else self._register)(self._some_day(day))
        acts = [self._benefits, self._month, self._settlements, self._jobs, self._deaths, self._again]
        for act in self.random.sample(acts, self.random.randint(2, 4)):
            act(self._some_day(day))
        for act in (self._let_in, self._recover):
            if self.random.random() < 0.6:
                act(day)

    def _some_day(self, day: date) -> date:
        if self.may_be_late and self.random.random() < 0.3:
            return max(FIRST, day - timedelta(days=self.random.randint(1, 3)))
        return day

    def _put(self, extract: str, day: date, rows: list[str], name: str = "") -> Path:
        """A file with now and then a row that is spoiled."""
        name = name or f"{extract}_{self.random.getrandbits(32):08x}.csv"
        written = list(rows)
        for place, row in enumerate(rows):
            if self.random.random() < 0.01:
                who = next((cell for cell in row.split(",") if len(cell) == 18), None)
                if who:
                    wrong = who[:17] + ("0" if who[17] != "0" else "1")
                    written[place] = row.replace(who, wrong)
                    self.spoiled.append((extract, day, name, place + 2, row))
        path = self.bureau.deliver(extract, day, written, name=name)
        self.files.append((extract, path.read_bytes()))
        return path

    # What comes

    def _rows(self) -> list[str]:
        rows, first = [], set()
        for who, home in self.people.items():
            place = RURAL_VILLAGE if self.residence[home] == "农村" else URBAN_VILLAGE
            relation = "其他" if home in first else "户主"
            first.add(home)
            rows.append(
                member(
                    f"H{home}", who, relation=relation, residence_class=self.residence[home], village=place
                )
            )
        return rows

    def _register(self, day: date) -> None:
        """Some leave, some move, somebody comes; sometimes in two files."""
        for who in self.random.sample(sorted(self.people), 4):
            match self.random.choice(("leaves", "moves", "stays")):
                case "leaves":
                    del self.people[who]
                case "moves":
                    self.people[who] = self.random.randrange(HOUSEHOLDS + 9)
        self.people.setdefault(
            number(self.random.randint(600, 900), self._born()), self.random.randrange(HOUSEHOLDS)
        )
        home = self.random.randrange(HOUSEHOLDS)
        self.residence[home] = "城镇" if self.residence[home] == "农村" else "农村"
        rows = self._rows()
        if self.random.random() < 0.3:
            middle = len(rows) // 2
            self._put("household_member", day, rows[:middle])
            self._put("household_member", day, rows[middle:])
        else:
            self._put("household_member", day, rows)

    def _half(self, day: date) -> None:
        """A register cut off: held, once there is a history."""
        self._put("household_member", day, self._rows()[: len(self.people) // 2])

    def _benefits(self, day: date) -> None:
        homes = self.random.sample(range(HOUSEHOLDS), 8)
        ended = [self.random.choice(("", f"{day - timedelta(days=9)}")) for _ in homes]
        self._put(
            "benefit",
            day,
            [
                f"H{home},,最低生活保障,2020-01-01,{end},500.00,"
                for home, end in zip(homes, ended, strict=True)
            ],
        )

    def _month(self, day: date) -> None:
        self._incomes(day, self.random.choice(months(day, 15)))

    def _incomes(self, day: date, month: str) -> None:
        """One kind of a month anew, or two."""
        rows = []
        for kind in self.random.sample(("工资", "经营", "救助"), self.random.randint(1, 2)):
            earners = self.random.sample(sorted(self.people), len(self.people) // 2)
            evidence = self.random.choice(("实发", "实发", "申报", "缴费基数"))
            rows += [
                wage(
                    who,
                    month,
                    f"{self.random.randint(1, 3000)}.{self.random.randint(0, 99):02d}",
                    kind,
                    evidence,
                )
                for who in earners
            ]
        self._put("income", day, rows)

    def _settlements(self, day: date) -> None:
        """New ones, and some of the old with another share."""
        for _ in range(6):
            settled = day - timedelta(days=self.random.randint(0, 200))
            self.settlements[f"S{self.random.getrandbits(32)}"] = (
                self.random.choice(sorted(self.people)),
                str(settled),
            )
        chosen = self.random.sample(sorted(self.settlements), min(9, len(self.settlements)))
        self._put(
            "medical_expense",
            day,
            [settlement(no, *self._when(no, day), f"{self.random.randint(1, 40000)}.50") for no in chosen],
        )

    def _when(self, no: str, day: date) -> tuple[str, str]:
        who, settled = self.settlements[no]
        return who, min(settled, str(day))

    def _jobs(self, day: date) -> None:
        events = ("失业登记", "就业登记", "参保", "停保")
        self._put(
            "employment",
            day,
            [
                f"{who},{self.random.choice(events)},{day - timedelta(days=self.random.randint(0, 90))},,"
                for who in self.random.sample(sorted(self.people), 5)
            ],
        )

    def _deaths(self, day: date) -> None:
        who = self.random.choice(sorted(self.people))
        self._put("death", day, [f"{who},李明,{day - timedelta(days=3)}"])

    def _again(self, day: date) -> None:
        """A file that came before comes once more, under another name."""
        extract, content = self.random.choice(self.files)
        self.bureau.put(extract, day, content, f"again_{self.random.getrandbits(32):08x}.csv")

    # What the operator does

    def _let_in(self, day: date) -> None:
        for extract, delivery_id, codes in self._asked(
            "SELECT extract, delivery_id, codes FROM delivery_now WHERE state = 'held' ORDER BY delivery_id"
        ):
            if set(codes) <= APPROVABLE:
                write_decision(
                    self.bureau.home.landing,
                    kind="approve",
                    extract=extract,
                    delivery_id=delivery_id,
                    decided_on=day,
                    reason="属实",
                    by="test",
                )

    def _recover(self, day: date) -> None:
        """The rows of one file, as they should have been, each with the number of its line."""
        if not self.spoiled:
            return
        extract, delivered, name, line, row = self.spoiled.pop(self.random.randrange(len(self.spoiled)))
        found = self._asked(
            f"""SELECT delivery_id FROM delivery_now WHERE state = 'loaded' AND file_name = '{name}'
            AND delivered_on = DATE '{delivered}' AND known_on <= DATE '{day}'"""
        )
        if not found:
            return
        corrected = self.bureau.home.path / "scratch" / f"{line}.csv"
        corrected.write_text(f"行号,{HEADERS[extract]}\n{line},{row}\n", encoding="utf-8")
        write_decision(
            self.bureau.home.landing,
            kind="recover",
            extract=extract,
            delivery_id=found[0][0],
            decided_on=day,
            reason="更正",
            by="test",
            corrected=corrected,
        )
        corrected.unlink()

    def _asked(self, query: str) -> list[tuple]:  # type: ignore[type-arg]
        if not self.bureau.home.warehouse.exists():
            return []
        with warehouse(self.bureau.home, read_only=True) as con:
            return con.execute(query).fetchall()
