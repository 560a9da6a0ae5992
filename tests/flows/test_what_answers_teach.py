"""What the answers teach: counts by rule, what the lists hid, objections, and the silent sample, over a few nights."""

import random
import re
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest

from flows.ingest.warning_decisions import write_warning_decision
from flows.publish.silent_sample import silent_samples
from flows.summary import tell
from tests.bureau import RURAL_VILLAGE, URBAN_VILLAGE, Bureau, member, number, settlement

FIRST = date(2022, 6, 1)
URBAN, RURAL = range(1, 13), range(13, 25)
ILL = (1, 2, 3)
"""Households with a warning; about all others the night is silent."""


def row(household: int) -> str:
    urban = household in URBAN
    return member(
        f"H{household}",
        number(household),
        residence_class="城镇" if urban else "农村",
        village=URBAN_VILLAGE if urban else RURAL_VILLAGE,
    )


@pytest.fixture(scope="module")
def bureau(tmp_path_factory: pytest.TempPathFactory) -> Bureau:
    """First night: three warnings, two households drawn from each group. On the next everybody answers but one; then
    somebody objects."""
    made = Bureau(tmp_path_factory.mktemp("home"))
    settings = made.home.path / "doudi.toml"
    settings.write_text(
        settings.read_text(encoding="utf-8").replace("silent_sample = 0", "silent_sample = 2")
    )
    made.home = type(made)(made.home.path).home
    made.deliver("household_member", FIRST, [row(household) for household in (*URBAN, *RURAL)])
    made.deliver("benefit", FIRST, ["H99,,最低生活保障,2020-01-01,,,"])
    made.deliver(
        "medical_expense",
        FIRST,
        [settlement(f"S{ill}", number(ill), "2022-05-01", "20500.00") for ill in ILL],
    )
    made.night(FIRST)
    sick = sorted({w["visit_warning_id"] for w in made.warnings() if w["rule_code"] != "S01"})
    drawn = sorted(w["warning_id"] for w in made.warnings("S01"))
    said = [
        f"{sick[0]},属实-需救助,,3000.00,王芳,2022-06-02",
        f"{sick[1]},不属实,,,王芳,2022-06-02",
        f"{drawn[0]},属实-需救助,,,王芳,2022-06-02",
        *(f"{other},不属实,,,王芳,2022-06-02" for other in drawn[1:3]),
    ]
    made.deliver(
        "answer", "2022-06-02", said, header="预警编号,核查结果,核查情况说明,实际救助金额(元),核查人,核查日期"
    )
    write_warning_decision(
        made.home.landing,
        kind="objection",
        decided_on=date(2022, 6, 2),
        by="局",
        warning_id=sick[2],
        reason="不符",
    )
    made.night("2022-06-02")
    made.night("2022-06-20")
    return made


def test_a_sample_is_drawn_from_the_silent_of_each_group_and_the_office_does_not_see_it(
    bureau: Bureau,
) -> None:
    drawn = bureau.warnings("S01")
    assert sorted(w["township_code"] for w in drawn) == [URBAN_VILLAGE[:9]] * 2 + [RURAL_VILLAGE[:9]] * 2
    assert {(w["programme"], w["severity"], w["suggested_cny"]) for w in drawn} == {
        ("silent_sample", "blue", None)
    }
    ill = {w["household_key"] for w in bureau.warnings() if w["rule_code"] != "S01"}
    assert not ill & {w["household_key"] for w in drawn}
    lists = "".join(
        path.read_text(encoding="utf-8-sig") for path in (bureau.home.exports / str(FIRST)).glob("*.csv")
    )
    assert "走访核实" in lists and "S01" not in lists and "抽" not in lists and "silent" not in lists
    assert not bureau.ask("SELECT 1 FROM judgement WHERE rule_code = 'S01'")


def test_the_sample_goes_on_until_somebody_answers(bureau: Bureau) -> None:
    standing = sorted((w["state"], w["result"]) for w in bureau.warnings("S01"))
    assert standing == [
        ("closed", "refuted"),
        ("closed", "refuted"),
        ("confirmed", "confirmed_needs_relief"),
        ("open", None),
    ]


