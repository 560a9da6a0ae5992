"""What people earn, month by month, as four departments report it.

An income is a *stream*: a person, a kind, a payer and a level, with the months in which it flows. Levels
are first drawn as people of that age and place earn, then each household is brought to the distance
from the subsistence line that its lot asks for. A person without work still has rows (nothing, as
declared) or an event that says so; only about one working-age person in a hundred leaves no trace.
"""

from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa

from flows.synth.days import NO_DAY, day_number
from flows.synth.households import (
    BELOW_LINE,
    CHILD,
    COMFORTABLE,
    DIBAO,
    GRANDCHILD,
    HEAD,
    INCOME_DROP,
    NEAR_DIBAO,
    NEAR_LINE,
    POOR_LOTS,
    RIGID,
    SPOUSE,
    TEKUN,
    UNINSURED,
    WATCHED,
    Block,
)
from flows.synth.window import Window

KINDS = (
    "工资",
    "经营",
    "财产",
    "养老金",
    "城乡居民养老金",
    "失业金",
    "赡养抚养",
    "奖学金",
    "救助",
    "优抚",
    "其他",
)
(
    WAGE,
    BUSINESS,
    PROPERTY,
    PENSION,
    RESIDENT_PENSION,
    UNEMPLOYMENT,
    SUPPORT,
    SCHOLARSHIP,
    ASSISTANCE,
    VETERAN,
    MISC,
) = range(len(KINDS))
# Not income in the sense of the allowance: the calibration below leaves them out.
NOT_COUNTED = (RESIDENT_PENSION, SCHOLARSHIP, ASSISTANCE, VETERAN)

EVIDENCE = ("实发", "申报", "缴费基数")
ACTUAL, DECLARED, BASE = range(3)

NEVER = -10_000
BENEFIT_MONTHS = 12

# Each kind comes from one department only: a month's file replaces the kinds that it contains.
DEPARTMENTS: dict[str, tuple[int, ...]] = {
    "税务_工资薪金与财产收入": (WAGE, PROPERTY),
    "人社_养老金与失业金": (PENSION, RESIDENT_PENSION, UNEMPLOYMENT),
    "农业农村_经营收入": (BUSINESS,),
    "民政_申报收入": (SUPPORT, SCHOLARSHIP, ASSISTANCE, VETERAN, MISC),
}
DELIVERY_DAY = dict(zip(DEPARTMENTS, (15, 10, 18, 20), strict=True))

_TRADES = (
    "建筑工程",
    "纺织服饰",
    "食品加工",
    "物流",
    "物业服务",
    "机械制造",
    "餐饮管理",
    "家政服务",
    "商贸",
    "园林绿化",
)
_FIRMS = tuple(f"{letter}字{trade}有限公司(样例)" for letter in "甲乙丙丁" for trade in _TRADES)
PAYERS = ("", "灵活就业参保", "机关事业养老保险(样例)", "企业养老保险(样例)", *_FIRMS)
NO_PAYER, FLEXIBLE, PUBLIC_PENSION, FIRM_PENSION = range(4)
FIRST_FIRM = 4

# Seasons by calendar month, January first; each averages about one.
STEADY, WAGES, MIGRANT, FARM = range(4)
_SEASONS = np.array(
    [
        [1.0] * 12,
        [1.12, 0.96, 0.98, 0.98, 0.98, 0.99, 0.99, 0.99, 1.0, 0.99, 0.99, 1.03],
        [0.72, 0.62, 1.05, 1.1, 1.1, 1.08, 1.02, 1.02, 1.1, 1.1, 1.1, 0.99],
        [0.88, 0.86, 0.9, 0.95, 1.0, 1.18, 1.05, 0.95, 1.08, 1.22, 1.05, 0.9],
    ]
)

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


@dataclass
class Streams:
    """Streams of income as columns; one entry per stream."""

    columns: dict[str, list[np.ndarray]] = field(default_factory=dict)

    def add(
        self,
        person: np.ndarray,
        kind: int,
        evidence: int,
        level: np.ndarray | float,
        *,
        payer: np.ndarray | int = NO_PAYER,
        season: int = STEADY,
        first: np.ndarray | int = 0,
        last: np.ndarray | int = 10_000,
        every: int = 1,
    ) -> None:
        values = {
            "person": person,
            "kind": kind,
            "evidence": evidence,
            "level": level,
            "payer": payer,
            "season": season,
            "first": first,
            "last": last,
            "every": every,
        }
        for name, value in values.items():
            dtype = np.float64 if name == "level" else np.int64
            column = np.broadcast_to(np.asarray(value, dtype), person.shape)
            self.columns.setdefault(name, []).append(column)

    def column(self, name: str) -> np.ndarray:
        return np.concatenate(self.columns[name])


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
    work: "Work"


