"""A night that is killed at any moment was published whole or never was, and run again it is the night it would have been."""

import os
import random
import shutil
import signal
import time
from collections.abc import Callable
from datetime import date
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import duckdb
import pytest

from flows import home as homes
from tests.flows.in_processes import TONIGHT, apart, eve, is_whole, standing

KILLS = int(os.environ.get("KILLS", "25"))
LONGEST_CHAIN = 8
FILE_STEPS = ("replace", "rename", "unlink", "symlink", "mkdir", "rmdir", "fsync", "open", "chmod")
"""What a night does to its folders: a kill between any two of these leaves another wreck."""


def night(path: Path, as_of: date, last: int | None, told: Connection) -> None:
    """One night in a process of its own, that ends before its `last` step in the folders; it says when it begins, and
    when it is done how many steps it made."""
    from flows.nightly import run_night

    made = 0

    def counted(step: Callable[..., Any]) -> Callable[..., Any]:
        def take(*args: Any, **options: Any) -> Any:
            nonlocal made
            made += 1
            if made == last:
                os.kill(os.getpid(), signal.SIGKILL)
            return step(*args, **options)

        return take

    for name in FILE_STEPS:
        setattr(os, name, counted(getattr(os, name)))
    told.send("begun")
    outcome = run_night(homes.find(path), as_of)
    told.send((made, outcome.content_digest))


def run(path: Path, as_of: date, *, last: int | None = None, seconds: float | None = None) -> Any:
    """What the night told of itself; None when it was killed, before a step or after some seconds."""
    ours, theirs = apart.Pipe(duplex=False)
    child = apart.Process(target=night, args=(path, as_of, last, theirs))
    child.start()
    theirs.close()
    assert ours.recv() == "begun"
    if seconds is not None:
        child.join(seconds)
        child.kill()
    child.join(120)
    assert child.exitcode in (0, -signal.SIGKILL)
    return ours.recv() if child.exitcode == 0 else None


def ledger(path: Path) -> list[tuple[Any, ...]]:
    with duckdb.connect(str(path / "warehouse.duckdb"), read_only=True) as con:
        return con.execute("SELECT run_id, as_of, state, content_digest FROM run ORDER BY run_no").fetchall()


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return eve(tmp_path_factory.mktemp("eve") / "home")


@pytest.fixture(scope="module")
def uninterrupted(before: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    path = tmp_path_factory.mktemp("uninterrupted") / "home"
    shutil.copytree(before, path, symlinks=True)
    begun = time.monotonic()
    steps, digest = run(path, TONIGHT)
    seconds = time.monotonic() - begun
    return {
        "standing": standing(path),
        "ledger": ledger(path),
        "steps": steps,
        "digest": digest,
        "seconds": seconds,
    }


def test_a_night_killed_anywhere_is_published_whole_or_never_was(
    before: Path, uninterrupted: dict[str, Any], tmp_path: Path
) -> None:
    chance, path, killed = random.Random(1), tmp_path / "home", 0
    while killed < KILLS:
        shutil.rmtree(path, ignore_errors=True)
        shutil.copytree(before, path, symlinks=True)
        chain: list[dict[str, Any]] = []
        for _ in range(min(chance.randint(1, LONGEST_CHAIN), KILLS - killed)):
            if chance.random() < 0.5:
                chain.append({"last": chance.randint(1, uninterrupted["steps"])})
            else:
                chain.append({"seconds": chance.uniform(0, uninterrupted["seconds"])})
            run(path, TONIGHT, **chain[-1])
            assert is_whole(path), chain
            killed += 1
        assert run(path, TONIGHT)[1] == uninterrupted["digest"], chain
        assert standing(path) == uninterrupted["standing"], chain
        rows = ledger(path)
        assert not [row for row in rows if row[2] in ("running", "built")], chain
        assert [row for row in rows if row[2] != "failed"] == uninterrupted["ledger"], chain
        left = [str(found) for found in path.rglob(".*") if found.name not in (".lock",)]
        assert left == [], chain
