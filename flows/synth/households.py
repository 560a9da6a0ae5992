"""Who lives together: one block of households with their members, drawn at once.

The county watches households that are poor, near poor or might become so; most of them get along. What
a household is like in a bureau's eyes (its *lot*) is drawn first, and earnings, benefits and illness
are drawn to fit, so that warnings stay as rare as they are in a real county.
"""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from flows.synth.days import NO_DAY, ages, day_number
from flows.synth.identity import numbers
from flows.synth.names import names, surnames
from flows.synth.places import Places
from flows.synth.window import Window

HEAD, SPOUSE, CHILD, PARENT, GRANDCHILD, OTHER = range(6)
RELATIONS = ("户主", "配偶", "子女", "父母", "孙子女", "其他")

# Lots. Counted income per head as a multiple of the standard is given in earnings.py.
(
    COMFORTABLE,
    DIBAO,
    TEKUN,
    NEAR_DIBAO,
    RIGID,
    WATCHED,
    BELOW_LINE,
    NEAR_LINE,
    INCOME_DROP,
    UNINSURED,
) = range(10)
POOR_LOTS = (DIBAO, TEKUN, NEAR_DIBAO, BELOW_LINE, NEAR_LINE)

STANDARD_FEN = {True: 87_100, False: 66_000}
ELSEWHERE = ("371102", "411502", "340822", "320582", "360703", "520502", "130403", "230306")


@dataclass(frozen=True)
class Shape:
    """A kind of household: share of all, age of the head, and the members after the head."""

    share: float
    head_age: tuple[int, int]
    others: tuple[int, ...] = ()


SHAPES = (
    Shape(0.06, (22, 59)),
    Shape(0.135, (60, 90)),
    Shape(0.145, (60, 86), (SPOUSE,)),
    Shape(0.09, (24, 59), (SPOUSE,)),
    Shape(0.185, (26, 54), (SPOUSE, CHILD)),
    Shape(0.135, (28, 50), (SPOUSE, CHILD, CHILD)),
    Shape(0.015, (32, 50), (SPOUSE, CHILD, CHILD, CHILD)),
    Shape(0.04, (28, 52), (CHILD,)),
    Shape(0.02, (30, 50), (CHILD, CHILD)),
    Shape(0.04, (36, 58), (PARENT,)),
    Shape(0.05, (30, 50), (SPOUSE, CHILD, PARENT)),
    Shape(0.04, (32, 50), (SPOUSE, CHILD, CHILD, PARENT)),
    Shape(0.025, (32, 50), (SPOUSE, CHILD, CHILD, PARENT, PARENT)),
    Shape(0.015, (62, 76), (SPOUSE, GRANDCHILD)),
    Shape(0.005, (24, 58), (OTHER,)),
)
LARGEST = 6


@dataclass
class Block:
    """The households of one block and everybody in them; people stand in the order of their households."""

    number: int
    household_id: pa.Array
    lot: np.ndarray
    village: pa.Array
    hukou: pa.Array

    home: np.ndarray
    relation: np.ndarray
    is_male: np.ndarray
    is_urban: np.ndarray
    born: np.ndarray
    age: np.ndarray
    id_number: pa.Array
    name: pa.Array
    joined: np.ndarray
    left: np.ndarray
    died: np.ndarray

    @property
    def household_count(self) -> int:
        return len(self.lot)

    @property
    def person_count(self) -> int:
        return len(self.home)

    @property
    def person_lot(self) -> np.ndarray:
        return self.lot[self.home]

    @property
    def is_counted(self) -> np.ndarray:
        return self.left == NO_DAY

    @property
    def is_working_age(self) -> np.ndarray:
        return (self.age >= 16) & (self.age < 60)

    @property
    def first_member(self) -> np.ndarray:
        """Each household's first line in the register: its head."""
        return np.flatnonzero(np.r_[True, np.diff(self.home) != 0])

    def line_fen(self) -> np.ndarray:
        """Sum of the standards of the members who count, per household and month."""
        standard = np.where(self.is_urban, STANDARD_FEN[True], STANDARD_FEN[False])
        return np.bincount(self.home, standard * self.is_counted, self.household_count)

    def per_household(self, of_person: np.ndarray) -> np.ndarray:
        return np.bincount(self.home, of_person, self.household_count)


