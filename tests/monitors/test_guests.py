"""People who asked for help here and stand in no register of ours: seen tonight, and helped where they are."""

from datetime import date, datetime
from typing import Any

import pytest

from tests.bureau import URBAN_VILLAGE
from tests.monitors.county import TAISHAN, County, months

NIGHT = date(2022, 5, 20)


@pytest.fixture
def county() -> County:
    county = County()
    county.holds("residence_class", "urban")
    return county


def asks(county: County, request_no: str, received: datetime, **cells: object) -> None:
    row: dict[str, Any] = {"incident_region": URBAN_VILLAGE, "channel": "hotline", "need": "living"}
    county.tell("help_request", request_no=request_no, received_at=received, **(row | cells))


def test_a_guest_is_a_household_of_one_where_the_need_is(county: County) -> None:
    guest = county.person("1990-03-01")
    asks(county, "R1", datetime(2022, 5, 4, 13), person_no=guest, name="赵某", hukou_region="340800")
    county.watch(NIGHT)
    household = county.household("求助-R1")
    assert {name: household[name] for name in ("village_code", "township_code", "member_count")} == {
        "village_code": URBAN_VILLAGE,
        "township_code": URBAN_VILLAGE[:9],
        "member_count": 1,
    }
    assert (household["is_in_register"], household["is_head_local"]) == (False, False)
    assert (household["standard_fen_per_month"], household["subsistence_line_fen_per_month"]) == (
        87100,
        87100,
    )
    person = county.of(guest)
    assert (person["household_id"], person["age_years"], person["is_counted"]) == ("求助-R1", 32, True)


def test_a_guest_without_a_number_has_a_name_and_an_unknown_income(county: County) -> None:
    asks(county, "R1", datetime(2022, 5, 4, 13), name="钱某")
    county.watch(NIGHT)
    household = county.household("求助-R1")
    assert (household["income_12m_fen"], household["income_unknown_member_count"]) == (None, 1)
    assert household["income_12m_lower_bound_fen"] == 0
    assert household["medical_self_paid_year_fen"] is None
    (head,) = county.rows("household")
    assert (head["head_person_no"], head["head_name"]) == (None, "钱某")
    assert county.rows("person_month") == []


def test_a_guest_whose_income_is_known_here_is_held_against_it(county: County) -> None:
    guest = county.person()
    county.earns(guest, 10000, months(date(2022, 4, 1)))
    asks(county, "R1", datetime(2022, 5, 4, 13), person_no=guest)
    county.watch(NIGHT)
    assert county.household("求助-R1")["income_12m_fen"] == 120000


def test_where_a_guest_is_registered_may_be_known_in_part(county: County) -> None:
    cases = {
        None: None,
        "34": False,  # another province
        "37": None,  # this province: nobody knows which county
        "3709": None,
        "3702": False,
        TAISHAN: True,
        "370902001": True,
        "370911": False,
    }
    for hukou in cases:
        asks(county, f"R{hukou}", datetime(2022, 5, 4, 13), hukou_region=hukou)
    county.watch(NIGHT)
    assert {hukou: county.household(f"求助-R{hukou}")["is_head_local"] for hukou in cases} == cases


def test_one_person_who_calls_twice_is_one_guest_and_two_nameless_calls_are_two(county: County) -> None:
    guest = county.person()
    asks(county, "R3", datetime(2022, 5, 6, 9), person_no=guest)
    asks(county, "R2", datetime(2022, 5, 5, 9), person_no=guest)
    asks(county, "R1", datetime(2022, 5, 4, 9), person_no=guest, resolved_at=datetime(2022, 5, 4, 20))
    asks(county, "R4", datetime(2022, 5, 7, 9))
    asks(county, "R5", datetime(2022, 5, 7, 9))
    county.watch(NIGHT)
    assert [row["household_id"] for row in county.rows("household_month")] == [
        "求助-R2",
        "求助-R4",
        "求助-R5",
    ]


def test_only_an_open_request_makes_a_guest(county: County) -> None:
    asks(county, "just-in-time", datetime(2022, 5, 20, 23, 59))
    asks(county, "tomorrow", datetime(2022, 5, 21, 0, 0))
    asks(county, "closed-today", datetime(2022, 5, 4, 9), resolved_at=datetime(2022, 5, 20, 8))
    asks(county, "closed-tomorrow", datetime(2022, 5, 4, 9), resolved_at=datetime(2022, 5, 21, 8))
    county.watch(NIGHT)
    assert [row["household_id"] for row in county.rows("household")] == [
        "求助-closed-tomorrow",
        "求助-just-in-time",
    ]


def test_who_stands_in_the_register_is_no_guest_and_who_left_it_is(county: County) -> None:
    here = county.member("H1")
    gone = county.member("H2", left_on=date(2022, 1, 1))
    asks(county, "R1", datetime(2022, 5, 4, 9), person_no=here)
    asks(county, "R2", datetime(2022, 5, 4, 9), person_no=gone)
    county.watch(NIGHT)
    assert [row["household_id"] for row in county.rows("household")] == ["H1", "求助-R2"]


def test_a_number_that_changed_since_is_still_one_person(county: County) -> None:
    former, current = county.person(), county.member("H1")
    county.tell("id_change", old_person_no=former, new_person_no=current, changed_on=date(2022, 1, 1))
    asks(county, "R1", datetime(2022, 5, 4, 9), person_no=former)
    county.watch(NIGHT)
    assert [row["household_id"] for row in county.rows("household")] == ["H1"]


def test_a_place_known_in_part_is_filled_up_with_zeros(county: County) -> None:
    villages = {"370902": "370902000000", "370902001": "370902001000"}
    for region in villages:
        asks(county, region, datetime(2022, 5, 4, 9), incident_region=region)
    county.watch(NIGHT)
    for region, village in villages.items():
        row = county.household(f"求助-{region}")
        assert (row["village_code"], row["township_code"]) == (village, village[:9])
        assert row["standard_fen_per_month"] == 87100


def test_where_nobody_says_urban_or_rural_a_guest_has_no_line(county: County) -> None:
    county.values = [value for value in county.values if value.key != "residence_class"]
    asks(county, "R1", datetime(2022, 5, 4, 9))
    county.watch(NIGHT)
    row = county.household("求助-R1")
    assert (row["standard_fen_per_month"], row["subsistence_limit_12m_fen"]) == (None, None)
