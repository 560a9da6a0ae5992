"""Public figures against an attacker who knows every rule by which they are made and everything that is printed."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.stats.disclosure import Coarseness, Public, Range, public

USUAL = Coarseness(small=7, step=5)
TINY = Coarseness(small=2, step=3)
"""So that every table of a few cells can be tried."""

Tables = tuple[tuple[int, ...], ...]
Publish = Callable[[Tables, Coarseness], Public]

# The acceptance scenario, for whoever decides what may be published: what there is, and what everybody reads.
C30 = """
    cell  | households | printed
    A     | 0          | ≤7
    B     | 3          | ≤7
    C     | 7          | ≤7
    D     | 8          | 10
    E     | 12         | 10
    total | 30         | 30
"""


def test_the_acceptance_scenario() -> None:
    rows = [[cell.strip() for cell in line.split("|")] for line in C30.strip().splitlines()[1:]]
    counts = [int(count) for _, count, _ in rows]
    assert sum(counts[:-1]) == counts[-1]
    found = public([counts[:-1]], USUAL)
    assert [USUAL.printed(each) for each in (*found.tables[0], found.total)] == [said for *_, said in rows]
    # 28 to 32 in all, of which 16 to 24 in D and E: each of the three hidden ones may be any number from 0 to 7.
    assert [possible(found, 0, cell) >= set(range(8)) for cell in range(3)] == [True] * 3


@pytest.mark.parametrize(
    ("tables", "printed"),
    [
        # One hidden cell, and a total that would say what it is: the total is coarser.
        ([[7, 8, 8]], ["≤7", "10", "10", "13–32"]),
        ([[0, 12, 12]], ["≤7", "10", "10", "13–32"]),
        ([[3, 10, 10]], ["≤7", "10", "10", "13–32"]),
        # Nothing is hidden: nothing has to be coarser.
        ([[20, 31, 44]], ["20", "30", "45", "95"]),
        # The only cell of a table is its total.
        ([[30]], ["30", "30"]),
        ([[3]], ["≤7", "≤7"]),
        # A second way of counting the same households, in which the total would tell the small cell from the large one.
        ([[60, 40], [97, 3]], ["60", "40", "100", "88–102", "≤7"]),
    ],
)
def test_what_is_coarser_and_why(tables: list[list[int]], printed: list[str]) -> None:
    found = public(tables, USUAL)
    first, *others = found.tables
    figures = [*first, found.total, *(each for table in others for each in table)]
    assert [USUAL.printed(each) for each in figures] == printed


def test_tables_of_different_totals_are_no_tables_of_the_same_households() -> None:
    with pytest.raises(ValueError, match="totals"):
        public([[1, 2], [4]], USUAL)


@pytest.mark.parametrize("coarse", [USUAL, TINY, Coarseness(3, 20), Coarseness(10, 10), Coarseness(9, 4)])
def test_the_usual_ranges_follow_on_each_other_without_gap(coarse: Coarseness) -> None:
    ranges = list(dict.fromkeys(coarse.usual(count) for count in range(200)))
    assert ranges[0].low == 0 and ranges[0].high >= coarse.small
    assert all(after.low == before.high + 1 for before, after in pairwise(ranges))
    assert all(int(coarse.printed(each)) % coarse.step == 0 for each in ranges[1:])
    assert all(
        count in range(coarse.usual(count).low, int(coarse.usual(count).high) + 1) for count in range(190)
    )


SHAPES = [((2, 2), 14), ((2, 3), 9), ((3, 2), 9), ((1, 2), 30), ((2, 1), 20), ((2, 2, 2), 9), ((4,), 10)]


@pytest.mark.parametrize(("shape", "top"), SHAPES, ids=str)
def test_whoever_tries_every_county_and_prints_it_again_learns_no_small_cell(
    shape: tuple[int, ...], top: int
) -> None:
    """The strongest attacker there is: of all counties, those that would have been printed to the letter like this one. A
    cell that may be small in one of them may be any small number in another."""
    assert given_away(public, shape, top) == 0


@pytest.mark.parametrize(("shape", "top"), [((2, 2), 14), ((2, 3), 9), ((4,), 10)], ids=str)
def test_rounding_every_figure_by_itself_would_give_small_cells_away(
    shape: tuple[int, ...], top: int
) -> None:
    assert given_away(_each_by_itself, shape, top) > 0


def test_neither_does_a_county_of_usual_size() -> None:
    assert given_away(public, (2, 2), 26, USUAL) == 0


def test_no_cell_of_township_by_reason_is_pinned_though_both_sums_are_printed() -> None:
    """What is in no table at all: how many households of one township have one reason."""
    alike: dict[Public, list[tuple[int, ...]]] = defaultdict(list)
    for a, b, c, d in product(range(9), repeat=4):
        alike[public([[a + b, c + d], [a + c, b + d]], TINY)].append((a, b, c, d))
    for inner in alike.values():
        # Where the grid of counties tried ends, too few are known to be alike.
        if max(map(max, inner)) < 8:
            for cell in range(4):
                found = {each[cell] for each in inner}
                assert not (len(found) == 1 and 1 <= min(found) <= TINY.small), inner


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_a_county_of_any_size_hides_its_small_cells(data: st.DataObject) -> None:
    counts = st.one_of(st.integers(0, 8), st.integers(0, 30), st.integers(0, 5000))
    first = data.draw(st.lists(counts, min_size=1, max_size=8))
    tables = [first, *(data.draw(_same_total(sum(first))) for _ in range(data.draw(st.integers(0, 2))))]
    found = public(tables, USUAL)
    assert found.total.low <= sum(first) <= found.total.high
    for place, (cells, ranges) in enumerate(zip(tables, found.tables, strict=True)):
        for cell, (count, printed) in enumerate(zip(cells, ranges, strict=True)):
            usual = USUAL.usual(count)
            assert printed.low <= usual.low and usual.high <= printed.high, (tables, place, cell)
            if count <= USUAL.small:
                assert possible(found, place, cell) >= set(range(8)), (tables, place, cell)


@settings(max_examples=100, deadline=None)
@given(
    st.lists(st.integers(0, 40), min_size=2, max_size=8), st.lists(st.integers(0, 40), min_size=2, max_size=8)
)
def test_two_months_hide_as_much_as_each(earlier: list[int], later: list[int]) -> None:
    """What is counted is who stands on the lists that night: who came and who went in between is printed nowhere, so a
    difference of two months is a difference of two ranges, and no month's small cell is tied to another month."""
    months = [public([counts], USUAL) for counts in (earlier, later)]
    for cell, (was, now) in enumerate(zip(earlier, later, strict=False)):
        if max(was, now) <= USUAL.small:
            before, after = (possible(month, 0, cell) for month in months)
            assert {new - old for old in before for new in after} >= set(range(-7, 8))


