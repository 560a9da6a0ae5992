"""Cells in every accepted form, and the code of what is wrong with the others."""

from datetime import date, datetime
from decimal import Decimal

import duckdb
import pytest

from schemas import checks, masks
from schemas.extract import Column

CON = duckdb.connect()
DAY = "DATE '2022-05-20'"


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
    said = checks.fault(made, "cell", "typed", delivered_on=DAY, home_area="370902", largest=1_000_000)
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


@pytest.mark.parametrize(
    ("cell", "begins"),
    [
        ("2021-2022", date(2021, 9, 1)),
        ("2021—2022学年", date(2021, 9, 1)),
        ("２０２１/２０２２", date(2021, 9, 1)),
        ("2021-2023", None),
        ("2021", None),
    ],
)
def test_a_school_year_is_two_years_that_follow_each_other(cell: str, begins: date | None) -> None:
    assert typed(column("school_year"), cell) == begins


@pytest.mark.parametrize(
    ("cell", "at"),
    [
        ("2022-06-01 13:05:09", datetime(2022, 6, 1, 13, 5, 9)),
        ("2022-06-01T13:05:09", datetime(2022, 6, 1, 13, 5, 9)),
        ("2022/6/1 9:05", datetime(2022, 6, 1, 9, 5)),
        ("2022年6月1日13时5分", datetime(2022, 6, 1, 13, 5)),
        ("２０２２年６月１日 １３：０５", datetime(2022, 6, 1, 13, 5)),
        ("20220601", datetime(2022, 6, 1)),
        ("2022-06-01 25:00", None),
        ("2022-06-01 13:05:09+08:00", None),
    ],
)
def test_ways_of_writing_a_day_and_its_time(cell: str, at: datetime | None) -> None:
    assert typed(column("timestamp"), cell) == at


@pytest.mark.parametrize(
    ("cell", "value", "code"),
    [
        ("-3.5％", Decimal("-3.5"), None),
        ("2.1%", Decimal("2.1"), None),
        ("0.0001", Decimal("0.0001"), None),
        ("50", Decimal(50), None),
        ("50.0001", Decimal("50.0001"), "E-NUMBER-RANGE"),
        ("102.1", Decimal("102.1"), "E-NUMBER-RANGE"),
        ("2.12345", None, "E-NUMBER"),
        ("持平", None, "E-NUMBER"),
        ("#DIV/0!", None, "E-CELL-ERROR"),
    ],
)
def test_a_rate_of_prices_and_an_index_are_not_mixed_up(
    cell: str, value: Decimal | None, code: str | None
) -> None:
    rate = column("decimal", suffixes=["%", "％"], lowest=-50, highest=50)
    assert (typed(rate, cell), fault(rate, cell)) == (value, code)


@pytest.mark.parametrize(
    ("cell", "value", "code"),
    [
        ("3", 3, None),
        ("３人", 3, None),
        ("0", 0, "E-NUMBER-RANGE"),
        ("31", 31, "E-NUMBER-RANGE"),
        ("2.5", None, "E-NUMBER"),
        ("-1", None, "E-NUMBER"),
        ("三", None, "E-NUMBER"),
    ],
)
def test_people_are_counted_in_whole_numbers(cell: str, value: int | None, code: str | None) -> None:
    people = column("count", suffixes=["人"], lowest=1, highest=30)
    assert (typed(people, cell), fault(people, cell)) == (value, code)


def test_a_spreadsheets_error_value_is_no_name() -> None:
    assert [fault(column("text"), cell) for cell in ("#N/A", "#REF!", "N/A", "#一号楼")] == [
        "E-CELL-ERROR",
        "E-CELL-ERROR",
        None,
        None,
    ]


@pytest.mark.parametrize("cell", ["2022-13", "2022", "6月", "2022-06-01"])
def test_what_is_no_month(cell: str) -> None:
    assert typed(column("month"), cell) is None


def test_every_single_digit_typo_of_an_identity_number_is_caught() -> None:
    good = "990101195001011013"
    typos = [
        good[:place] + digit + good[place + 1 :]
        for place in range(17)
        for digit in "0123456789"
        if digit != good[place]
    ]
    found = dict(
        CON.execute(
            f"""SELECT typo, {checks.identity_fault("typo", DAY)}
            FROM (VALUES {", ".join(f"('{typo}')" for typo in typos)}) typed(typo)"""
        ).fetchall()
    )
    assert found.keys() == set(typos) and len(typos) == 17 * 9
    assert [typo for typo in typos if found[typo] not in ("E-ID-CHECK", "E-ID-BIRTH")] == []
    assert CON.execute(f"SELECT {checks.identity_fault(checks.text(good), DAY)}").fetchall() == [(None,)]


def masked_of_an_adult(mask: str) -> str:
    ((found,),) = CON.execute(f"WITH minor(person_no) AS (SELECT 2) SELECT {mask}").fetchall()
    return str(found)


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
    assert masked_of_an_adult(masks.name(checks.text(name), of="1")) == masked


def test_numbers_are_masked_six_and_four() -> None:
    masked = masks.identity_number(checks.text("990101195001011013"), of="1")
    assert masked_of_an_adult(masked) == "990101********1013"
