"""Public sets: threshold and margin were chosen on set 3; set 4 had no part in it, nor had sets 1 and 2."""

import duckdb
import pytest

from tests.linking.febrl import FEW, WITH_NUMBER, WITHOUT_NUMBER, Counts, count, load, model

pytestmark = pytest.mark.link

PRECISE, FOUND = 0.999, 0.95
FOUND_BY_LITTLE = 0.8

HALVES = pytest.mark.parametrize("is_halved", [False, True], ids=["all_listed", "half_not_listed"])


def linked(number: int, columns: tuple[str, ...], is_halved: bool) -> Counts:
    from flows.linking.choose import choose
    from flows.linking.score import score

    with duckdb.connect() as con:
        compared = model(load(con, number, is_halved=is_halved), columns)
        score(con, compared)
        choose(con, compared)
        counts = count(con)
    print(f"\nFEBRL {number}: {counts}, precision {counts.precision:.5f}, recall {counts.recall:.4f}")
    return counts


@HALVES
@pytest.mark.parametrize("columns", [WITHOUT_NUMBER, WITH_NUMBER], ids=["without_number", "with_number"])
@pytest.mark.parametrize("number", [1, 2, 3, 4])
def test_nearly_all_are_found_and_nobody_is_taken_for_another(
    number: int, columns: tuple[str, ...], is_halved: bool
) -> None:
    counts = linked(number, columns, is_halved)
    assert counts.precision >= PRECISE
    assert counts.recall >= FOUND


@HALVES
@pytest.mark.parametrize("number", [3, 4])
def test_with_little_to_go_by_fewer_are_found_and_still_nobody_is_taken_for_another(
    number: int, is_halved: bool
) -> None:
    counts = linked(number, FEW, is_halved)
    assert counts.precision >= PRECISE
    assert counts.recall >= FOUND_BY_LITTLE