@dataclass(frozen=True)
class Work:
    """Who works at what, per person, and what happened to it: human resources and tax must agree.

    Months are indices into the window; `NEVER` where nothing happened.
    """

    is_able: np.ndarray
    is_waged: np.ndarray
    is_own_account: np.ndarray
    is_migrant: np.ndarray
    is_declared: np.ndarray
    level: np.ndarray
    firm: np.ndarray
    next_firm: np.ndarray
    changed_in: np.ndarray
    """The first month with the next employer."""
    lost_in: np.ndarray
    """The first month without the job, when nothing followed it."""
    benefit_from: np.ndarray
    """The first month on unemployment benefit, which lasts twelve; then the next employer."""
    is_idle_registered: np.ndarray

    @property
    def is_insured(self) -> np.ndarray:
        return self.is_waged & ~self.is_declared

    @property
    def is_idle(self) -> np.ndarray:
        return self.is_able & ~self.is_waged & ~self.is_own_account

    @property
    def works_until(self) -> np.ndarray:
        """The last month with the first employer."""
        ends = np.stack([self.changed_in, self.lost_in, self.benefit_from])
        return np.where(ends == NEVER, 10_000, ends - 1).min(axis=0)

    @property
    def works_again_from(self) -> np.ndarray:
        """The first month with the next employer, by a change or after a benefit."""
        after_benefit = self.benefit_from + BENEFIT_MONTHS
        return np.where(self.benefit_from != NEVER, after_benefit, self.changed_in)


def draw_earnings(rng: np.random.Generator, block: Block, window: Window) -> Earnings:
    work = _draw_work(rng, block, window)
    streams = Streams()
    _wages(work, streams)
    _own_account(rng, block, work, streams)
    _idle(rng, block, work, streams)
    _old_age(rng, block, streams)
    _young(rng, block, streams)
    _fillers(rng, block, streams)
    return _measured(rng, block, window, streams, work)


def _draw_work(rng: np.random.Generator, block: Block, window: Window) -> Work:
    count, months, lot = block.person_count, window.months, block.person_lot
    is_poor = np.isin(lot, POOR_LOTS)
    is_able = block.is_working_age & ~_is_student(rng, block)
    # The two partners of an uninsured household: one keeps the job, the other loses it.
    is_partner = (block.relation <= SPOUSE) & (lot == UNINSURED)
    keeps = is_partner & (block.relation != SPOUSE)
    loses = is_partner & (block.relation == SPOUSE) & is_able & block.is_counted

    is_main = (block.relation == HEAD) & ~is_poor
    chance = np.select([lot == TEKUN, is_poor, is_main], [0.0, 0.5, 0.97], 0.8)
    earns = is_able & ((rng.random(count) < chance) | is_partner)
    is_waged = earns & (is_partner | (rng.random(count) < np.where(block.is_urban, 0.78, 0.52)))
    is_migrant = is_waged & ~block.is_urban & ~is_partner
    level = rng.lognormal(np.log(np.where(is_migrant, 4500, 4700)), 0.33, count)

    firm = rng.integers(FIRST_FIRM, len(PAYERS), count)
    next_firm = FIRST_FIRM + (firm - FIRST_FIRM + rng.integers(1, len(_FIRMS), count)) % len(_FIRMS)
    is_steady = np.isin(lot, (COMFORTABLE, WATCHED, RIGID)) & (block.relation != HEAD)
    on_benefit = is_waged & is_steady & (rng.random(count) < 0.04)
    changes = is_waged & ~on_benefit & ~loses & ~keeps & (rng.random(count) < 0.05)
    others_earn = (block.per_household(earns & block.is_counted) > 0)[block.home]
    idle = is_able & ~earns
    may_be_unknown = ~is_poor | (lot == BELOW_LINE)
    leaves_no_trace = idle & others_earn & may_be_unknown & (rng.random(count) < 0.16)
    registered = rng.random(count) < np.select([lot == DIBAO, lot == TEKUN], [0.5, 0.0], 0.15)

    def when(happens: np.ndarray, first: int, last: int) -> np.ndarray:
        return np.where(happens, rng.integers(first, max(last, first + 1), count), NEVER)

    return Work(
        is_able=is_able & ~leaves_no_trace,
        is_waged=is_waged,
        is_own_account=earns & ~is_waged,
        is_migrant=is_migrant,
        is_declared=is_migrant & (rng.random(count) < 0.6),
        level=np.where(loses, level * 0.45, level),
        firm=firm,
        next_firm=next_firm,
        changed_in=when(changes, 1, months),
        # Three to six months without income by the business date.
        lost_in=when(loses, max(months - 6, 0), max(months - 2, 0)),
        benefit_from=when(on_benefit, -BENEFIT_MONTHS, months),
        is_idle_registered=idle & ~leaves_no_trace & registered,
    )


