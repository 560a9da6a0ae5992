"""The offices' lists of other work: whose they are, who is named in full, and that sums agree with the manifest."""

import json
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest

from flows.exports.work_lists import LISTS
from tests.bureau import RURAL_VILLAGE, URBAN_VILLAGE, Bureau, member, number

AS_OF = "2022-06-22"
EVIL = "=HYPERLINK(0)"


@pytest.fixture(scope="module")
def exports(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Two townships; in each a household with the allowance, and a stranger whose request is still open."""
    bureau = Bureau(tmp_path_factory.mktemp("work"))
    bureau.deliver(
        "household_member",
        AS_OF,
        [
            member("H1", number(1), "欧阳明月", village=URBAN_VILLAGE),
            member("H2", number(2), EVIL, residence_class="农村", village=RURAL_VILLAGE),
        ],
    )
    bureau.deliver("benefit", AS_OF, ["H1,,最低生活保障,2020-01-01,,,", "H2,,最低生活保障,2020-01-01,,,"])
    bureau.deliver(
        "help_request",
        AS_OF,
        [
            f"Q1,2022-06-20 09:00,热线,{number(3)},司马远,410122,{URBAN_VILLAGE[:9]},住宿,,",
            f"Q3,2022-06-20 09:00,救助站,{number(5)},司马近,410122,{URBAN_VILLAGE},住宿,食宿,",
            f"Q2,2022-06-20 09:00,窗口,{number(4)},张三丰,410122,{RURAL_VILLAGE[:9]},住宿,,",
        ],
    )
    outcome = bureau.night(AS_OF)
    yield outcome.exports


def texts(book: Path) -> dict[str, list[tuple[object, ...]]]:
    return {
        sheet.title: list(sheet.iter_rows(values_only=True))
        for sheet in openpyxl.load_workbook(book).worksheets
    }


def test_a_township_reads_its_own_rows_with_full_names(exports: Path) -> None:
    book = texts(exports / f"业务清单_{URBAN_VILLAGE[:9]}_{AS_OF}.xlsx")
    said = str(book)
    assert {"督办事项", "求助跟进", "水电减免名单"} <= book.keys()
    assert "欧阳明月" in said and "司马远" in said
    assert "张三丰" not in said and "H2" not in said
    assert AS_OF in str(book["求助跟进"][0][0]) and "业务清单" in str(book["求助跟进"][0][0])


def test_the_bureau_and_every_csv_read_masks_only(exports: Path) -> None:
    total = str(texts(exports / f"业务总表_370902_{AS_OF}.xlsx"))
    tables = [path.read_text(encoding="utf-8-sig") for path in exports.glob(f"*_370902_{AS_OF}.csv")]
    assert "欧阳**" in total and "H2" in total
    for said in (total, *tables):
        assert not any(name in said for name in ("欧阳明月", "司马远", "张三丰", number(1), number(3)))


def test_an_open_request_says_where_it_is_and_for_how_long_in_numbers(exports: Path) -> None:
    _, heads, *rows = texts(exports / f"业务清单_{URBAN_VILLAGE[:9]}_{AS_OF}.xlsx")["求助跟进"]
    told = {row[heads.index("求助编号")]: row for row in rows}
    shown = {
        no: (row[heads.index("村(社区)")] or "", row[heads.index("滞留天数")]) for no, row in told.items()
    }
    assert shown == {"Q1": ("", None), "Q3": (URBAN_VILLAGE, 2)}


def test_no_cell_comes_alive(exports: Path) -> None:
    book = openpyxl.load_workbook(exports / f"业务清单_{RURAL_VILLAGE[:9]}_{AS_OF}.xlsx")
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
    assert EVIL in {cell.value for cell in cells}
    assert not [cell for cell in cells if cell.data_type == "f"]


def test_the_manifest_counts_every_row_of_every_list(exports: Path) -> None:
    files = json.loads((exports / "manifest.json").read_text(encoding="utf-8"))["files"]
    rows = {file["file_name"]: file["rows"] for file in files}
    for each in LISTS:
        table = exports / f"{each.sheet}_370902_{AS_OF}.csv"
        if table.exists():
            assert rows[table.name] == len(table.read_text(encoding="utf-8-sig").splitlines()) - 1
    its = [file for file in files if file["file_name"].startswith("业务")]
    assert {file["township_code"] for file in its} == {"370902", URBAN_VILLAGE[:9], RURAL_VILLAGE[:9]}
    of_townships = sum(rows[file["file_name"]] for file in its if file["township_code"] != "370902")
    assert of_townships == sum(
        rows[f"{each.sheet}_370902_{AS_OF}.csv"]
        for each in LISTS
        if each.for_townships and f"{each.sheet}_370902_{AS_OF}.csv" in rows
    )


def test_papers_numbered_with_eighteen_digits_stop_no_night_and_an_identity_number_among_them_is_covered(
    tmp_path: Path,
) -> None:
    """A hotline numbers its calls by area, day and sequence; one office takes the caller's own number instead."""
    borne, town = number(3), URBAN_VILLAGE[:9]
    call = "370902202206200001"
    bureau = Bureau(tmp_path)
    bureau.deliver("household_member", AS_OF, [member("H1", number(1)), member(number(2), number(2))])
    bureau.deliver("benefit", AS_OF, [f"{number(2)},,最低生活保障,2020-01-01,,,"])
    bureau.deliver(
        "help_request",
        AS_OF,
        [
            f"{call},2022-06-20 09:00,热线,{number(4)},张三丰,410122,{town},住宿,,",
            f"{borne},2022-06-20 09:00,窗口,{borne},司马远,410122,{town},住宿,,",
        ],
    )
    bureau.deliver("service_need", AS_OF, [f"{number(1)},{number(1)},就业,2022-05-01,,"])
    bureau.deliver("application", AS_OF, [f"{number(1)},{town},H1,{number(1)},最低生活保障,2022-03-01,,,,,,"])
    bureau.deliver("reserve_fund", AS_OF, [f"{number(1)},{town},2022-03-01,支出,500,{borne}"])
    bureau.deliver("relief_payment", AS_OF, [f"P1,H1,,2022-03-01,因病,500,县级,{town}"])
    outcome = bureau.night(AS_OF)
    said = [
        str(bureau.ask(f"FROM {name}")) for (name,) in bureau.ask("SELECT table_name FROM duckdb_tables()")
    ]
    lists = [outcome.exports / f"{each.sheet}_370902_{AS_OF}.csv" for each in LISTS]
    said += [path.read_text(encoding="utf-8-sig") for path in lists if path.exists()]
    said.append(str(texts(outcome.exports / f"业务总表_370902_{AS_OF}.xlsx")))
    assert not [text for text in said if any(who in text for who in (borne, number(1), number(2)))]
    assert {row[0] for row in bureau.ask("SELECT request_no FROM help_request")} == {
        call,
        "990101********" + borne[-4:],
    }
    # The supplier finds the household by its mask, its head's name and the end of the account's number.
    relieved = str(texts(outcome.exports / f"业务清单_{town}_{AS_OF}.xlsx")["水电减免名单"])
    is_named = number(2) in relieved
    assert not is_named and f"990101********{number(2)[-4:]}" in relieved


def test_a_request_of_which_only_the_county_or_the_township_is_known_is_called_so(tmp_path: Path) -> None:
    town = URBAN_VILLAGE[:9]
    bureau = Bureau(tmp_path)
    bureau.deliver("household_member", AS_OF, [member("H1", number(1))])
    bureau.deliver("area", AS_OF, ["370902,泰山区,3709,,", f"{town},财源街道,370902,,"])
    asked = [
        "Q1,2022-06-20 09:00,热线,,赵六,410122,370902,住宿,,",
        f"Q2,2022-06-20 09:00,热线,,孙九,410122,{town},住宿,,",
    ]
    bureau.deliver("help_request", AS_OF, asked)
    outcome = bureau.night(AS_OF)
    assert bureau.ask(
        "SELECT township.name, village.name FROM warning JOIN area township ON township.area_code = township_code "
        "JOIN area village ON village.area_code = village_code WHERE rule_code = 'N15' ORDER BY township_code"
    ) == [("泰山区（乡镇不详）", "泰山区（乡镇不详）"), ("财源街道", "财源街道（村居不详）")]
    book = texts(outcome.exports / f"预警核查清单_370902000_{AS_OF}.xlsx")
    assert str(next(iter(book.values()))[0][0]).startswith("泰山区（乡镇不详） 预警核查清单")