def test_each_rule_is_counted_by_its_newest_answers(bureau: Bureau) -> None:
    ((listed, answered, confirmed, refuted, helped, decided, precision, low, high),) = bureau.ask(
        """SELECT listed, answered, confirmed, refuted, helped, decided_cny, precision, precision_low, precision_high
        FROM answer_count WHERE rule_code = 'N05' AND township_code IS NULL"""
    )
    assert (listed, answered, confirmed, refuted, helped) == (3, 2, 1, 1, 1)
    assert str(decided) == "3000.00"
    # One of two by Wilson: 9.5 % to 90.5 %.
    assert (precision, round(low, 3), round(high, 3)) == (0.5, 0.095, 0.905)
    assert bureau.ask("SELECT count(*) FROM answer_count WHERE rule_code = 'S01'") == [(0,)]
    assert bureau.ask(
        "SELECT listed, answered, median_working_days FROM answer_count WHERE rule_code IS NULL AND township_code IS NULL"
    ) == bureau.ask("SELECT count(*), count(result), 1.0 FROM warning WHERE rule_code <> 'S01'")


def test_the_summary_the_column_and_the_lists_count_the_same(
    bureau: Bureau, capsys: pytest.CaptureFixture[str]
) -> None:
    """One of three was helped and one refuted: both are settled, not ended, and on no list."""
    outcome = bureau.night("2022-06-20")
    tell(bureau.home, outcome)
    said = capsys.readouterr().out
    assert "需入户 1 户，在办预警 1 条" in said
    assert re.search(r"N05 .*?\s1\s+0\s+0\s", said)
    assert bureau.ask("SELECT DISTINCT state, is_listed FROM warning WHERE rule_code = 'N05' ORDER BY 1") == [
        ("acted", False),
        ("open", True),
        ("refuted", False),
    ]
    assert bureau.ask("SELECT count(*) FROM warning WHERE is_listed <> (visit_warning_id IS NOT NULL)") == [
        (0,)
    ]


def test_what_the_lists_leave_out_is_written_down(bureau: Bureau) -> None:
    refuted = bureau.ask(
        """SELECT state, hidden_from_on, ended_on, nights_held, changes_hidden, highest_suggested_cny IS NOT NULL
        FROM hidden WHERE rule_code = 'N05' ORDER BY state"""
    )
    day = date(2022, 6, 2)
    assert refuted == [("acted", day, None, 2, 0, True), ("refuted", day, None, 2, 0, True)]


def test_an_objection_has_ten_working_days(bureau: Bureau) -> None:
    # 3 June 2022 was the Dragon Boat holiday, so ten working days from the 2nd end on the 17th.
    assert bureau.ask("SELECT received_on, due_on, answered_on, outcome, is_overdue FROM objection") == [
        (date(2022, 6, 2), date(2022, 6, 17), None, None, True)
    ]


def test_the_sample_estimates_what_is_missed(bureau: Bureau) -> None:
    found = bureau.ask(
        """SELECT township_group, households_without_warning, drawn, answered, found_in_need,
        estimated_missed_low <= estimated_missed AND estimated_missed <= estimated_missed_high FROM silent_sample"""
    )
    assert [line[:3] for line in found] == [(None, 21, 4), ("rural", 12, 2), ("urban", 9, 2)]
    assert found[0][3:] == (3, 1, True)


def test_twelve_months_pass_before_a_household_is_drawn_again(bureau: Bureau) -> None:
    """With the same night run again the same are drawn; in July others are."""
    june = {w["household_key"] for w in bureau.warnings("S01")}
    copy = bureau.night(FIRST)
    with duckdb.connect(str(copy.published), read_only=True) as con:
        again = con.execute("SELECT household_key FROM warning WHERE rule_code = 'S01'").fetchall()
    assert {key for (key,) in again} == june
    bureau.deliver("household_member", "2022-07-01", [row(household) for household in (*URBAN, *RURAL)])
    bureau.night("2022-07-01")
    july = {w["household_key"] for w in bureau.warnings("S01") if w["opened_on"] == date(2022, 7, 1)}
    assert len(july) == 4 and not july & june


