"""The nights that were missed, each once and in order, as if nothing had been missed.

A night knows what had been delivered by its own day, so it comes out as it would have that evening. Whatever starts
nights (a timer, Prefect, a person) may fail for a week: the next start makes good.
"""

from datetime import date, timedelta

from flows.breaker import HELD
from flows.home import Home, warehouse
from flows.nightly import run_night
from flows.tonight import Outcome, Progress
from schemas.faults import DoudiError

LONGEST_GAP_DAYS = 92
"""A quarter. After a longer pause a person says from which night on: old lists help nobody."""


def missed(home: Home, until: date, since: date | None = None) -> list[date]:
    """The nights after the last published one up to `until`, or from `since`; in a new home only `until`.

    Raises: DoudiError E-GAP when there are more than a person would want without having said so.
    """
    last = None
    if home.warehouse.exists():
        with warehouse(home, read_only=True) as con:
            last = con.execute("SELECT max(as_of) FROM published_run").fetchall()[0][0]
    first = last + timedelta(days=1) if last else since or until
    if since and since > first:
        first = since
    if since is None and (until - first).days >= LONGEST_GAP_DAYS:
        raise DoudiError("E-GAP", f"{first} … {until}", exit_code=2)
    return [first + timedelta(days=day) for day in range((until - first).days + 1)]


def catch_up(
    home: Home, until: date, since: date | None = None, progress: Progress | None = None
) -> list[Outcome]:
    """Run every missed night up to `until`; a night that is held for a person ends it, the later ones build on it.

    Raises: DoudiError of the night that failed; those before it are published.
    """
    done: list[Outcome] = []
    for night in missed(home, until, since):
        done.append(run_night(home, night, progress=progress))
        if done[-1].exit_code == HELD:
            break
    return done
