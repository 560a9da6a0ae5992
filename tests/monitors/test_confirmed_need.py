"""Which need of a household is paid next: one that a visit confirmed, or an emergency that waits for no visit."""

from datetime import date, timedelta

import pytest

from monitors.ledger import remember
from monitors.watch import Night
from rules.evaluate import evaluate
from rules.load import SHIPPED, Rule, parse
from tests.monitors.test_relief import rule
from tests.paying_county import AREA, PayingCounty, toml, village

VALUES = """
subsistence_allowance_standard urban 871 2022-01-01
relief_rounding all cent
relief_basis illness per_household
relief_multiple illness 6
relief_basis education per_household
relief_multiple education 3
relief_basis emergency per_person
relief_multiple emergency 2
small_fast_multiple all 1 not_above 2026-01-29
hazard_days all 30
"""
R01 = parse(
    (SHIPPED / "temporary_assistance" / "relief_due.sql").read_text(encoding="utf-8"),
    "temporary_assistance/relief_due",
)
ILL, STUDY = rule("T1", "illness"), rule("T2", "education")
JOBLESS = rule("T3", "emergency", person=True)
TODAY = date(2026, 3, 10)
NEED = "household_id, person_no, confirmed_cause, confirmed_on, confirmed_warning_id, confirmed_is_small_fast"


def county(*classes: str) -> PayingCounty:
    made = PayingCounty()
    made.pack(toml(AREA, VALUES))
    made.deliver("household_member", "relief_payment")
    made.household("H", village(1), *classes or ("urban",))
    return made


def night(made: PayingCounty, as_of: date, *rules: Rule) -> None:
    """One published night."""
    made.watch(as_of)
    judgements = evaluate(made.con, list(rules), as_of=as_of, blind={})
    (number,) = made.con.execute("SELECT count(*) FROM run").fetchall()[0]
    remember(
        made.con,
        Night(as_of, as_of),
        run_id=f"R{as_of}",
        area_code=AREA,
        judged={
            judgement.rule.code: judgement.is_judged
            for judgement in judgements
            if judgement.rule.code != "R01"
        },
        needs={},
    )
    made.con.execute(
        """INSERT INTO run (run_no, run_id, as_of, known_at, state, is_official)
        VALUES (?, ?, ?, ?, 'published', TRUE)""",
        [number, f"R{as_of}", as_of, as_of],
    )


def confirm(made: PayingCounty, on: date, state: str = "confirmed") -> None:
    """What an office's answer about every warning comes to."""
    made.con.execute(
        """CREATE OR REPLACE TEMP TABLE answered AS SELECT * REPLACE (
            CAST(? AS DATE) AS event_on, CAST(? AS DATE) AS happened_on, CAST(? AS DATE) AS verified_on,
            ? AS state, ? AS run_id)
        FROM warning_event QUALIFY row_number() OVER (PARTITION BY warning_id ORDER BY event_on DESC) = 1""",
        [on, on, on, state, f"R{on}"],
    )
    made.con.execute("INSERT INTO warning_event SELECT * FROM answered")
    made.con.execute(
        """INSERT INTO run (run_no, run_id, as_of, known_at, state, is_official)
        VALUES (99, ?, ?, ?, 'published', TRUE)""",
        [f"R{on}", on, on],
    )


def test_a_confirmed_warning_is_paid_until_it_is_paid() -> None:
    made = county()
    night(made, TODAY, ILL, R01)
    assert made.rows("SELECT * FROM payment") == []
    (standing,) = made.rows("SELECT * FROM standing")
    assert (standing["relief_cause"], standing["approval_level"], standing["is_small_fast"]) == (
        "illness",
        "county",
        False,
    )
    assert standing["amount_steps"].startswith("871.00 × 6（倍，按户）= 5,226.00；")
    confirm(made, TODAY + timedelta(days=1))
    night(made, TODAY + timedelta(days=2), ILL, R01)
    (due,) = made.rows("SELECT * FROM payment")
    assert (due["rule_code"], due["category"], due["suggested_fen"], due["person_no"]) == (
        "R01",
        "illness",
        522_600,
        None,
    )
    assert due["reason_zh"].startswith(
        f"困难已于 2026-03-11 经核查属实（预警 {standing['warning_id']}）。当地低保标准"
    )
    assert made.rows("SELECT rule_code FROM finding") == [{"rule_code": "T1"}]
    night(made, TODAY + timedelta(days=3), ILL, R01)
    assert len(made.rows("SELECT * FROM payment")) == 1
    made.paid("H", "illness", 500_000, TODAY + timedelta(days=4))
    night(made, TODAY + timedelta(days=4), ILL, R01)
    assert [row["suggested_fen"] for row in made.rows("SELECT * FROM payment")] == [22_600]
    made.paid("H", "illness", 22_600, TODAY + timedelta(days=5))
    night(made, TODAY + timedelta(days=5), ILL, R01)
    assert made.rows("SELECT * FROM payment") == []
    assert {row["rule_code"] for row in made.rows("SELECT * FROM episode")} == {"T1"}


