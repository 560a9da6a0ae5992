"""However little memory the database may use, a night says the same; and the little is shown to have been too little.

`MEMORY_HOUSEHOLDS` and `MEMORY_LIMITS` set the size (the first limit is ample); `make memory` runs a large county with
two gigabytes, one, and half of one.
"""

import contextlib
import os
import shutil
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from flows import home
from flows.nightly import run_night
from flows.synth import write_extracts

pytestmark = pytest.mark.slow

HOUSEHOLDS = int(os.environ.get("MEMORY_HOUSEHOLDS", "8000"))
LIMITS = os.environ.get("MEMORY_LIMITS", "2GB 300MB").split()
MONTHS = int(os.environ.get("MEMORY_MONTHS", "3"))
AS_OF = date(2022, 6, 22)


@dataclass
class Spilled:
    """The most that lay in the database's temporary files at one time."""

    largest: int = 0


@contextlib.contextmanager
def watching(folder: Path) -> Iterator[Spilled]:
    """Look into the folder for temporary files, again and again until the night is over."""
    found, is_over = Spilled(), threading.Event()

    def look() -> None:
        while not is_over.wait(0.01):
            lying = 0
            for path in folder.glob("duckdb_temp_*"):
                with contextlib.suppress(FileNotFoundError):
                    lying += path.stat().st_size
            found.largest = max(found.largest, lying)

    looker = threading.Thread(target=look)
    looker.start()
    try:
        yield found
    finally:
        is_over.set()
        looker.join()


def test_the_same_night_with_less_memory(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    county = tmp_path / "landing"
    write_extracts(
        county, households=HOUSEHOLDS, seed=3, as_of=AS_OF, months=MONTHS, truth=tmp_path / "truth"
    )
    digests, spilled = {}, {}
    for limit in LIMITS:
        bureau = home.make(tmp_path / "home", "370902")
        settings = bureau.path / "doudi.toml"
        settings.write_text(settings.read_text("utf-8").replace('"1GB"', f'"{limit}"'), "utf-8")
        bureau.landing.rmdir()
        bureau.landing.symlink_to(county)
        before = time.process_time()
        with watching(bureau.scratch) as found:
            outcome = run_night(home.find(bureau.path), AS_OF)
        assert outcome.state.startswith("published"), limit
        digests[limit], spilled[limit] = outcome.content_digest, found.largest
        with capsys.disabled():
            print(
                f"\n{HOUSEHOLDS:,} households, {limit}: {found.largest / 2**20:,.0f} MB spilled at most, "
                f"{time.process_time() - before:.1f} CPU s"
            )
        bureau.landing.unlink()
        shutil.rmtree(bureau.path)
    assert len(set(digests.values())) == 1
    assert spilled[LIMITS[-1]] > 0, "the smallest limit proves nothing: nothing was written to the disk"
