"""Whom county, township and village call on, how often, and how long a need for a service may wait."""

from decimal import Decimal

from schemas.parameter import Parameter

PARAMETERS = (
    Parameter(
        key="visit_group",
        zh="定期走访对象",
        en="Whose status makes a household one that is called on regularly",
        unit="flag",
        populations=(
            "subsistence_allowance",
            "extreme_poverty_support",
            "near_dibao",
            "rigid_expenditure",
            "poverty_return_watch",
        ),
        highest=Decimal(1),
    ),
    Parameter(
        key="visit_months",
        zh="走访周期(月)",
        en="Every so many calendar months each level calls on a listed household",
        unit="months",
        populations=("village", "township", "county"),
        lowest=Decimal(1),
        highest=Decimal(60),
    ),
    Parameter(
        key="visit_finding_days",
        zh="走访发现有效期限(日)",
        en="A hardship found on a visit within so many days calls for help",
        unit="days",
        highest=Decimal(3650),
    ),
    Parameter(
        key="service_within_days",
        zh="服务需求办结期限(日)",
        en="A need for a service that stays open for more days waits too long",
        unit="days",
        has_operator=True,
        lowest=Decimal(1),
        highest=Decimal(3650),
    ),
)