def _estimate(
    households: dict[str, int], answers: dict[str, tuple[int, int]]
) -> dict[str | None, tuple[Any, ...]]:
    """What is published where so many answered and so many of them were in need."""
    con = duckdb.connect()
    con.execute("CREATE TABLE silent_household (township_group VARCHAR)")
    con.execute("CREATE TABLE township_group (township_code VARCHAR, township_group VARCHAR)")
    con.execute("CREATE TABLE silent_draw AS SELECT DATE '2022-01-01' AS rest_since_on")
    con.execute(
        "CREATE TABLE standing (rule_code VARCHAR, township_code VARCHAR, opened_on DATE, result VARCHAR)"
    )
    for group, count in households.items():
        con.execute("INSERT INTO silent_household SELECT ? FROM range(?)", [group, count])
        con.execute("INSERT INTO township_group VALUES (?, ?)", [group, group])
        answered, found = answers[group]
        con.execute(
            """INSERT INTO standing SELECT 'S01', ?, DATE '2022-06-01',
            CASE WHEN i < ? THEN 'confirmed_needs_relief' ELSE 'refuted' END FROM range(?) _(i)""",
            [group, found, answered],
        )
    silent_samples(con)
    rows = con.execute(
        """SELECT township_group, estimated_missed_low, estimated_missed, estimated_missed_high
        FROM outward_silent_sample"""
    ).fetchall()
    return {group: tuple(figures) for group, *figures in rows}


def test_over_many_seeds_the_interval_covers_the_truth() -> None:
    """A county whose truth is known: 4,000 urban households, one in ten in need and unseen; 12,000 rural, one in five."""
    households, missed = {"urban": 4_000, "rural": 12_000}, {"urban": 400, "rural": 2_400}
    covered, seeds = {None: 0, "urban": 0, "rural": 0}, 300
    for seed in range(seeds):
        dice = random.Random(seed)
        answers = {
            group: (120, sum(place < missed[group] for place in dice.sample(range(count), 120)))
            for group, count in households.items()
        }
        for group, (low, _, high) in _estimate(households, answers).items():
            covered[group] += low <= (missed[group] if group else sum(missed.values())) <= high
    # Binomial noise of 300 trials around 95 % stays well within these.
    assert all(0.92 <= count / seeds <= 0.985 for count in covered.values()), covered


def test_a_group_nobody_has_visited_leaves_the_whole_unknown() -> None:
    found = _estimate({"urban": 100, "rural": 100}, {"urban": (10, 1), "rural": (0, 0)})
    assert found[None] == (None, None, None) and found["urban"][1] == 10


def test_settings_that_are_no_number_are_refused(tmp_path: Path) -> None:
    from flows import home
    from schemas.faults import DoudiError

    home.make(tmp_path, "370902")
    settings = tmp_path / "doudi.toml"
    settings.write_text(
        settings.read_text(encoding="utf-8").replace("silent_sample = 0", "silent_sample = true")
    )
    with pytest.raises(DoudiError, match="silent_sample"):
        home.find(tmp_path)


def test_money_decided_before_a_warning_came_up_again_is_still_decided(tmp_path: Path) -> None:
    """Helped with 4,000, far worse and up again, then found untrue: the 4,000 were paid all the same."""
    made = Bureau(tmp_path / "home")
    header = "预警编号,核查结果,核查情况说明,实际救助金额(元),核查人,核查日期"

    def counted() -> tuple[Any, ...]:
        ((refuted, helped, decided),) = made.ask(
            """SELECT refuted, helped, CAST(decided_cny AS VARCHAR) FROM answer_count
            WHERE rule_code = 'N05' AND township_code IS NULL"""
        )
        return refuted, helped, decided

    made.deliver("household_member", FIRST, [row(1)])
    made.deliver("benefit", FIRST, ["H99,,最低生活保障,2020-01-01,,,"])
    made.deliver("medical_expense", FIRST, [settlement("S1", number(1), "2022-05-01", "20500.00")])
    made.night(FIRST)
    (first,) = (w["warning_id"] for w in made.warnings("N05"))
    made.deliver("answer", "2022-06-02", [f"{first},属实-需救助,,4000.00,王芳,2022-06-02"], header=header)
    made.night("2022-06-02")
    assert counted() == (0, 1, "4000.00")
    made.deliver("medical_expense", "2022-06-06", [settlement("S2", number(1), "2022-06-05", "60500.00")])
    made.night("2022-06-06")
    assert [w["state"] for w in made.warnings("N05")] == ["open"]
    made.deliver(
        "answer", "2022-06-08", [f"{first},不属实,,,王芳,2022-06-08,2022-06-06"], header=f"{header},清单日期"
    )
    made.night("2022-06-08")
    assert counted() == (1, 1, "4000.00")
