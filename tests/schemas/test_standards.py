"""A standards file says what is wrong with it, by file and line; the nearest authority known by then wins."""

from datetime import date
from pathlib import Path

import duckdb
import pytest

from flows import standards
from flows.home import PACKAGE_DATA
from monitors.watch import statement
from schemas.faults import DoudiError
from schemas.parameters import PARAMETERS
from schemas.standard import parse

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
    ("was", "becomes", "code", "line"),
    [
        ('source = "notice"\n\n', "\n", "E-STANDARD-SOURCE", ":4"),
        ("871.00", "8.71", "E-STANDARD-VALUE", ":4"),
        ("871.00", "871.005", "E-STANDARD-VALUE", ":4"),
        ("871.00", '"871"', "E-STANDARD-VALUE", ":4"),
        ("871.00", "true", "E-STANDARD-VALUE", ":4"),
        ('"urban"', '"suburban"', "E-STANDARD-FORM", ":4"),
        ('operator = "below"', 'operator = "under"', "E-STANDARD-FORM", ":10"),
        ('operator = "below"\n', "", "E-STANDARD-FORM", ":10"),
        ("value = 1.5\n", 'value = 1.5\nunit = "yuan"\n', "E-STANDARD-VALUE", ":10"),
        ("value = 1.5\n", "value = 1.5\nvalid_to = 2021-01-01\n", "E-STANDARD-FORM", ":10"),
        ("value = 1.5\n", 'value = 1.5\ncolour = "red"\n', "E-STANDARD-FORM", ":10"),
        ("[[near_dibao_ratio]]", "[[near_dibao]]", "E-STANDARD-FORM", ":10"),
        ('area = "370902"', 'area = "370911"', "E-STANDARD-FORM", ":1"),
        ("value = 1.5", "value = = 1.5", "E-STANDARD-FORM", "370902.toml"),
    ],
)
def test_a_mistake_is_named_by_file_and_line(was: str, becomes: str, code: str, line: str) -> None:
    assert was in GOOD
    assert len(parse(GOOD, "standards/370902.toml")) == 2
    with pytest.raises(DoudiError) as refused:
        parse(GOOD.replace(was, becomes, 1), "standards/370902.toml")
    assert refused.value.fault.code == code
    assert line in refused.value.where


def test_one_thing_twice_for_one_date_is_refused(tmp_path: Path) -> None:
    (tmp_path / "370902.toml").write_text(GOOD + GOOD.split("\n\n")[1] + "\n", encoding="utf-8")
    with pytest.raises(DoudiError) as refused:
        standards.read([tmp_path])
    assert refused.value.fault.code == "E-STANDARD-DOUBLE"


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


def in_force(rows: list[tuple[object, ...]], village: str, as_of: str, known_at: str) -> str | None:
    """The value of the urban standard in a village, asked of the real monitor."""
    con = duckdb.connect()
    con.execute(f"CREATE TABLE household AS SELECT '{village}' AS village_code")
    con.execute(
        f"CREATE TABLE night AS SELECT DATE '{as_of}' AS as_of, DATE '{as_of}' AS month_start, DATE '{known_at}' AS known_at"
    )
    con.execute("CREATE TABLE wanted AS SELECT 'standard' AS key, 'urban' AS population")
    con.execute(
        "CREATE TABLE parameter (area_code VARCHAR, key VARCHAR, population VARCHAR, value VARCHAR, value_e6 BIGINT,"
        " operator VARCHAR, valid_from DATE, valid_to DATE, known_from DATE)"
    )
    for area, population, value, valid_from, valid_to, known_from in rows:
        con.execute(
            "INSERT INTO parameter VALUES (?, 'standard', ?, ?, 0, NULL, ?, coalesce(?, DATE '9999-12-31'), coalesce(?, ?))",
            [area, population, value, valid_from, valid_to, known_from, valid_from],
        )
    found = con.execute(f"SELECT value FROM ({statement('place_value')}) WHERE day = 'as_of'").fetchall()
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
    assert in_force(LADDER, village, as_of, as_of) == wins


def test_a_late_announcement_is_seen_only_by_nights_that_knew_it() -> None:
    rows = [
        ("370902", "urban", "791", date(2021, 1, 1), None, None),
        ("370902", "urban", "871", date(2022, 1, 1), None, date(2022, 2, 20)),
    ]
    assert in_force(rows, "370902001001", "2022-01-31", "2022-01-31") == "791"
    assert in_force(rows, "370902001001", "2022-01-31", "2022-02-20") == "871"
    assert in_force(rows, "370902001001", "2021-12-31", "2022-02-20") == "791"


def test_every_parameter_a_monitor_reads_is_declared() -> None:
    import re

    for name in ("place", "person_income", "ledger_found"):
        for key in re.findall(r"key = '(\w+)'", statement(name)):
            assert key in PARAMETERS, (name, key)
