"""Cells in every accepted form, and the code of what is wrong with the others."""

from datetime import date

import duckdb
import pytest

from schemas import checks, masks
from schemas.extract import Column

CON = duckdb.connect()


def column(kind: str, **more: object) -> Column:
    return Column.model_validate({"name": "x", "zh": "某列", "kind": kind, "purpose": "test", **more})


def typed(made: Column, cell: str | None) -> object:
    """The short path and the long path must agree wherever the short one gives a value."""
    short, long = CON.execute(
        f"SELECT {checks.plain(made, 'cell')}, {checks.value(made, 'cell')} FROM (SELECT ?::VARCHAR AS cell)",
        [cell],
    ).fetchall()[0]
    assert short is None or short == long
    return long


def fault(made: Column, cell: str | None) -> object:
    inner = f"SELECT cell, {checks.value(made, 'cell')} AS typed FROM (SELECT ?::VARCHAR AS cell)"
    said = checks.fault(
        made, "cell", "typed", delivered_on=date(2022, 5, 20), home_area="370902", largest=1_000_000
    )
    return CON.execute(f"SELECT {said} FROM ({inner})", [cell]).fetchall()[0][0]


@pytest.mark.parametrize(
    "cell",
    [
        "2022-06-01",
        "2022/6/1",
        "2022.6.1",
        "20220601",
        "2022年6月1日",
        "２０２２－０６－０１",
        " 2022-06-01　",
    ],
)
def test_the_seven_ways_of_writing_a_day(cell: str) -> None:
    assert typed(column("date"), cell) == date(2022, 6, 1)


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("2022-02-30", "E-DATE-IMPOSSIBLE"),
        ("20220230", "E-DATE-IMPOSSIBLE"),
        ("1/2/2022", "E-DATE-AMBIGUOUS"),
        ("44713", "E-DATE"),
        ("昨天", "E-DATE"),
        ("", "E-MISSING"),
        (None, "E-MISSING"),
        ("　", "E-MISSING"),
        ("2022-05-20", None),
        ("2022-05-21", "E-DATE-FUTURE"),
    ],
)
def test_a_day_that_cannot_be_believed(cell: str | None, code: str | None) -> None:
    assert fault(column("date", required=True, not_after_delivery=True), cell) == code


@pytest.mark.parametrize(
    ("cell", "fen"),
    [
        ("871", 87100),
        ("871.0", 87100),
        ("871.01", 87101),
        ("-500.00", -50000),
        ("1,234.50", 123450),
        ("871元", 87100),
        ("８７１．０１", 87101),
        ("0", 0),
        ("9999999999999.99", 999999999999999),
        ("871.005", None),
        ("1e3", None),
        ("1_000", None),
        ("12,34.5", None),
        ("—", None),
        ("待核", None),
        ("", None),
        ("１２３４５６７８９０１２３４５６", None),
    ],
)
def test_money_is_exact_or_refused(cell: str, fen: int | None) -> None:
    assert typed(column("money"), cell) == fen


@pytest.mark.parametrize("cell", ["2022-06", "202206", "2022/6", "2022.06", "2022年6月", "２０２２年６月"])
def test_ways_of_writing_a_month(cell: str) -> None:
    assert typed(column("month"), cell) == date(2022, 6, 1)


@pytest.mark.parametrize("cell", ["2022-13", "2022", "6月", "2022-06-01"])
def test_what_is_no_month(cell: str) -> None:
    assert typed(column("month"), cell) is None


def test_every_single_digit_typo_of_an_identity_number_is_caught() -> None:
    good = "990101195001011013"
    for place in range(17):
        for digit in set("0123456789") - {good[place]}:
            wrong = good[:place] + digit + good[place + 1 :]
            (found,) = CON.execute(
                f"SELECT {checks.identity_fault('?', date(2022, 5, 20))}".replace("?", f"'{wrong}'")
            ).fetchall()[0]
            assert found in ("E-ID-CHECK", "E-ID-BIRTH"), wrong
    assert CON.execute(
        f"SELECT {checks.identity_fault(checks.text(good), date(2022, 5, 20))}"
    ).fetchall() == [(None,)]


@pytest.mark.parametrize(
    ("name", "masked"),
    [
        ("李明", "李*"),
        ("张三丰", "张*丰"),
        ("欧阳娜娜", "欧阳**"),
        ("欧阳", "欧*"),
        ("阿卜杜拉·买买提", "阿卜杜拉·*"),
        ("李", "*"),
        ("NA", "N*"),
        ("𠮷田", "𠮷*"),
    ],
)
def test_names_are_masked_one_way(name: str, masked: str) -> None:
    assert CON.execute(f"SELECT {masks.name('?')}".replace("?", checks.text(name))).fetchall() == [(masked,)]


def test_numbers_are_masked_six_and_four() -> None:
    found = CON.execute(f"SELECT {masks.identity_number(checks.text('990101195001011013'))}").fetchall()
    assert found == [("990101********1013",)]


def test_a_pseudonym_needs_the_secret() -> None:
    one, same, other = CON.execute(
        f"SELECT {masks.key(checks.text('x'), 'a')}, {masks.key(checks.text('x'), 'a')}, {masks.key(checks.text('x'), 'b')}"
    ).fetchall()[0]
    assert one == same != other
