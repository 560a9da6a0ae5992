"""What the saved queries say of the warnings' quality, against populations whose true need is known."""

import random
from collections import Counter
from datetime import date, timedelta
from itertools import groupby
from statistics import median

import duckdb
import pytest

from flows.publish.saved_queries import saved_queries
from schemas.published import TABLES

QUERIES = {query.name: query.sql for query in saved_queries()}
NIGHT = date(2022, 6, 22)
CONFIRMED, HELPED, REFUTED = "confirmed_needs_relief", "confirmed_already_helped", "refuted"


@pytest.fixture
def con() -> duckdb.DuckDBPyConnection:
    con = duckdb.connect()
    for table in TABLES:
        con.execute(table.create())
    return con


def put(con: duckdb.DuckDBPyConnection, table: str, **cells: object) -> None:
    con.execute(
        f"INSERT INTO {table} ({', '.join(cells)}) VALUES ({', '.join('?' * len(cells))})",
        list(cells.values()),
    )


def ask(con: duckdb.DuckDBPyConnection, name: str) -> list[dict[str, object]]:
    cursor = con.execute(QUERIES[name])
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


@pytest.mark.parametrize("seed", range(20))
def test_targeting_error_of_a_population_whose_need_is_known(
    con: duckdb.DuckDBPyConnection, seed: int
) -> None:
    """Everybody warned of is visited and every other household is in the sample: then nothing is estimated."""
    chance = random.Random(seed)
    need = [chance.random() < 0.2 for _ in range(400)]
    warned = [chance.random() < (0.7 if in_need else 0.1) for in_need in need]
    for place, (in_need, is_warned) in enumerate(zip(need, warned, strict=True)):
        for rule in ("N01", "N05")[: chance.randint(1, 2)] if is_warned else ():
            put(
                con,
                "warning",
                warning_id=f"{rule}{place}",
                rule_code=rule,
                household_key=str(place),
                result=(CONFIRMED if rule == "N01" or chance.random() < 0.5 else REFUTED)
                if in_need
                else REFUTED,
            )
    both = Counter(zip(need, warned, strict=True))
    missed = both[True, False]
    put(
        con,
        "silent_sample",
        township_group=None,
        estimated_missed_low=missed,
        estimated_missed=missed,
        estimated_missed_high=missed,
    )
    (found,) = ask(con, "targeting_error")
    assert found["warned_count"] == both[True, True] + both[False, True]
    assert (found["confirmed_count"], found["refuted_count"]) == (both[True, True], both[False, True])
    precision = both[True, True] / (both[True, True] + both[False, True])
    recall = both[True, True] / (both[True, True] + missed)
    assert found["precision"] == pytest.approx(precision)
    assert found["inclusion_error"] == pytest.approx(1 - precision)
    assert found["recall"] == found["recall_low"] == found["recall_high"] == pytest.approx(recall)
    assert found["exclusion_error"] == pytest.approx(1 - recall)


def test_nothing_visited_and_no_sample_is_unknown_and_not_perfect(con: duckdb.DuckDBPyConnection) -> None:
    put(con, "warning", warning_id="W1", rule_code="N01", household_key="1")
    (found,) = ask(con, "targeting_error")
    assert [found[name] for name in ("warned_count", "precision", "inclusion_error", "recall", "exclusion_error")] == [
        1, None, None, None, None,
    ]  # fmt: skip


def test_the_funnel_counts_households_once(con: duckdb.DuckDBPyConnection) -> None:
    for household in range(10):
        put(con, "household_month", household_key=str(household))
    #    household, rules, dispatched, results, decided
    told = (
        ("0", ("N01", "N05"), True, (CONFIRMED, REFUTED), (5226, None)),
        ("1", ("N01",), True, (HELPED,), (None,)),
        ("2", ("N01",), True, ("not_yet_verified",), (None,)),
        ("3", ("N01", "N05"), False, (None, None), (None, None)),
    )
    for household, rules, is_dispatched, results, decided in told:
        for rule, result, amount in zip(rules, results, decided, strict=True):
            number = f"{household}{rule}"
            put(
                con,
                "warning",
                warning_id=number,
                rule_code=rule,
                household_key=household,
                result=result,
                decided_cny=amount,
            )
            if is_dispatched:
                put(con, "warning_event", warning_id=number, state="dispatched")
    put(con, "warning", warning_id="S", rule_code="S01", household_key="9", result=CONFIRMED)
    assert [(row["what"], row["household_count"]) for row in ask(con, "funnel")] == [
        ("compared", 10), ("warned", 4), ("dispatched", 3), ("visited", 2), ("confirmed", 2), ("helped", 1),
    ]  # fmt: skip
    assert str(ask(con, "funnel")[-1]["decided_cny"]) == "5226.00"


