"""Property against the local limits, each below, at and above. Ningbo Yinzhou's are multiples of the standard."""

from datetime import date

import pytest

from tests.monitors.county import County, yuan

NIGHT = date(2022, 5, 20)
CAPITAL = 100000
OVER = ("is_over_subsistence_property", "is_over_near_dibao_property", "is_over_rigid_property")


@pytest.fixture
def county() -> County:
    county = County()
    county.holds("subsistence_allowance_standard", 1181, "urban", since=date(2022, 2, 1))
    for programme, money in (("subsistence_allowance", 48), ("near_dibao", 96), ("rigid_expenditure", 72)):
        county.holds("financial_assets_multiple", money, programme, operator="below")
        county.holds("vehicle_multiple", 144, programme, operator="below")
        county.holds("dwelling_count", 1, programme, operator="not_above")
        county.holds("business_capital", CAPITAL, programme, operator="below")
    return county


def owns(
    county: County, person: int, kind: str, value: str | None, no: str = "1", area: str | None = None
) -> None:
    county.tell(
        "property",
        person_no=person,
        kind=kind,
        asset_no=no,
        value_fen=None if value is None else yuan(value),
        area_m2=area,
    )


def is_over(county: County, household: str = "H") -> tuple[bool, ...]:
    row = county.household(household)
    return tuple(row[name] for name in OVER)


def test_money_per_head(county: County) -> None:
    """Two heads: dibao 2 x 56,688 = 113,376; rigid 170,064; near-dibao 226,752. "Less than" is strict."""
    cases = {
        ("113375.99", "0"): (False, False, False),
        ("113376.00", "0"): (True, False, False),
        ("100000.00", "13376.00"): (True, False, False),  # one bank, two people's money
        ("170064.00", "0"): (True, False, True),
        ("226751.99", "0"): (True, False, True),
        ("226752.00", "0"): (True, True, True),
    }
    for money in cases:
        for value in money:
            owns(county, county.member("/".join(money)), "deposit", value, "某银行")
    county.watch(NIGHT)
    for money, over in cases.items():
        row = county.household("/".join(money))
        assert is_over(county, "/".join(money)) == over, money
        assert row["financial_assets_fen"] == sum(map(yuan, money))
        assert row["financial_assets_limit_fen"] == yuan("113376")


def test_a_car_and_the_capital_of_a_firm(county: County) -> None:
    cases = {
        ("vehicle", "170063.99"): False,  # 144 x 1,181 = 170,064
        ("vehicle", "170064"): True,
        ("vehicle", None): False,
        ("business", "99999.99"): False,
        ("business", "100000.00"): True,
        ("business", None): False,
    }
    for kind, value in cases:
        head = county.member(f"{kind} {value}")
        owns(county, head, kind, value)
        owns(county, head, kind, "90000", "2")  # two cheap ones are not one dear one
    county.watch(NIGHT)
    for (kind, value), over in cases.items():
        assert is_over(county, f"{kind} {value}") == (over, over, over), (kind, value)


def test_dwellings(county: County) -> None:
    """A home in two members' names is one."""
    cases = {"A": False, "AB": True, "ABC": True, "AA": False}
    for homes in cases:
        for home in homes:
            owns(county, county.member(homes), "housing", None, home)
    county.watch(NIGHT)
    for homes, over in cases.items():
        assert is_over(county, homes) == (over, over, over), homes
        row = county.household(homes)
        assert (row["dwelling_count"], row["dwelling_limit_count"]) == (len(set(homes)), 2)


def test_a_second_dwelling_is_let_pass_where_space_is_scarce(county: County) -> None:
    for programme in ("subsistence_allowance", "near_dibao", "rigid_expenditure"):
        county.holds("dwelling_area", "49.98", programme, operator="below")
    cases: dict[tuple[str | None, ...], bool] = {
        ("60", "39.95"): False,  # 49.975 a head
        ("60", "39.96"): True,  # 49.98
        ("60", None): False,  # nobody knows how large
        ("120", None): True,  # large enough already
        ("20", "20", "20"): True,  # the second is let pass, a third is not
    }
    for areas in cases:
        head, _ = county.member("/".join(map(str, areas))), county.member("/".join(map(str, areas)))
        for place, area in enumerate(areas):
            owns(county, head, "housing", None, str(place), area)
    county.watch(NIGHT)
    for areas, over in cases.items():
        assert is_over(county, "/".join(map(str, areas))) == (over, over, over), areas


