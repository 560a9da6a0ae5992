"""What may be proposed, and how a plan is told: refused with a hint where it is mistyped, on paper where a folder is named."""

import json
import re
import shutil
from datetime import date
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree

import pytest

from flows.cli import main
from flows.nightly import read_policy
from flows.plan.curve import drawn
from flows.plan.plan import Asked, Plan, plan
from flows.plan.proposal import Terms, curve_range
from flows.plan.trial import trial
from flows.plan.words import past_precision
from rules.load import SHIPPED
from schemas.faults import DoudiError
from tests.bureau import URBAN_VILLAGE, Bureau, member, number, settlement

DAY = date(2022, 5, 20)
RULE = SHIPPED / "temporary_assistance" / "medical_self_payment.sql"
TOWNSHIP = URBAN_VILLAGE[:9]


@pytest.fixture(scope="module")
def bureau(tmp_path_factory: pytest.TempPathFactory) -> Bureau:
    """H1 has paid 20,500 for treatment, H2 one fen less than a line of twenty thousand."""
    made = Bureau(tmp_path_factory.mktemp("asked") / "home")
    settings = made.home.path / "doudi.toml"
    settings.write_text(settings.read_text() + f"\nworkers = {{ {TOWNSHIP} = 4 }}\n")
    made = Bureau(made.home.path)
    people = [number(1), number(2)]
    made.deliver("household_member", DAY, [member(f"H{place}", who) for place, who in enumerate(people, 1)])
    made.deliver("income", DAY, [f"{number(9)},2022-04,工资,1.00,实发,"])
    made.deliver(
        "medical_expense",
        DAY,
        [
            settlement("S1", people[0], "2022-05-01", "20500.00"),
            settlement("S2", people[1], "2022-05-01", "19999.99"),
        ],
    )
    made.night(DAY)
    return made


def told(bureau: Bureau, **asked: object) -> Plan:
    return plan(bureau.home, Asked(**asked))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("written", "code", "hint"),
    [
        ("relief_multipel=8", "E-USAGE", "relief_multiple"),
        ("relief_multiple.ilness=8", "E-USAGE", "illness"),
        ("relief_multiple", "E-USAGE", "PARAMETER"),
        ("relief_multiple.illness=many", "E-USAGE", "VALUE"),
        ("relief_multiple.illness=80", "E-STANDARD-VALUE", "24"),
        ("relief_multiple.illness=8 ratio", "E-STANDARD-UNIT", "multiple"),
        ("working_age_from=16.5", "E-STANDARD-VALUE", "whole"),
        ("mixed_household_method=average", "E-STANDARD-VALUE", "member_sum"),
    ],
)
def test_what_is_mistyped_is_refused_with_a_hint(bureau: Bureau, written: str, code: str, hint: str) -> None:
    with pytest.raises(DoudiError) as refused:
        told(bureau, settings=[written])
    assert refused.value.fault.code == code and hint in str(refused.value.where)


def test_one_thing_is_not_proposed_twice(bureau: Bureau) -> None:
    with pytest.raises(DoudiError, match="relief_multiple illness"):
        told(bureau, settings=["relief_multiple=7", "relief_multiple.illness=8"])


def test_a_value_without_a_population_holds_for_each_that_has_one(bureau: Bureau) -> None:
    """By its Chinese name, with its unit; the line's own words stay."""
    (change,) = told(bureau, settings=["临时救助倍数(月数)=8 multiple"]).changes
    assert {row.population for row in change.values} == {"illness", "income_loss", "education", "emergency"}
    assert change.was[0] == "6 倍（因病 illness）" and set(change.becomes) == {"8 倍"}
    (near,) = told(bureau, settings=["near_dibao_ratio=1.6"]).changes
    assert [row.operator for row in near.values] == ["below"]
    (worded,) = told(bureau, settings=["near_dibao_ratio=not_above:1.6"]).changes
    assert [row.operator for row in worded.values] == ["not_above"]


def test_a_value_that_begins_later_changes_nothing_yet(bureau: Bureau) -> None:
    found = told(bureau, settings=["relief_multiple.illness=8"], valid_from=date(2022, 7, 1))
    assert not found.differing
    assert told(bureau, settings=["relief_multiple.illness=8"]).total["changed"] == 1


def test_another_area_is_another_matter(bureau: Bureau) -> None:
    here, elsewhere = (
        told(bureau, settings=["relief_multiple.illness=8"], area=area) for area in (TOWNSHIP, "370902999")
    )
    assert here.total["changed"] == 1 and elsewhere.total["changed"] == 0


def test_workers_share_the_visits(bureau: Bureau) -> None:
    (township,) = told(bureau, settings=["relief_multiple.illness=8"]).townships
    assert (township["township_code"], township["workers"]) == (TOWNSHIP, 4)
    assert township["visits_per_worker_after"] == round(Decimal(township["households_after"]) / 4, 1)


