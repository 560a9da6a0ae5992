"""Children whose parents are dead, missing, in custody or severely disabled."""

from datetime import date

from tests.monitors.county import County

AS_OF = date(2022, 5, 20)
CHILD = "2012-01-01"


def county_with_lines() -> County:
    county = County()
    county.holds("child_age", 18)
    county.holds("custody_months", 6, operator="at_least")
    county.holds("parent_disability_level", 2)
    county.holds("parent_disability_level", 4, "mental")
    return county


def parents(county: County, child: int) -> tuple[int | None, int | None]:
    row = county.of(child)
    return row["parent_lost_count"], row["parent_able_count"]


def held(
    county: County, person: int, started_on: date, ended_on: date | None = None, kind: str = "prison"
) -> None:
    county.tell("custody", person_no=person, kind=kind, started_on=started_on, ended_on=ended_on)


def test_what_makes_a_parent_lost() -> None:
    county = county_with_lines()
    found: dict[str, tuple[int, int]] = {}  # case -> (child, the head: father or mother)
    for case in (
        "nothing",
        "dead",
        "dead by another name",
        "six months of prison planned",
        "a day less planned",
        "six months of prison so far",
        "a day less so far",
        "released",
        "in the army",
        "missing",
        "limb 2",
        "limb 3",
        "mental 4",
    ):
        head = county.member(case)
        found[case] = county.member(case, CHILD, relation="child"), head
    county.tell("death", person_no=found["dead"][1], name="某某", died_on=AS_OF)
    county.tell("death", person_no=found["dead by another name"][1], name="张三", died_on=AS_OF)
    held(county, found["six months of prison planned"][1], date(2022, 5, 1), date(2022, 10, 31))
    held(county, found["a day less planned"][1], date(2022, 5, 1), date(2022, 10, 30))
    held(county, found["six months of prison so far"][1], date(2021, 11, 20))
    held(county, found["a day less so far"][1], date(2021, 11, 21))
    held(county, found["released"][1], date(2020, 1, 1), date(2022, 5, 19))
    held(county, found["in the army"][1], date(2020, 1, 1), kind="military_service")
    held(county, found["missing"][1], AS_OF, kind="declared_missing")
    for case, kind, level in (("limb 2", "limb", "2"), ("limb 3", "limb", "3"), ("mental 4", "mental", "4")):
        county.tell(
            "disability", person_no=found[case][1], kind=kind, level=level, issued_on=date(2015, 1, 1)
        )
    county.watch(AS_OF)
    lost = {case for case, (child, _) in found.items() if parents(county, child) == (1, 0)}
    assert lost == {
        "dead",
        "six months of prison planned",
        "six months of prison so far",
        "missing",
        "limb 2",
        "mental 4",
    }
    assert all(parents(county, child) == (0, 1) for case, (child, _) in found.items() if case not in lost)


def test_who_the_parents_are() -> None:
    county = county_with_lines()
    # Head and spouse; the dead one still listed.
    father = county.member("H1")
    county.member("H1", relation="spouse")
    own = county.member("H1", CHILD, relation="child")
    niece = county.member("H1", CHILD, relation="other")
    county.tell("death", person_no=father, died_on=AS_OF)
    # A grandchild: the grown children of the head, not the grandparents, nor a child who is one still.
    county.member("H2", "1950-01-01")
    county.member("H2", "1980-01-01", relation="child")
    county.member("H2", "2004-05-21", relation="child")
    grandchild = county.member("H2", CHILD, relation="grandchild")
    # Eighteen today: a child no longer.
    county.member("H3")
    grown = county.member("H3", "2004-05-20", relation="child")
    county.watch(AS_OF)
    assert parents(county, own) == (1, 1)
    assert parents(county, niece) == (0, 0)
    assert parents(county, grandchild) == (0, 1)
    assert parents(county, grown) == (None, None)


def test_parents_who_are_no_longer_listed_are_remembered() -> None:
    county = county_with_lines()
    # The father left the register when he died; the mother's row vanished; the child came to its grandmother's.
    father = county.member("H1", left_on=date(2022, 2, 1))
    mother = county.person()
    county.tell(
        "household_member",
        known_to=date(2022, 3, 1),
        household_id="H1",
        person_no=mother,
        name="某某",
        relation="spouse",
        residence_class="urban",
        hukou_region="370902",
        residence_region="370902001001",
    )
    county.member("H2", "1950-01-01")
    child = county.person(CHILD)
    county.member("H1", relation="child", person=child, left_on=date(2022, 3, 10))
    county.member("H2", relation="grandchild", person=child, joined_on=date(2022, 3, 10))
    county.tell("death", person_no=father, name="某某", died_on=date(2022, 1, 31))
    held(county, mother, date(2022, 2, 10), date(2024, 2, 9))
    # A stepmother who came after the child had gone is no parent of it.
    county.member("H1", relation="spouse", joined_on=date(2022, 4, 1))
    county.watch(AS_OF)
    assert parents(county, child) == (2, 0)


def test_a_parent_under_two_numbers_is_one() -> None:
    county = county_with_lines()
    father, number_now = county.member("H1"), county.person()
    child = county.member("H1", CHILD, relation="child")
    county.tell("id_change", old_person_no=father, new_person_no=number_now, changed_on=date(2021, 1, 1))
    county.tell("death", person_no=number_now, name="某某", died_on=date(2022, 1, 31))
    county.watch(AS_OF)
    assert parents(county, child) == (1, 0)


def test_a_name_that_was_corrected_contradicts() -> None:
    county = county_with_lines()
    father = county.member("H1", name="李四")
    county.con.execute("UPDATE household_member SET known_to = DATE '2021-01-01'")
    county.tell(
        "household_member",
        known_from=date(2021, 1, 1),
        household_id="H1",
        person_no=father,
        name="张三",
        relation="head",
        residence_class="urban",
        hukou_region="370902",
        residence_region="370902001001",
    )
    child = county.member("H1", CHILD, relation="child")
    county.tell("death", person_no=father, name="李四", died_on=date(2022, 1, 31))
    county.watch(AS_OF)
    assert parents(county, child) == (0, 1)
