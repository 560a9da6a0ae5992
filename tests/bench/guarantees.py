"""What each guarantee of loading costs: a county read and kept with a clock around every step. usage: guarantees HOME AS_OF

A step's seconds are its own: those of a step inside it are counted there. Steps are found by their names in the
product's code, so that a step that is gone or called otherwise ends the bench instead of being counted elsewhere.
"""

import functools
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any

from flows import home
from flows.nightly import land, under_way
from tests.bench.spent import Spent

STEPS = {
    "every file hashed, its encoding found, its lines counted apart from the reader": (
        "decode.survey",
        "decode.encoding_of",
        "decode.transcode",
        "lines.is_clean",
    ),
    "lines that no reader can split taken out, with their text": ("lines.take_out", "arrived.enter_single"),
    "rows read, every cell typed and held to its form and limits": ("arrived.arrive",),
    "rows in other forms or with faults explained cell by cell": ("arrived.enter", "arrived.pick"),
    "people by the bureau's own numbers, a second copy of the rows": ("rows.settle",),
    "every identity number proved once, new people numbered": (
        "rows._meet_new_people",
        "rows._pick_strangers",
        "rows._refuse_nobodies",
        "rows._count_numbers",
    ),
    "totals and signatures taken out, files held to their own totals": ("rows._set_aside",),
    "twins folded, contradictions kept apart": ("duplicates.fold",),
    "every line and fen of every file accounted for": ("record.tally", "record.record"),
    "refused rows kept with their text and reasons": ("record._quarantine",),
    "files known already passed over; manifests": ("same_again.same_again", "manifest.check_manifests"),
    "each file held to what is usual": ("hold.hold",),
    "facts kept with their history, and what changed": ("keep.keep",),
    "which months and kinds came, and how many rows": ("keep.cover",),
    "all or nothing: transactions": ("keep_set.keep_set",),
}
ELSE = "finding what is new, planning, memory"


def main() -> None:
    spent = Spent()
    before = [ELSE]
    for what, names in STEPS.items():
        for name in names:
            _watch(name, what, spent, before)
    bureau = home.find(Path(sys.argv[1]))
    with under_way(bureau, date.fromisoformat(sys.argv[2])) as tonight:
        spent.stage(ELSE)
        land(tonight)
        spent.stage("closing")
    sys.stdout.write(spent.told())


def _watch(name: str, what: str, spent: Spent, before: list[str]) -> None:
    """Put a clock around a function, under whatever module of loading calls it by name. Raises: AttributeError when
    there is none."""
    module, function = name.split(".")
    watched = getattr(import_module(f"flows.ingest.{module}"), function)

    @functools.wraps(watched)
    def timed(*given: Any, **named: Any) -> Any:
        with _stage(what, spent, before):
            return watched(*given, **named)

    for loaded in [m for place, m in sys.modules.items() if place.startswith("flows.ingest.")]:
        if getattr(loaded, function, None) is watched:
            setattr(loaded, function, timed)


@contextmanager
def _stage(what: str, spent: Spent, before: list[str]) -> Iterator[None]:
    spent.stage(what)
    before.append(what)
    try:
        yield
    finally:
        before.pop()
        spent.stage(before[-1])


if __name__ == "__main__":
    main()
