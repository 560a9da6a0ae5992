"""Blocks of households as rows of the departments' files.

A block's people, earnings, benefits and illness come from one generator seeded by the county's seed and
the block's number, its faults from another: a clean county and a spoiled one hold the same people.
"""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from flows.synth.absence import deliver_absence
from flows.synth.allowances import BENEFITS, Allowances, draw_allowances
from flows.synth.applications import deliver_applications
from flows.synth.belongings import deliver_belongings
from flows.synth.days import NO_DAY, DayTexts, day_number, month_start
from flows.synth.departments import Departments
from flows.synth.disability import deliver_disability, draw_disability
from flows.synth.earnings import DEPARTMENTS, Earnings, draw_earnings, month_texts
from flows.synth.handing_in import HandingIn
from flows.synth.help_requests import deliver_help_requests
from flows.synth.households import OTHER, RELATIONS, Block, draw_block
from flows.synth.illness import VISITS, Settlements, draw_settlements
from flows.synth.jobs import EVENTS, draw_job_events
from flows.synth.meters import deliver_meters
from flows.synth.mishaps import deliver_mishaps
from flows.synth.money import yuan
from flows.synth.obligors import deliver_obligors
from flows.synth.payments import deliver_payments
from flows.synth.places import Places
from flows.synth.relief import deliver_relief
from flows.synth.schooling import deliver_schooling, draw_schooling
from flows.synth.service_needs import deliver_service_needs
from flows.synth.strangers import deliver_strangers
from flows.synth.streams import EVIDENCE, KINDS, PAYERS
from flows.synth.visits import deliver_visits
from flows.synth.watch_list import deliver_watch_list
from flows.synth.window import Window

BLOCK = 5_000
_RESIDENCE = pa.array(["农村", "城镇"])
_EMPTY = pa.scalar("", pa.string())
_ALL_RELATIONS, _ALL_BENEFITS = pa.array(RELATIONS), pa.array(BENEFITS)
_ALL_KINDS, _ALL_EVIDENCE, _ALL_PAYERS = pa.array(KINDS), pa.array(EVIDENCE), pa.array(PAYERS)
_ALL_VISITS, _ALL_EVENTS = pa.array(VISITS), pa.array(EVENTS)


