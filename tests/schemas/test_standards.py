"""A standards file says what is wrong with it, by file and line; the nearest authority known by then wins."""

from datetime import date
from pathlib import Path
from typing import get_args

import duckdb
import pytest

from flows import standards
from flows.home import PACKAGE_DATA
from monitors.watch import statement
from schemas.faults import DoudiError
from schemas.in_force import in_force
from schemas.parameter_words import CHOICE, CONFIDENCE, OPERATOR, UNIT, population
from schemas.parameters import PARAMETERS
from schemas.standard import Confidence, Operator, Standard, parse, refuse_future_checks
from schemas.standard_remarks import remarks

STANDARD = "subsistence_allowance_standard"

GOOD = """area = "370902"
name = "x"

[[subsistence_allowance_standard]]
population = "urban"
value = 871.00
valid_from = 2022-01-01
source = "notice"

[[near_dibao_ratio]]
value = 1.5
operator = "below"
valid_from = 2022-01-01
source = "notice"
"""


@pytest.mark.parametrize(
    ("was", "becomes", "code", "where"),
    [
        ('source = "notice"\n\n', "\n", "E-STANDARD-SOURCE", ":4 subsistence_allowance_standard"),
        ('source = "notice"\n\n', 'source = " "\n\n', "E-STANDARD-SOURCE", ":4"),
        ('source = "notice"\n\n', "source = 7\n\n", "E-STANDARD-FORM", ':4 subsistence_allowance_standard: source = "..."'),
        ("871.00", "8.71", "E-STANDARD-VALUE", ":4 subsistence_allowance_standard: value = 8.71（50–5000）"),
        ("871.00", "871.005", "E-STANDARD-VALUE", ":4"),
        ("871.00", '"871"', "E-STANDARD-VALUE", ":4"),
        ("871.00", "true", "E-STANDARD-VALUE", ":4"),
        ("871.00", "[871]", "E-STANDARD-VALUE", ":4"),
        ("871.00", "nan", "E-STANDARD-VALUE", ":4"),
        ("871.00", "inf", "E-STANDARD-VALUE", ":4"),
        ("871.00", "8.71e9", "E-STANDARD-VALUE", ":4"),
        ("value = 871.00\n", "", "E-STANDARD-VALUE", ":4"),
        ('"urban"', '"suburban"', "E-STANDARD-FORM", ":4"),
        ('"urban"', '["urban", "rural"]', "E-STANDARD-FORM", ":4"),
        ('operator = "below"', 'operator = "under"', "E-STANDARD-FORM", ":10 near_dibao_ratio: operator（below、not_above"),
        ('operator = "below"\n', "", "E-STANDARD-FORM", ":10"),
        ("value = 871.00\n", 'value = 871.00\noperator = "below"\n', "E-STANDARD-FORM", ":4"),
        ("value = 1.5\n", 'value = 1.5\nunit = "cny"\n', "E-STANDARD-UNIT", ":10 near_dibao_ratio: unit = cny ≠ ratio"),
        ("value = 1.5\n", 'value = 1.5\nconfidence = "sure"\n', "E-STANDARD-FORM", ":10"),
        ("value = 1.5\n", 'value = 1.5\ncolour = "red"\n', "E-STANDARD-FORM", ":10"),
        ("[[near_dibao_ratio]]", "[[near_dibao]]", "E-STANDARD-FORM", ":10 near_dibao"),
        ("[[near_dibao_ratio]]", "[near_dibao_ratio]", "E-STANDARD-FORM", ":10"),
        ('name = "x"', "near_dibao_ratio = 1.5", "E-STANDARD-FILE", ":10"),
        ('name = "x"', "relief_multiple = [6]", "E-STANDARD-FORM", ":2 relief_multiple"),
        ("value = 1.5\n", "value = 1.5\nvalid_to = 2021-01-01\n", "E-STANDARD-DATE", ":10 near_dibao_ratio: valid_to"),
        ("value = 1.5\n", "value = 1.5\nvalid_to = 2022-01-01\n", "E-STANDARD-DATE", ":10"),
        ("value = 1.5\n", "value = 1.5\npublished_on = 2012-01-01\n", "E-STANDARD-DATE", ":10"),
        ("value = 1.5\n", "value = 1.5\npublished_on = 2032-01-01\n", "E-STANDARD-DATE", ":10"),
        ("value = 1.5\n", "value = 1.5\nchecked = 2022\n", "E-STANDARD-DATE", ":10"),
        ('2022-01-01\nsource = "notice"\n\n', '"2022-01-01"\nsource = "notice"\n\n', "E-STANDARD-DATE", ":4"),
        ('2022-01-01\nsource = "notice"\n\n', '2022-01-01T08:00:00\nsource = "notice"\n\n', "E-STANDARD-DATE", ":4"),
        ('2022-01-01\nsource = "notice"\n\n', '1022-01-01\nsource = "notice"\n\n', "E-STANDARD-DATE", ":4"),
        ('valid_from = 2022-01-01\nsource = "notice"\n\n', 'source = "notice"\n\n', "E-STANDARD-DATE", ":4"),
        ('name = "x"', 'checked = "today"', "E-STANDARD-DATE", ":2 checked"),
        ('area = "370902"', 'area = "370911"', "E-STANDARD-AREA", ":1 area = 370911"),
        ('area = "370902"', "area = 370902", "E-STANDARD-AREA", ":1"),
        ('area = "370902"\n', "", "E-STANDARD-AREA", ":1"),
        ("value = 1.5", "value = = 1.5", "E-STANDARD-FILE", "370902.toml:11"),
        ('source = "notice"\n\n', 'source = "notice\n\n', "E-STANDARD-FILE", "370902.toml:8"),
    ],
)  # fmt: skip
def test_a_mistake_is_named_by_file_and_line(was: str, becomes: str, code: str, where: str) -> None:
    assert was in GOOD
    assert len(parse(GOOD, "standards/370902.toml")) == 2
    with pytest.raises(DoudiError) as refused:
        parse(GOOD.replace(was, becomes, 1), "standards/370902.toml")
    assert (refused.value.fault.code, where in refused.value.where) == (code, True), refused.value.where


