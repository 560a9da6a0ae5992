"""A small bureau for tests: deliver files as departments do, run nights, ask the published tables."""

import shutil
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import duckdb

from flows import home
from flows.nightly import run_night
from flows.tonight import Outcome
from schemas.extracts import EXTRACTS
from tests.engines.engine import ENGINE

HEADERS = {name: ",".join(column.zh for column in extract.columns) for name, extract in EXTRACTS.items()}
"""Each extract's header as its contract has it, in the contract's order."""

URBAN_VILLAGE = "370902001001"
RURAL_VILLAGE = "370902201201"
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def number(sequence: int, born: str = "19800101") -> str:
    """A well-formed identity number of nobody: region 990101 is assigned to no place."""
    first17 = f"990101{born}{sequence:03d}"
    return (
        first17
        + "10X98765432"[sum(int(digit) * weight for digit, weight in zip(first17, WEIGHTS, strict=True)) % 11]
    )


def months(before: date, count: int) -> list[str]:
    """The full months before the month of a day, oldest first, as departments write them."""
    last = before.year * 12 + before.month - 2
    return [f"{index // 12}-{index % 12 + 1:02d}" for index in range(last - count + 1, last + 1)]


class Bureau:
    def __init__(self, path: Path, area: str = "370902") -> None:
        home.make(path, area)
        settings = path / "doudi.toml"
        # A night of a handful of people is quickest on one core; results are the same with any.
        settings.write_text(settings.read_text().replace("threads = 0", "threads = 1"))
        self.home = home.find(path)

    def deliver(
        self,
        extract: str,
        day: date | str,
        rows: Iterable[str],
        *,
        name: str = "数据.csv",
        header: str | None = None,
        encoding: str = "utf-8",
        newline: str = "\n",
    ) -> Path:
        lines = [HEADERS[extract] if header is None else header, *rows]
        text = newline.join(lines) + newline
        return self.put(extract, day, text.encode(encoding), name)

    def put(self, extract: str, day: date | str, content: bytes, name: str = "数据.csv") -> Path:
        folder = self.home.landing / extract / str(day)
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / name
        path.write_bytes(content)
        return path

    def night(self, as_of: date | str, known_at: date | str | None = None) -> Outcome:
        known = None if known_at is None else _day(known_at)
        return run_night(self.home, _day(as_of), known, engine=ENGINE)

    def has_warned(self, warning_id: str, opened_on: date | str) -> None:
        """An episode in the ledger, as a night long ago would have left it: answers need something to answer."""
        with home.warehouse(self.home) as con:
            con.execute("INSERT INTO episode VALUES (?, 'N05', 'H1', NULL, ?)", [warning_id, _day(opened_on)])
            con.execute(
                """INSERT INTO run (run_no, run_id, as_of, known_at, state, is_official)
                VALUES (0, 'R0', $day, $day, 'published', TRUE)""",
                {"day": _day(opened_on)},
            )
            con.execute(
                """INSERT INTO warning_event (warning_id, run_id, event_on, step, change, state)
                VALUES (?, 'R0', ?, 1, 'new', 'open')""",
                [warning_id, _day(opened_on)],
            )

    def ask(self, query: str, database: Path | None = None) -> list[tuple[Any, ...]]:
        with duckdb.connect(str(database or self.home.published / "latest.duckdb"), read_only=True) as con:
            return con.execute(query).fetchall()

    def warnings(self, rule_code: str | None = None) -> list[dict[str, Any]]:
        with duckdb.connect(str(self.home.published / "latest.duckdb"), read_only=True) as con:
            cursor = con.execute("SELECT * FROM warning ORDER BY warning_id")
            names = [column[0] for column in cursor.description]
            found = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
        return [row for row in found if rule_code in (None, row["rule_code"])]

    def states(self) -> dict[str, tuple[str, ...]]:
        """Per extract: the state of every delivered file, in order of delivery."""
        found: dict[str, tuple[str, ...]] = {}
        for extract, state in self.ask(
            "SELECT extract, state FROM delivery ORDER BY extract, delivered_on, file_name"
        ):
            found[extract] = (*found.get(extract, ()), state)
        return found


def twin_of(bureau: Bureau, path: Path) -> Bureau:
    """The same bureau in a home of its own: one night serves many tests."""
    return Bureau(shutil.copytree(bureau.home.path, path, symlinks=True))


def _day(value: date | str) -> date:
    return value if isinstance(value, date) else date.fromisoformat(value)


def member(
    household: str,
    id_number: str,
    name: str = "李明",
    relation: str = "户主",
    residence_class: str = "城镇",
    village: str = URBAN_VILLAGE,
    hukou: str = "370902",
    joined: str = "",
    left: str = "",
) -> str:
    return f"{household},{id_number},{name},{relation},{residence_class},{hukou},{village},{joined},{left}"


def settlement(no: str, id_number: str, day: str, self_paid: str, visit: str = "住院") -> str:
    total = f"{float(self_paid) + 1000:.2f}"
    return f"{no},{id_number},{day},{visit},{total},1000.00,,,{self_paid},"


def wage(id_number: str, month: str, amount: str, kind: str = "工资", evidence: str = "实发") -> str:
    return f"{id_number},{month},{kind},{amount},{evidence},"
