"""Many damaged files from a seed, read by the real ingest and judged line by line: `make fuzz N=10000`.

    python -m tests.fuzz.campaign N [SEED]           run
    python -m tests.fuzz.campaign --only K [SEED]    make file K again, read it, and tell everything

A file that shows a fault is saved under its number, with what was wrong beside it.
"""

import argparse
import gc
import json
import multiprocessing
import os
import resource
import sys
import tempfile
import time
import warnings
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import great_expectations  # noqa: F401  (imported before the fork, so that no file waits for it)
import openpyxl  # noqa: F401
import pyarrow  # noqa: F401

from tests.fuzz import mutate, mutate_book
from tests.fuzz.compare import judge
from tests.fuzz.feeds import FEEDS
from tests.fuzz.reader import Reader
from tests.fuzz.seeds import Draft, as_book, as_text, clean, encoded

SLOW_SECONDS = 5.0
MOST_MEMORY = 4 << 30
"""Address space of a worker: a file that asks for more fails alone and not the machine."""
NAMES = ("数据.csv", "低保[1].csv", "a b.csv", "名单(1).CSV", "x.xlsx", "无后缀", "'); --.csv")


@dataclass(frozen=True)
class Made:
    number: int
    feed: str
    name: str
    damage: tuple[str, ...]
    content: bytes
    is_damaged_archive: bool


@dataclass
class Finding:
    number: int
    feed: str
    damage: tuple[str, ...]
    seconds: float
    state: str = ""
    codes: tuple[str, ...] = ()
    loaded: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)


@dataclass
class Outcome:
    findings: list[Finding] = field(default_factory=list)
    seconds: float = 0.0

    @property
    def failures(self) -> list[Finding]:
        return [found for found in self.findings if found.wrong]


def make(number: int, seed: int) -> Made:
    """File `number` of a seed: the same bytes on every machine."""
    rng = Random(f"{seed}:{number}")
    form = "book" if rng.random() < 0.3 else "text"
    draft = clean(rng, form)
    pools: list[Collection[str]] = (
        [mutate.CELLS, mutate.CELLS, mutate_book.KINDS, mutate_book.PARTS, mutate_book.ARCHIVE, mutate.BYTES]
        if form == "book"
        else [mutate.CELLS, mutate.CELLS, mutate.TEXT, mutate.TEXT, mutate.BYTES, mutate.TEXT_ONLY]
    )
    weights = [3, 3, 4, 4, 1, 1] if form == "book" else [4, 4, 4, 4, 3, 0.7]
    chosen = []
    for _ in range(rng.randint(1, 3)):
        (pool,) = rng.choices(pools, weights)
        chosen.append(rng.choice(sorted(pool)))
    for name in chosen:
        for found in (mutate.CELLS, mutate.TEXT_ONLY, mutate_book.KINDS):
            if name in found:
                found[name](rng, draft)
    content = _book(rng, draft, chosen) if form == "book" else _text(rng, draft, chosen)
    for name in chosen:
        if name in mutate.BYTES:
            content = mutate.BYTES[name](rng, content)
    harm = {*mutate_book.PARTS, *mutate_book.ARCHIVE, *mutate.BYTES}
    file_name = "x.xlsx" if form == "book" and rng.random() < 0.9 else rng.choice(NAMES)
    return Made(
        number,
        draft.feed.name,
        file_name,
        tuple(chosen),
        content,
        form == "book" and bool(harm & set(chosen)),
    )


def _text(rng: Random, draft: Draft, chosen: list[str]) -> bytes:
    text = as_text(draft)
    for name in chosen:
        if name in mutate.TEXT:
            text = mutate.TEXT[name](rng, text)
    return encoded(text, draft.encoding)


def _book(rng: Random, draft: Draft, chosen: list[str]) -> bytes:
    content = as_book(draft)
    parts = mutate_book.unpacked(content)
    for name in chosen:
        if name in mutate_book.PARTS and mutate_book.SHEET in parts:
            mutate_book.PARTS[name](rng, parts)
    content = mutate_book.packed(parts)
    # A further member can be added only while the archive is still sound.
    for name in sorted(chosen, key=lambda name: name != "member_doubled"):
        if name in mutate_book.ARCHIVE:
            content = mutate_book.ARCHIVE[name](rng, content)
    return content


def read_one(reader: Reader, made: Made) -> Finding:
    feed = FEEDS[made.feed]
    seen = reader.read(made.content, feed, made.name)
    finding = Finding(made.number, made.feed, made.damage, seen.seconds)
    finding.wrong = judge(seen, made.content, feed, is_damaged_archive=made.is_damaged_archive)
    if seen.seconds > SLOW_SECONDS:
        finding.wrong.insert(0, f"slow: {seen.seconds:.1f} s")
    if seen.ledger:
        row = seen.ledger[0]
        finding.state, finding.codes, finding.loaded = row["state"], tuple(row["codes"]), row["rows_loaded"]
        if row["state"] == "loaded":
            finding.refused = Counter(
                fault.partition(":")[2] for _, faults, _ in seen.quarantine for fault in faults
            )
    return finding


