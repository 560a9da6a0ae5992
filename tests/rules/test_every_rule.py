"""What must hold of every rule, shipped today or added tomorrow."""

import importlib
import re
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import duckdb
import pytest

from rules.evaluate import evaluate
from rules.load import Rule, load_rules, parse
from schemas.faults import DoudiError
from schemas.household_month import HOUSEHOLD_MONTH
from schemas.person_month import PERSON_MONTH
from tests.rules.judging import CON, QUIET_HOUSEHOLD, QUIET_PERSON, judge, lay_out
from tests.rules.one_scheme import one_scheme
from tests.worked_examples import Example, examples

RULES = load_rules()
WANTED = ("below", "at", "above", "unknown", "not covered")


def worked_examples(rule: Rule) -> list[Example]:
    found = list(Path(__file__).parent.glob(f"test_{rule.code.lower()}_*.py"))
    assert found, f"{rule.code} has no worked examples"
    module = importlib.import_module(f"tests.rules.{found[0].stem}")
    return [example for name, table in vars(module).items() if name.isupper() for example in examples(table)]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_has_a_worked_example_of_every_kind(rule: Rule) -> None:
    cases = [example.case for example in worked_examples(rule)]
    for kind in WANTED:
        assert any(case.startswith(kind) for case in cases), f"{rule.code} lacks a case '{kind} ...'"


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_says_every_part_of_its_reason_in_some_worked_example(rule: Rule) -> None:
    judge(rule, *(example.given for example in worked_examples(rule)))
    said = CON.execute(
        "SELECT reason_zh, reason_en FROM finding UNION ALL SELECT reason_zh, reason_en FROM payment"
    ).fetchall()
    assert said and all(zh and en for zh, en in said)
    for language, segments in enumerate((rule.header.reason_zh, rule.header.reason)):
        for segment in segments:
            words = max(re.split(r"\{\w+\}", segment), key=len)
            assert any(words in reason[language] for reason in said), segment


def test_the_quiet_household_and_its_member_know_every_signal() -> None:
    for table, quiet in ((HOUSEHOLD_MONTH, QUIET_HOUSEHOLD), (PERSON_MONTH, QUIET_PERSON)):
        assert {name.replace("_cny", "_fen") for name in quiet} == set(table.names)


@cache
def all_told(*, is_known: bool) -> dict[str, set[str]]:
    """The codes of the rules that were judged, and of those that said something: of quiet households and their members,
    one for every rule, or of such of whom it knows nothing."""
    unknown = dict.fromkeys({*QUIET_HOUSEHOLD, *QUIET_PERSON} - {"household_id", "person_no"}, "")
    lay_out(CON, [(rule, {} if is_known else unknown) for rule in RULES])
    one_scheme(CON)
    judgements = evaluate(CON, RULES, as_of=date(2026, 6, 1), blind={})
    told = {"judged": {each.rule.code for each in judgements if each.is_judged}}
    for table in ("finding", "payment", "undecided"):
        told[table] = {code for (code,) in CON.execute(f"SELECT rule_code FROM {table}").fetchall()}
    return told


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_can_tell_that_a_quiet_household_needs_nothing(rule: Rule) -> None:
    told = all_told(is_known=True)
    assert rule.code in told["judged"]
    assert rule.code not in told["finding"] | told["payment"] | told["undecided"]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_finds_nothing_where_nothing_is_known(rule: Rule) -> None:
    told = all_told(is_known=False)
    assert rule.code in told["judged"]
    assert rule.code not in told["finding"] | told["payment"]


