"""Unknown is a value: missing income is never zero, and never orange or red."""

import json
import re
from datetime import date
from pathlib import Path

import pytest

from tests.bureau import Bureau, member, months, number, wage

AS_OF = date(2022, 6, 20)
ANNA, BERT = number(1), number(2)


def household(
    bureau: Bureau, *, events: list[str] = (), second: list[str] = (), born: str = "19800101"
) -> None:  # type: ignore[assignment]
    bureau.deliver(
        "household_member",
        AS_OF,
        [member("H1", ANNA), member("H1", number(2, born), "王兰", "配偶")],
    )
    bureau.deliver("benefit", AS_OF, ["H9,,最低生活保障,2020-01-01,,,"])
    bureau.deliver("income", AS_OF, [*(wage(ANNA, month, "600.00") for month in months(AS_OF, 15)), *second])
    bureau.deliver("employment", AS_OF, [*events, f"{number(99)},参保,2020-01-01,,"])


@pytest.mark.parametrize(
    ("why", "events", "second", "born", "severity"),
    [
        ("no row, no event", [], [], "19800101", "yellow"),
        ("registered unemployed", [f"{BERT},失业登记,2022-05-10,,"], [], "19800101", "red"),
        ("insurance stopped", [f"{BERT},停保,2022-05-10,,"], [], "19800101", "red"),
        (
            "stopped, then insured again",
            [f"{BERT},停保,2022-03-10,,", f"{BERT},参保,2022-04-01,,"],
            [],
            "19800101",
            "yellow",
        ),
        (
            "changed employer on one day",
            [f"{BERT},停保,2022-04-01,,", f"{BERT},参保,2022-04-01,,"],
            [],
            "19800101",
            "yellow",
        ),
        ("one row of zero", [], [wage(BERT, "2021-07", "0.00")], "19800101", "red"),
        (
            "only a contribution base",
            [],
            [wage(BERT, "2021-07", "4000", evidence="缴费基数")],
            "19800101",
            "yellow",
        ),
        ("a child of fifteen", [], [], "20060621", "red"),
        ("sixteen today", [], [], "20060620", "yellow"),
        ("fifty-nine", [], [], "19620621", "yellow"),
        ("sixty today", [], [], "19620620", "red"),
    ],
)
def test_who_is_unknown(
    tmp_path: Path, why: str, events: list[str], second: list[str], born: str, severity: str
) -> None:
    bureau = Bureau(tmp_path)
    household(bureau, events=events, second=second, born=born)
    bureau.night(AS_OF)
    (warning,) = bureau.warnings("N01")
    assert warning["severity"] == severity, why
    assert warning["suggested_cny"] is None
    says_unknown = "1 名成员收入情况不明" in warning["reason_zh"]
    assert says_unknown == (severity == "yellow")
    assert ("income of 1 member(s) is unknown" in warning["reason_en"]) == says_unknown


def test_a_month_that_nobody_delivered_makes_every_household_incomplete(tmp_path: Path) -> None:
    bureau = Bureau(tmp_path)
    bureau.deliver("household_member", AS_OF, [member("H1", ANNA)])
    bureau.deliver("benefit", AS_OF, ["H9,,最低生活保障,2020-01-01,,,"])
    window = months(AS_OF, 12)
    bureau.deliver("income", AS_OF, [wage(ANNA, month, "100.00") for month in window if month != "2021-09"])
    bureau.night(AS_OF)
    (warning,) = bureau.warnings()
    assert (warning["rule_code"], warning["severity"]) == ("N01", "yellow")
    assert "1 个月的收入数据尚未送达" in warning["reason_zh"]


def test_every_figure_of_a_reason_is_in_its_evidence(tmp_path: Path) -> None:
    bureau = Bureau(tmp_path)
    household(bureau, events=[f"{BERT},失业登记,2022-02-10,,"])
    bureau.night(AS_OF)
    warnings = bureau.warnings()
    assert {warning["rule_code"] for warning in warnings} == {"N01", "N09"}
    for warning in warnings:
        evidence = warning["evidence"]
        known = set(re.findall(r"\d[\d.-]*\d|\d", evidence))
        known |= {f"{float(value):.2f}" for value in known if re.fullmatch(r"\d+(\.\d+)?", value)}
        known |= {value.removesuffix(".00").removesuffix(".0") for value in known}
        for sentence in (warning["reason_zh"], warning["reason_en"]):
            for figure in re.findall(r"\d[\d,.-]*\d|\d", sentence):
                assert figure.replace(",", "") in known, (figure, sentence, evidence)
        assert json.loads(evidence)["member_count"] == 2
