"""What `make bench` compares is the same: pandas, polars and the product find the same households, by the same figures."""

import json
import subprocess
import sys
from datetime import date, timedelta
from importlib.util import find_spec
from pathlib import Path

import pytest

from flows import home
from flows.nightly import run_night
from flows.synth import write_extracts
from tests.bench import next_day, product

pytestmark = pytest.mark.slow

AS_OF = date(2022, 6, 22)


def found_with(library: str, county: Path) -> str:
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            f"tests.bench.with_{library}",
            str(county / "plain"),
            str(county / "landing"),
            str(AS_OF),
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    return str(json.loads(done.stdout)["fingerprint"])


def test_the_same_households_by_the_same_figures_and_an_ordinary_day(tmp_path: Path) -> None:
    county = tmp_path / "home"
    bureau = home.make(county, "370902")
    write_extracts(
        bureau.landing, households=2000, seed=5, as_of=AS_OF, truth=tmp_path / "truth", plain=county / "plain"
    )
    run_night(bureau, AS_OF)
    ours = product.of(county)
    assert all(figures[0] > 5 for figures in json.loads(ours).values())
    assert found_with("pandas", county) == ours
    if find_spec("polars"):
        assert found_with("polars", county) == ours

    day = AS_OF + timedelta(days=1)
    delivered = next_day.deliver(county / "plain", bureau.landing, day=day, share=0.01)
    run_night(bureau, day)
    with home.warehouse(bureau, read_only=True) as con:
        states = con.execute("SELECT DISTINCT state FROM delivery WHERE known_on = ?", [day]).fetchall()
        assert states == [("loaded",)]
        noted = dict(
            con.execute(
                "SELECT extract, sum(rows_added + rows_changed + rows_gone) FROM difference WHERE known_on = ? GROUP BY 1",
                [day],
            ).fetchall()
        )
    assert noted == {name: told.changed for name, told in delivered.items() if told.rows}
