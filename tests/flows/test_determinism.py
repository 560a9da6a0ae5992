"""The same deliveries say the same: whatever the machine's cores, its time zone, its language, or luck."""

import os
import random
import shutil
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from tests.flows.in_processes import TONIGHT, eve, standing

RUNS = int(os.environ.get("RUNS", "4"))
ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return eve(tmp_path_factory.mktemp("eve") / "home")


def test_one_digest_for_tables_lists_and_page(before: Path, tmp_path: Path) -> None:
    chance = random.Random(1)
    surroundings = [
        {"threads": threads, "TZ": zone, "LC_ALL": language}
        for threads in (1, 2, 8)
        for zone in ("UTC", "Asia/Shanghai")
        for language in ("C", "C.UTF-8")
    ]
    chance.shuffle(surroundings)
    said = []
    for place in range(RUNS):
        these = surroundings[place % len(surroundings)]
        path = tmp_path / str(place)
        shutil.copytree(before, path, symlinks=True)
        settings = path / "doudi.toml"
        settings.write_text(
            settings.read_text(encoding="utf-8").replace("threads = 0", f"threads = {these['threads']}"),
            encoding="utf-8",
        )
        done = subprocess.run(
            [sys.executable, "-m", "flows.cli", "run", "--as-of", str(TONIGHT), "--home", str(path)],
            cwd=ROOT,
            env=os.environ
            | {"TZ": str(these["TZ"]), "LC_ALL": str(these["LC_ALL"]), "PYTHONHASHSEED": str(place)},
            capture_output=True,
            check=False,
        )
        assert done.returncode == 3, done.stderr
        with duckdb.connect(str(path / "published" / "latest.duckdb"), read_only=True) as con:
            (digest,) = con.execute("SELECT content_digest FROM run WHERE as_of = ?", [TONIGHT]).fetchall()[0]
        said.append((digest, standing(path)))
        shutil.rmtree(path)
    assert said == [said[0]] * RUNS
    assert {name.rpartition(".")[2] for name in said[0][1]} == {"csv", "xlsx", "html", "json"}
