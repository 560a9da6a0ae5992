"""A disk that fills up: the night says so in figures, what stood still stands, and with room it comes out as ever."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from flows import disk
from flows import home as homes
from flows.nightly import run_night
from schemas.faults import DoudiError
from tests.flows.in_processes import TONIGHT, eve, is_whole, standing

VOLUMES = int(os.environ.get("VOLUMES", "5"))


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return eve(tmp_path_factory.mktemp("eve") / "home")


@pytest.fixture
def volume(tmp_path: Path) -> Iterator[Path]:
    """A disk of its own, 200 MB at first."""
    place = tmp_path / "disk"
    place.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=200m", "tmpfs", str(place)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("mount: only the administrator may make a small disk here")
    yield place
    subprocess.run(["umount", str(place)], check=True)


def resize(volume: Path, size: int) -> None:
    subprocess.run(["mount", "-o", f"remount,size={size}", str(volume)], check=True)


def test_a_night_that_runs_out_of_room_leaves_yesterday_and_comes_out_later(
    before: Path, volume: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_room = tmp_path / "with room"
    shutil.copytree(before, with_room, symlinks=True)
    expected = run_night(homes.find(with_room), TONIGHT).content_digest
    monkeypatch.setattr(disk, "LEAST_BYTES", 0)
    monkeypatch.setattr(disk, "TIMES", 0)
    refused = 0
    for place in range(VOLUMES):
        path = volume / "home"
        resize(volume, 200 << 20)
        shutil.rmtree(path, ignore_errors=True)
        shutil.copytree(before, path, symlinks=True)
        used = shutil.disk_usage(volume).used
        resize(volume, used + (64 << 10) + place * (12 << 20) // VOLUMES)
        try:
            run_night(homes.find(path), TONIGHT)
        except DoudiError as error:
            refused += 1
            assert (error.fault.code, error.exit_code) == ("E-DISK", 75)
            assert str(path) in error.where and "可用 free" in error.where
        assert is_whole(path)
        resize(volume, 200 << 20)
        again = run_night(homes.find(path), TONIGHT)
        assert again.content_digest == expected and standing(path) == standing(with_room)
    assert refused


def test_room_is_asked_for_before_anything_is_written(before: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = homes.find(before)
    latest = (home.published / "latest.duckdb").stat().st_size
    needed = disk.LEAST_BYTES + disk.TIMES * latest
    for free, enough in ((needed - 1, False), (needed, True)):
        monkeypatch.setattr(
            shutil, "disk_usage", lambda _, free=free: shutil._ntuple_diskusage(needed * 9, 0, free)
        )
        if enough:
            disk.ask_for_room(home)
        else:
            with pytest.raises(DoudiError) as refused:
                disk.ask_for_room(home)
            assert refused.value.exit_code == 75 and f"needed {needed >> 20} MB" in refused.value.where


def test_a_home_that_cannot_be_written_is_told(volume: Path, before: Path) -> None:
    path = volume / "home"
    shutil.copytree(before, path, symlinks=True)
    subprocess.run(["mount", "-o", "remount,ro", str(volume)], check=True)
    with pytest.raises(DoudiError) as refused:
        run_night(homes.find(path), TONIGHT)
    assert (refused.value.fault.code, refused.value.exit_code) == ("E-DISK", 75)
    with duckdb.connect(str(path / "published" / "latest.duckdb"), read_only=True) as con:
        assert con.execute("SELECT count(*) FROM run").fetchall() == [(1,)]