def test_days_and_overlaps_against_plain_python(con: duckdb.DuckDBPyConnection) -> None:
    chance = random.Random(7)
    visits: dict[str, list[int]] = {"N01": [], "N05": []}
    helps: dict[str, list[int]] = {"N01": [], "N05": []}
    seen: dict[int, set[str]] = {}
    for place in range(200):
        rule, household = chance.choice(("N01", "N05")), place // 2
        opened = NIGHT - timedelta(days=chance.randint(0, 30))
        visited = chance.randint(0, 20) if chance.random() < 0.6 else None
        helped = visited + chance.randint(0, 9) if visited is not None and chance.random() < 0.5 else None
        sources = chance.sample(("income", "medical_expense", "employment"), chance.randint(1, 3))
        put(
            con,
            "warning",
            warning_id=str(place),
            rule_code=rule,
            household_key=str(household),
            is_listed=True,
            opened_on=opened,
            verified_on=None if visited is None else opened + timedelta(days=visited),
        )
        for source in sources:
            put(con, "warning_source", warning_id=str(place), extract=source, delivery_id=source, row_count=1)
        seen.setdefault(household, set()).update(sources)
        if visited is not None:
            visits[rule].append(visited)
        if helped is not None:
            helps[rule].append(helped)
            for later in (helped, helped + 5):
                put(
                    con,
                    "warning_event",
                    warning_id=str(place),
                    happened_on=opened + timedelta(days=later),
                    decided_cny=100,
                )
    rows = {row["rule_code"]: row for row in ask(con, "days_to_visit_and_help")}
    visits[None], helps[None] = visits["N01"] + visits["N05"], helps["N01"] + helps["N05"]  # type: ignore[index]
    assert rows.keys() == visits.keys()
    for rule, row in rows.items():
        assert (row["visited_count"], row["helped_count"]) == (len(visits[rule]), len(helps[rule]))  # type: ignore[index]
        assert row["median_days_to_visit"] == median(visits[rule])  # type: ignore[index]
        assert row["median_days_to_help"] == median(helps[rule])  # type: ignore[index]
    combinations = sorted(tuple(sorted(sources)) for sources in seen.values())
    expected = {each: len(list(of_it)) for each, of_it in groupby(combinations)}
    assert {
        tuple(row["sources"]): row["household_count"] for row in ask(con, "overlap_of_sources")
    } == expected  # type: ignore[arg-type]


def test_rates_by_group_add_up_and_few_answers_give_no_rate(con: duckdb.DuckDBPyConnection) -> None:
    for household in range(40):
        is_urban = household < 30
        put(
            con,
            "household_month",
            household_key=str(household),
            is_in_register=True,
            residence_class="urban" if is_urban else "rural",
            member_count=household % 7 + 1,
            has_subsistence_allowance=False,
        )
        put(con, "person_month", household_key=str(household), age_years=household, child_age_limit_years=18)
        if household % 2 == 0:
            put(
                con,
                "warning",
                warning_id=str(household),
                rule_code="N01",
                household_key=str(household),
                result=CONFIRMED if household % 4 == 0 else REFUTED,
            )
    rows = {(row["group_kind"], row["group_name"]): row for row in ask(con, "rates_by_group")}
    for kind in {kind for kind, _ in rows}:
        assert sum(int(str(row["household_count"])) for (of, _), row in rows.items() if of == kind) == 40
    urban, rural = rows["residence", "urban"], rows["residence", "rural"]
    assert (
        urban["household_count"],
        urban["warned_count"],
        urban["confirmed_count"],
        urban["refuted_count"],
    ) == (30, 15, 8, 7)
    assert urban["precision"] == pytest.approx(8 / 15) and urban["warned_share"] == 0.5
    assert (rural["warned_count"], rural["precision"]) == (5, None)
    assert rows["child", "yes"]["household_count"] == 18
    assert rows["members", "5+"]["household_count"] == sum(household % 7 + 1 >= 5 for household in range(40))
