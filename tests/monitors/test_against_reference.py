"""SQL and plain Python must agree to the fen on generated households, many of them exactly on a line."""

import os
from datetime import date, timedelta
from itertools import cycle
from random import Random

import duckdb
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from flows import standards
from flows.home import PACKAGE_DATA
from monitors.watch import Night, watch
from rules.evaluate import evaluate
from rules.load import load_rules
from schemas.extracts import EXTRACTS
from schemas.warehouse import FOREVER, create_all, fact_columns
from tests.bureau import URBAN_VILLAGE
from tests.reference import (
    DISPOSABLE,
    SCHOOL_YEAR,
    STANDARD,
    Finding,
    Household,
    Person,
    findings,
)

EXAMPLES = int(os.environ.get("EXAMPLES", "8"))
"""How many counties are drawn; a campaign takes more."""
AS_OF = date(2025, 5, 20)
NIGHT = Night(AS_OF, AS_OF)
RULES = load_rules()
VALUES = standards.read([PACKAGE_DATA / "standards"])
FILLED = (
    "id_change",
    "household_member",
    "benefit",
    "income",
    "medical_expense",
    "employment",
    "custody",
    "disability",
    "education",
    "disposable_income",
)
SAID = ("N01", "N02", "N03", "N04", "N05", "N06", "N07", "N08", "N10", "X03", "X06")
"""The rules that the reference says too."""

kinds = st.sampled_from(["wage", "business", "pension", "scholarship", "assistance", "resident_pension"])
evidence = st.sampled_from(["actual", "declared", "actual", "contribution_base"])
fens = st.one_of(st.integers(0, 400_000), st.sampled_from([0, 87_100, 66_000, 43_550, 130_650, 261_300]))
days = st.dates(date(2024, 4, 25), date(2025, 5, 31))
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
            st.dates(date(1935, 1, 1), date(2024, 12, 31))
            | st.sampled_from([date(2009, 5, 20), date(2009, 5, 21), date(1965, 5, 20), date(1965, 5, 21)])
        ),
        residence_class=draw(st.sampled_from(["urban", "rural"])),
        former_numbers=draw(st.sampled_from([0, 0, 0, 1, 3])),
    )
    for back in draw(st.sets(st.integers(0, 16), max_size=17)):
        person.income[back, draw(kinds), draw(evidence)] = draw(fens)
    for place in range(draw(st.integers(0, 3))):
        paid = [
            49_999,
            50_000,
            499_999,
            500_000,
            700_000,
            700_001,
            1_999_999,
            2_000_000,
            3_600_000,
            3_600_001,
        ]
        person.treated.append(
            (
                draw(days | st.sampled_from([date(2024, 12, 31), date(2025, 1, 1), date(2025, 4, 30)])),
                draw(st.sampled_from(["inpatient", "outpatient", "chronic_outpatient"])),
                draw(st.sampled_from([*paid, 1 + place])),
            )
        )
    for _ in range(draw(st.integers(0, 2))):
        event = draw(st.sampled_from(["unemployed", "insurance_stopped", "insured", "employed"]))
        day = st.dates(date(2024, 1, 1), date(2025, 6, 30)) | st.sampled_from(
            [date(2024, 11, 19), date(2024, 11, 20)]
        )
        person.events.append((event, draw(day)))
    person.custody = draw(
        st.none()
        | st.none()
        | st.tuples(
            st.sampled_from(["prison", "rehabilitation", "detention", "military_service"]),
            st.sampled_from([date(2024, 3, 1), AS_OF, AS_OF + timedelta(days=1)]),
            st.none() | st.sampled_from([AS_OF - timedelta(days=1), AS_OF, AS_OF + timedelta(days=90)]),
        )
    )
    person.disability = draw(
        st.none()
        | st.tuples(
            st.sampled_from(["limb", "visual", "intellectual", "mental"]),
            st.integers(1, 4),
            st.sampled_from([AS_OF - timedelta(days=days) for days in (0, 60, 61, 900)]),
        )
    )
    person.school = draw(
        st.none()
        | st.tuples(st.sampled_from([0, 1_000_000, 1_000_001, 1_500_000]), st.sampled_from([0, 1, 500_000]))
    )
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
@settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    derandomize=True,
    # Shrinking forty households takes longer than reading one.
    phases=[Phase.generate],
)
def test_sql_and_plain_python_agree(made: list[Household]) -> None:
    con = duckdb.connect()
    fill(con, made, NIGHT)
    standards.load(con, VALUES)
    watch(con, NIGHT)
    evaluate(con, RULES, as_of=AS_OF, blind={})
    place_of = dict(
        con.execute(
            """SELECT person_no, row_number() OVER (PARTITION BY household_id ORDER BY person_no) - 1
            FROM household_member"""
        ).fetchall()
    )
    found: list[dict[tuple[str, int | None], Finding]] = [{} for _ in made]
    for household, person, code, severity, fen in con.execute(
        "SELECT household_id, person_no, rule_code, severity, suggested_fen FROM finding"
    ).fetchall():
        if code in SAID:
            found[int(household[1:])][code, place_of.get(person)] = (severity, fen)
    for place, household in enumerate(made):
        assert found[place] == findings(household, AS_OF), household