@pytest.mark.parametrize(
    ("key", "value", "is_refused"),
    [
        ("uninsured_months", "3", False),
        ("uninsured_months", "3.0", False),
        ("uninsured_months", "2.5", True),
        ("rigid_share", "0.605", False),
        ("rigid_share", "0.6000001", True),
        ("outpatient_month_line", "500.01", False),
        ("outpatient_month_line", "500.001", True),
    ],
)
def test_only_what_can_be_parted_has_decimals(key: str, value: str, is_refused: bool) -> None:
    text = f'area = "370902"\n[[{key}]]\nvalue = {value}\noperator = "above"\nvalid_from = 2022-01-01\nsource = "notice"\n'
    if is_refused:
        with pytest.raises(DoudiError, match="E-STANDARD-VALUE"):
            parse(text, "370902.toml")
    else:
        assert parse(text, "370902.toml")[0].value == value


def test_a_value_may_be_announced_late_or_ahead_of_its_day() -> None:
    for published_on in ("2022-02-20", "2021-12-01"):
        parse(GOOD.replace("value = 1.5", f"value = 1.5\npublished_on = {published_on}"), "370902.toml")


def test_one_thing_twice_for_one_date_is_refused(tmp_path: Path) -> None:
    (tmp_path / "370902.toml").write_text(GOOD + GOOD.split("\n\n")[1] + "\n", encoding="utf-8")
    with pytest.raises(DoudiError) as refused:
        standards.read([tmp_path])
    assert refused.value.fault.code == "E-STANDARD-DOUBLE"
    assert "370902.toml:15" in refused.value.where and "370902.toml:4" in refused.value.where


@pytest.mark.parametrize(
    ("name", "data", "where"),
    [
        ("370902.toml", GOOD.replace("notice", "泰山区通知").encode("gb18030"), "370902.toml:8 UTF-8"),
        ("370902.toml", b"\xff\xfe" + GOOD.encode("utf-16-le"), "370902.toml:1 UTF-8"),
        ("370902.toml", b"PK\x03\x04", "370902.toml:1"),
    ],
)
def test_a_file_that_is_no_text_is_named(tmp_path: Path, name: str, data: bytes, where: str) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(DoudiError) as refused:
        standards.read([tmp_path])
    assert refused.value.fault.code == "E-STANDARD-FILE" and where in refused.value.where


def test_a_folder_named_like_a_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "370902.toml").mkdir()
    with pytest.raises(DoudiError, match="E-STANDARD-FILE"):
        standards.read([tmp_path])


def test_a_file_with_a_byte_order_mark_is_read(tmp_path: Path) -> None:
    (tmp_path / "370902.toml").write_text(GOOD, encoding="utf-8-sig")
    assert len(standards.read([tmp_path])) == 2


def test_nobody_has_checked_a_source_tomorrow() -> None:
    rows = parse(GOOD.replace('name = "x"', "checked = 2026-05-02"), "370902.toml")
    refuse_future_checks(rows, date(2026, 5, 2))
    with pytest.raises(DoudiError) as refused:
        refuse_future_checks(rows, date(2026, 5, 1))
    assert refused.value.fault.code == "E-STANDARD-DATE" and "370902.toml:4" in refused.value.where


