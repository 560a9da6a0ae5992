"""What may be seen of a person, and what a text may not hold."""

import hashlib
import hmac
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas import masks
from schemas.published import TABLES
from tests.bureau import number

WHO = number(77, "19880101")
YOUNG = number(78, "20150101")
PHONE, ACCOUNT = "13900080001", "6217000088000000017"


@cache
def known() -> duckdb.DuckDBPyConnection:
    """What the masks read. Nothing writes into it, and opening one takes longer than all that is asked of it."""
    con = duckdb.connect(config={"threads": 1})
    con.execute("CREATE TABLE person AS SELECT unnest([?, ?]) AS id_number", [WHO, YOUNG])
    con.execute("CREATE TABLE minor AS SELECT 7 AS person_no, ? AS id_number", [YOUNG])
    con.execute(
        "CREATE TABLE known_name AS FROM (VALUES ('瞿墨蘅', FALSE), ('瞿小蘅', TRUE)) t(name, is_minor)"
    )
    return con


def shown(mask: str, value: str | None) -> Any:
    asked = f"SELECT {mask} FROM (SELECT CAST($1 AS VARCHAR) AS x, 7 AS child, 8 AS adult)"
    return known().execute(asked, [value]).fetchall()[0][0]


@pytest.mark.parametrize(
    ("name", "masked"),
    [
        ("李明", "李*"),
        ("张三丰", "张*丰"),
        ("欧阳修", "欧阳*"),
        ("阿依·古丽", "阿依·*"),
        ("某", "*"),
        (WHO, None),
    ],
)
def test_a_name(name: str, masked: str | None) -> None:
    assert shown(masks.name("x", of="adult"), name) == (masked or f"9{'*' * 16}{WHO[-1]}")


@pytest.mark.parametrize(
    ("mask", "adults", "childs"),
    [
        (masks.name, "9****************{}", "小*"),
        (masks.identity_number, "990101********{}", ""),
        (masks.last_four, "{}", None),
    ],
)
def test_of_a_minor_there_is_no_name_and_no_number(
    mask: Callable[..., str], adults: str, childs: str | None
) -> None:
    end = WHO[-1] if mask is masks.name else WHO[-4:]
    assert shown(mask("x", of="adult"), WHO) == shown(mask("x", of="NULL"), WHO) == adults.format(end)
    assert shown(mask("x", of="child"), WHO) == childs


def test_a_person_without_a_name_has_none_because_of_age() -> None:
    assert shown(masks.name("x", of="child"), None) is None


@pytest.mark.parametrize(
    ("value", "masked"),
    [
        ("H1", "H1"),
        ("370902202205060001", "370902202205060001"),
        (WHO, f"990101********{WHO[-4:]}"),
        (f"户{WHO}", f"户990101********{WHO[-4:]}"),
        (PHONE, "139****0001"),
        (ACCOUNT, "****0017"),
        ("6217000088000000018", "6217000088000000018"),
        (YOUNG, "****"),
        (f"户{YOUNG.lower()}", "户****"),
        ("瞿墨蘅", "瞿*蘅"),
        ("瞿小蘅", "小*"),
        (None, None),
    ],
)
def test_a_papers_own_number(value: str | None, masked: str | None) -> None:
    assert shown(masks.own_number("x"), value) == masked


@pytest.mark.parametrize(
    ("value", "masked"), [("李明", "李明"), (PHONE, f"1{'*' * 9}1"), ("瞿墨蘅", "瞿墨蘅"), (None, None)]
)
def test_a_full_name_is_no_number(value: str | None, masked: str | None) -> None:
    assert shown(masks.full_name("x"), value) == masked


def test_a_title_that_is_somebodys_name() -> None:
    assert shown(masks.title("x"), "瞿墨蘅") == "瞿*蘅"
    assert shown(masks.title("x"), "瞿小蘅") == "小*"
    assert shown(masks.title("x"), f"某慈善会 {PHONE}") == "某慈善会 ***"


def full_width(text: str) -> str:
    return text.translate({ord(digit): ord(digit) + 0xFEE0 for digit in "0123456789"})


BEGIN, BORN, END = WHO[:6], WHO[6:14], WHO[14:]
NUMBERS = [
    WHO,
    f"{BEGIN} {BORN} {END}",
    f"{BEGIN}-{BORN}-{END}",
    f"{BEGIN}—{BORN[:4]}-{BORN[4:6]}-{BORN[6:]}—{END}",
    f"{BEGIN}\u3000{BORN}\u3000{END}",
    full_width(WHO),
    full_width(f"{BEGIN} {BORN} {END}"),
    "990101880101123",
    "990101 880101 123",
    PHONE,
    "139-0008-0001",
    "139 0008 0001",
    f"+86 {PHONE}",
    ACCOUNT,
    "6217 0000 8800 0000 017",
    "6217-0000-8800-0000",
]
NO_NUMBERS = [
    "W370902-20220520-000017",
    "D20220510-0001",
    "R20220513-01",
    "U20220513-01",
    "2022-05-20 至 2022-06-20",
    "2022-05-20 2022-05-21 2022-05-22",
    "20220520 20220521",
    "民发〔2018〕23号",
    "370902001001",
    "0538-6201234",
    "12,345.67 元和 1200.00 元",
]


@pytest.mark.parametrize("number_", NUMBERS, ids=range(len(NUMBERS)))
@pytest.mark.parametrize("around", ["{}", "由{}来电", "({})。", "{},{}"])
def test_a_number_in_a_text_is_covered_and_a_reason_holds_none(number_: str, around: str) -> None:
    text = around.replace("{}", number_)
    covered = masks.without_numbers(text)
    # Compared outside the assertions, whose failure would print them.
    digits = sum(mark.isdigit() for mark in covered)
    is_same_in_sql = shown(masks.free_text("x"), text) == covered
    assert digits == 0 and is_same_in_sql and masks.holds_a_number(text)


