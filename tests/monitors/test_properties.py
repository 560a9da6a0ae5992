"""What must hold of any county: properties that no single example shows."""

from collections.abc import Sequence
from copy import deepcopy
from datetime import date
from random import Random

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flows import standards
from monitors.watch import watch
from rules.evaluate import evaluate
from schemas.standard import MILLION, Standard
from tests.monitors.test_against_reference import AS_OF, NIGHT, RULES, VALUES, fill, households
from tests.reference import STANDARD, Household, Person

pytestmark = pytest.mark.slow
some_households = st.lists(households(), min_size=15, max_size=30)
few_examples = settings(
    max_examples=6, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True
)


def night(
    made: list[Household], values: Sequence[Standard] = VALUES, order: Random | None = None
) -> duckdb.DuckDBPyConnection:
    con = duckdb.connect()
    fill(con, made, NIGHT, order)
    standards.load(con, list(values))
    watch(con, NIGHT)
    evaluate(con, RULES, as_of=AS_OF, blind={})
    return con


def hits(con: duckdb.DuckDBPyConnection, code: str) -> set[str]:
    found = con.execute("SELECT household_id FROM finding WHERE rule_code = ?", [code]).fetchall()
    return {household for (household,) in found}


@few_examples
@given(some_households, st.integers(1, 50_000))
def test_raising_the_standard_never_removes_an_n01(made: list[Household], more_fen: int) -> None:
    raised = [
        row.model_copy(update={"value_e6": row.value_e6 + more_fen * MILLION // 100})
        if row.key == "subsistence_allowance_standard" and row.value_e6 is not None
        else row
        for row in VALUES
    ]
    assert hits(night(made), "N01") <= hits(night(made, raised), "N01")


@few_examples
@given(some_households, st.sampled_from(["urban", "rural"]))
def test_a_member_without_income_never_removes_an_n01(made: list[Household], residence_class: str) -> None:
    larger = deepcopy(made)
    for household in larger:
        household.people.append(
            Person(date(1985, 5, 5), residence_class, events=[("unemployed", date(2021, 1, 1))])
        )
    assert hits(night(made), "N01") <= hits(night(larger), "N01")


@few_examples
@given(some_households, st.randoms(use_true_random=False))
def test_the_order_of_rows_never_matters(made: list[Household], order: Random) -> None:
    everything = "SELECT * FROM finding ORDER BY rule_code, household_id, person_no"
    assert (
        night(made).execute(everything).fetchall() == night(made, order=order).execute(everything).fetchall()
    )


@few_examples
@given(some_households)
def test_no_amount_is_negative(made: list[Household]) -> None:
    con = night(made)
    for table in ("finding", "payment"):
        assert con.execute(f"SELECT count(*) FROM {table} WHERE suggested_fen < 0").fetchall() == [(0,)]
    assert con.execute(
        "SELECT count(*) FROM household_month WHERE expected_allowance_fen_per_month < 0 OR income_12m_fen < 0"
    ).fetchall() == [(0,)]


@pytest.mark.parametrize(
    ("fen", "wanted"), [(-1, {"N01"}), (0, {"N02"}), (1, {"N02"})], ids=["below", "at", "above"]
)
def test_every_household_exactly_on_the_line_is_on_the_right_side(fen: int, wanted: set[str]) -> None:
    """Two thousand households of one to six members, their income in uneven pieces that no division gives back."""
    random = Random(20220520)
    made = []
    for _ in range(2_000):
        classes = [random.choice(["urban", "rural"]) for _ in range(random.randint(1, 6))]
        people = [
            Person(
                date(random.choice([1950, 1980, 2015]), 3, 3),
                residence_class,
                events=[("unemployed", date(2021, 1, 1))],
            )
            for residence_class in classes
        ]
        left = 12 * sum(STANDARD[residence_class] for residence_class in classes) + fen
        for back in range(1, 13):
            piece = left if back == 12 else random.randint(0, left // 3)
            random.choice(people).income[back, "wage", "actual"] = piece
            left -= piece
        made.append(Household(people))
    con = night(made)
    found = con.execute(
        "SELECT household_id, list(DISTINCT rule_code) FROM finding WHERE rule_code IN ('N01', 'N02') GROUP BY ALL"
    ).fetchall()
    assert len(found) == len(made)
    assert {code for _, codes in found for code in codes} == wanted
