"""What people of that age, place and lot live on, before any household is brought to its distance."""

import numpy as np

from flows.synth.households import CHILD, COMFORTABLE, DIBAO, GRANDCHILD, HEAD, POOR_LOTS, TEKUN, Block
from flows.synth.streams import (
    ACTUAL,
    ASSISTANCE,
    BASE,
    BUSINESS,
    DECLARED,
    FARM,
    FIRM_PENSION,
    FLEXIBLE,
    MIGRANT,
    MISC,
    NOT_COUNTED,
    PENSION,
    PROPERTY,
    PUBLIC_PENSION,
    RESIDENT_PENSION,
    SCHOLARSHIP,
    STEADY,
    SUPPORT,
    UNEMPLOYMENT,
    VETERAN,
    WAGE,
    WAGES,
    Streams,
)
from flows.synth.work import BENEFIT_MONTHS, NEVER, Work


def wages(work: Work, streams: Streams) -> None:
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


def own_account(rng: np.random.Generator, block: Block, work: Work, streams: Streams) -> None:
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


def idle(rng: np.random.Generator, block: Block, work: Work, streams: Streams) -> None:
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


def young(rng: np.random.Generator, block: Block, streams: Streams) -> None:
    """Young people without work so far: students with a grant, or a declaration that there is no income."""
    has_row = np.zeros(block.person_count, bool)
    has_row[streams.column("person")] = True
    is_young = (block.age >= 15) & (block.age <= 22) & np.isin(block.relation, (CHILD, GRANDCHILD)) & ~has_row
    has_grant = is_young & (rng.random(block.person_count) < 0.4)
    streams.add(np.flatnonzero(has_grant), SCHOLARSHIP, ACTUAL, 300.0)
    streams.add(np.flatnonzero(is_young & ~has_grant), MISC, DECLARED, 0.0, every=3)


def old_age(rng: np.random.Generator, block: Block, streams: Streams) -> None:
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
        (block.relation == HEAD) & (block.person_lot == DIBAO) & (rng.random(count) < 0.02)
    )
    streams.add(relieved, ASSISTANCE, ACTUAL, 200.0, every=3)


def fillers(rng: np.random.Generator, block: Block, streams: Streams) -> None:
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
    streams.add(who[is_old], SUPPORT, DECLARED, 600.0)
    streams.add(who[~is_old], BUSINESS, DECLARED, 1800.0)
