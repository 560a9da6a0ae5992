"""`doudi standards check` says what is missing, stale, assumed, lapsing or odd; `template` writes a file to fill in."""

import json
import re
from datetime import date
from pathlib import Path

import pytest

from flows import cli, home, standards
from flows.standards_check import check
from flows.standards_template import template
from rules.load import Rule, load_rules
from schemas.in_force import in_force
from schemas.parameters import PARAMETERS
from schemas.standard import Standard, parse

SHIPPED = standards.read((standards.SHIPPED,))
RULES = load_rules()
DAY = date(2022, 6, 22)


def rule(code: str) -> Rule:
    return next(rule for rule in RULES if rule.code == code)


def file(area: str, *blocks: str, head: str = "checked = 2022-01-01") -> list[Standard]:
    return parse(f'area = "{area}"\n{head}\n' + "\n".join(blocks), f"{area}.toml")


def block(key: str, value: object, valid_from: str = "2022-01-01", **more: object) -> str:
    lines = {"value": value, "valid_from": valid_from, "source": '"x"', **more}
    return f"[[{key}]]\n" + "\n".join(f"{name} = {said}" for name, said in lines.items()) + "\n"


STANDARD = block("subsistence_allowance_standard", 900)


def test_a_gap_names_the_rules_that_are_not_judged() -> None:
    nation = [row for row in SHIPPED if row.area_code == "00"]
    found = check(nation, RULES, "640522", DAY)
    (gap,) = [gap for gap in found.gaps if gap.key == "subsistence_allowance_standard"]
    assert gap.area == "640522" and {"N01", "N02"} <= set(gap.rules)
    assert gap.rules == tuple(dict.fromkeys(gap.rules))
    filled = check([*nation, *file("640522", STANDARD)], RULES, "640522", DAY)
    assert "subsistence_allowance_standard" not in [gap.key for gap in filled.gaps]
    # What no rule needs is no gap; it is listed apart.
    assert "relief_annual_cap" in filled.unset and "relief_annual_cap" not in [g.key for g in filled.gaps]


def test_a_rule_not_in_force_has_no_gaps() -> None:
    n09 = rule("N09")
    before = date(2022, 6, 1)
    assert check([], [n09], "640522", before).gaps == []
    assert {gap.key for gap in check([], [n09], "640522", DAY).gaps} == set(n09.header.parameters)


@pytest.mark.parametrize(("as_of", "is_stale"), [("2023-02-05", False), ("2023-02-06", True)])
def test_what_nobody_has_checked_for_400_days_is_stale(as_of: str, is_stale: bool) -> None:
    rows = file("640522", STANDARD)
    assert bool(check(rows, [], "640522", date.fromisoformat(as_of)).stale) == is_stale


def test_what_was_never_checked_is_stale_and_what_no_longer_holds_is_not() -> None:
    assert check(file("640522", STANDARD, head=""), [], "640522", DAY).stale
    old = block("subsistence_allowance_standard", 800, "2020-01-01")
    rows = file("640522", old, STANDARD.replace("value", "checked = 2022-06-01\nvalue"), head="")
    assert check(rows, [], "640522", DAY).stale == []


@pytest.mark.parametrize(
    ("as_of", "then"),
    [("2022-12-30", []), ("2022-12-31", ["3.5"]), ("2023-02-28", ["3.5"]), ("2023-03-01", [])],
)
def test_what_lapses_within_60_days_is_said_with_what_follows(as_of: str, then: list[str]) -> None:
    found = check(SHIPPED, [], "370902", date.fromisoformat(as_of)).expiring
    assert [gone.then.value for gone in found if gone.row.key == "price_cpi" and gone.then] == then
    assert [gone.then for gone in found if gone.row.key == "price_group"] == [None] * len(then)


def test_a_province_is_asked_through_its_counties() -> None:
    (gap,) = [
        g for g in check(SHIPPED, [rule("N01")], "32", DAY).gaps if g.key.endswith("allowance_standard")
    ]
    assert gap.area == "320582"


def test_the_shipped_values_are_in_order() -> None:
    for as_of in (DAY, date(2026, 11, 23)):
        found = check(SHIPPED, RULES, "370902", as_of)
        assert found.remarks == [] and found.stale == []
        # Property limits are the locality's; everything else that a rule needs the nation or the district says.
        assert {gap.key for gap in found.gaps} <= {"business_capital", "one_time_subsidy"}


def test_a_value_of_ours_says_that_it_binds_nobody() -> None:
    for row in SHIPPED:
        if "Doudi" in row.source:
            assert "无法律效力" in row.source and row.confidence == "assumed", row.place


def test_the_command_lists_it_in_both_languages(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = home.make(tmp_path / "home", "370902").path
    own = path / "standards" / "370902.toml"
    odd = block("subsistence_allowance_standard", 500, "2022-06-01", population='"urban"')
    own.write_text(f'area = "370902"\n{odd}', encoding="utf-8")
    place = ("--home", str(path), "--as-of", str(DAY))
    assert cli.main(["standards", "check", *place]) == 3
    said = capsys.readouterr().out
    for words in (
        "写法正确，没有重复",
        "城市标准 500 低于农村标准 660 / the urban standard 500 is below the rural one 660",
        "降低：500（urban） / falls from 871 to 500",
        "没有人核对来源",
        "执行中的假定值，请本局确认",
    ):
        assert words in said, words
    assert cli.main(["standards", "check", "--json", *place]) == 3
    found = json.loads(capsys.readouterr().out)
    assert found["area"] == "370902" and found["as_of"] == str(DAY)
    assert {"gaps", "unset", "stale", "assumed", "expiring", "remarks"} <= found.keys()
    assert [row["place"] for row in found["stale"]] == [f"{own}:2 subsistence_allowance_standard"]


@pytest.mark.parametrize("area", ["37090", "sqlite", "37090200100100"])
def test_an_area_is_a_division_code(area: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["standards", "template", "--area", area]) == 2
    assert "--area" in capsys.readouterr().err


def test_the_template_sets_nothing_and_explains_everything(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = ("--home", str(tmp_path / "none"), "--as-of", str(DAY))
    assert cli.main(["standards", "template", "--area", "370902", *place]) == 0
    text = capsys.readouterr().out
    assert parse(text, "370902.toml") == []
    for parameter in PARAMETERS.values():
        assert f"# {parameter.zh} {parameter.key}\n# {parameter.en}\n" in text
        assert f"#[[{parameter.key}]]" in text
    assert "urban: 871 元/人·月（2022-01-01 起，370902.toml，转引：中国社会报 2022-06-22" in text


def test_without_its_marks_the_template_says_what_holds_already() -> None:
    text = template("370902", SHIPPED, RULES, DAY)
    held = in_force(SHIPPED, "370902", DAY)
    head, *paragraphs = text.split("\n\n")
    del head
    # A block without a value is for the bureau to fill in.
    blocks = [
        "\n".join(line[1:] for line in paragraph.splitlines() if re.match(r"#\S", line))
        for paragraph in paragraphs
        if "#value" in paragraph and "没有值 no value" not in paragraph
    ]
    rows = parse(
        'area = "370902"\n' + "\n".join(blocks).replace('source = ""', 'source = "x"'), "370902.toml"
    )
    assert {row.key for row in rows} == {key for key, _ in held}
    for row in rows:
        twins = [was for (key, _), was in held.items() if key == row.key]
        assert any(
            (was.value, was.operator, was.valid_from) == (row.value, row.operator, row.valid_from)
            for was in twins
        )
