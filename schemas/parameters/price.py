"""When prices rise: who is paid, and how much."""

from decimal import Decimal

from schemas.parameter import Parameter

_GROUPS = (
    "subsistence_allowance",
    "extreme_poverty_support",
    "near_dibao",
    "rigid_expenditure",
    "orphan",
    "unattended_child",
    "unemployment_benefit",
)

_MORE_GROUPS = ("poverty_return_watch", "disability_living_subsidy", "disability_care_subsidy")
"""A notice of a one-time subsidy names groups as it pleases."""

PARAMETERS = (
    Parameter(
        key="price_cpi",
        zh="价格联动启动线(居民消费价格同比,%)",
        en="Rise of consumer prices that starts the linkage",
        unit="percent",
        has_operator=True,
        highest=Decimal(100),
    ),
    Parameter(
        key="price_food",
        zh="价格联动启动线(食品价格同比,%)",
        en="Rise of food prices that starts the linkage",
        unit="percent",
        has_operator=True,
        highest=Decimal(100),
    ),
    Parameter(
        key="price_method",
        zh="价格补贴算法",
        en="How the supplement is made",
        unit="choice",
        choices=(
            "index",
            "trigger_index",
            "jiangsu_12_8",
        ),
    ),
    Parameter(
        key="price_index_kind",
        zh="价格补贴所用指数",
        en="Which index the supplement follows",
        unit="choice",
        choices=(
            "cpi",
            "low_income_cpi",
        ),
    ),
    Parameter(
        key="price_upper_cpi",
        zh="价格补贴提高线(居民消费价格同比,%)",
        en="Rise from which the greater part is paid",
        unit="percent",
        has_operator=True,
        highest=Decimal(100),
    ),
    Parameter(
        key="price_part",
        zh="价格补贴为标准的几分之一",
        en="The supplement is the standard divided by this",
        unit="count",
        populations=(
            "lower",
            "upper",
        ),
        lowest=Decimal(1),
        highest=Decimal(100),
    ),
    Parameter(
        key="price_rounding",
        zh="价格补贴取整",
        en="How the supplement is rounded",
        unit="choice",
        choices=(
            "ceil_yuan",
            "half_up_yuan",
            "cent",
        ),
    ),
    Parameter(
        key="price_minimum",
        zh="价格补贴最低额",
        en="A supplement below this is paid as this",
        unit="cny_per_person_month",
        highest=Decimal(1000),
    ),
    Parameter(
        key="price_group",
        zh="价格补贴对象",
        en="Who receives the supplement",
        unit="flag",
        populations=_GROUPS,
        highest=Decimal(1),
    ),
    Parameter(
        key="price_pay_days",
        zh="价格补贴发放时限(工作日)",
        en="The supplement is paid within so many working days after the index was published",
        unit="days",
        highest=Decimal(60),
    ),
    Parameter(
        key="one_time_subsidy",
        zh="一次性生活补贴",
        en="One-time living subsidy per person",
        unit="cny",
    ),
    Parameter(
        key="one_time_subsidy_group",
        zh="一次性生活补贴对象",
        en="Who receives the one-time subsidy",
        unit="flag",
        populations=(*_GROUPS, *_MORE_GROUPS),
        highest=Decimal(1),
    ),
)
