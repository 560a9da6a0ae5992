"""Deliveries meet older ones: same again, superseded, corrected, out of order; the past stays askable."""

from pathlib import Path

import pytest

from tests.bureau import RURAL_VILLAGE, Bureau, member, number, settlement, wage

WHO, OTHER = number(1), number(2)


@pytest.fixture
def bureau(tmp_path: Path) -> Bureau:
    made = Bureau(tmp_path)
    made.deliver("household_member", "2022-05-01", [member("H1", WHO)])
    made.deliver("benefit", "2022-05-01", ["H9,,最低生活保障,2020-01-01,,,"])
    return made


def test_a_settlement_delivered_again_replaces_the_first(bureau: Bureau) -> None:
    bureau.deliver("medical_expense", "2022-05-18", [settlement("S1", WHO, "2022-05-01", "20500.00")])
    bureau.night("2022-05-18")
    assert [w["rule_code"] for w in bureau.warnings()] == ["N05"]
    bureau.deliver("medical_expense", "2022-05-19", [settlement("S1", WHO, "2022-05-01", "18500.00")])
    bureau.night("2022-05-19")
    (warning,) = bureau.warnings()
    assert (warning["state"], warning["change"]) == ("withdrawn", "withdrawn")
    assert bureau.states()["medical_expense"] == ("superseded", "loaded")
    # What was known on the eighteenth is still known to have been known.
    replay = bureau.night("2022-05-18")
    assert replay.is_replay and replay.published != bureau.home.published / "latest.duckdb"
    assert bureau.ask("SELECT rule_code, state FROM warning", replay.published) == [("N05", "open")]
    assert bureau.ask("SELECT max(as_of) FROM run")[0][0].isoformat() == "2022-05-19"


def test_the_same_bytes_again_are_skipped_and_counted(bureau: Bureau) -> None:
    rows = [settlement("S1", WHO, "2022-05-01", "20500.00")]
    bureau.deliver("medical_expense", "2022-05-18", rows)
    bureau.deliver("medical_expense", "2022-05-18", rows, name="数据(1).csv")
    bureau.deliver("medical_expense", "2022-05-19", rows)
    bureau.night("2022-05-19")
    assert bureau.states()["medical_expense"] == ("loaded", "same_again", "same_again")
    assert bureau.ask("SELECT rows_in, rows_skipped FROM delivery WHERE state = 'same_again'") == [
        (1, 1),
        (1, 1),
    ]


def test_an_old_copy_does_not_undo_a_correction(bureau: Bureau) -> None:
    first, corrected = (settlement("S1", WHO, "2022-05-01", paid) for paid in ("20500.00", "18500.00"))
    bureau.deliver("medical_expense", "2022-05-17", [first])
    bureau.deliver("medical_expense", "2022-05-18", [corrected])
    bureau.deliver("medical_expense", "2022-05-19", [first])
    bureau.night("2022-05-19")
    assert bureau.warnings() == []


def test_a_register_that_returns_to_an_earlier_state_is_read(bureau: Bureau) -> None:
    bureau.deliver("household_member", "2022-05-10", [member("H1", WHO), member("H2", OTHER)])
    bureau.deliver("household_member", "2022-05-12", [member("H1", WHO)])
    bureau.night("2022-05-12")
    assert bureau.states()["household_member"] == ("superseded", "superseded", "loaded")
    assert bureau.ask("SELECT count(*) FROM household_month") == [(1,)]
    bureau.night("2022-05-11")
    assert bureau.night("2022-05-11").is_replay


