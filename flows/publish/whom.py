"""Whom a sentence is about: the household by its head, and a person so that nobody in the house is mistaken for another.

SQL expressions over the joins of `whom`; names and numbers are masked in them already.
"""

from schemas import masks
from schemas.checks import text
from schemas.extracts.household_member import CONTRACT as HOUSEHOLD_MEMBER

_RELATION_ZH = {
    code: zh
    for column in HOUSEHOLD_MEMBER.columns
    if column.name == "relation"
    # Several words may mean one code; the first is the plainest.
    for zh, code in reversed(column.choices.items())
}
_CASES = " ".join(f"WHEN {text(code)} THEN {text(zh)}" for code, zh in _RELATION_ZH.items())
RELATION_ZH = f"CASE about.relation {_CASES} END"
_CLASS_ZH = "CASE household.residence_class WHEN 'urban' THEN '城镇' ELSE '农村' END"
_IS_HEAD = "about.person_no = household.head_person_no"

PERSON_KEY_OF = "coalesce(first_number.id_number, person.id_number)"

HOUSEHOLD_ZH = (
    f"coalesce('该户（户主' || {masks.name('household.head_name', of='household.head_person_no')} || '，' || household.member_count || '人，' || {_CLASS_ZH} "
    "|| '）：', '')"
)
HOUSEHOLD_EN = (
    "coalesce('Household of ' || household.member_count || ', ' || household.residence_class || ': ', '')"
)


def _person_zh(*more: str) -> str:
    marks = ", ".join((RELATION_ZH, "about.age_years || '岁'", *more))
    return f"""CASE WHEN {_IS_HEAD} THEN '户主本人' WHEN person.person_no IS NOT NULL THEN '成员'
    || coalesce({masks.name("about.name", of="about.person_no")}, '')
    || coalesce('（' || nullif(concat_ws('，', {marks}), '') || '）', '') END"""


PERSON_ZH = _person_zh()
# Two sons may share a surname, a generation's name and an age; on the office's list the last four digits tell them
# apart. Tables for analysts do without, and so do children too young to be told by their number.
PERSON_ON_LIST_ZH = _person_zh(f"'证号尾号' || {masks.last_four('person.id_number', of='person.person_no')}")
PERSON_EN = f"""CASE WHEN {_IS_HEAD} THEN 'The head' WHEN person.person_no IS NOT NULL THEN 'A member ('
    || concat_ws(', ', about.relation, 'aged ' || about.age_years) || ')' END"""


def whom(table: str) -> str:
    """The joins behind these expressions, for a table with `household_id` and `person_no`."""
    return f"""LEFT JOIN household ON household.household_id = {table}.household_id
        LEFT JOIN member about ON about.person_no = {table}.person_no
        LEFT JOIN person ON person.person_no = {table}.person_no
        LEFT JOIN first_number ON first_number.person_no = {table}.person_no"""
