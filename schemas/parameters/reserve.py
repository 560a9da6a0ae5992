"""When a township's reserve is low, and how long its draws and payments may take to be found in each other's books."""

from decimal import Decimal

from schemas.parameter import Parameter

PARAMETERS = (
    Parameter(
        key="reserve_minimum",
        zh="备用金最低结余(元/乡镇)",
        en="A township's reserve with less than this is low",
        unit="cny",
        highest=Decimal(100000000),
    ),
    Parameter(
        key="reserve_match_days",
        zh="备用金支出与发放对账期限(日)",
        en="A draw and its payment are in both books within so many days",
        unit="days",
        highest=Decimal(366),
    ),
)