@pytest.mark.parametrize(
    "text",
    ["9 9 0 1 0 1 1 9 8 8 0 1 0 1 1 2 3 4", "990101\u200b19880101\u200b1234", "99 01 01，1988，0101，1234"],
)
def test_a_number_cut_up_by_hand_is_no_reason(text: str) -> None:
    assert masks.holds_a_number(text)


@pytest.mark.parametrize("text", NO_NUMBERS)
def test_our_own_numbers_and_days_are_nobodys(text: str) -> None:
    assert not masks.holds_a_number(text)
    assert masks.without_numbers(text) == text == shown(masks.free_text("x"), text)


@settings(deadline=None)
@given(st.text(alphabet="0123456789０９Xx -—/.，年W李\u3000\n", max_size=60))
def test_a_text_is_covered_alike_here_and_in_the_database(text: str) -> None:
    assert shown(masks.free_text("x"), text) == masks.without_numbers(text)


@settings(deadline=None)
@given(st.text(min_size=1, max_size=100), st.text(min_size=1, max_size=40))
def test_a_key_is_the_hmac_of_its_standard(secret: str, value: str) -> None:
    value, secret = value.replace("\0", "0"), secret.replace("\0", "0")
    try:
        value.encode(), secret.encode()
    except UnicodeEncodeError:
        return
    con = known()
    for name, pad in masks.key_pads(secret).items():
        con.execute(f"SET VARIABLE {name} = ?", [pad])
    found = con.execute(
        f"SELECT {masks.household_key('x')}, {masks.person_key('x')} FROM (SELECT $1 AS x)", [value]
    )
    keys = found.fetchall()[0]
    by_hand = tuple(
        hmac.new(secret.encode(), f"{kind} {value}".encode(), hashlib.sha256).hexdigest()[:20]
        for kind in ("household", "person")
    )
    assert (
        keys == by_hand == (masks.key_of("household", value, secret), masks.key_of("person", value, secret))
    )
    assert len(set(keys)) == 2


def test_masks_are_made_in_one_place() -> None:
    """Nobody else covers, cuts or hashes: a second convention could be joined to the first."""
    allowed = {"schemas/masks.py", "flows/message.py"}
    root = Path(masks.__file__).parent.parent
    for package in ("schemas", "rules", "monitors", "flows"):
        for path in (root / package).rglob("*"):
            if path.suffix in (".py", ".sql") and str(path.relative_to(root)) not in allowed:
                text = path.read_text(encoding="utf-8")
                assert "****" not in text and "'***'" not in text and "repeat('*'" not in text, path


# fmt: off
CLASSES = {
    "pseudonym": "household_key person_key other_key",
    "number of ours": "warning_id visit_warning_id confirmed_warning_id delivery_id run_id rule_code rule_id rule_version "
        "task_code legal_basis_id content_digest rules_digest standards_digest sha256",
    "code of a closed list": "absent_kind approval_level basis category change changed_because channel channel_group codes "
        "column_name columns confidence confirmed_cause decided_level disability_kind education_stage encoding extract "
        "gives gravest_severity hazard_kind help_need key kind level level_in_force moved_by need operator other_category outcome "
        "person_group population poverty_return_cause price_group price_method programme reason_codes registration "
        "relief_basis residence_class result service_need_kind severity state state_before status step subsidy_group "
        "township_group unit visit_finding_kind visit_finding_level",
    "place": "area_code from_township_code parent_code refer_to_area_code township_code village_code name township_name "
        "village_name",
    "law or value": "legal_basis note number source title title_en title_zh value",
    # Of the locality's own kinds: what holds six digits is refused at the door.
    "word of a department": "benefit duplicate_payment_benefit exclusive_benefits",
    "masked: a paper's own number": "application_no help_request_no need_no reference request_no service_need_no household_id",
    "masked: others' words": "file_name organisation station remark_zh remark_en",
    "masked: a person": "head_id_masked head_name_masked",
    "sentence of ours, people masked in it": "amount_steps change_zh evidence not_judged_reason reason_en reason_zh "
        "rule_title_zh says_en says_zh sources_zh suggested_action",
    "restricted": "head_name",
}
# fmt: on
TEXTS = ("VARCHAR", "JSON")


def test_every_column_that_leaves_has_its_class() -> None:
    """A new column of text says here what it may show, and that its maker has seen to it."""
    from flows.exports.work_lists import LISTS
    from schemas.office import OFFICE_ROW

    class_of = {name: kind for kind, names in CLASSES.items() for name in names.split()}
    assert sum(len(names.split()) for names in CLASSES.values()) == len(class_of)
    columns = {
        (table.name, field.name): field
        for table in (*TABLES, OFFICE_ROW)
        for field in table.fields
        if field.sql_type.startswith(TEXTS)
    }
    without = sorted({f"{table}.{name}" for table, name in columns if name not in class_of})
    assert not without, "say in CLASSES what these may show: " + ", ".join(without)
    assert class_of.keys() == {name for _, name in columns}
    for (table, name), _field in columns.items():
        assert class_of[name] != "restricted" or table == OFFICE_ROW.name
    listed = {cell.field: cell for work in LISTS for cell in work.columns.values()}
    full = {name for name, cell in listed.items() if cell.kind == "name"}
    assert full == {"name", "head_name", "person_name"}
    assert not {
        name for name in listed if name.endswith("id_number") or "phone" in name or "account_no" in name
    }
