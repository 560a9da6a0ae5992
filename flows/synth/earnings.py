"""What people earn, month by month, as four departments report it.

An income is a *stream*: a person, a kind, a payer and a level, with the months in which it flows. Levels
are first drawn as people of that age and place earn, then each household is brought to the distance
from the subsistence line that its lot asks for. A person without work still has rows (nothing, as
declared) or an event that says so; only about one working-age person in a hundred leaves no trace.
"""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from flows.synth.days import NO_DAY, day_number
from flows.synth.households import (
    BELOW_LINE,
    DIBAO,
    INCOME_DROP,
    NEAR_DIBAO,
    NEAR_LINE,
    RIGID,
    TEKUN,
    UNINSURED,
    WATCHED,
    Block,
)
from flows.synth.livelihoods import fillers, idle, old_age, own_account, wages, young
from flows.synth.streams import (
    ACTUAL,
    ASSISTANCE,
    BASE,
    BUSINESS,
    MISC,
    NOT_COUNTED,
    PENSION,
    PROPERTY,
    RESIDENT_PENSION,
    SCHOLARSHIP,
    SEASONS,
    SUPPORT,
    UNEMPLOYMENT,
    VETERAN,
    WAGE,
    Streams,
)
from flows.synth.window import Window
from flows.synth.work import Work, draw_work

# Each kind comes from one department only: a month's file replaces the kinds that it contains.
DEPARTMENTS: dict[str, tuple[int, ...]] = {
    "税务_工资薪金与财产收入": (WAGE, PROPERTY),
    "人社_养老金与失业金": (PENSION, RESIDENT_PENSION, UNEMPLOYMENT),
    "农业农村_经营收入": (BUSINESS,),
    "民政_申报收入": (SUPPORT, SCHOLARSHIP, ASSISTANCE, VETERAN, MISC),
}
DELIVERY_DAY = dict(zip(DEPARTMENTS, (15, 10, 18, 20), strict=True))

# Counted income per head over twelve months, as a multiple of the standard.
_TARGETS = {
    DIBAO: (0.15, 0.93),
    TEKUN: (0.0, 0.3),
    NEAR_DIBAO: (1.03, 1.44),
    RIGID: (1.65, 2.6),
    WATCHED: (1.6, 2.5),
    BELOW_LINE: (0.3, 0.97),
    NEAR_LINE: (1.02, 1.47),
    INCOME_DROP: (2.15, 2.9),
    UNINSURED: (2.3, 3.6),
}
_FLOOR = 1.65


@dataclass(frozen=True)
class Earnings:
    """The block's income rows, and what other departments must agree with."""

    person: np.ndarray
    kind: np.ndarray
    evidence: np.ndarray
    payer: np.ndarray
    amounts: np.ndarray
    """Fen, streams by months."""
    flows: np.ndarray
    """Whether the month has a row at all, streams by months."""
    counted_12m: np.ndarray
    """Counted fen of the last twelve months, per household."""
    work: Work


def draw_earnings(rng: np.random.Generator, block: Block, window: Window) -> Earnings:
    work = draw_work(rng, block, window)
    streams = Streams()
    wages(work, streams)
    own_account(rng, block, work, streams)
    idle(rng, block, work, streams)
    old_age(rng, block, streams)
    young(rng, block, streams)
    fillers(rng, block, streams)
    return _measured(rng, block, window, streams, work)


def _measured(
    rng: np.random.Generator, block: Block, window: Window, streams: Streams, work: Work
) -> Earnings:
    """Streams laid over the months, then brought to the household's distance from the line."""
    months = np.arange(window.months)
    person, kind, evidence = (streams.column(name) for name in ("person", "kind", "evidence"))
    first, last, every = (streams.column(name)[:, None] for name in ("first", "last", "every"))
    flows = (months >= first) & (months <= last) & ((months + person[:, None]) % every == 0)
    flows &= ~_is_after_death(block, window)[person]

    calendar = np.array([month.month - 1 for month in window.income_months])
    level = streams.column("level")[:, None]
    steadiness = np.where(
        np.isin(kind, (PENSION, *NOT_COUNTED, UNEMPLOYMENT)) | (evidence == BASE), 0.0, 0.06
    )
    noise = 1 + steadiness[:, None] * rng.standard_normal(flows.shape).clip(-2.5, 2.5)
    amounts = level * SEASONS[streams.column("season")][:, calendar] * noise * flows

    counts = ~np.isin(kind, NOT_COUNTED) & (evidence != BASE)
    home = block.home[person]
    factor = _factors(rng, block, amounts[:, -12:].sum(axis=1) * counts, person, min(window.months, 12))
    amounts = np.where(counts[:, None], amounts * factor[home][:, None], amounts)
    _drop_lately(rng, block, amounts, home, counts, window)

    # Wages and pensions are paid to the fen, what people declare is in whole yuan.
    unit = np.where(np.isin(kind, (WAGE, PENSION)) & (evidence == ACTUAL), 1, 100)[:, None]
    fen = (np.rint(amounts * 100 / unit) * unit).astype(np.int64)
    is_income = counts & block.is_counted[person]
    counted_12m = np.bincount(home, fen[:, -12:].sum(axis=1) * is_income, block.household_count)
    return Earnings(person, kind, evidence, streams.column("payer"), fen, flows, counted_12m, work)


def _is_after_death(block: Block, window: Window) -> np.ndarray:
    """People by months: a month that begins after the death pays nothing."""
    starts = np.array([day_number(month) for month in window.income_months])
    return (block.died[:, None] != NO_DAY) & (starts > block.died[:, None])


def _factors(
    rng: np.random.Generator, block: Block, yearly: np.ndarray, person: np.ndarray, months: int
) -> np.ndarray:
    """What each household's amounts are multiplied by, so that it ends where its lot says."""
    is_counted = block.is_counted[person]
    income = np.bincount(block.home[person], yearly * is_counted, block.household_count) * 100
    line = months * block.line_fen()
    ratio = np.divide(income, line, out=np.full(len(income), np.nan), where=line > 0)
    target = np.maximum(ratio, _FLOOR + rng.exponential(0.45, len(ratio)))
    for lot, (low, high) in _TARGETS.items():
        target = np.where(block.lot == lot, rng.uniform(low, high, len(ratio)), target)
    # A few on allowance earn more by now: what a review is for.
    has_risen = (block.lot == DIBAO) & (rng.random(len(ratio)) < 0.012)
    target = np.where(has_risen, rng.uniform(1.05, 1.5, len(ratio)), target)
    return np.where(ratio > 0, target / np.where(ratio > 0, ratio, 1.0), 1.0)


def _drop_lately(
    rng: np.random.Generator,
    block: Block,
    amounts: np.ndarray,
    home: np.ndarray,
    counts: np.ndarray,
    window: Window,
) -> None:
    """In the last three months some households' income falls to less than half."""
    if window.months < 15:
        return
    draw = rng.random(block.household_count)
    drops = (block.lot == INCOME_DROP) | ((block.lot == DIBAO) & (draw < 0.003))
    left_over = np.where(drops, rng.uniform(0.08, 0.44, block.household_count), 1.0)
    amounts[:, -3:] *= np.where(counts, left_over[home], 1.0)[:, None]


def month_texts(window: Window) -> pa.Array:
    return pa.array([f"{month:%Y-%m}" for month in window.income_months])
