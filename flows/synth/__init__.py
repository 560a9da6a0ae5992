"""A county that does not exist, delivered the way departments deliver.

For a demonstration, for tests that need an answer known in advance, and for measuring: every extract that a
rule reads, with people who cannot be anyone (identity numbers of an unassigned region), a named cast whose outcome is
written down, and a small share of spoiled lines of which every one is told in `truth/spoiled.csv`.
The same seed gives the same bytes.
"""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

from flows.synth.cast import CAST
from flows.synth.cast_rows import deliver_cast
from flows.synth.county import BLOCK, County
from flows.synth.departments import Departments
from flows.synth.landing import Landing, Summary
from flows.synth.places import places
from flows.synth.window import Window

__all__ = ["CAST", "Summary", "write_extracts"]


def write_extracts(
    out: Path,
    *,
    households: int,
    seed: int,
    as_of: date,
    months: int = 18,
    dirty: float = 0.003,
    area: str = "370902",
    truth: Path | None = None,
    plain: Path | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Summary:
    """Writes `<out>/<extract>/<delivered_on>/<file>` for a county of so many households, and the named cast.

    `dirty` is the share of lines that are spoiled. `truth` (by default `<out>/truth`) receives
    `spoiled.csv`, one line per spoiled line, and `cast.json`. `progress` is told the households done
    and the total. `plain` receives the same text files once more, in UTF-8 and without the lines that a careful reader
    must refuse: what a program sees that checks nothing. Memory does not grow with the county: its households are drawn in blocks.
    """
    if households < 0 or months < 1 or not 0 <= dirty < 1:
        raise ValueError("households >= 0, months >= 1 and 0 <= dirty < 1 are needed")
    truth = out / "truth" if truth is None else truth
    summary = Summary(households + sum(not household.is_guest for household in CAST))
    landing = Landing(out, seed=seed, dirty=dirty, truth=truth, summary=summary, plain=plain)
    window = Window(as_of, months)
    departments = Departments(landing, window, area)
    in_county = places(area, households)
    departments.areas(in_county)
    departments.disposable_income()
    departments.price_index()
    departments.donations(seed, in_county)
    summary.persons += deliver_cast(departments, window, area)
    stories = [household.told(area) for household in CAST]
    (truth / "cast.json").write_text(
        json.dumps(stories, ensure_ascii=False, indent=2) + "\n", encoding="utf-8"
    )
    county = County(departments, window, in_county, area, seed)
    for number, first in enumerate(range(0, households, BLOCK)):
        count = min(BLOCK, households - first)
        summary.persons += county.write_block(number, first, count)
        if progress is not None:
            progress(first + count, households)
    departments.reserves(in_county)
    landing.close()
    return summary