def test_half_of_a_register_that_is_sent_again_does_not_empty_the_other_half(bureau: Bureau) -> None:
    bureau.deliver("household_member", "2022-05-10", [member("H1", WHO)], name="城区.csv")
    bureau.deliver("household_member", "2022-05-10", [member("H2", OTHER)], name="乡镇.csv")
    bureau.deliver("household_member", "2022-05-11", [member("H1", WHO)], name="城区.csv")
    bureau.night("2022-05-11")
    assert bureau.ask("SELECT count(*) FROM household_month") == [(2,)]
    bureau.deliver("household_member", "2022-05-12", [member("H1", WHO)], name="城区.csv")
    bureau.deliver(
        "household_member", "2022-05-12", [member("H2", OTHER, village=RURAL_VILLAGE)], name="乡镇.csv"
    )
    bureau.night("2022-05-12")
    assert bureau.ask("SELECT village_code FROM household_month ORDER BY 1") == [
        ("370902001001",),
        (RURAL_VILLAGE,),
    ]


def test_a_period_replaces_only_the_months_and_kinds_it_contains(bureau: Bureau) -> None:
    bureau.deliver(
        "income",
        "2022-05-10",
        [
            wage(WHO, "2022-03", "1.00"),
            wage(WHO, "2022-04", "2.00"),
            wage(WHO, "2022-04", "4.00", kind="经营"),
        ],
    )
    bureau.deliver("income", "2022-05-11", [wage(OTHER, "2022-04", "8.00")])
    bureau.night("2022-05-11")
    from flows.home import warehouse

    with warehouse(bureau.home, read_only=True) as con:
        known = con.execute(
            "SELECT amount_fen FROM income WHERE known_to = DATE '9999-12-31' ORDER BY 1"
        ).fetchall()
    assert known == [(100,), (400,), (800,)]
    assert bureau.states()["income"] == ("loaded", "loaded")


def test_a_delivery_found_late_under_an_older_day_takes_its_place(tmp_path: Path) -> None:
    files = [
        ("household_member", "2022-05-01", [member("H1", WHO)]),
        ("medical_expense", "2022-05-10", [settlement("S1", WHO, "2022-05-01", "21000.00")]),
        ("medical_expense", "2022-05-12", [settlement("S1", WHO, "2022-05-01", "19000.00")]),
    ]
    in_order, out_of_order = Bureau(tmp_path / "a"), Bureau(tmp_path / "b")
    for file in files:
        in_order.deliver(*file)
    for file in (files[0], files[2]):
        out_of_order.deliver(*file)
    out_of_order.night("2022-05-12")
    out_of_order.deliver(*files[1])
    assert in_order.night("2022-05-13").content_digest == out_of_order.night("2022-05-13").content_digest


def test_a_late_extract_neither_raises_nor_clears(bureau: Bureau) -> None:
    bureau.deliver("medical_expense", "2022-05-18", [settlement("S1", WHO, "2022-05-01", "20500.00")])
    bureau.night("2022-05-18")
    late = bureau.night("2022-07-18")
    assert late.exit_code == 3
    (warning,) = bureau.warnings()
    assert (warning["state"], warning["change"], str(warning["last_seen_on"])) == (
        "open",
        "continuing",
        "2022-05-18",
    )
    (judgement,) = bureau.ask(
        "SELECT is_judged, not_judged_reason FROM judgement WHERE rule_code = 'N05' AND run_id LIKE 'R202207%'"
    )
    assert judgement[0] is False and "医疗费用结算数据未到（沿用 2022-05-18" in judgement[1]
    listed = next((bureau.home.exports / "2022-07-18").glob("*_370902001_*.xlsx"))
    import openpyxl

    cells = [
        str(cell.value)
        for row in openpyxl.load_workbook(listed).worksheets[0].iter_rows(max_row=8)
        for cell in row
    ]
    assert any("医疗费用结算数据未到" in cell for cell in cells)


def test_a_register_cut_in_half_is_held_once_there_is_a_history(tmp_path: Path) -> None:
    bureau = Bureau(tmp_path)
    everyone = [member(f"H{n}", number(n)) for n in range(1, 201)]
    for day in ("2022-05-01", "2022-05-02", "2022-05-03"):
        bureau.deliver("household_member", day, [*everyone[:-1], member("H200", number(200), name=day)])
    bureau.deliver("household_member", "2022-05-04", everyone[:100])
    outcome = bureau.night("2022-05-04")
    assert bureau.states()["household_member"] == ("superseded", "superseded", "loaded", "held")
    assert outcome.exit_code == 3
    assert bureau.ask("SELECT count(*) FROM household_month") == [(200,)]