def test_what_is_broken_is_said_of_every_member(county: County) -> None:
    head, other = county.member("H"), county.member("H")
    poor = county.member("poor")
    owns(county, head, "deposit", "113376")  # 48 x 1181 x 2
    county.watch(NIGHT)
    over = ("is_over_subsistence_property", "is_over_near_dibao_property")
    said = [tuple(county.of(person)[column] for column in over) for person in (head, other, poor)]
    assert said == [(True, False), (True, False), (False, False)]


def test_a_dwelling_let_pass_is_not_over_because_a_firm_is(county: County) -> None:
    county.holds("dwelling_area", "49.98", "subsistence_allowance", operator="below")
    head = county.member("H")
    for place in "12":
        owns(county, head, "housing", None, place, "20")
    owns(county, head, "business", "200000", "3")
    county.watch(NIGHT)
    household = county.household("H")
    assert household["is_over_subsistence_property"]
    assert household["dwelling_count"] < household["dwelling_limit_count"]


def test_at_the_area_itself_the_wording_decides(county: County) -> None:
    county.holds("dwelling_area", "49.98", "subsistence_allowance", operator="below")
    county.holds("dwelling_area", "49.98", "near_dibao", operator="not_above")
    county.holds("dwelling_area", "49.98", "rigid_expenditure", operator="not_above")
    head, _ = county.member("H"), county.member("H")
    owns(county, head, "housing", None, "1", "60")
    owns(county, head, "housing", None, "2", "39.96")
    county.watch(NIGHT)
    assert is_over(county) == (True, False, False)


@pytest.mark.parametrize(
    ("is_exempt", "expires_on", "over"),
    [(True, None, False), (False, None, True), (True, date(2022, 5, 19), True)],
)
def test_a_disabled_persons_vehicle(
    county: County, is_exempt: bool, expires_on: date | None, over: bool
) -> None:
    county.holds("disabled_vehicle_exempt", int(is_exempt))
    head, other = county.member("H"), county.member("H")
    county.tell(
        "disability",
        person_no=head,
        kind="limb",
        level="3",
        issued_on=date(2020, 1, 1),
        expires_on=expires_on,
    )
    owns(county, head, "vehicle", "300000", "1")
    owns(county, other, "vehicle", "100", "2")
    county.watch(NIGHT)
    assert is_over(county) == (over, over, over)
    assert county.household("H")["vehicle_value_fen"] == yuan("300000" if over else "100")


def test_where_no_limit_is_in_force_nothing_is_broken() -> None:
    county = County()
    head = county.member("H")
    for kind in ("deposit", "vehicle", "business"):
        owns(county, head, kind, "9000000")
    for home in "ABC":
        owns(county, head, "housing", "9000000", home)
    county.watch(NIGHT)
    assert is_over(county) == (False, False, False)
    row = county.household("H")
    assert row["financial_assets_fen"] == row["vehicle_value_fen"] == yuan("9000000")
    assert (
        row["dwelling_limit_count"] is row["vehicle_limit_fen"] is row["business_capital_limit_fen"] is None
    )


def test_what_nobody_listed_is_not_known(county: County) -> None:
    county.member("H")
    county.watch(NIGHT)
    assert is_over(county) == (False, False, False)
    row = county.household("H")
    assert row["financial_assets_fen"] is row["dwelling_count"] is row["vehicle_value_fen"] is None


def test_what_somebody_away_owns_is_not_the_familys(county: County) -> None:
    county.holds("absent_after_months", 0, "prison")
    county.member("H")
    away = county.member("H")
    county.tell("custody", person_no=away, kind="prison", started_on=date(2022, 1, 1))
    owns(county, away, "deposit", "900000")
    county.watch(NIGHT)
    assert is_over(county) == (False, False, False)


def test_standards_of_different_classes_make_different_limits(county: County) -> None:
    """The head's class: rural, 660 x 144 = 95,040."""
    owns(county, county.member("H", residence_class="rural"), "vehicle", "95040")
    county.watch(NIGHT)
    assert is_over(county) == (True, True, True)
    assert county.household("H")["vehicle_limit_fen"] == yuan("95040")
