"""What stands behind a warning: rows kept through corrections, values with their source, a page for the family, and the
decisions entered by command."""

import json
from datetime import date
from pathlib import Path

import pytest

from flows.cli import main
from flows.explain import explain, fact_words
from flows.home import warehouse
from tests.bureau import Bureau, member, months, number, settlement, twin_of, wage

WHO, CHILD = number(1), number(2, "20150101")
FIRST = "W370902-20220520-000001"


@pytest.fixture(scope="module")
def after_a_night(tmp_path_factory: pytest.TempPathFactory) -> Bureau:
    made = Bureau(tmp_path_factory.mktemp("night") / "home")
    made.deliver(
        "household_member",
        "2022-05-18",
        [member("H1", WHO, "欧阳某某"), member("H1", CHILD, "欧阳小某", "子女")],
    )
    made.deliver("medical_expense", "2022-05-18", [settlement("S1", WHO, "2022-05-01", "20500.00")])
    made.night("2022-05-20")
    return made


@pytest.fixture
def bureau(after_a_night: Bureau, tmp_path: Path) -> Bureau:
    return twin_of(after_a_night, tmp_path / "home")


def doudi(bureau: Bureau, *words: str) -> int:
    return main([*words, "--home", str(bureau.home.path)])


def test_the_rows_stay_those_of_the_night_until_the_figures_are_made_anew(bureau: Bureau) -> None:
    def shown() -> list[tuple[str, int, int]]:
        return [
            (str(fact["delivered_on"]), fact["source_line"], fact["self_paid_fen"])
            for fact in explain(bureau.home, FIRST)["facts"]
            if fact["extract"] == "medical_expense"
        ]

    assert shown() == [("2022-05-18", 2, 2050000)]
    # The same settlement again, higher: until a night has read it the warning rests on the first.
    bureau.deliver("medical_expense", "2022-05-21", [settlement("S1", WHO, "2022-05-01", "21000.00")])
    assert shown() == [("2022-05-18", 2, 2050000)]
    bureau.night("2022-05-21")
    assert shown() == [("2022-05-21", 2, 2100000)]
    with warehouse(bureau.home, read_only=True) as con:
        assert con.execute(
            "SELECT count(DISTINCT run_id) FROM warning_input WHERE warning_id = ?", [FIRST]
        ).fetchall() == [(2,)]


def test_a_repeated_night_keeps_no_second_copy(bureau: Bureau) -> None:
    def kept() -> int:
        with warehouse(bureau.home, read_only=True) as con:
            return int(con.execute("SELECT count(*) FROM warning_input").fetchall()[0][0])

    before = kept()
    bureau.night("2022-05-20")
    assert kept() == before > 0


def test_every_value_the_rule_names_is_there_with_its_source(bureau: Bureau) -> None:
    found = explain(bureau.home, FIRST)
    keys = {row["key"] for row in found["values"]}
    assert {"medical_self_paid_line", "subsistence_allowance_standard", "relief_multiple"} <= keys
    assert all(
        row["source"] and row["confidence"] and row["valid_from"] and row["area_code"]
        for row in found["values"]
    )
    assert found["standard"]["value"] == "871" and "中国社会报" in found["standard"]["source"]


def test_the_codes_are_told_in_the_words_of_the_contract(
    bureau: Bureau, capsys: pytest.CaptureFixture[str]
) -> None:
    assert doudi(bureau, "explain", FIRST) == 0
    said = capsys.readouterr().out
    assert "住院  20,500.00 元" in said and "inpatient" not in said
    assert "子女" in said and "None" not in said


def test_unmasking_needs_a_reason_and_is_noted(bureau: Bureau, capsys: pytest.CaptureFixture[str]) -> None:
    bureau.deliver(
        "answer",
        "2022-05-23",
        [f"{FIRST},属实-需救助,需要帮助,5000.00,赵某某,2022-05-23"],
        header="预警编号,核查结果,核查情况说明,实际救助金额(元),核查人,核查日期",
    )
    bureau.night("2022-05-23")
    capsys.readouterr()
    assert doudi(bureau, "explain", FIRST, "--unmask") == 2
    assert doudi(bureau, "explain", FIRST) == 0
    said = capsys.readouterr().out
    assert "属实-需救助 confirmed_needs_relief" in said and "5,000.00" in said and "第 2 行" in said
    assert "赵某某" not in said and "需要帮助" not in said
    # Once where the answer reached its outcome, once among the answers; the steps on the way say where they led.
    assert said.count("属实-需救助") == 2 and said.count("5,000.00") == 2
    assert "核查反馈：已下发 → 已走访 visited" in said and "：answer" not in said
    assert doudi(bureau, "explain", FIRST, "--unmask", "--reason", "复核") == 0
    said = capsys.readouterr().out
    assert "赵某某" in said and "需要帮助" in said
    last = json.loads((bureau.home.path / "audit" / "access.jsonl").read_text().splitlines()[-1])
    assert (last["command"], last["reason"]) == ("explain --unmask", "复核")


