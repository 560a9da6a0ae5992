"""The family this product starts from. Source: China Social News, 2022-06-22: 6 x 871 = 5,226 yuan.

Never edited to make a build pass.
"""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from tests.bureau import RURAL_VILLAGE, URBAN_VILLAGE, Bureau, member, months, number, settlement, wage

HEAD, SPOUSE, PARENT = number(1), number(2, "19820202"), number(3, "19500303")


def family(
    bureau: Bureau, *, as_of: date, residence_class: str = "城镇", village: str = URBAN_VILLAGE
) -> None:
    """Three people who earn well above every line; one of them was treated from January to May."""
    day = as_of
    people = ((HEAD, "李明", "户主"), (SPOUSE, "王兰", "配偶"), (PARENT, "李大山", "父母"))
    bureau.deliver(
        "household_member", day, [member("H1", *person, residence_class, village) for person in people]
    )
    bureau.deliver("benefit", day, ["H9,,最低生活保障,2020-01-01,,,"])
    bureau.deliver(
        "income",
        day,
        [wage(who, month, "3000.00") for month in months(as_of, 15) for who in (HEAD, SPOUSE)],
    )
    year = as_of.year
    bureau.deliver(
        "medical_expense",
        day,
        [
            settlement("S1", PARENT, f"{year}-01-01", "8000.00"),
            settlement("S2", PARENT, f"{year}-03-15", "7500.50"),
            settlement("S3", PARENT, f"{year}-05-{20 if year == 2022 else 10}", "4999.50"),
            settlement("S0", PARENT, f"{year - 1}-12-31", "9000.00"),
        ],
    )


@pytest.mark.parametrize(
    ("as_of", "residence_class", "village", "suggested", "standard", "valid_from"),
    [
        (date(2022, 5, 20), "城镇", URBAN_VILLAGE, "5226.00", "871.00", date(2022, 1, 1)),
        (date(2022, 5, 20), "农村", RURAL_VILLAGE, "3960.00", "660.00", date(2022, 1, 1)),
        (date(2021, 12, 20), "城镇", URBAN_VILLAGE, "4746.00", "791.00", date(2021, 1, 1)),
        (date(2021, 12, 20), "农村", RURAL_VILLAGE, "3558.00", "593.00", date(2021, 1, 1)),
    ],
)
def test_the_articles_family_is_found_with_the_articles_amount(
    tmp_path: Path,
    as_of: date,
    residence_class: str,
    village: str,
    suggested: str,
    standard: str,
    valid_from: date,
) -> None:
    bureau = Bureau(tmp_path)
    family(bureau, as_of=as_of, residence_class=residence_class, village=village)
    bureau.night(as_of)
    (warning,) = bureau.warnings()
    assert warning["rule_code"] == "N05"
    assert warning["suggested_cny"] == Decimal(suggested)
    assert warning["relief_multiple"] == 6
    assert warning["relief_basis"] == "per_household"
    assert warning["standard_cny_per_month"] == Decimal(standard)
    assert warning["standard_valid_from"] == valid_from
    assert warning["township_code"] == village[:9]
    assert warning["village_code"] == village
    assert (warning["change"], warning["state"], warning["severity"]) == ("new", "open", "orange")
    assert f"{Decimal(suggested):,}" in warning["reason_zh"] and "20,500.00" in warning["reason_zh"]
