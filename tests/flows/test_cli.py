"""The command as an operator meets it: exit codes, both languages, no traceback, nobody's number or name."""

import json
import os
import resource
from pathlib import Path

import pytest

from flows.cli import main, parser
from tests.bureau import Bureau, member, number, settlement, wage

WHO = number(1)


@pytest.fixture
def bureau(tmp_path: Path) -> Bureau:
    made = Bureau(tmp_path / "home")
    made.deliver("household_member", "2022-05-18", [member("H1", WHO, "欧阳某某")])
    made.deliver("medical_expense", "2022-05-18", [settlement("S1", WHO, "2022-05-01", "20500.00"), "S2,x"])
    return made


def doudi(bureau: Bureau, *words: str) -> int:
    return main([*words, "--home", str(bureau.home.path)])


def test_run_tells_counts_in_both_languages_and_its_exit_code(
    bureau: Bureau, capsys: pytest.CaptureFixture[str]
) -> None:
    assert doudi(bureau, "run", "--as-of", "2022-05-20") == 3
    said = capsys.readouterr().out
    for words in (
        "已发布，有提示 / published with a remark",
        "E-LINE-FIELDS",
        "5,226.00",
        "未判断 not judged",
        "next: doudi explain W370902-20220520-000001",
    ):
        assert words in said
    assert WHO not in said and "欧阳某某" not in said


def test_every_command_writes_for_its_own_account_alone(tmp_path: Path) -> None:
    before = os.umask(0o022)
    try:
        assert main(["template", "income", "--out", str(tmp_path / "a.xlsx")]) == 0
    finally:
        os.umask(before)
    assert (tmp_path / "a.xlsx").stat().st_mode & 0o077 == 0


def test_no_command_and_no_night_leaves_its_memory_behind(
    bureau: Bureau, monkeypatch: pytest.MonkeyPatch
) -> None:
    limited: list[tuple[int, tuple[int, int]]] = []
    monkeypatch.setattr(resource, "setrlimit", lambda *limit: limited.append(limit))
    assert main(["template"]) == 0
    assert limited == [(resource.RLIMIT_CORE, (0, 0))]
    bureau.night("2022-05-20")
    assert limited == [(resource.RLIMIT_CORE, (0, 0))] * 2


def test_run_as_json_is_for_programs(bureau: Bureau, capsys: pytest.CaptureFixture[str]) -> None:
    doudi(bureau, "run", "--as-of", "2022-05-20", "--json")
    said = json.loads(capsys.readouterr().out)
    assert said["exit_code"] == 3 and said["changes"] == {"new": 1}
    assert [row["rows_quarantined"] for row in said["deliveries"] if row["extract"] == "medical_expense"] == [
        1
    ]


def test_explain_shows_the_arithmetic_the_source_and_the_line(
    bureau: Bureau, capsys: pytest.CaptureFixture[str]
) -> None:
    doudi(bureau, "run", "--as-of", "2022-05-20")
    capsys.readouterr()
    assert doudi(bureau, "explain", "W370902-20220520-000001") == 0
    said = capsys.readouterr().out
    for words in (
        "871.00 × 6",
        "5,226.00 元",
        "中国社会报 2022-06-22",
        "medical_expense/2022-05-18/数据.csv 第 2 行",
        "国发〔2014〕47号",
    ):
        assert words in said
    assert WHO not in said and "欧阳某某" not in said
    assert doudi(bureau, "explain", "W370902-20220520-000001", "--json") == 0
    found = json.loads(capsys.readouterr().out)
    assert found["warning"]["suggested_cny"] == "5226.00"
    assert "explain" in (bureau.home.path / "audit" / "access.jsonl").read_text()


def test_explain_shows_the_rows_that_a_rule_looked_at_without_needing_them(
    bureau: Bureau, capsys: pytest.CaptureFixture[str]
) -> None:
    bureau.deliver("hazard", "2022-05-18", [f"Z1,{WHO},火灾,2022-05-15,3000.00"])
    doudi(bureau, "run", "--as-of", "2022-05-20")
    (found,) = bureau.warnings("N14")
    capsys.readouterr()
    assert doudi(bureau, "explain", found["warning_id"]) == 0
    said = capsys.readouterr().out
    assert "hazard/2022-05-18/数据.csv 第 2 行" in said and "None" not in said


