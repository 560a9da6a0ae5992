"""What must hold of any county: properties that no single example shows."""

from collections.abc import Sequence
from copy import deepcopy
from datetime import date
from random import Random

import duckdb
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from flows import standards
from monitors.watch import watch
from rules.evaluate import evaluate
from schemas.standard import MILLION, Standard
from tests.monitors.test_against_reference import AS_OF, EXAMPLES, NIGHT, RULES, VALUES, fill, households
from tests.reference import STANDARD, Household, Person

some_households = st.lists(households(), min_size=12, max_size=20)
few_examples = settings(
    max_examples=max(2, EXAMPLES // 4),
    deadline=None,
    suppress_health_check=list(HealthCheck),
    derandomize=True,
    phases=[Phase.generate],
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
            Person(date(1985, 5, 5), residence_class, events=[("unemployed", date(2024, 1, 1))])
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


def test_every_household_exactly_on_the_line_is_on_the_right_side() -> None:
    """Fifteen hundred households of one to six members, a fen below the line, on it, and a fen above it, their
    income in uneven pieces that no division gives back."""
    random = Random(20250520)
    made, wanted = [], {}
    for fen, code in ((-1, "N01"), (0, "N02"), (1, "N02")) * 500:
        wanted[f"H{len(made)}"] = code
        people = [
            Person(
                date(random.choice([1950, 1980, 2015]), 3, 3),
                random.choice(["urban", "rural"]),
                events=[("unemployed", date(2024, 1, 1))],
            )
            for _ in range(random.randint(1, 6))
        ]
        left = 12 * sum(STANDARD[person.residence_class] for person in people) + fen
        for back in range(1, 13):
            piece = left if back == 12 else random.randint(0, left // 3)
            random.choice(people).income[back, "wage", "actual"] = piece
            left -= piece
        made.append(Household(people))
    found = night(made).execute(
        "SELECT household_id, rule_code FROM finding WHERE rule_code IN ('N01', 'N02')"
    )
    assert dict(found.fetchall()) == wanted