def fill(
    con: duckdb.DuckDBPyConnection, made: list[Household], night: Night, order: Random | None = None
) -> None:
    """The households straight into the warehouse's facts, as believed rows; in an order of their own if one is given."""
    for statement in create_all():
        con.execute(statement)
    facts: dict[str, list[dict[str, object]]] = {name: [] for name in FILLED}
    persons: list[tuple[object, ...]] = []
    number = 0
    for place, household in enumerate(made):
        for benefit in sorted(household.benefits):
            facts["benefit"].append(
                {"household_id": f"H{place}", "benefit": benefit, "started_on": date(2020, 1, 1)}
            )
        for index, person in enumerate(household.people):
            first = number + 1
            number = first + person.former_numbers
            borne = cycle(range(first, number + 1))
            persons += [(no, f"99010119800101{no:04d}", person.born) for no in range(first, number + 1)]
            facts["id_change"] += [
                {"old_person_no": no, "new_person_no": no + 1, "changed_on": date(2020, 9, 1)}
                for no in range(first, number)
            ]
            facts["household_member"].append(
                {
                    "household_id": f"H{place}",
                    "person_no": number,
                    "name": "某某",
                    "relation": "head" if index == 0 else "child",
                    "residence_class": person.residence_class,
                    "hukou_region": "370902",
                    "residence_region": URBAN_VILLAGE,
                }
            )
            facts["income"] += [
                {
                    "person_no": next(borne),
                    "month": night.month(back),
                    "kind": kind,
                    "amount_fen": fen,
                    "evidence": proof,
                }
                for (back, kind, proof), fen in person.income.items()
            ]
            facts["medical_expense"] += [
                {
                    "settlement_no": f"S{number}-{visit}",
                    "person_no": next(borne),
                    "settled_on": day,
                    "visit_kind": kind,
                    "total_fen": fen,
                    "pooled_paid_fen": 0,
                    "self_paid_fen": fen,
                }
                for visit, (day, kind, fen) in enumerate(person.treated)
            ]
            facts["employment"] += [
                {"person_no": next(borne), "event": event, "event_on": day} for event, day in person.events
            ]
            if person.custody is not None:
                kind, since, until = person.custody
                facts["custody"].append(
                    {"person_no": next(borne), "kind": kind, "started_on": since, "ended_on": until}
                )
            if person.disability is not None:
                kind, level, issued = person.disability
                facts["disability"].append(
                    {"person_no": next(borne), "kind": kind, "level": str(level), "issued_on": issued}
                )
            if person.school is not None:
                fee, aid = person.school
                facts["education"].append(
                    {
                        "person_no": next(borne),
                        "school_year": SCHOOL_YEAR,
                        "stage": "primary",
                        "fee_fen": fee,
                        "aid_fen": aid,
                    }
                )
    for residence_class, fen in DISPOSABLE.items():
        facts["disposable_income"].append(
            {
                "region": "370902",
                "year": night.as_of.year - 1,
                "residence_class": residence_class,
                "amount_fen": fen,
                "published_on": date(night.as_of.year - 1, 1, 1),
            }
        )
    if persons:
        con.executemany("INSERT INTO person VALUES (?, ?, ?)", persons)
    for line, (name, rows) in enumerate(facts.items(), start=1):
        columns = fact_columns(EXTRACTS[name])
        stamp = (1, line, night.as_of, FOREVER)
        if order is not None:
            order.shuffle(rows)
        if rows:
            con.executemany(
                f"INSERT INTO {name} VALUES ({', '.join('?' * (len(columns) + len(stamp)))})",
                [(*(row.get(column) for column in columns), *stamp) for row in rows],
            )
        con.execute(
            "INSERT INTO delivery (delivery_no, extract, known_on, state) VALUES (1, ?, ?, 'loaded')",
            [name, night.as_of],
        )
    for extract, month in [
        *(("income", night.month(back)) for back in range(1, 16)),
        ("education", SCHOOL_YEAR),
    ]:
        con.execute(
            "INSERT INTO coverage (extract, delivery_no, known_on, month, kind) VALUES (?, 1, ?, ?, 'wage')",
            [extract, night.as_of, month],
        )