def test_a_block_may_have_been_checked_later_than_its_file() -> None:
    text = GOOD.replace('name = "x"', "checked = 2025-01-01").replace(
        "value = 1.5", "value = 1.5\nchecked = 2026-01-01"
    )
    assert [row.checked for row in parse(text, "370902.toml")] == [date(2025, 1, 1), date(2026, 1, 1)]


def test_the_shipped_packs_hold_the_articles_figures() -> None:
    rows = {
        (row.key, row.population, row.valid_from.year): row.value
        for row in standards.read([PACKAGE_DATA / "standards"])
        if row.area_code == "370902"
    }
    assert rows["subsistence_allowance_standard", "urban", 2022] == "871"
    assert rows["subsistence_allowance_standard", "rural", 2022] == "660"
    assert rows["subsistence_allowance_standard", "urban", 2021] == "791"
    assert rows["subsistence_allowance_standard", "rural", 2021] == "593"
    assert rows["extreme_poverty_support_standard", "urban", 2022] == "1220"
    assert rows["extreme_poverty_support_standard", "rural", 2022] == "962"


def look_up_values(con: duckdb.DuckDBPyConnection) -> None:
    """The real monitors, from the days that are asked about to `place_value`."""
    for name in ("place_alike", "alike_value", "place_value"):
        con.execute(f"CREATE OR REPLACE TABLE {name} AS {statement(name)}")


def told_by_the_monitor(
    rows: list[tuple[object, ...]], village: str, as_of: str, known_at: str
) -> str | None:
    """The value of the urban standard in a village, asked of the real monitor."""
    con = duckdb.connect()
    con.execute(
        f"CREATE TABLE place_day AS SELECT '{village}' AS village_code, 'as_of' AS day, DATE '{as_of}' AS on_day, NULL::VARCHAR AS key"
    )
    con.execute(
        f"CREATE TABLE night AS SELECT DATE '{as_of}' AS as_of, DATE '{as_of}' AS month_start, DATE '{known_at}' AS known_at"
    )
    con.execute("CREATE TABLE wanted AS SELECT 'standard' AS key, 'urban' AS population, 'urban' AS broader")
    con.execute(
        "CREATE TABLE parameter (area_code VARCHAR, key VARCHAR, population VARCHAR, value VARCHAR, value_e6 BIGINT,"
        " operator VARCHAR, valid_from DATE, valid_to DATE, known_from DATE)"
    )
    for area, population_, value, valid_from, valid_to, known_from in rows:
        con.execute(
            "INSERT INTO parameter VALUES (?, 'standard', ?, ?, 0, NULL, ?, coalesce(?, DATE '9999-12-31'), coalesce(?, ?))",
            [area, population_, value, valid_from, valid_to, known_from, valid_from],
        )
    look_up_values(con)
    found = con.execute("SELECT value FROM place_value WHERE day = 'as_of'").fetchall()
    return str(found[0][0]) if found else None


LADDER = [
    ("00", "all", "nation", date(2020, 1, 1), None, None),
    ("37", "urban", "province", date(2020, 1, 1), None, None),
    ("370902", "all", "district, all", date(2020, 1, 1), date(2023, 1, 1), None),
    ("370902", "urban", "district", date(2021, 1, 1), date(2023, 1, 1), None),
    ("370902001", "urban", "street", date(2022, 1, 1), None, None),
]


@pytest.mark.parametrize(
    ("village", "as_of", "wins"),
    [
        ("370902001001", "2022-06-01", "street"),
        ("370902001001", "2021-12-31", "district"),
        ("370902002001", "2022-06-01", "district"),
        ("370902002001", "2020-06-01", "district, all"),
        ("370902002001", "2022-12-31", "district"),
        ("370902002001", "2023-01-01", "province"),
        ("371102001001", "2022-06-01", "province"),
        ("320582001001", "2022-06-01", "nation"),
        ("320582001001", "2019-12-31", None),
    ],
)
def test_the_nearest_authority_with_a_value_in_force_wins(village: str, as_of: str, wins: str | None) -> None:
    assert told_by_the_monitor(LADDER, village, as_of, as_of) == wins


def test_a_late_announcement_is_seen_only_by_nights_that_knew_it() -> None:
    rows = [
        ("370902", "urban", "791", date(2021, 1, 1), None, None),
        ("370902", "urban", "871", date(2022, 1, 1), None, date(2022, 2, 20)),
    ]
    assert told_by_the_monitor(rows, "370902001001", "2022-01-31", "2022-01-31") == "791"
    assert told_by_the_monitor(rows, "370902001001", "2022-01-31", "2022-02-20") == "871"
    assert told_by_the_monitor(rows, "370902001001", "2021-12-31", "2022-02-20") == "791"