_READER: Reader | None = None


def limit_memory() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))


def _worker_begins() -> None:
    global _READER
    warnings.simplefilter("ignore")
    limit_memory()
    _READER = Reader()
    gc.freeze()


def _work(task: tuple[int, int, str]) -> Finding:
    number, seed, folder = task
    assert _READER is not None
    mark = Path(folder) / f".reading-{os.getpid()}"
    mark.write_text(str(number))
    made = make(number, seed)
    finding = read_one(_READER, made)
    if finding.wrong:
        save(Path(folder), made, finding, seed)
    mark.unlink()
    return finding


def save(folder: Path, made: Made, finding: Finding, seed: int) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{made.number}{'.xlsx' if made.content[:2] == b'PK' else '.csv'}").write_bytes(made.content)
    told = {
        "number": made.number,
        "seed": seed,
        "feed": made.feed,
        "name": made.name,
        "damage": made.damage,
        "wrong": finding.wrong,
    }
    told_in = folder / f"{made.number}.json"
    told_in.write_text(json.dumps(told, ensure_ascii=False, indent=1), encoding="utf-8")


def run(count: int, seed: int, folder: Path, *, workers: int = 2, first: int = 0) -> Outcome:
    """Read `count` files. Forks, so no connection to the engine may be open yet."""
    outcome = Outcome()
    started = time.perf_counter()
    tasks = ((number, seed, str(folder)) for number in range(first, first + count))
    folder.mkdir(parents=True, exist_ok=True)
    with multiprocessing.get_context("fork").Pool(workers, initializer=_worker_begins) as pool:
        for finding in _patient(pool.imap_unordered(_work, tasks), folder):
            outcome.findings.append(finding)
            if sys.stderr.isatty() and len(outcome.findings) % 20 == 0:
                print(f"\r{len(outcome.findings)} / {count}", end="", file=sys.stderr, flush=True)
    if sys.stderr.isatty():
        print("\r", end="", file=sys.stderr)
    outcome.seconds = time.perf_counter() - started
    return outcome


def _patient(found: "multiprocessing.pool.IMapIterator[Finding]", folder: Path) -> Iterator[Finding]:
    """The findings as they come. A worker that neither answers nor can be interrupted ends the campaign."""
    while True:
        try:
            yield found.next(timeout=180)
        except StopIteration:
            return
        except multiprocessing.TimeoutError:
            stuck = sorted(mark.read_text() for mark in folder.glob(".reading-*"))
            raise TimeoutError(f"no answer for three minutes while reading file {', '.join(stuck)}") from None


def table(outcome: Outcome) -> str:
    findings = outcome.findings
    states = Counter(found.state or "no answer" for found in findings)
    held = Counter(code for found in findings if found.state == "held" for code in found.codes)
    refused = sum((found.refused for found in findings), Counter[str]())
    slowest = sorted(findings, key=lambda found: -found.seconds)[:3]
    lines = [
        f"{len(findings)} files in {outcome.seconds:.0f} s ({len(findings) / max(outcome.seconds, 0.001):.0f} a second)",
        *(f"  {state:<28}{count:>8}" for state, count in states.most_common()),
        f"rows loaded{sum(found.loaded for found in findings):>21}",
        "files held, by code",
        *(f"  {code:<28}{count:>8}" for code, count in held.most_common()),
        "rows quarantined, by code",
        *(f"  {code:<28}{count:>8}" for code, count in refused.most_common()),
        "slowest",
        *(f"  {found.seconds:6.2f} s  file {found.number}: {', '.join(found.damage)}" for found in slowest),
        f"failures{len(outcome.failures):>24}",
    ]
    for found in sorted(outcome.failures, key=lambda found: found.number)[:40]:
        lines.append(f"  file {found.number} ({found.feed}; {', '.join(found.damage)})")
        lines += [f"    {words}" for words in found.wrong]
    return "\n".join(lines)


def replay(number: int, seed: int, folder: Path) -> Finding:
    warnings.simplefilter("ignore")
    limit_memory()
    made = make(number, seed)
    finding = read_one(Reader(), made)
    save(folder, made, finding, seed)
    return finding


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz.campaign")
    parser.add_argument("numbers", nargs="*", type=int, metavar="N SEED")
    parser.add_argument("--only", type=int, metavar="K")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "doudi-fuzz")
    said = parser.parse_args()
    numbers = [*said.numbers]
    count = numbers.pop(0) if numbers and said.only is None else 10_000
    seed = numbers.pop(0) if numbers else int(os.environ.get("FUZZ_SEED", "1"))
    folder = said.folder / str(seed)
    if said.only is not None:
        finding = replay(said.only, seed, folder)
        print(finding)
        print(f"saved under {folder}")
        return int(bool(finding.wrong))
    outcome = run(count, seed, folder, workers=said.workers)
    print(table(outcome))
    if outcome.failures:
        print(f"saved under {folder}; again with --only K {seed}")
    return int(bool(outcome.failures))


if __name__ == "__main__":
    raise SystemExit(main())