def _wages(work: Work, streams: Streams) -> None:
    works_again = work.works_again_from
    for evidence, is_of_evidence in ((ACTUAL, ~work.is_declared), (DECLARED, work.is_declared)):
        for season, is_of_season in ((WAGES, ~work.is_migrant), (MIGRANT, work.is_migrant)):
            chosen = work.is_waged & is_of_evidence & is_of_season
            who = np.flatnonzero(chosen)
            streams.add(
                who,
                WAGE,
                evidence,
                work.level[who],
                payer=work.firm[who],
                season=season,
                last=work.works_until[who],
            )
            who = np.flatnonzero(chosen & (works_again != NEVER))
            streams.add(
                who,
                WAGE,
                evidence,
                work.level[who] * 1.03,
                payer=work.next_firm[who],
                season=season,
                first=works_again[who],
            )
    who = np.flatnonzero(work.benefit_from != NEVER)
    from_month = work.benefit_from[who]
    streams.add(who, UNEMPLOYMENT, ACTUAL, 1480.0, first=from_month, last=from_month + BENEFIT_MONTHS - 1)


def _own_account(rng: np.random.Generator, block: Block, work: Work, streams: Streams) -> None:
    """Farms and shops, a field beside the wage, rents, and the contribution base of some self-employed."""
    count = block.person_count
    keeps_working = work.is_waged & (work.lost_in == NEVER)
    is_comfortable = block.person_lot == COMFORTABLE
    is_poor = np.isin(block.person_lot, POOR_LOTS)

    def add(chosen: np.ndarray, kind: int, median: float, width: float = 0.4, season: int = STEADY) -> None:
        who = np.flatnonzero(chosen)
        streams.add(who, kind, DECLARED, rng.lognormal(np.log(median), width, len(who)), season=season)

    add(work.is_own_account & ~block.is_urban, BUSINESS, 2000, season=FARM)
    add(work.is_own_account & block.is_urban, BUSINESS, 3300)
    add(keeps_working & ~block.is_urban & (rng.random(count) < 0.2), BUSINESS, 450, season=FARM)
    lets = (keeps_working | work.is_own_account) & block.is_urban & ~is_poor
    add(lets & (rng.random(count) < 0.06), PROPERTY, 900)
    flexible = work.is_own_account & block.is_urban & is_comfortable & (rng.random(count) < 0.3)
    streams.add(np.flatnonzero(flexible), WAGE, BASE, 3457.0, payer=FLEXIBLE)


def _idle(rng: np.random.Generator, block: Block, work: Work, streams: Streams) -> None:
    """Adults without work: small jobs, an early pension, or a declaration that there is no income."""
    is_on_dibao = block.person_lot == DIBAO
    is_poor = np.isin(block.person_lot, POOR_LOTS)
    # Outside the allowance, the registered have small jobs: the wholly uninsured are a lot of their own.
    odd_jobs = np.flatnonzero(work.is_idle_registered & ~is_on_dibao)
    streams.add(odd_jobs, MISC, DECLARED, rng.lognormal(np.log(350), 0.3, len(odd_jobs)))
    unregistered = work.is_idle & ~work.is_idle_registered
    retired = unregistered & ~is_poor & ~block.is_male & (block.age >= 50) & block.is_urban
    who = np.flatnonzero(retired)
    streams.add(who, PENSION, ACTUAL, rng.lognormal(np.log(2300), 0.25, len(who)), payer=FIRM_PENSION)
    streams.add(np.flatnonzero(unregistered & ~retired), MISC, DECLARED, 0.0, every=3)