def test_what_a_person_asks_about_one_area_is_what_the_monitor_finds_in_a_village() -> None:
    """The ladder is written twice, once for a night and once for a person: the same answer for every key."""
    rows = standards.read([PACKAGE_DATA / "standards"])
    villages = ["370902001001", "320582001001", "320102001001", "110101001001"]
    days = [date(2014, 1, 1), date(2021, 12, 31), date(2022, 1, 1), date(2022, 8, 15), date(2023, 3, 1), date(2026, 6, 1)]  # fmt: skip
    con = duckdb.connect()
    con.execute("CREATE TABLE village (village_code VARCHAR)")
    con.executemany("INSERT INTO village VALUES (?)", [[village] for village in villages])
    con.execute("CREATE TABLE wanted (key VARCHAR, population VARCHAR, broader VARCHAR)")
    con.executemany(
        "INSERT INTO wanted VALUES (?, ?, ?)",
        [
            (key, population, population.partition(".")[0])
            for key, parameter in PARAMETERS.items()
            for population in parameter.populations
        ],
    )
    standards.load(con, rows)
    for day in days:
        for known_at in (day, date(2022, 9, 1)):
            con.execute(f"CREATE OR REPLACE TABLE night AS SELECT DATE '{known_at}' AS known_at")
            con.execute(
                f"CREATE OR REPLACE TABLE place_day AS SELECT *, 'as_of' AS day, DATE '{day}' AS on_day, NULL::VARCHAR AS key FROM village"
            )
            look_up_values(con)
            found = con.execute(
                "SELECT village_code, key, population, value, valid_from, area_code FROM place_value WHERE day = 'as_of'"
            ).fetchall()
            for village in villages:
                held = in_force(rows, village, day, known_at)
                assert {row[1:] for row in found if row[0] == village} == {
                    (key, population, row.value, row.valid_from, row.area_code)
                    for (key, population), row in held.items()
                }


def test_everything_that_may_be_written_has_words() -> None:
    for parameter in PARAMETERS.values():
        assert UNIT[parameter.unit]
        assert all(population(each) for each in parameter.populations)
        assert all(CHOICE[each] for each in parameter.choices)
    assert OPERATOR.keys() == set(get_args(Operator)) and CONFIDENCE.keys() == set(get_args(Confidence))


def priced(
    area: str, valid_from: str, value: str, population: str = "urban", key: str = STANDARD
) -> Standard:
    return parse(
        f'area = "{area}"\n[[{key}]]\npopulation = "{population}"\nvalue = {value}\nvalid_from = {valid_from}\nsource = "x"\n',
        f"{area}.toml",
    )[0]


@pytest.mark.parametrize(
    ("values", "said"),
    [
        (["2021-01-01 urban 791", "2022-01-01 urban 871"], ""),
        (["2021-01-01 urban 871", "2022-01-01 urban 791"], "falls from 871 to 791 on 2022-01-01"),
        (["2021-01-01 urban 600", "2022-01-01 urban 900"], ""),
        (["2021-01-01 urban 600", "2022-01-01 urban 900.01"], "rises by more than half from 600 to 900.01"),
        (["2019-01-01 urban 600", "2020-01-01 urban 599", "2021-01-01 urban 610"], ""),
        (
            ["2022-01-01 urban 660", "2022-01-01 rural 871"],
            "the urban standard 660 is below the rural one 871",
        ),
        (["2022-01-01 urban 871", "2022-01-01 rural 871"], ""),
    ],
)
def test_what_is_odd_is_remarked_and_accepted(values: list[str], said: str) -> None:
    rows = [priced("370902", *(line.split()[0], line.split()[2], line.split()[1])) for line in values]
    found = remarks(rows, in_force(rows, "370902", date(2022, 6, 1)))
    assert [said in remark.en for remark in found] == ([True] if said else [])
    assert all(remark.place.startswith("370902.toml:2") for remark in found)


@pytest.mark.parametrize(("tekun", "count"), [("1132.30", 0), ("1132.29", 1)])
def test_extreme_poverty_support_is_held_against_the_nations_multiple(tekun: str, count: int) -> None:
    shipped = [row for row in standards.read([PACKAGE_DATA / "standards"]) if row.area_code == "00"]
    rows = [
        *shipped,
        priced("370902", "2022-01-01", "871"),
        priced("370902", "2022-01-01", tekun, key="extreme_poverty_support_standard"),
    ]
    assert len(remarks(rows, in_force(rows, "370902", date(2022, 6, 1)))) == count


def test_every_parameter_a_monitor_reads_is_declared() -> None:
    import re

    for name in ("place", "person_income", "ledger_found"):
        for key in re.findall(r"key = '(\w+)'", statement(name)):
            assert key in PARAMETERS, (name, key)