@cache
def nobody() -> duckdb.DuckDBPyConnection:
    """A night on which nobody lives anywhere and no value is in force."""
    con = duckdb.connect(config={"threads": 1})
    con.execute(HOUSEHOLD_MONTH.create())
    con.execute(PERSON_MONTH.create())
    con.execute("CREATE TEMP TABLE alike_value (key VARCHAR)")
    return con


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_is_silent_the_day_before_it_comes_into_force(rule: Rule) -> None:
    first = rule.header.valid_from
    assert evaluate(nobody(), [rule], as_of=first - timedelta(days=1), blind={}) == []
    (judgement,) = evaluate(nobody(), [rule], as_of=first, blind={})
    assert judgement.rule.code == rule.code


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_is_not_judged_without_its_data_or_its_standards(rule: Rule) -> None:
    blind = {rule.header.needs[0]: "数据未到 / late"}
    (late,) = evaluate(nobody(), [rule], as_of=date(2026, 6, 1), blind=blind)
    assert not late.is_judged and "late" in late.reason
    if rule.header.parameters:
        (lacking,) = evaluate(nobody(), [rule], as_of=date(2026, 6, 1), blind={})
        assert not lacking.is_judged and rule.header.parameters[0] in lacking.reason


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_tells_the_visitor_what_to_ask(rule: Rule) -> None:
    zh, en = rule.header.ask_zh, rule.header.ask
    assert len(zh) == len(en)
    if rule.header.gives == "payment":
        assert not zh
        return
    assert 2 <= len(zh) <= 4
    assert all(len(question) <= 40 and "诊断" not in question for question in zh)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_is_short_enough_to_read_in_a_minute(rule: Rule) -> None:
    assert len(rule.select.splitlines()) <= 45


GOOD = Path("rules/near_dibao/income_near_line.sql").read_text(encoding="utf-8")
WITH_RELIEF = Path("rules/temporary_assistance/income_drop.sql").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("was", "becomes"),
    [
        ("FROM household_month", "FROM household_month JOIN person_month USING (household_id)"),
        ("FROM household_month", "FROM warehouse"),
        ("NOT has_near_dibao", "NOT has_nothing_of_the_kind"),
        ("income_12m_fen >= subsistence", "income_12m_fen / 12 >= subsistence"),
        ("income_12m_fen >= subsistence", "round(income_12m_fen) >= subsistence"),
        ("income_12m_fen >= subsistence", "(SELECT max(income_12m_fen) FROM household_month) >= subsistence"),
        ("SELECT\n    household_id,", "SELECT\n    village_code,"),
        ("{near_dibao_limit_12m_cny}", "{a_figure_not_selected}"),
        ('"income"]', '"weather"]'),
        ('severity   = "yellow"', 'severity   = "purple"'),
        ('severity   = "yellow"', 'severity   = "yellow"\nsmall_fast = true'),
        ('severity   = "yellow"', 'severity   = "yellow"\nrelief     = "hunger"'),
        ('severity   = "yellow"', 'severity   = "yellow"\ncause      = ["income_12m_fen"]'),
        ('severity   = "yellow"', 'severity   = "yellow"\ncause      = ["not_selected_on"]'),
        ('severity   = "yellow"', 'severity   = "yellow"\ngrows      = "not_selected_fen"'),
        ("ask        = [", 'ask        = ["One more than in Chinese",'),
        ("WHERE", "GROUP BY household_id HAVING"),
        (
            "FROM household_month",
            "FROM household_month; DROP TABLE household_month; SELECT 1 FROM household_month",
        ),
    ],
)
def test_a_rule_outside_the_form_is_refused(was: str, becomes: str) -> None:
    parse(GOOD, "near_dibao/income_near_line")
    assert was in GOOD
    with pytest.raises(DoudiError) as refused:
        parse(GOOD.replace(was, becomes, 1), "near_dibao/income_near_line")
    assert refused.value.fault.code == "E-RULE-FORM"
    assert "near_dibao/income_near_line" in refused.value.where


def test_a_rule_that_names_the_cause_of_relief_twice_is_refused() -> None:
    parse(WITH_RELIEF, "temporary_assistance/income_drop")
    twice = WITH_RELIEF.replace("household_id,", "household_id,\n    'illness' AS relief_cause,", 1)
    with pytest.raises(DoudiError) as refused:
        parse(twice, "temporary_assistance/income_drop")
    assert "relief_cause" in refused.value.where
