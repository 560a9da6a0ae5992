"""Our SQL and OpenFisca agree on generated households: lines, sums, shortfalls, who is below, the relief.

OpenFisca computes in 32-bit floats. Sums are compared within half a fen or what a float of that size can hold;
households within a yuan of a line are left to the integer reference, which must be right exactly on it.
"""

from datetime import date

import duckdb
import numpy as np
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from flows import standards
from flows.home import PACKAGE_DATA
from monitors.watch import Night, watch
from rules.evaluate import evaluate
from rules.load import load_rules
from tests.monitors.test_against_reference import EXAMPLES, fill, households
from tests.oracle.dibao import simulation, system
from tests.reference import Household, counted, counts

VALUES = standards.read([PACKAGE_DATA / "standards"])
SYSTEM = system(VALUES, "370902")
RULES = [rule for rule in load_rules() if rule.code in ("N01", "N02", "N05")]


@pytest.mark.parametrize("as_of", [date(2021, 12, 20), date(2022, 1, 1), date(2025, 5, 20)], ids=str)
@given(made=st.lists(households(), min_size=20, max_size=40))
@settings(
    max_examples=max(2, EXAMPLES // 4),
    deadline=None,
    suppress_health_check=list(HealthCheck),
    derandomize=True,
    phases=[Phase.generate],
)
def test_sql_and_openfisca_agree(as_of: date, made: list[Household]) -> None:
    night = Night(as_of, as_of)
    con = duckdb.connect()
    fill(con, made, night)
    standards.load(con, VALUES)
    watch(con, night)
    evaluate(con, RULES, as_of=as_of, blind={})
    ours = con.execute(
        """SELECT household_id, subsistence_line_fen_per_month, income_12m_lower_bound_fen,
            12 * subsistence_line_fen_per_month - income_12m_lower_bound_fen AS shortfall_fen
        FROM household_month ORDER BY household_id"""
    ).fetchnumpy()
    period = f"{as_of:%Y-%m}"
    # Who counts is law that OpenFisca is not told; the first who does is the head.
    members = {
        f"H{place}": living_there
        for place, household in enumerate(made)
        if (living_there := [person for person in household.people if counts(person, as_of)])
    }
    people = [(name, person) for name, living_there in members.items() for person in living_there]
    theirs, names = simulation(
        SYSTEM,
        as_of,
        household_of=[name for name, _ in people],
        is_urban=[person.residence_class == "urban" for _, person in people],
        head_is_urban={
            name: living_there[0].residence_class == "urban" for name, living_there in members.items()
        },
        income_of_month={
            night.month(back): [counted(person, back, back) / 100 for _, person in people]
            for back in range(1, 13)
        },
    )
    order = np.argsort(names)
    for column, variable in (
        ("subsistence_line_fen_per_month", "subsistence_line"),
        ("income_12m_lower_bound_fen", "income_of_the_window"),
        ("shortfall_fen", "shortfall_of_the_window"),
    ):
        fen = ours[column]
        size = np.abs(ours["income_12m_lower_bound_fen"]) + 12 * ours["subsistence_line_fen_per_month"]
        allowed = np.maximum(0.5, size * 12 * np.finfo(np.float32).eps)
        assert (np.abs(theirs.calculate(variable, period)[order] * 100 - fen) <= allowed).all(), variable

    hits = {
        (household, code): fen
        for household, code, fen in con.execute(
            "SELECT household_id, rule_code, suggested_fen FROM finding WHERE person_no IS NULL"
        ).fetchall()
    }
    known = dict(
        con.execute("SELECT household_id, income_12m_fen IS NOT NULL FROM household_month").fetchall()
    )
    helped = {
        f"H{place}": household.benefits & {"subsistence_allowance", "extreme_poverty_support", "near_dibao"}
        for place, household in enumerate(made)
    }
    shortfall = dict(zip(names, theirs.calculate("shortfall_of_the_window", period), strict=True))
    near = dict(zip(names, theirs.calculate("income_per_head_over_line", period), strict=True))
    relief = dict(zip(names, theirs.calculate("illness_relief", period), strict=True))
    for name in names:
        if abs(shortfall[name]) > 1 and not helped[name]:
            assert ((name, "N01") in hits) == (shortfall[name] > 0), name
            if known[name] and abs(near[name] - 1) > 1e-4:
                assert ((name, "N02") in hits) == (shortfall[name] < 0 and near[name] < 1), name
        if (name, "N05") in hits:
            assert hits[name, "N05"] == round(float(relief[name]) * 100), name
