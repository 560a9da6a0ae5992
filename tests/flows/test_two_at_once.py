"""Two nights started at once: one does the work, the other is told who is at it; and readers never see half a night."""

import os
import shutil
from multiprocessing.connection import Connection
from multiprocessing.synchronize import Barrier, Event
from pathlib import Path

import duckdb
import pytest

from flows import home as homes
from flows.publish.switch import places, switch
from tests.flows.in_processes import TONIGHT, apart, eve, is_whole

DOUBLES = int(os.environ.get("DOUBLES", "5"))
PUBLISHES = 100
READERS = 4


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return eve(tmp_path_factory.mktemp("eve") / "home")


def night(path: Path, start: Barrier, told: Connection) -> None:
    from flows.nightly import run_night
    from schemas.faults import DoudiError

    start.wait()
    try:
        outcome = run_night(homes.find(path), TONIGHT)
    except DoudiError as error:
        told.send((os.getpid(), error.exit_code, error.where))
    else:
        told.send((os.getpid(), outcome.exit_code, ""))


def test_of_two_nights_at_once_one_wins_and_the_other_names_it(before: Path, tmp_path: Path) -> None:
    path = tmp_path / "home"
    shutil.copytree(before, path, symlinks=True)
    for _ in range(DOUBLES):
        start = apart.Barrier(2)
        pipes = [apart.Pipe(duplex=False) for _ in range(2)]
        pair = [apart.Process(target=night, args=(path, start, theirs)) for _, theirs in pipes]
        for each in pair:
            each.start()
        (winner, won, _), (_, lost, where) = sorted(
            (ours.recv() for ours, _ in pipes), key=lambda end: end[1]
        )
        for each in pair:
            each.join(60)
        assert (won, lost) == (3, 75)
        assert f"pid {winner}," in where
        assert is_whole(path)


def read(link: Path, stop: Event, told: Connection) -> None:
    """Open, look twice, close: as analysts do, over and over."""
    seen, looks = 0, 0
    while not stop.is_set() or not looks:
        with duckdb.connect(str(link), read_only=True) as con:
            first = con.execute("SELECT number FROM one").fetchall()[0][0]
            second = con.execute("SELECT max(number) FROM other").fetchall()[0][0]
        assert first == second and first >= seen
        seen, looks = first, looks + 1
    told.send((looks, seen))


def test_readers_see_one_night_or_the_next_and_never_stop_it(tmp_path: Path) -> None:
    home = homes.make(tmp_path, "370902")

    def publish(number: int) -> None:
        made = places(home, TONIGHT, f"R{number:03d}", is_replay=False)
        with duckdb.connect(str(made.database_aside)) as con:
            con.execute(f"CREATE TABLE one AS SELECT {number} AS number")
            con.execute(f"CREATE TABLE other AS SELECT {number} AS number FROM range(1000)")
        made.folder_aside.mkdir()
        (made.folder_aside / "list.csv").write_text(str(number))
        made.page_aside.write_text(str(number))
        switch(made)

    publish(0)
    stop, pipes = apart.Event(), [apart.Pipe(duplex=False) for _ in range(READERS)]
    readers = [
        apart.Process(target=read, args=(home.published / "latest.duckdb", stop, theirs))
        for _, theirs in pipes
    ]
    for reader in readers:
        reader.start()
    for number in range(1, PUBLISHES + 1):
        publish(number)
        assert (home.exports / str(TONIGHT) / "list.csv").read_text() == str(number)
    stop.set()
    for reader in readers:
        reader.join(60)
    assert [reader.exitcode for reader in readers] == [0] * READERS
    assert all(looks > 0 for looks, _ in (ours.recv() for ours, _ in pipes))
    assert list(home.exports.glob(".*")) == []
