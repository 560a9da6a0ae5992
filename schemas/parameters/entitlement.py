"""Which benefit goes with which status, and which exclude each other."""

from decimal import Decimal

from schemas.parameter import Parameter

_STATUS = (
    "subsistence_allowance",
    "extreme_poverty_support",
    "near_dibao",
    "rigid_expenditure",
    "poverty_return_watch",
)
_BENEFIT = ("disability_living_subsidy", "disability_care_subsidy", "education_aid")
_ENTITLEMENT = tuple(f"{benefit}.{status}" for benefit in _BENEFIT for status in _STATUS)
_EXCLUSIVE = (
    "subsistence_allowance.extreme_poverty_support",
    "extreme_poverty_support.orphan",
    "extreme_poverty_support.disability_living_subsidy",
)
_RELIEVED = tuple(f"{kind}.{status}" for kind in ("power", "water") for status in _STATUS[:2])

PARAMETERS = (
    Parameter(
        key="entitlement",
        zh="应享待遇",
        en="A benefit that goes with a status",
        unit="flag",
        populations=_ENTITLEMENT,
        highest=Decimal(1),
    ),
    Parameter(
        key="exclusive_benefit",
        zh="不得同时享受的待遇",
        en="Two benefits that exclude each other",
        unit="flag",
        populations=_EXCLUSIVE,
        highest=Decimal(1),
    ),
    Parameter(
        key="utility_relief",
        zh="水电减免",
        en="Relief on power or water that goes with a status",
        unit="flag",
        populations=_RELIEVED,
        highest=Decimal(1),
    ),
)