@pytest.mark.parametrize("state", ["visited", "refuted", "unreachable", "acted"])
def test_only_a_confirmed_need_is_paid(state: str) -> None:
    made = county()
    night(made, TODAY, ILL)
    confirm(made, TODAY + timedelta(days=1), state)
    made.watch(TODAY + timedelta(days=2))
    assert made.rows("SELECT * FROM confirmed_need") == []


def test_a_confirmation_counts_from_the_next_night_on() -> None:
    made = county()
    night(made, TODAY, ILL)
    confirm(made, TODAY + timedelta(days=1))
    made.watch(TODAY + timedelta(days=1))
    assert made.rows("SELECT * FROM confirmed_need") == []


def test_of_several_needs_the_highest_that_is_still_due() -> None:
    made = county()
    night(made, TODAY, ILL, STUDY)
    confirm(made, TODAY + timedelta(days=1))
    made.watch(TODAY + timedelta(days=2))
    assert [row["confirmed_cause"] for row in made.rows("SELECT * FROM confirmed_need")] == ["illness"]
    made.paid("H", "illness", 522_600, TODAY + timedelta(days=2))
    made.watch(TODAY + timedelta(days=2))
    assert [row["confirmed_cause"] for row in made.rows("SELECT * FROM confirmed_need")] == ["education"]


def test_a_persons_need_is_paid_to_that_person() -> None:
    made = county("urban", "urban", "urban")
    night(made, TODAY, JOBLESS)
    made.con.execute("DELETE FROM episode WHERE person_no <> 2")
    made.con.execute("DELETE FROM warning_event WHERE warning_id NOT IN (SELECT warning_id FROM episode)")
    confirm(made, TODAY + timedelta(days=1))
    night(made, TODAY + timedelta(days=2), R01)
    (due,) = made.rows("SELECT * FROM payment")
    assert (due["person_no"], due["suggested_fen"], due["category"]) == (2, 174_200, "emergency")


def struck(
    made: PayingCounty, as_of: date, *, hazard: date | None = None, help_on: date | None = None
) -> list[dict[str, object]]:
    """The needs to be paid after the first person's house has burnt, or the person has asked for help."""
    if hazard:
        made.fact("hazard", event_no=f"E{hazard}", person_no=1, kind="fire", occurred_on=hazard)
    if help_on:
        made.fact(
            "help_request",
            request_no=f"Q{help_on}",
            received_at=help_on,
            channel="hotline",
            person_no=1,
            incident_region=village(1),
            need="living",
        )
    made.watch(as_of)
    return made.rows(f"SELECT {NEED} FROM confirmed_need")


def need(person: int | None, on: date, *, small_fast: bool = True) -> dict[str, object]:
    return dict(zip(NEED.split(", "), ("H", person, "emergency", on, None, small_fast), strict=True))


def test_an_emergency_waits_for_no_visit() -> None:
    assert struck(county(), TODAY, hazard=TODAY) == [need(1, TODAY)]
    assert struck(county(), TODAY, hazard=TODAY - timedelta(days=30)) == [need(1, TODAY - timedelta(days=30))]
    assert struck(county(), TODAY, hazard=TODAY - timedelta(days=31)) == []


def test_before_small_and_fast_was_known_an_emergency_is_due_in_full() -> None:
    before = date(2026, 1, 28)
    assert struck(county(), before, hazard=before) == [need(1, before, small_fast=False)]


def test_a_request_for_help_of_somebody_registered_elsewhere() -> None:
    elsewhere = county()
    elsewhere.con.execute("UPDATE household_member SET hukou_region = '110101'")
    assert struck(elsewhere, TODAY, help_on=TODAY) == [need(None, TODAY)]
    unknown = county()
    unknown.con.execute("UPDATE household_member SET hukou_region = NULL")
    assert struck(unknown, TODAY, help_on=TODAY) == [need(None, TODAY)]
    assert struck(county(), TODAY, help_on=TODAY) == []


def test_an_emergency_that_was_relieved_since_needs_a_visit_for_more() -> None:
    made = county()
    made.paid("H", "emergency", 87_100, TODAY - timedelta(days=1))
    assert struck(made, TODAY, hazard=TODAY - timedelta(days=1)) == []
    assert struck(made, TODAY, hazard=TODAY) == [need(1, TODAY)]


@pytest.mark.parametrize(("state", "is_paid"), [("refuted", False), ("data_error", False), ("visited", True)])
def test_an_emergency_that_a_visit_refuted_is_not_paid(state: str, is_paid: bool) -> None:
    made = county()
    happened = TODAY - timedelta(days=3)
    night(made, happened, rule("N14", "emergency", person=True, small_fast=True))
    confirm(made, TODAY - timedelta(days=1), state)
    assert bool(struck(made, TODAY, hazard=happened)) == is_paid
    assert struck(made, TODAY, hazard=TODAY) == [need(1, TODAY)]