@pytest.mark.parametrize(
    ("basis", "values", "steps"),
    [
        ("flat", "[[relief_flat_amount]]\npopulation = 'illness'\nvalue = 1500\n", "定额 1,500.00；"),
        (
            "self_paid_share",
            "[[relief_self_paid_share]]\nvalue = 0.3\nvalid_from = 2022-01-01\nsource = 'x'\n"
            "[[relief_self_paid_deductible]]\nvalue = 3000\n",
            "（自付 20,500.00 − 起付线 3,000.00）× 0.3 = 5,250.00",
        ),
        (
            "per_person",
            "[[relief_multiple]]\npopulation = 'illness'\nvalue = 2\n",
            "871.00 × 2（个月）× 1（人）= 1,742.00",
        ),
    ],
)
def test_explain_tells_the_steps_of_whatever_amount_the_bureau_gives(
    bureau: Bureau, capsys: pytest.CaptureFixture[str], basis: str, values: str, steps: str
) -> None:
    dated = "valid_from = 2022-01-01\nsource = 'x'\n"
    (bureau.home.path / "standards" / "370902001.toml").write_text(
        f"area = '370902001'\n[[relief_basis]]\npopulation = 'illness'\nvalue = '{basis}'\n{dated}{values}{dated}"
    )
    doudi(bureau, "run", "--as-of", "2022-05-20")
    capsys.readouterr()
    assert doudi(bureau, "explain", "W370902-20220520-000001") == 0
    said = capsys.readouterr().out
    assert steps in said and "871 元/人·月" in said
    assert basis not in said.partition("证据 evidence")[0]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("explain", "W370902-19990101-000001"), 1),
        (("quarantine", "show", "D0"), 1),
        (("quarantine", "show", "D0", "--unmask"), 2),
        (("standards", "check", "--as-of", "2022-06-01"), 0),
        (("rules",), 0),
        # The last night of the example is long past: nothing has finished since.
        (("doctor",), 1),
    ],
)
def test_exit_codes(bureau: Bureau, words: tuple[str, ...], code: int) -> None:
    doudi(bureau, "run", "--as-of", "2022-05-20")
    assert doudi(bureau, *words) == code


def test_a_home_that_is_not_there_says_what_to_do(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["run", "--as-of", "2022-05-20", "--home", str(tmp_path / "none")]) == 2
    said = capsys.readouterr().err
    assert "E-HOME" in said and "doudi init" in said and "docs/manual.md#e-home" in said


def test_usage_errors_exit_two() -> None:
    for words in (["run"], ["run", "--as-of", "yesterday"], ["nothing"], []):
        with pytest.raises(SystemExit) as left:
            main(words)
        assert left.value.code == 2