def test_a_held_file_that_is_taken_away_no_longer_keeps_its_register_out(bureau: Bureau) -> None:
    bureau.deliver("household_member", "2022-05-10", [member("H1", WHO), member("H2", OTHER)], name="全.csv")
    broken = bureau.put("household_member", "2022-05-10", b"", name="空.csv")
    assert bureau.night("2022-05-10").exit_code == 3
    assert bureau.ask("SELECT count(*) FROM household_month") == [(1,)]
    broken.unlink()
    bureau.night("2022-05-11")
    assert bureau.states()["household_member"] == ("superseded", "loaded")
    assert bureau.ask("SELECT count(*) FROM household_month") == [(2,)]


def test_a_warehouse_made_anew_never_overwrites_a_published_night(bureau: Bureau) -> None:
    first = bureau.night("2022-05-10")
    before = first.published.read_bytes()
    bureau.home.warehouse.unlink()
    (bureau.home.published / "latest.duckdb").unlink()
    again = bureau.night("2022-05-10")
    assert again.run_id != first.run_id and first.published.read_bytes() == before
    assert again.content_digest == first.content_digest


def test_half_of_a_month_is_held_once_there_is_a_history_and_a_small_kind_never_is(tmp_path: Path) -> None:
    bureau = Bureau(tmp_path)
    bureau.deliver("household_member", "2022-05-01", [member("H1", WHO)])
    people = [number(n) for n in range(1, 151)]
    for place, month in enumerate(("2022-01", "2022-02", "2022-03"), start=1):
        rows = [wage(who, month, "3000.00") for who in people]
        rows += [wage(who, month, "9.00", kind="财产") for who in people[: 10 * place]]
        bureau.deliver("income", f"2022-0{place + 1}-10", rows)
    bureau.deliver("income", "2022-05-10", [wage(who, "2022-04", "3000.00") for who in people[:70]])
    assert bureau.night("2022-05-10").blind["income"].kind == "held"
    assert bureau.states()["income"] == ("loaded", "loaded", "loaded", "held")
    assert "行数与历史相差过大" in bureau.ask("SELECT remark_zh FROM delivery WHERE state = 'held'")[0][0]
    bureau.deliver("income", "2022-05-12", [wage(who, "2022-04", "3000.00") for who in people[:130]])
    assert "income" not in bureau.night("2022-05-12").blind


def test_a_register_row_that_cannot_be_believed_does_not_remove_the_person(bureau: Bureau) -> None:
    bureau.deliver("household_member", "2022-05-10", [member("H1", WHO), member("H2", OTHER)])
    bureau.night("2022-05-10")
    spoiled = member("H2", OTHER).replace("城镇", "不知道")
    bureau.deliver("household_member", "2022-05-11", [member("H1", WHO), spoiled])
    bureau.night("2022-05-11")
    assert bureau.ask("SELECT count(*) FROM household_month") == [(2,)]
    bureau.deliver("household_member", "2022-05-12", [member("H1", WHO)])
    bureau.night("2022-05-12")
    assert bureau.ask("SELECT count(*) FROM household_month") == [(1,)]


def test_a_replay_leaves_what_came_later_as_it_was(bureau: Bureau) -> None:
    bureau.deliver("medical_expense", "2022-05-10", [settlement("S1", WHO, "2022-05-01", "20500.00")])
    bureau.night("2022-05-10")
    bureau.put("medical_expense", "2022-05-12", b"")
    bureau.deliver("medical_expense", "2022-05-13", [settlement("S1", WHO, "2022-05-01", "18500.00")])
    bureau.night("2022-05-13")
    assert bureau.night("2022-05-10").loaded.delivery_nos == []
    assert bureau.night("2022-05-14").loaded.delivery_nos == []
    assert bureau.states()["medical_expense"] == ("superseded", "held", "loaded")