def _is_student(rng: np.random.Generator, block: Block) -> np.ndarray:
    is_child = np.isin(block.relation, (CHILD, GRANDCHILD))
    studies = rng.random(block.person_count) < np.select([block.age <= 18, block.age <= 22], [0.95, 0.6], 0.0)
    return (block.age >= 15) & (block.age <= 22) & is_child & studies


def _young(rng: np.random.Generator, block: Block, streams: Streams) -> None:
    """Young people without work so far: students with a grant, or a declaration that there is no income."""
    has_row = np.zeros(block.person_count, bool)
    has_row[streams.column("person")] = True
    is_young = (block.age >= 15) & (block.age <= 22) & np.isin(block.relation, (CHILD, GRANDCHILD)) & ~has_row
    has_grant = is_young & (rng.random(block.person_count) < 0.4)
    streams.add(np.flatnonzero(has_grant), SCHOLARSHIP, ACTUAL, 300.0)
    streams.add(np.flatnonzero(is_young & ~has_grant), MISC, DECLARED, 0.0, every=3)


def _old_age(rng: np.random.Generator, block: Block, streams: Streams) -> None:
    """Pensions of firms and offices in town, the residents' basic pension and a field in the country."""
    count = block.person_count
    is_old = block.age >= 60
    is_poor = np.isin(block.person_lot, POOR_LOTS)
    has_pension = is_old & block.is_urban & (rng.random(count) < np.where(is_poor, 0.12, 0.85))
    is_public = rng.random(count) < 0.25
    for payer, chosen, median in (
        (PUBLIC_PENSION, has_pension & is_public, 3900),
        (FIRM_PENSION, has_pension & ~is_public, 2700),
    ):
        who = np.flatnonzero(chosen)
        streams.add(who, PENSION, ACTUAL, rng.lognormal(np.log(median), 0.22, len(who)), payer=payer)
    basic = np.flatnonzero(is_old & ~has_pension & (rng.random(count) < 0.94))
    amount = 142.0 + np.round(rng.gamma(1.5, 14.0, len(basic)))
    streams.add(basic, RESIDENT_PENSION, ACTUAL, amount)
    works = is_old & (block.age < 72) & ~block.is_urban & (rng.random(count) < np.where(is_poor, 0.2, 0.5))
    works &= block.person_lot != TEKUN
    who = np.flatnonzero(works)
    streams.add(who, BUSINESS, DECLARED, rng.lognormal(np.log(900), 0.4, len(who)), season=FARM)
    helped = is_old & ~has_pension & ~works & (rng.random(count) < 0.35) & (block.person_lot != TEKUN)
    who = np.flatnonzero(helped)
    streams.add(who, SUPPORT, DECLARED, rng.lognormal(np.log(400), 0.3, len(who)))
    leased = np.flatnonzero(is_old & ~block.is_urban & ~works & (rng.random(count) < 0.2))
    streams.add(leased, PROPERTY, DECLARED, rng.lognormal(np.log(110), 0.3, len(leased)))
    veterans = np.flatnonzero(is_old & block.is_male & (rng.random(count) < 0.012))
    streams.add(veterans, VETERAN, ACTUAL, 650.0)
    relieved = np.flatnonzero(
        (block.relation == 0) & (block.person_lot == DIBAO) & (rng.random(count) < 0.02)
    )
    streams.add(relieved, ASSISTANCE, ACTUAL, 200.0, every=3)


def _fillers(rng: np.random.Generator, block: Block, streams: Streams) -> None:
    """A household that gets along lives on something: where nothing was drawn, its head has an income."""
    person, kind = streams.column("person"), streams.column("kind")
    matters = (
        ~np.isin(kind, NOT_COUNTED) & (streams.column("evidence") != BASE) & (streams.column("level") > 0)
    )
    matters &= block.is_counted[person]
    has_income = np.zeros(block.household_count, bool)
    has_income[block.home[person[matters]]] = True
    may_have_none = np.isin(block.lot, (TEKUN, DIBAO)) & (rng.random(block.household_count) < 0.6)
    candidates = np.flatnonzero(block.is_counted & ~(has_income | may_have_none)[block.home])
    _, first = np.unique(block.home[candidates], return_index=True)
    who = candidates[first]
    is_old = (block.age[who] >= 60) | (block.age[who] < 16)
    streams.add(who[is_old], SUPPORT, DECLARED, 600.0, payer=NO_PAYER)
    streams.add(who[~is_old], BUSINESS, DECLARED, 1800.0)


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
    amounts = level * _SEASONS[streams.column("season")][:, calendar] * noise * flows

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