def test_the_page_for_the_family_says_all_and_names_nobody(bureau: Bureau, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    assert doudi(bureau, "explain", FIRST, "--citizen", str(page)) == 0
    text = page.read_text(encoding="utf-8")
    for words in (
        "H1",
        "欧阳**",
        "20,500.00 元",
        "871.00 × 6",
        "不是决定",
        "10 个工作日内",
        "医疗费用结算",
        "县级民政部门",
        "口头、书面都可以",
        "looked into within 10 working days",
        "中国社会报",
    ):
        assert words in text, words
    assert "请核实" not in text and "0.00；" not in text and "household_member" not in text
    assert "medical expense (" in text
    assert WHO not in text and "欧阳某某" not in text and "://" not in text
    assert page.stat().st_mode & 0o077 == 0
    assert "explain --citizen" in (bureau.home.path / "audit" / "access.jsonl").read_text()
    assert doudi(bureau, "explain", FIRST, "--citizen", str(page)) == 2


def test_the_income_rows_that_count_add_up_to_the_sentence(tmp_path: Path) -> None:
    made = Bureau(tmp_path / "home")
    window = months(date(2022, 6, 22), 15)
    rows = [
        row
        for month in window
        for row in (wage(WHO, month, "500.00"), wage(WHO, month, "160.00", "城乡居民养老金"))
    ]
    made.deliver("household_member", "2022-06-20", [member("H1", WHO)])
    made.deliver("benefit", "2022-06-20", [f"H9,{number(9)},低保,2020-01-01,,500.00,"])
    made.deliver("property", "2022-06-20", [f"{number(9)},车辆,Z1,1000.00,,2020-01-01"])
    made.deliver("income", "2022-06-20", rows)
    made.night("2022-06-22")
    (warning,) = made.warnings("N01")
    earned = [
        fact for fact in explain(made.home, warning["warning_id"])["facts"] if fact["extract"] == "income"
    ]
    assert {fact["kind"] for fact in earned if fact.get("is_exempt")} == {"resident_pension"}
    counted = sum(fact["amount_fen"] for fact in earned if not fact.get("is_exempt"))
    assert counted == 12 * 500_00 and f"{counted // 100:,}.00 元" in warning["reason_zh"]
    assert all("不计入 exempt" in fact_words(fact) for fact in earned if fact.get("is_exempt"))


def decisions(bureau: Bureau) -> list[dict[str, str]]:
    return [
        {"on": path.parent.name, **json.loads(path.read_text(encoding="utf-8"))}
        for path in sorted(bureau.home.landing.glob("decision/*/*.json"))
    ]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--until", "2022-07-01"), 0),
        (("--until", "2022-05-21"), 2),
        (("--until", "2023-05-23"), 2),
        (("--until", "2023-05-22"), 0),
    ],
)
def test_a_snooze_ends_after_its_day_and_within_a_year(
    bureau: Bureau, words: tuple[str, ...], code: int
) -> None:
    assert doudi(bureau, "snooze", FIRST, *words, "--reason", "外出务工", "--on", "2022-05-21") == code
    assert len(decisions(bureau)) == (code == 0)
    if code == 0:
        (written,) = decisions(bureau)
        assert (written["on"], written["kind"], written["until_on"]) == ("2022-05-21", "snooze", words[1])


def test_only_what_can_be_put_off_is(bureau: Bureau, capsys: pytest.CaptureFixture[str]) -> None:
    with warehouse(bureau.home) as con:
        con.execute("UPDATE warning_event SET state = 'confirmed'")
    assert doudi(bureau, "snooze", FIRST, "--until", "2022-07-01", "--reason", "x", "--on", "2022-05-21") == 1
    assert "E-NOT-MOVED" in capsys.readouterr().err
    assert doudi(bureau, "snooze", "W370902-20220520-000009", "--until", "2022-07-01", "--reason", "x") == 1


def test_an_objection_is_answered_once_and_within_ten_working_days(
    bureau: Bureau, capsys: pytest.CaptureFixture[str]
) -> None:
    def object_(*words: str) -> int:
        return doudi(bureau, "objection", FIRST, "--reason", "收入已变", "--on", "2022-05-23", *words)

    assert object_("--outcome", "upheld") == 1
    assert object_() == 0
    # Ten working days after Monday 23 May 2022; 3 June was the Dragon Boat holiday.
    assert str(date(2022, 6, 7)) in capsys.readouterr().err
    assert object_() == 1
    assert object_("--outcome", "rejected") == 0
    assert object_("--outcome", "rejected") == 1
    assert [(each["kind"], each.get("outcome")) for each in decisions(bureau)] == [
        ("objection", None),
        ("objection_answer", "rejected"),
    ]
