"""What a month of basic living costs, and how a household's line is made of it."""

from decimal import Decimal

from schemas.parameter import Parameter

_CLASS = ("urban", "rural")

PARAMETERS = (
    Parameter(
        key="subsistence_allowance_standard",
        zh="最低生活保障标准",
        en="Subsistence-allowance standard",
        unit="cny_per_person_month",
        populations=_CLASS,
        lowest=Decimal(50),
        highest=Decimal(5000),
    ),
    Parameter(
        key="extreme_poverty_support_standard",
        zh="特困人员基本生活标准",
        en="Extreme-poverty support, basic living",
        unit="cny_per_person_month",
        populations=_CLASS,
        lowest=Decimal(50),
        highest=Decimal(10000),
    ),
    Parameter(
        key="extreme_poverty_support_ratio",
        zh="特困标准与低保标准之比(倍)",
        en="Extreme-poverty support as a multiple of the subsistence-allowance standard; held against the two when checked",
        unit="ratio",
        has_operator=True,
        lowest=Decimal(1),
        highest=Decimal(5),
    ),
    Parameter(
        key="subsistence_ratio",
        zh="低保收入线(倍)",
        en="Subsistence line as a multiple of the standard",
        unit="ratio",
        has_operator=True,
        lowest=Decimal("0.1"),
        highest=Decimal(5),
    ),
    Parameter(
        key="subsistence_red_ratio",
        zh="红色预警收入线(倍)",
        en="Below this multiple of the line a subsistence warning is red",
        unit="ratio",
        has_operator=True,
        highest=Decimal(1),
    ),
    Parameter(
        key="near_dibao_ratio",
        zh="低保边缘收入线(倍)",
        en="Near-dibao line as a multiple of the standard",
        unit="ratio",
        has_operator=True,
        lowest=Decimal(1),
        highest=Decimal(5),
    ),
    Parameter(
        key="mixed_household_method",
        zh="城乡混合家庭的标准算法",
        en="How the line of a household of both classes is made",
        unit="choice",
        choices=(
            "member_sum",
            "applicant",
            "residence",
        ),
    ),
    Parameter(
        key="residence_class",
        zh="居住地城乡类别",
        en="Whether living here counts as urban or rural, where the register does not say",
        unit="choice",
        choices=(
            "urban",
            "rural",
        ),
    ),
    Parameter(
        key="allowance_rounding",
        zh="低保金取整",
        en="How an expected monthly allowance is rounded",
        unit="choice",
        choices=(
            "ceil_yuan",
            "half_up_yuan",
            "cent",
        ),
    ),
)