def draw_block(
    rng: np.random.Generator, number: int, first: int, count: int, county: str, places: Places, window: Window
) -> Block:
    shape = rng.choice(len(SHAPES), count, p=[shape.share for shape in SHAPES])
    is_urban_home = rng.random(count) < 0.4
    is_outside = rng.random(count) < 0.025
    villages = pa.array(places.villages)
    outside = pa.array(ELSEWHERE).take(pa.array(rng.integers(0, len(ELSEWHERE), count)))
    lot = _lots(rng, shape, is_urban_home)

    relations = np.full((len(SHAPES), LARGEST), -1)
    for row, kind in enumerate(SHAPES):
        relations[row, : len(kind.others) + 1] = (HEAD, *kind.others)
    relation_grid = relations[shape]
    is_there = relation_grid >= 0
    age_grid, male_grid = _ages_and_sexes(rng, shape, relation_grid)
    home = np.nonzero(is_there)[0]
    relation, is_male = relation_grid[is_there], male_grid[is_there]
    born = day_number(window.register_cut) - (age_grid[is_there] * 365.25).astype(np.int64)
    born -= np.where(age_grid[is_there] < 1, 30, rng.integers(0, 365, len(home)))
    id_number, born = numbers(number, born, is_male)

    surname = _family_names(rng, home, relation, is_male, count)
    # Mixed households: a spouse or parent who kept the other kind of registration.
    is_mixed = (rng.random(count) < 0.10)[home] & np.isin(relation, (SPOUSE, PARENT))
    block = Block(
        number=number,
        household_id=_household_ids(county, first, count),
        lot=lot,
        village=villages.take(pa.array(places.draw(rng, is_urban_home))),
        hukou=pc.if_else(pa.array(is_outside), outside, pa.scalar(county)),
        home=home,
        relation=relation,
        is_male=is_male,
        is_urban=is_urban_home[home] ^ is_mixed,
        born=born,
        age=ages(born, window.as_of),
        id_number=id_number,
        name=names(rng, surname, is_male),
        joined=np.full(len(home), NO_DAY),
        left=np.full(len(home), NO_DAY),
        died=np.full(len(home), NO_DAY),
    )
    _comings_and_goings(rng, block, window)
    _deaths(rng, block, window)
    return block


def _household_ids(county: str, first: int, count: int) -> pa.Array:
    return pa.array([f"JT{county}{index:08d}" for index in range(first, first + count)])


def _lots(rng: np.random.Generator, shape: np.ndarray, is_urban: np.ndarray) -> np.ndarray:
    """Lone people, old people and lone parents more often live on benefits."""
    is_single = np.isin(shape, (0, 1))
    has_couple = np.isin(shape, (3, 4, 5, 6, 10, 11, 12))
    dibao = np.select([is_single, shape == 2, np.isin(shape, (7, 8))], [0.25, 0.18, 0.24], 0.135)
    shares = {
        DIBAO: dibao,
        TEKUN: np.where(is_single, 0.09, 0.0),
        NEAR_DIBAO: np.full(len(shape), 0.085),
        RIGID: np.full(len(shape), 0.014),
        WATCHED: np.where(is_urban, 0.0, 0.04),
        BELOW_LINE: np.full(len(shape), 0.0085),
        NEAR_LINE: np.full(len(shape), 0.0135),
        INCOME_DROP: np.full(len(shape), 0.0033),
        UNINSURED: np.where(has_couple, 0.0055, 0.0),
    }
    bounds = np.cumsum(np.stack(list(shares.values())), axis=0)
    place = (rng.random(len(shape)) >= bounds).sum(axis=0)
    return np.array([*shares, COMFORTABLE])[place]


