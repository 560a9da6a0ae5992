"""`make bench`: what a night costs, in one run beside the floor and beside pandas and polars doing four of its rules.

Everything runs in turn in processes of its own, round after round; ratios are taken inside a round, and the median and
the range are told. The results replace docs/performance/measured.*, and one line per size is added to history.jsonl.

BENCH_HOUSEHOLDS  sizes (10000 100000)
BENCH_ROUNDS      rounds (3, one from a million households on)
BENCH_FOLDER      where sample counties are made and kept; otherwise they go when the run ends
BENCH_OUT         where the results are written (docs/performance)
"""

import contextlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from flows import home
from flows.synth import write_extracts
from tests.bench import next_day, product
from tests.bench.results import GUARANTEES, Measured, Size, write

AS_OF = date(2022, 6, 22)
SEED = 1
SHARE = 0.005
"""Of all records, what changes from one day to the next."""
RULES = "N01,N02,N05,N08"
READ_BY_THE_FOUR = (
    "household_member",
    "death",
    "custody",
    "benefit",
    "poverty_return_watch",
    "employment",
    "education",
    "property",
    "disposable_income",
    "income",
    "medical_expense",
)


def main() -> None:
    sizes = [int(size) for size in os.environ.get("BENCH_HOUSEHOLDS", "10000 100000").split()]
    out = Path(os.environ.get("BENCH_OUT", Path(__file__).parents[2] / "docs" / "performance"))
    with _folder() as folder:
        for households in sizes:
            rounds = int(os.environ.get("BENCH_ROUNDS", 1 if households >= 1_000_000 else 3))
            size = Size(households)
            county = _county(folder, households)
            for number in range(rounds):
                for name, measured in _round(county, folder / "work"):
                    size.add(name, measured)
                    print(
                        f"{households:>9,}  round {number + 1}  {name:28} {measured.cpu:8.2f} s cpu {measured.wall:8.2f} s wall"
                        f" {measured.peak_mb:7,.0f} MB",
                        flush=True,
                    )
            size.settle()
            write(out, size)


def _round(county: Path, work: Path) -> Iterator[tuple[str, Measured]]:
    """Everything once, in turn. Raises: AssertionError when two of them do not find the same."""
    plain, landing = county / "plain", county / "landing"
    floor = _run("floor", plain)
    yield "floor: typed read", floor
    prints = {}
    for name in ("pandas", "polars"):
        found = _run(f"with_{name}", plain, landing, AS_OF)
        prints[name] = found.told["fingerprint"]
        yield f"four rules: {name}", found
    with _home(landing, work, READ_BY_THE_FOUR) as bureau:
        yield "four rules: product", _run("night", bureau, AS_OF, RULES)
        prints["product, four rules"] = product.of(bureau)
    with _home(landing, work) as bureau:
        yield GUARANTEES, _run("guarantees", bureau, AS_OF)
    with _home(landing, work) as bureau:
        yield "night: full", _run("night", bureau, AS_OF)
        prints["product"] = product.of(bureau)
        assert len(set(prints.values())) == 1, prints
        day = AS_OF + timedelta(days=1)
        delivered = next_day.deliver(plain, bureau / "landing", day=day, share=SHARE)
        following = _run("night", bureau, day)
        following.told["rows"] = sum(each.rows for each in delivered.values())
        following.told["changed"] = sum(each.changed for each in delivered.values())
        yield "night: day after", following


def _run(module: str, *arguments: object) -> Measured:
    done = subprocess.run(
        [sys.executable, "-m", f"tests.bench.{module}", *map(str, arguments)],
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    told: dict[str, Any] = json.loads(done.stdout)
    return Measured(told.pop("stages"), told)


@contextlib.contextmanager
def _folder() -> Iterator[Path]:
    if given := os.environ.get("BENCH_FOLDER"):
        Path(given).mkdir(parents=True, exist_ok=True)
        yield Path(given)
        return
    with tempfile.TemporaryDirectory() as made:
        yield Path(made)


def _county(folder: Path, households: int) -> Path:
    """The sample county of that size, made once: as delivered, and in plain form."""
    county = folder / f"county-{households}-{SEED}"
    if not (county / "ready").exists():
        shutil.rmtree(county, ignore_errors=True)
        write_extracts(
            county / "landing",
            households=households,
            seed=SEED,
            as_of=AS_OF,
            truth=county / "truth",
            plain=county / "plain",
        )
        (county / "ready").touch()
    return county


@contextlib.contextmanager
def _home(landing: Path, work: Path, extracts: tuple[str, ...] | None = None) -> Iterator[Path]:
    """A new home whose landing folder holds links to the county's files: hard ones, because others are no deliveries."""
    shutil.rmtree(work, ignore_errors=True)
    home.make(work, "370902")
    for path in landing.rglob("*"):
        below = path.relative_to(landing)
        if path.is_file() and (extracts is None or below.parts[0] in extracts):
            target = work / "landing" / below
            target.parent.mkdir(parents=True, exist_ok=True)
            target.hardlink_to(path)
    try:
        yield work
    finally:
        shutil.rmtree(work)


if __name__ == "__main__":
    main()