def test_a_changed_rule_a_new_one_and_a_folder_of_both(bureau: Bureau, tmp_path: Path) -> None:
    text = RULE.read_text(encoding="utf-8")
    select = text[text.index("*/") :]
    changed = tmp_path / "rules" / "temporary_assistance" / RULE.name
    changed.parent.mkdir(parents=True)
    never = re.sub(r"WHERE\n", "WHERE\n    member_count < 0 AND (\n", select).rstrip().rstrip(";") + "\n)\n"
    changed.write_text(text[: text.index("*/")] + never, encoding="utf-8")
    new = tmp_path / "rules" / "trial" / "everybody.sql"
    new.parent.mkdir()
    head = text[: text.index("*/")].replace('"N05"', '"T01"')
    new.write_text(head + select, encoding="utf-8")
    lost = told(bureau, rules=[changed])
    assert lost.total["lost"] == lost.total["warnings_before"] - lost.total["warnings_after"] == 1
    assert {row["rule_code"] for row in lost.rules_that_differ} == {"N05"}
    gained = told(bureau, rules=[new])
    assert {(row["rule_code"], row["gained"]) for row in gained.rules_that_differ} == {("T01", 1)}
    assert not gained.rules_that_differ[0]["is_judged_before"]
    both = told(bureau, rules=[tmp_path / "rules"], settings=["relief_multiple.illness=8"])
    assert {(row["kind"], row["rule_code"], row["cause"]) for row in both.differing} == {
        ("lost", "N05", "--rule rules"),
        # Neither the rule alone nor the multiple alone suggests eight times for it.
        ("gained", "T01", "together"),
    }
    with pytest.raises(DoudiError, match="E-USAGE"):
        told(bureau, rules=[tmp_path / "rules" / "trial" / "nobody.sql"])


def test_ranges() -> None:
    values = {
        written: [str(value) for value in curve_range(written).values]
        for written in (
            "relief_multiple=3..6",
            "subsistence_ratio=1.0..1.3",
            "subsistence_ratio=1..1.1/0.05",
            "relief_multiple.illness=3..6/2",
        )
    }
    assert list(values.values()) == [
        ["3", "4", "5", "6"],
        ["1.0", "1.1", "1.2", "1.3"],
        ["1.00", "1.05", "1.10"],
        ["3", "5", "6"],
    ]
    for wrong in (
        "relief_multiple=6..3",
        "relief_multiple=3",
        "relief_basis=1..2",
        "relief_multiple=1..24/0.1",
    ):
        with pytest.raises(DoudiError):
            curve_range(wrong)


def test_past_answers_say_what_to_expect_where_they_are_of_most_warnings(bureau: Bureau) -> None:
    terms = Terms(*read_policy(bureau.home))
    asked = curve_range("relief_multiple.illness=5..6")
    with trial(bureau.home) as tried:
        for precision, expected in (
            ({"N05": {"precision": 0.75}}, 0.75),
            ({"N05": {"precision": None}}, None),
            ({}, None),
        ):
            curve = drawn(tried, terms, terms, asked, "370902", None, precision, lambda *_: None)
            assert [point.confirmed_share for point in curve.points] == [expected] * 2


def test_a_rule_s_past_is_told_from_ten_answers_on() -> None:
    judged = {"is_judged_before": True, "is_judged_after": True}
    share = {"precision": 0.8, "precision_low": 0.49, "precision_high": 0.94}
    assert past_precision(judged | share | {"confirmed": 8, "refuted": 2}) == "80% (49%–94%，10 件 answers)"
    assert "too few" in past_precision(judged | share | {"confirmed": 8, "refuted": 1})
    assert "not judged after" in past_precision(judged | {"is_judged_after": False})


def test_the_page_the_table_and_the_picture(
    bureau: Bureau, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    words = [
        "--set",
        "relief_multiple.illness=8",
        "--curve",
        "relief_multiple.illness=5..7",
        "--out",
        str(out),
    ]
    where = ["--home", str(bureau.home.path)]
    assert main(["plan", *words, *where]) == 0
    said = capsys.readouterr().out
    page, table = (out / name for name in ("plan.html", "differences.csv"))
    text = page.read_text(encoding="utf-8")
    for each in (said, text):
        assert (
            "5,226.00" in each and "6,968.00" in each and "现行 present" in each and "people decide" in each
        )
        assert "李明" not in each and number(1) not in each
    assert {oct(path.stat().st_mode & 0o777) for path in out.iterdir()} == {"0o600"}
    lines = table.read_text(encoding="utf-8-sig").splitlines()
    assert len(lines) == 2 and "5226.00,6968.00" in lines[1]
    picture = ElementTree.parse(out / "curve-1.svg").getroot()
    space = "{http://www.w3.org/2000/svg}"
    title, described = picture.find(f"{space}title"), picture.find(f"{space}desc")
    assert title is not None and "现行 6 时" in str(title.text)
    assert described is not None and "Two lines from zero" in str(described.text)
    assert "5,226" in [each.text for each in picture.iter(f"{space}text")]
    assert (out / "curve-1.png").read_bytes().startswith(b"\x89PNG")
    # Nothing is overwritten, and that is said before a night is judged.
    assert main(["plan", *words, *where]) == 2
    assert page.read_text(encoding="utf-8") == text
    shutil.rmtree(out)
    assert main(["plan", *words, *where]) == 0
    assert page.read_text(encoding="utf-8") == text
    capsys.readouterr()


def test_a_plan_without_a_proposal_or_without_a_night(
    bureau: Bureau, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["plan", "--home", str(bureau.home.path)]) == 2
    empty = Bureau(tmp_path / "home")
    assert main(["plan", "--set", "relief_multiple.illness=8", "--home", str(empty.home.path)]) == 1
    assert "E-NO-NIGHT" in capsys.readouterr().err
    words = ["--set", "relief_multiple.illness=8", "--as-of", "2022-05-19", "--home", str(bureau.home.path)]
    assert main(["plan", *words]) == 1
    assert main(["plan", *words[:2], *words[4:], "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["is_as_published"]
