"""People from elsewhere who come again and stay long in the rescue station, what was paid to them, and people struck by
an accident whom no register knows.

Drawn apart, and never spoiled, so that everybody else in the county stays as they were.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from flows.synth.departments import columns_of
from flows.synth.handing_in import HandingIn
from flows.synth.households import ELSEWHERE, Block
from flows.synth.identity import number_of
from flows.synth.money import fen_of, yuan_text
from flows.synth.names import names, surnames

STAYS = (3, 10, 11, 25)
"""Days in the rescue station on the night: fresh, at the limit, and beyond it."""
RETURNING_MEN, RETURNING_WOMEN, STRUCK = 973, 974, 975
"""Sequence numbers that nobody else bears."""

Rows = Iterator[tuple[str, ...]]


@dataclass(frozen=True)
class _Stranger:
    """`place` is the stranger's own in the county; who came first on which day was paid something the day after."""

    place: int
    tail: str
    id_number: str
    name: str
    hukou: str
    village: str
    first_on: date
    paid_fen: int


def deliver_strangers(rng: np.random.Generator, block: Block, to: HandingIn) -> None:
    """Four in a block, and one more for every two thousand households."""
    if not block.household_count:
        return
    strangers = list(_drawn(rng, block, to.window.as_of, 4 + block.household_count // 2000))
    payments = [row for stranger in strangers for row in _payments(stranger, to.county)]
    requests = [row for stranger in strangers for row in _requests(stranger, to)]
    to.departments.help_requests(columns_of(requests))
    to.departments.relief(columns_of(payments), sum(fen_of(row[5]) for row in payments))
    to.departments.mishaps(columns_of(_struck(rng, block, to.window.as_of, len(strangers))))


def _drawn(rng: np.random.Generator, block: Block, as_of: date, count: int) -> Iterator[_Stranger]:
    is_male = rng.random(count) < 0.6
    called = names(rng, surnames(rng, count), is_male).to_pylist()
    for place in range(count):
        born = as_of - timedelta(days=int(rng.integers(20 * 365, 70 * 365)))
        yield _Stranger(
            place=place,
            tail=f"{block.number:05d}{place:05d}",
            id_number=number_of(born, RETURNING_MEN if is_male[place] else RETURNING_WOMEN),
            name=called[place],
            hukou=ELSEWHERE[int(rng.integers(len(ELSEWHERE)))],
            village=block.village[int(rng.integers(block.household_count))].as_py(),
            first_on=as_of - timedelta(days=int(rng.integers(50, 70))),
            paid_fen=int(rng.integers(2, 9)) * 10_000,
        )


def _requests(stranger: _Stranger, to: HandingIn) -> Rows:
    """Helped twice on the same day, then taken into the station and there still."""
    again = stranger.first_on + timedelta(days=9)
    came = to.window.as_of - timedelta(days=STAYS[stranger.place % len(STAYS)])
    for number, (day, channel, need, action, resolved) in enumerate(
        (
            (stranger.first_on, "热线", "基本生活", "提供食宿", f"{stranger.first_on} 17:20"),
            (again, "巡查", "住宿", "联系亲属", f"{again} 21:05"),
            (came, "救助站", "返乡", "提供食宿", ""),
        ),
        1,
    ):
        yield (
            f"QZW{to.county}{stranger.tail}{number}",
            f"{day} 08:40",
            channel,
            stranger.id_number,
            stranger.name,
            stranger.hukou,
            stranger.village,
            need,
            action,
            resolved,
        )


def _payments(stranger: _Stranger, county: str) -> Rows:
    """The township names the request as the household; the number is entered every other time."""
    yield (
        f"LSW{stranger.tail}",
        f"求助-QZW{county}{stranger.tail}1",
        stranger.id_number if stranger.place % 2 else "",
        f"{stranger.first_on + timedelta(days=1):%Y%m%d}",
        "突发急难",
        yuan_text(stranger.paid_fen),
        "备用金",
        stranger.village[:9],
    )


def _struck(rng: np.random.Generator, block: Block, as_of: date, count: int) -> Rows:
    for place in range(count):
        born = as_of - timedelta(days=int(rng.integers(20 * 365, 70 * 365)))
        kind = "交通事故" if place % 2 else "火灾"
        yield (
            f"SJW{block.number:05d}{place:05d}",
            number_of(born, STRUCK),
            kind,
            (as_of - timedelta(days=5 + place)).isoformat(),
            "",
        )