class County:
    """Writes the county block by block; what the blocks share is spelled once."""

    def __init__(
        self, departments: Departments, window: Window, places: Places, county: str, seed: int
    ) -> None:
        self._departments = departments
        self._window = window
        self._places = places
        self._county = county
        self._seed = seed
        # A disability certificate is valid for ten years.
        self._days = DayTexts.until(window.as_of.replace(year=window.as_of.year + 11, day=1))
        self._months = month_texts(window)

    def write_block(self, number: int, first: int, count: int) -> int:
        """Draws households `first` to `first + count` and hands their rows in; returns the people."""
        rng = np.random.default_rng([self._seed, number, 1])
        faults = np.random.default_rng([self._seed, number, 2])
        # Of its own, so that what is drawn here later leaves the people and their income as they were.
        beside = np.random.default_rng([self._seed, number, 3])
        block = draw_block(rng, number, first, count, self._county, self._places, self._window)
        earnings = draw_earnings(rng, block, self._window)
        disability = draw_disability(beside, block, self._window)
        self._members(rng, block, faults)
        allowances = draw_allowances(rng, block, earnings, disability, self._window)
        self._benefits(block, allowances, faults)
        self._income(block, earnings, faults)
        self._settlements(block, draw_settlements(rng, block, self._window), faults)
        self._jobs(rng, block, earnings, faults)
        self._deaths(block, faults)
        to = HandingIn(self._departments, self._window, self._county, self._days, faults)
        deliver_disability(disability, block, to)
        deliver_schooling(draw_schooling(beside, block, earnings.work, self._window), block, to)
        deliver_belongings(beside, block, earnings.work, to)
        deliver_absence(beside, block, earnings.work, to)
        deliver_mishaps(beside, block, to)
        deliver_help_requests(beside, block, to)
        deliver_service_needs(beside, np.random.default_rng([self._seed, number, 12]), block, to)
        deliver_visits(np.random.default_rng([self._seed, number, 13]), block, allowances, to)
        deliver_meters(beside, block, to)
        deliver_relief(beside, block, to)
        deliver_payments(beside, block, allowances, to)
        deliver_watch_list(beside, block, to)
        deliver_obligors(beside, block, earnings, to)
        deliver_strangers(np.random.default_rng([self._seed, number, 6]), block, to)
        deliver_applications(np.random.default_rng([self._seed, number, 8]), block, to)
        return block.person_count

    def _members(self, rng: np.random.Generator, block: Block, faults: np.random.Generator) -> None:
        """The register; who moved within the county stands in it twice, one stay after the other."""
        people = np.arange(block.person_count)
        movers = np.flatnonzero(
            (block.relation != 0) & (block.joined != NO_DAY) & (rng.random(len(people)) < 0.03)
        )
        movers = movers[block.joined[movers] > block.born[movers] + 1]
        away = (block.home[movers] + rng.integers(1, max(block.household_count, 2), len(movers))) % max(
            block.household_count, 1
        )
        movers, away = movers[away != block.home[movers]], away[away != block.home[movers]]
        person = np.r_[people, movers]
        home = pa.array(np.r_[block.home, away])
        relation = np.r_[block.relation, np.full(len(movers), OTHER)]
        joined = np.r_[block.joined, np.full(len(movers), NO_DAY)]
        left = np.r_[block.left, block.joined[movers] - 1]
        who = pa.array(person)
        columns = (
            block.household_id.take(home),
            block.id_number.take(who),
            block.name.take(who),
            _ALL_RELATIONS.take(pa.array(relation)),
            _RESIDENCE.take(pa.array(block.is_urban[person].astype(np.int64))),
            block.hukou.take(home),
            block.village.take(home),
            self._days.iso(joined),
            self._days.iso(left),
        )
        self._departments.members(columns, faults)

    def _benefits(self, block: Block, allowances: Allowances, faults: np.random.Generator) -> None:
        is_personal = pa.array(allowances.person >= 0)
        number = block.id_number.take(pa.array(np.maximum(allowances.person, 0)))
        columns = (
            block.household_id.take(pa.array(allowances.household)),
            pc.if_else(is_personal, number, _EMPTY),
            _ALL_BENEFITS.take(pa.array(allowances.benefit)),
            self._days.slashed(allowances.started),
            self._days.slashed(allowances.ended),
            yuan(allowances.amount, blank_zero=True),
            self._days.slashed(allowances.reviewed),
        )
        self._departments.benefits(columns, int(allowances.amount.sum()), faults)

    def _income(self, block: Block, earnings: Earnings, faults: np.random.Generator) -> None:
        for department, kinds in DEPARTMENTS.items():
            stream = np.flatnonzero(np.isin(earnings.kind, kinds))
            stream = stream[np.argsort(earnings.person[stream], kind="stable")]
            for index, month in enumerate(self._window.income_months):
                flowing = stream[earnings.flows[stream, index]]
                fen = earnings.amounts[flowing, index]
                columns = (
                    block.id_number.take(pa.array(earnings.person[flowing])),
                    self._months.take(pa.array(np.full(len(flowing), index))),
                    _ALL_KINDS.take(pa.array(earnings.kind[flowing])),
                    yuan(fen),
                    _ALL_EVIDENCE.take(pa.array(earnings.evidence[flowing])),
                    _ALL_PAYERS.take(pa.array(earnings.payer[flowing])),
                )
                self._departments.income(month, department, columns, int(fen.sum()), faults)

    def _settlements(self, block: Block, found: Settlements, faults: np.random.Generator) -> None:
        serial = np.arange(len(found.on))
        tail = pa.array([f"{block.number:05d}{index:06d}" for index in serial.tolist()], pa.string())
        for month in self._window.medical_months:
            start = day_number(month)
            following = day_number(month_start(month, -1))
            of_month = np.flatnonzero((found.on >= start) & (found.on < following))
            number = pc.binary_join_element_wise(
                pa.scalar(f"JS{month:%Y%m}"), tail.take(pa.array(of_month)), ""
            )
            again = found.reimbursed[of_month] > 0
            paid = self._settlement_columns(block, found, of_month, number, np.zeros(len(of_month), np.int64))
            self._departments.settlements(month, paid, int(found.self_paid[of_month].sum()), faults)
            back = of_month[again]
            if len(back):
                fen = int((found.self_paid[back] - found.reimbursed[back]).sum())
                resent = self._settlement_columns(
                    block, found, back, number.filter(pa.array(again)), found.reimbursed[back]
                )
                self._departments.corrected_settlements(resent, fen, faults)

    def _settlement_columns(
        self, block: Block, found: Settlements, chosen: np.ndarray, number: pa.Array, back: np.ndarray
    ) -> tuple[pa.Array, ...]:
        return (
            number,
            block.id_number.take(pa.array(found.person[chosen])),
            self._days.iso(found.on[chosen]),
            _ALL_VISITS.take(pa.array(found.visit[chosen])),
            yuan(found.total[chosen]),
            yuan(found.pooled[chosen]),
            yuan(found.serious[chosen], blank_zero=True),
            yuan(found.aid[chosen] + back, blank_zero=True),
            yuan(found.self_paid[chosen] - back),
            yuan(found.self_other[chosen]),
        )

    def _jobs(
        self, rng: np.random.Generator, block: Block, earnings: Earnings, faults: np.random.Generator
    ) -> None:
        events = draw_job_events(rng, block, earnings.work, self._window)
        columns = (
            block.id_number.take(pa.array(events.person)),
            _ALL_EVENTS.take(pa.array(events.event)),
            self._days.compact(events.on),
            self._days.compact(events.until),
            _ALL_PAYERS.take(pa.array(events.firm)),
        )
        self._departments.job_events(columns, faults)

    def _deaths(self, block: Block, faults: np.random.Generator) -> None:
        who = np.flatnonzero(block.died != NO_DAY)
        people = pa.array(who)
        columns = (block.id_number.take(people), block.name.take(people), self._days.chinese(block.died[who]))
        self._departments.deaths(columns, faults)
