"""What figures may look like once everybody can read them, and of whom less is shown."""

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
    Parameter(
        key="minor_age_years",
        zh="未成年人个人信息从严掩码的年龄(周岁)",
        en="Personal data of people under this age are masked more strongly",
        unit="years",
        lowest=Decimal(14),
        highest=Decimal(18),
    ),
)
