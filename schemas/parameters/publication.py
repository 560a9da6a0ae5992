"""What figures may look like once everybody can read them."""

from decimal import Decimal

from schemas.parameter import Parameter

PARAMETERS = (
    Parameter(
        key="public_small_count",
        zh="公开统计中不显示的小数(户)",
        en="In public statistics a count up to this is not shown, only that it is no more",
        unit="count",
        lowest=Decimal(3),
        highest=Decimal(100),
    ),
    Parameter(
        key="public_rounding",
        zh="公开统计的取整单位(户)",
        en="In public statistics every other count is rounded to a multiple of this",
        unit="count",
        lowest=Decimal(3),
        highest=Decimal(100),
    ),
)
