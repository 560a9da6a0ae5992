"""Why a household is on no list: asked by number, by key and from standard input; on, below and above the line."""

import io
import json
from datetime import date

import pytest

from flows.cli import main
from flows.why_not import Answer, why_not
from schemas.faults import DoudiError
from tests.bureau import Bureau, member, months, number, settlement, wage

AS_OF = "2022-06-22"
EARNER, OTHER = number(1), number(2, "19500101")
NIGHT = months(date(2022, 6, 22), 15)


@pytest.fixture(scope="module")
def bureau(tmp_path_factory: pytest.TempPathFactory) -> Bureau:
    """H1 earns exactly its line of 871 x 12 = 10,452; H2 a fen less; nobody knows what H3 earns."""
    made = Bureau(tmp_path_factory.mktemp("why") / "home")
    made.deliver(
        "household_member",
        "2022-06-20",
        [member("H1", EARNER), member("H2", OTHER), member("H3", number(3)), member("H4", number(4))],
    )
    made.deliver("benefit", "2022-06-20", [f"H9,{number(9)},低保,2020-01-01,,500.00,"])
    made.deliver("property", "2022-06-20", [f"{number(9)},车辆,Z1,1000.00,,2020-01-01"])
    made.deliver(
        "income",
        "2022-06-20",
        [
            *(wage(EARNER, month, "871.00") for month in NIGHT),
            *(wage(OTHER, month, "871.00" if month != "2022-05" else "870.99") for month in NIGHT),
            *(wage(number(4), month, "2000.00") for month in NIGHT),
        ],
    )
    made.deliver("medical_expense", "2022-06-20", [settlement("S1", EARNER, "2022-05-01", "19999.99")])
    made.night(AS_OF)
    return made


def told(bureau: Bureau, household: str, rule: str) -> tuple[str, str, str]:
    (verdict,) = why_not(bureau.home, household, rule_code=rule).verdicts
    return (
        verdict.status,
        verdict.failed[0].zh if verdict.failed else "",
        verdict.failed[0].en if verdict.failed else "",
    )


def test_exactly_on_the_line_is_a_fen_away(bureau: Bureau) -> None:
    status, zh, en = told(bureau, "H1", "N01")
    assert status == "does_not_hold"
    assert "须低于 10,452.00 元" in zh and "现为 10,452.00 元，差 0.01 元" in zh
    assert "below 10,452.00 yuan" in en and "0.01 yuan away" in en


def test_a_fen_below_fires_and_names_the_warning(bureau: Bureau) -> None:
    (verdict,) = why_not(bureau.home, "H2", rule_code="N01").verdicts
    assert verdict.status == "fires"
    assert [each["state"] for each in verdict.warnings] == ["open"]


def test_an_unknown_income_is_no_income_of_zero(bureau: Bureau) -> None:
    (verdict,) = why_not(bureau.home, "H3", rule_code="N02").verdicts
    assert verdict.status == "unknown"
    assert ("income_12m_fen", "12个月收入", "income 12m") in verdict.unknown


def test_a_rule_without_its_data_is_not_judged_and_says_which(bureau: Bureau) -> None:
    (verdict,) = why_not(bureau.home, "H1", rule_code="N13").verdicts
    assert verdict.status == "not_judged" and "死亡" in str(verdict.not_judged_reason)


def test_either_condition_would_do_each_with_its_own_distance(bureau: Bureau) -> None:
    (verdict,) = why_not(bureau.home, "H1", rule_code="N05").verdicts
    (words,) = verdict.failed
    assert [way.distance for way in words.alternatives] == ["0.01", None]
    assert "差 0.01 元" in words.zh


def test_the_same_household_by_number_by_key_by_member_and_by_identity_number(
    bureau: Bureau, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    by_number = why_not(bureau.home, "H1")
    ((person,),) = bureau.ask(
        f"SELECT person_key FROM person_month WHERE household_key = '{by_number.household_key}'"
    )
    found: list[Answer] = [why_not(bureau.home, asked) for asked in (by_number.household_key, person)]
    assert {each.household_key for each in found} == {by_number.household_key}
    monkeypatch.setattr("sys.stdin", io.StringIO(EARNER + "\n"))
    assert main(["why-not", "-", "--json", "--home", str(bureau.home.path)]) == 0
    said = capsys.readouterr()
    assert json.loads(said.out)["household_key"] == by_number.household_key
    assert EARNER not in said.out + said.err
    assert EARNER not in (bureau.home.path / "audit" / "access.jsonl").read_text()


def test_an_identity_number_is_refused_as_an_argument(
    bureau: Bureau, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["why-not", EARNER, "--home", str(bureau.home.path)]) == 2
    said = capsys.readouterr().err
    assert "E-USAGE" in said and "doudi why-not -" in said and EARNER not in said


def test_who_is_not_in_the_register_is_said_to_be_so(
    bureau: Bureau, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(DoudiError) as refused:
        why_not(bureau.home, "H77")
    assert refused.value.fault.code == "E-NOT-FOUND" and "H77" not in str(refused.value)
    with pytest.raises(DoudiError):
        why_not(bureau.home, "H1", rule_code="N99")


def test_it_is_told_in_both_languages_without_a_name(
    bureau: Bureau, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["why-not", "H1", "--home", str(bureau.home.path)]) == 0
    said = capsys.readouterr().out
    for words in ("不成立 does not hold", "未判断 not judged", "不是认定", "no decision"):
        assert words in said
    assert "李明" not in said and EARNER not in said and "None" not in said


def test_people_are_counted_in_words_and_named_once(bureau: Bureau) -> None:
    """H1's only member is able to work: of the able there would have to be none."""
    (verdict,) = why_not(bureau.home, "H1", rule_code="N12").verdicts
    able = next(words for words in verdict.failed if "household_able_member_count" in words.columns)
    assert "须为 0，现为 1 人，差 1 人" in able.zh
    assert "would have to be none, is 1 person: 1 person away" in able.en
    named = {name for words in verdict.failed for name in words.columns}
    assert not named & {name for name, _, _ in verdict.unknown}
