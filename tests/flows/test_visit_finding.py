"""A hardship that a visitor stated, from the file to the list: raised, taken back, raised anew."""

import json
from pathlib import Path

from flows.explain import explain
from tests.bureau import Bureau, member, number


def test_a_finding_is_raised_taken_back_and_raised_anew(tmp_path: Path) -> None:
    bureau = Bureau(tmp_path)
    bureau.deliver("household_member", "2022-06-08", [member("H1", number(1))])
    bureau.deliver(
        "visit",
        "2022-06-09",
        [
            "V1,H1,村,2022-04-30,某干部甲,病历在案,因学",
            "V2,H1,村,2022-06-08,某干部乙,住院自费多,因病",
        ],
    )
    bureau.night("2022-06-10")
    (raised,) = bureau.warnings("M02")
    assert (raised["severity"], raised["change"], raised["suggested_cny"]) == ("orange", "new", None)
    assert "2022-06-08 村级走访发现困难：因病。" in raised["reason_zh"]
    assert json.loads(raised["evidence"])["visit_finding_kind"] == "illness"
    # A need of care is told once: N18 stays silent.
    assert bureau.warnings("N18") == []

    told = explain(bureau.home, raised["warning_id"])
    visits = [fact for fact in told["facts"] if fact["extract"] == "visit"]
    assert [(str(fact["visited_on"]), fact["finding_kind"]) for fact in visits] == [("2022-06-08", "illness")]
    assert "住院自费多" not in str(told) and "某干部乙" not in str(told)

    bureau.deliver("visit", "2022-06-11", ["V3,H1,乡镇,2022-06-11,某干部丙,已报销,无异常"])
    bureau.night("2022-06-12")
    assert [row["state"] for row in bureau.warnings("M02")] == ["cleared"]

    bureau.deliver("visit", "2022-06-13", ["V4,H1,县,2022-06-13,某干部丁,家中失火,突发急难"])
    bureau.night("2022-06-14")
    (again,) = [row for row in bureau.warnings("M02") if row["state"] == "open"]
    assert (again["warning_id"], again["severity"], again["change"]) == (
        raised["warning_id"],
        "red",
        "reopened",
    )