def _ages_and_sexes(
    rng: np.random.Generator, shape: np.ndarray, relation: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Ages that fit together: spouses close, children a generation younger, parents a generation older."""
    count = len(shape)
    low = np.array([kind.head_age[0] for kind in SHAPES])[shape]
    high = np.array([kind.head_age[1] for kind in SHAPES])[shape]
    is_old = low >= 60
    spread = np.where(is_old, rng.beta(1.1, 2.6, count), rng.beta(1.6, 1.4, count))
    head = low + spread * (high - low + 0.99)
    age = np.zeros(relation.shape)
    male = np.zeros(relation.shape, bool)
    age[:, 0] = head
    male[:, 0] = rng.random(count) < np.where(np.isin(shape, (1, 7, 8)), 0.45, 0.72)
    mother = head - rng.integers(-1, 4, count)
    last_child = mother - rng.normal(27.0, 3.5, count).clip(20, 40)
    parents_so_far = np.zeros(count, bool)
    for seat in range(1, LARGEST):
        role = relation[:, seat]
        parent_age = head + rng.normal(26.0, 3.0, count).clip(19, 36)
        grandchild_age = (head - rng.normal(55.0, 4.0, count)).clip(2, 15)
        spouse_age = np.where(is_old, mother.clip(56, None), mother.clip(22, None))
        age[:, seat] = np.select(
            [role == SPOUSE, role == CHILD, role == PARENT, role == GRANDCHILD, role == OTHER],
            [spouse_age, last_child.clip(0.02, 34), parent_age.clip(55, 96), grandchild_age, head - 4],
        )
        male[:, seat] = np.select(
            [role == SPOUSE, role == PARENT],
            [~male[:, 0], parents_so_far | (rng.random(count) < 0.2)],
            rng.random(count) < 0.52,
        )
        parents_so_far |= role == PARENT
        last_child = np.where(role == CHILD, last_child - rng.uniform(1.2, 5.5, count), last_child)
    return age, male


def _family_names(
    rng: np.random.Generator, home: np.ndarray, relation: np.ndarray, is_male: np.ndarray, count: int
) -> np.ndarray:
    family = surnames(rng, count)[home]
    own = surnames(rng, len(home))
    is_of_another_family = np.isin(relation, (SPOUSE, OTHER)) | ((relation == PARENT) & ~is_male)
    return np.where(is_of_another_family, own, family)


def _comings_and_goings(rng: np.random.Generator, block: Block, window: Window) -> None:
    """Dates of marriage, birth and moving in; children who married out and spouses who left."""
    cut = day_number(window.register_cut)
    count = block.person_count
    is_dated = rng.random(count) < 0.3
    married = block.born + rng.integers(22 * 365, 30 * 365, count)
    is_bride = (block.relation == SPOUSE) & is_dated & (married < cut)
    block.joined[is_bride] = married[is_bride]
    is_born_here = (block.relation == CHILD) & is_dated
    block.joined[is_born_here] = block.born[is_born_here]
    is_moved_in = (block.relation >= PARENT) & (rng.random(count) < 0.03) & (block.age >= 4)
    block.joined[is_moved_in] = cut - rng.integers(20, 1100, count)[is_moved_in]

    chance = np.select(
        [(block.relation == CHILD) & (block.age >= 20), block.relation == SPOUSE], [0.06, 0.008], 0.0
    )
    has_left = rng.random(count) < chance
    since = np.maximum(cut - 700, block.joined + 30)
    left = since + (rng.random(count) * (cut - since)).astype(np.int64)
    has_left &= left > block.joined
    block.left[has_left] = left[has_left]


def _deaths(rng: np.random.Generator, block: Block, window: Window) -> None:
    """About 0.3 % of people a year, mostly the old; the register takes most of them out within weeks."""
    cut = day_number(window.register_cut)
    span = cut - day_number(window.income_months[0])
    yearly = np.select([block.age >= 80, block.age >= 70, block.age >= 60], [0.034, 0.015, 0.005], 0.0005)
    is_dead = (rng.random(block.person_count) < yearly * span / 365) & (block.left == NO_DAY)
    died = cut - (rng.random(block.person_count) * span).astype(np.int64)
    is_dead &= died > np.maximum(block.born, block.joined) + 30
    block.died[is_dead] = died[is_dead]
    is_taken_out = is_dead & (rng.random(block.person_count) > 0.12)
    left = np.minimum(died + rng.integers(3, 35, block.person_count), cut)
    block.left[is_taken_out] = left[is_taken_out]