def test_an_unforeseen_error_quotes_no_cell(
    bureau: Bureau, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def burst(*_: object, **__: object) -> None:
        raise ValueError(f"cannot convert {WHO} of 欧阳某某")

    monkeypatch.setattr("flows.commands.run.run_night", burst)
    assert doudi(bureau, "run", "--as-of", "2022-05-20") == 70
    said = capsys.readouterr()
    assert WHO not in said.err + said.out and "欧阳某某" not in said.err + said.out
    assert "E-UNEXPECTED" in said.err and "Traceback" not in said.err


def test_refused_rows_are_shown_covered_unless_a_reason_is_given(
    bureau: Bureau, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = WHO[:-1] + ("2" if WHO[-1] == "1" else "1")
    bureau.deliver(
        "household_member", "2022-05-19", [member("H1", WHO, "欧阳某某"), member("H2", wrong, "诸葛某某")]
    )
    doudi(bureau, "run", "--as-of", "2022-05-20")
    (delivery,) = bureau.ask("SELECT DISTINCT delivery_id FROM quarantine WHERE extract = 'household_member'")
    capsys.readouterr()
    assert doudi(bureau, "quarantine", "show", delivery[0]) == 0
    said = capsys.readouterr().out
    assert "第 3 行" in said and wrong not in said and "诸葛" not in said
    assert doudi(bureau, "quarantine", "show", delivery[0], "--unmask", "--reason", "核对") == 0
    assert wrong in capsys.readouterr().out
    assert "核对" in (bureau.home.path / "audit" / "access.jsonl").read_text(encoding="utf-8")


def test_init_completes_a_folder_and_never_overwrites_settings(tmp_path: Path) -> None:
    assert main(["init", "--area", "370902", "--home", str(tmp_path)]) == 0
    settings = tmp_path / "doudi.toml"
    settings.write_text(
        settings.read_text(encoding="utf-8").replace('name = ""', 'name = "某局"'), encoding="utf-8"
    )
    key = (tmp_path / "secrets" / "person.key").read_text()
    assert main(["init", "--area", "370902", "--home", str(tmp_path)]) == 0
    assert (
        "某局" in settings.read_text(encoding="utf-8")
        and (tmp_path / "secrets" / "person.key").read_text() == key
    )
    assert main(["init", "--area", "320582", "--home", str(tmp_path)]) == 2
    assert main(["init", "--area", "37-902", "--home", str(tmp_path / "other")]) == 2
    assert (tmp_path.stat().st_mode | (tmp_path / "secrets" / "person.key").stat().st_mode) & 0o077 == 0


def test_the_demo_never_touches_a_bureaus_home(bureau: Bureau) -> None:
    assert doudi(bureau, "demo", "--households", "10") == 2


def test_every_command_is_a_module() -> None:
    import importlib

    (commands,) = [action for action in parser()._actions if action.dest == "command"]
    for name in commands.choices:  # type: ignore[union-attr]
        assert callable(importlib.import_module(f"flows.commands.{name.replace('-', '_')}").run)


def test_a_standard_that_is_missing_or_doubled_is_said_plainly(
    bureau: Bureau, capsys: pytest.CaptureFixture[str]
) -> None:
    own = bureau.home.path / "standards" / "370902001.toml"
    block = '[[subsistence_allowance_standard]]\npopulation = "urban"\nvalue = 900\nvalid_from = 2022-03-01\nsource = "某街道通知"\n'
    own.write_text(f'area = "370902001"\n{block}', encoding="utf-8")
    assert doudi(bureau, "run", "--as-of", "2022-05-20") == 3
    assert [str(w["suggested_cny"]) for w in bureau.warnings()] == ["5400.00"]
    own.write_text(f'area = "370902001"\n{block}\n{block}', encoding="utf-8")
    capsys.readouterr()
    assert doudi(bureau, "run", "--as-of", "2022-05-21") == 1
    said = capsys.readouterr().err
    assert "E-STANDARD-DOUBLE" in said and "370902001.toml" in said
    # A bureau elsewhere, for which no standard has been written: its lines are not judged, and it says so; an illness
    # is pointed out all the same, without an amount.
    elsewhere = Bureau(bureau.home.path.parent / "elsewhere", "320582")
    elsewhere.deliver(
        "household_member", "2022-05-18", [member("H1", WHO, village="320582001001", hukou="320582")]
    )
    elsewhere.deliver("medical_expense", "2022-05-18", [settlement("S1", WHO, "2022-05-01", "20500.00")])
    elsewhere.deliver("benefit", "2022-05-18", ["H9,,最低生活保障,2020-01-01,,,"])
    elsewhere.deliver("income", "2022-05-18", [wage(WHO, "2022-04", "100.00")])
    assert doudi(elsewhere, "run", "--as-of", "2022-05-20") == 3
    assert (
        "没有执行中的标准：最低生活保障标准 / no value in force: subsistence_allowance_standard"
        in capsys.readouterr().out
    )
    assert [(w["rule_code"], w["suggested_cny"]) for w in elsewhere.warnings()] == [("N05", None)]