def _same_total(total: int) -> st.SearchStrategy[list[int]]:
    """Cells that add up to the total, small ones among them."""
    cuts = st.one_of(
        st.integers(0, total), st.integers(0, min(total, 8)), st.integers(max(0, total - 8), total)
    )
    return st.lists(cuts, max_size=6).map(
        lambda cuts: [after - before for before, after in pairwise([0, *sorted(cuts), total])]
    )


def possible(found: Public, place: int, cell: int) -> set[int]:
    """Every number up to the usual limit that one cell can be by everything printed, found by trying: for each, whether
    some total fits all tables. A way of its own: it adds sets of sums, not bounds."""
    totals = _numbers(found.total)
    for other, table in enumerate(found.tables):
        if other != place:
            totals &= _sums(table)
    beside = _sums([*found.tables[place][:cell], *found.tables[place][cell + 1 :]])
    printed = found.tables[place][cell]
    return {
        count
        for count in range(8)
        if printed.low <= count <= printed.high and {count + each for each in beside} & totals
    }


LARGEST = 60_000


def _numbers(printed: Range) -> set[int]:
    return set(range(printed.low, int(min(printed.high, LARGEST)) + 1))


def _sums(ranges: Sequence[Range]) -> set[int]:
    sums = {0}
    for each in ranges:
        width = int(min(each.high, LARGEST)) - each.low
        # Both are without gaps, so the ends of one on all of the other are all sums.
        sums = {low + each.low for low in sums} | set(
            range(max(sums) + each.low, max(sums) + each.low + width + 1)
        )
    return sums


def _counties(shape: tuple[int, ...], top: int) -> Iterator[Tables]:
    """Every county of these tables whose cells are no greater than `top`, but for the last of each later table."""
    for first in product(range(top + 1), repeat=shape[0]):
        rests = [
            [
                (*cells, sum(first) - sum(cells))
                for cells in product(range(top + 1), repeat=size - 1)
                if sum(cells) <= sum(first)
            ]
            for size in shape[1:]
        ]
        for others in product(*rests):
            yield (first, *others)


def given_away(publish: Publish, shape: tuple[int, ...], top: int, coarse: Coarseness = TINY) -> int:
    """How many cells an attacker finds out more of than that they are small."""
    alike: dict[Public, list[Tables]] = defaultdict(list)
    for county in _counties(shape, top):
        alike[publish(county, coarse)].append(county)
    small = set(range(coarse.small + 1))
    found = judged = 0
    for printed, counties in alike.items():
        first, *others = printed.tables
        # Where a range leaves the grid of counties tried, not all that are alike are known.
        if any(each.high > top for each in (*first, *(each for table in others for each in table[:-1]))):
            continue
        for place, table in enumerate(printed.tables):
            for cell in range(len(table)):
                numbers = {county[place][cell] for county in counties}
                judged += bool(numbers & small)
                found += bool(numbers & small) and not small <= numbers
    assert judged > 5, "nothing small was ever printed"
    return found


def _each_by_itself(tables: Tables, coarse: Coarseness) -> Public:
    return Public(
        tuple(tuple(coarse.usual(count) for count in cells) for cells in tables), coarse.usual(sum(tables[0]))
    )
