"""Twins, namesakes and strangers: where two fit, or the one who fits is not listed, nobody is named."""

import pytest

from flows import home
from tests.bureau import Bureau, member, number

pytestmark = pytest.mark.link

DAY = "2022-05-19"
TWIN, BROTHER = number(12, "20100404"), number(22, "20100404")
NAMESAKE, OTHER_NAMESAKE = number(101, "19700707"), number(103, "19700707")
ALONE = number(301, "19600606")
PARENT, MOTHER = number(41, "19800808"), number(42, "19810909")
COMMON = [number(401, f"197{year}0303") for year in range(5)]
CROWD = [
    member(
        f"C{place}",
        number(500 + place % 400, f"19{50 + place // 400}0101"),
        f"{chr(0x4E00 + place)}{chr(0x6E00 + place)}",
    )
    for place in range(1_500)
]
"""Others, each with a name of their own: in a hamlet a name tells little."""


def slip(right: str, place: int = 9) -> str:
    return right[:place] + str((int(right[place]) + 1) % 10) + right[place + 1 :]


@pytest.fixture(scope="module")
def bureau(tmp_path_factory: pytest.TempPathFactory) -> Bureau:
    bureau = Bureau(tmp_path_factory.mktemp("home"))
    bureau.deliver(
        "household_member",
        "2022-05-18",
        [
            member("H1", PARENT, "李建军"),
            member("H1", TWIN, "李大明", "子女"),
            member("H2", NAMESAKE, "王伟"),
            member("H3", OTHER_NAMESAKE, "王伟"),
            member("H4", ALONE, "赵秀兰"),
            member("H5", MOTHER, "孙红梅"),
            member("H5", number(51, "20120202"), "周小军", "子女"),
            member("H5", number(61, "20120202"), "周小兵", "子女"),
            *(member(f"K{place}", each, "王芳") for place, each in enumerate(COMMON)),
            *CROWD,
        ],
    )
    bureau.deliver(
        "death",
        DAY,
        [
            f"{slip(ALONE)},赵秀兰,2022-05-01",
            f"{NAMESAKE[:15]}000,王伟,2022-05-01",
            ",赵秀兰,2022-05-01",
            f"{slip(ALONE)},赵秀英,2022-05-01",
            # A common name and a birth date: whoever is not listed may have both.
            f"990902{COMMON[0][6:14]}77{COMMON[0][16:]},王芳,2022-05-01",
        ],
    )
    bureau.deliver(
        "relief_payment",
        DAY,
        [
            f"P1,H4,{slip(ALONE)},2022-05-01,因病,500.00,县级,370902001",
            # One slip away from either twin.
            f"P2,H5,{number(51, '20120202')[:15]}6{number(51, '20120202')[16:]},2022-05-01,因病,500.00,县级,370902001",
            f"P3,H1,{TWIN[:15]}000,2022-05-01,因病,500.00,县级,370902001",
            f"P4,H2,{slip(ALONE)},2022-05-01,因病,500.00,县级,370902001",
        ],
    )
    bureau.deliver(
        "household_member",
        DAY,
        [
            member("H1", PARENT, "李建军"),
            member("H1", TWIN, "李大明", "子女"),
            member("H1", f"{BROTHER[:15]}000", "李小明", "子女"),
            member("H2", NAMESAKE, "王伟"),
            member("H3", OTHER_NAMESAKE, "王伟"),
            *(member(f"K{place}", each, "王芳") for place, each in enumerate(COMMON)),
            member("H4", "", "赵 秀兰"),
            member("H5", "", "孙小梅", "子女"),
            *CROWD,
        ],
    )
    bureau.night("2022-05-20")
    return bureau


def proposed(bureau: Bureau) -> dict[tuple[str, int], str]:
    from flows.linking.propose import propose

    with home.warehouse(bureau.home, read_only=True) as con:
        extracts = dict(con.execute("SELECT delivery_no, extract FROM delivery").fetchall())
        return {(extracts[each.delivery_no], each.line): each.id_number for each in propose(con).proposals}


def test_only_where_one_fits_alone_is_anybody_named(bureau: Bureau) -> None:
    found = proposed(bureau)
    # Only whether, never who: a failure prints what it compares.
    assert sorted(found) == [("death", 2), ("household_member", 12), ("relief_payment", 2)]
    is_right = set(found.values()) == {ALONE}
    assert is_right


def test_the_warehouse_is_left_as_it_was(bureau: Bureau) -> None:
    with home.warehouse(bureau.home, read_only=True) as con:
        before = con.execute("SELECT table_name FROM duckdb_tables() ORDER BY ALL").fetchall()
    proposed(bureau)
    with home.warehouse(bureau.home, read_only=True) as con:
        assert con.execute("SELECT table_name FROM duckdb_tables() ORDER BY ALL").fetchall() == before
