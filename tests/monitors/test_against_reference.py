"""SQL and plain Python must agree to the fen on generated households, many of them exactly on a line."""

from datetime import date
from itertools import cycle

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flows import standards
from flows.home import PACKAGE_DATA
from monitors.watch import Night, watch
from rules.evaluate import evaluate
from rules.load import load_rules
from schemas.warehouse import FOREVER, create_all
from tests.bureau import URBAN_VILLAGE
from tests.reference import STANDARD, Household, Person, findings

pytestmark = pytest.mark.slow
AS_OF = date(2022, 5, 20)
NIGHT = Night(AS_OF, AS_OF)
RULES = load_rules()
VALUES = standards.read([PACKAGE_DATA / "standards"])

kinds = st.sampled_from(["wage", "business", "pension", "scholarship", "assistance", "resident_pension"])
evidence = st.sampled_from(["actual", "declared", "actual", "contribution_base"])
fens = st.one_of(st.integers(0, 400_000), st.sampled_from([0, 87_100, 66_000, 43_550, 130_650, 261_300]))
benefits = st.sets(
    st.sampled_from(
        [
            "subsistence_allowance",
            "extreme_poverty_support",
            "near_dibao",
            "rigid_expenditure",
            "poverty_return_watch",
        ]
    ),
    max_size=2,
)


@st.composite
def people(draw: st.DrawFn) -> Person:
    person = Person(
        born=draw(
            st.dates(date(1935, 1, 1), date(2021, 12, 31))
            | st.sampled_from([date(2006, 5, 20), date(2006, 5, 21), date(1962, 5, 20), date(1962, 5, 21)])
        ),
        residence_class=draw(st.sampled_from(["urban", "rural"])),
        former_numbers=draw(st.sampled_from([0, 0, 0, 1, 3])),
    )
    for back in draw(st.sets(st.integers(0, 16), max_size=17)):
        person.income[back, draw(kinds), draw(evidence)] = draw(fens)
    for place in range(draw(st.integers(0, 3))):
        day = draw(st.dates(date(2021, 12, 20), date(2022, 5, 31)))
        person.treated.append(
            (
                day,
                draw(st.sampled_from([499_999, 500_000, 700_000, 700_001, 1_999_999, 2_000_000, 1 + place])),
            )
        )
    for _ in range(draw(st.integers(0, 2))):
        event = draw(st.sampled_from(["unemployed", "insurance_stopped", "insured", "employed"]))
        person.events.append((event, draw(st.dates(date(2021, 1, 1), date(2022, 6, 30)))))
    return person


@st.composite
def households(draw: st.DrawFn) -> Household:
    household = Household(draw(st.lists(people(), min_size=1, max_size=4)), draw(benefits))
    if draw(st.booleans()):
        # Put the household exactly on a line, or a fen to either side of it.
        line = 12 * sum(STANDARD[person.residence_class] for person in household.people)
        wanted = draw(st.sampled_from([line, line // 2, line * 3 // 2])) + draw(st.sampled_from([-1, 0, 1]))
        for person in household.people:
            person.income = {(1, "wage", "actual"): 0}
        household.people[0].income[1, "wage", "actual"] = wanted
    return household


@given(st.lists(households(), min_size=20, max_size=40))
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
def test_sql_and_plain_python_agree(made: list[Household]) -> None:
    con = duckdb.connect()
    fill(con, made, NIGHT)
    standards.load(con, VALUES)
    watch(con, NIGHT)
    evaluate(con, RULES, as_of=AS_OF, blind={})
    found: dict[str, dict[str, tuple[str, int | None]]] = {f"H{place}": {} for place in range(len(made))}
    for household, code, severity, fen in con.execute(
        "SELECT household_id, rule_code, severity, suggested_fen FROM finding WHERE person_no IS NULL"
    ).fetchall():
        found[household][code] = (severity, fen)
    expected = {f"H{place}": findings(household, AS_OF) for place, household in enumerate(made)}
    assert found == expected


def fill(con: duckdb.DuckDBPyConnection, made: list[Household], night: Night) -> None:
    """The households straight into the warehouse's facts, as believed rows."""
    for statement in create_all():
        con.execute(statement)
    rows: dict[str, list[tuple[object, ...]]] = {
        name: []
        for name in (
            "person",
            "id_change",
            "household_member",
            "benefit",
            "income",
            "medical_expense",
            "employment",
        )
    }
    stamp = (1, 2, night.as_of, FOREVER)
    number = 0
    for place, household in enumerate(made):
        for benefit in sorted(household.benefits):
            rows["benefit"].append((f"H{place}", None, benefit, date(2020, 1, 1), None, None, None, *stamp))
        for index, person in enumerate(household.people):
            first = number + 1
            number = first + person.former_numbers
            borne = cycle(range(first, number + 1))
            rows["person"] += [
                (no, f"99010119800101{no:04d}", person.born) for no in range(first, number + 1)
            ]
            rows["id_change"] += [(no, no + 1, date(2021, 9, 1), *stamp) for no in range(first, number)]
            relation = "head" if index == 0 else "child"
            rows["household_member"].append(
                (
                    f"H{place}",
                    number,
                    "某某",
                    relation,
                    person.residence_class,
                    "370902",
                    URBAN_VILLAGE,
                    None,
                    None,
                    *stamp,
                )
            )
            rows["income"] += [
                (next(borne), night.month(back), kind, fen, proof, None, *stamp)
                for (back, kind, proof), fen in person.income.items()
            ]
            rows["medical_expense"] += [
                (f"S{number}-{visit}", next(borne), day, "inpatient", 0, 0, None, None, fen, None, *stamp)
                for visit, (day, fen) in enumerate(person.treated)
            ]
            rows["employment"] += [
                (next(borne), event, day, None, None, *stamp) for event, day in person.events
            ]
    for name, values in rows.items():
        if values:
            con.executemany(f"INSERT INTO {name} VALUES ({', '.join('?' * len(values[0]))})", values)
    for extract in ("household_member", "benefit", "income", "medical_expense", "employment"):
        con.execute(
            "INSERT INTO delivery (delivery_no, extract, known_on, state) VALUES (1, ?, ?, 'loaded')",
            [extract, night.as_of],
        )
    for back in range(1, 16):
        con.execute(
            "INSERT INTO coverage (extract, delivery_no, known_on, month, kind) VALUES ('income', 1, ?, ?, 'wage')",
            [night.as_of, night.month(back)],
        )
