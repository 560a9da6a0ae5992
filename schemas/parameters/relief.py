"""How a suggested temporary assistance is made, step by step."""

from decimal import Decimal

from schemas.parameter import Parameter

_CAUSE = ("illness", "income_loss", "education", "emergency")
_CATEGORY = ("subsistence_allowance", "extreme_poverty_support", "near_dibao", "rigid_expenditure")
_CAUSE_AND_CATEGORY = (*_CAUSE, *(f"{cause}.{category}" for cause in _CAUSE for category in _CATEGORY))

PARAMETERS = (
    Parameter(
        key="relief_basis",
        zh="临时救助计算口径",
        en="From what the amount is made",
        unit="choice",
        populations=_CAUSE,
        choices=(
            "per_household",
            "per_person",
            "flat",
            "self_paid_share",
        ),
    ),
    Parameter(
        key="relief_multiple",
        zh="临时救助倍数(月数)",
        en="Multiple of the monthly standard; months, where it is for each person",
        unit="multiple",
        populations=_CAUSE_AND_CATEGORY,
        highest=Decimal(24),
    ),
    Parameter(
        key="relief_flat_amount",
        zh="定额救助",
        en="Fixed amount",
        unit="cny",
        populations=_CAUSE,
        highest=Decimal(1000000),
    ),
    Parameter(
        key="relief_self_paid_share",
        zh="自付费用救助比例",
        en="Share of the self-payment beyond the deductible",
        unit="ratio",
        highest=Decimal(1),
    ),
    Parameter(
        key="relief_self_paid_deductible",
        zh="自付费用起付线",
        en="Self-payment that is the family's own",
        unit="cny",
        highest=Decimal(1000000),
    ),
    Parameter(
        key="relief_floor_multiple",
        zh="救助下限(标准倍数)",
        en="Least amount, as a multiple of the standard",
        unit="multiple",
        populations=_CAUSE,
        highest=Decimal(24),
    ),
    Parameter(
        key="relief_cap_multiple",
        zh="救助上限(标准倍数)",
        en="Highest amount, as a multiple of the standard",
        unit="multiple",
        populations=_CAUSE,
        highest=Decimal(100),
    ),
    Parameter(
        key="relief_cap_basis",
        zh="救助上下限口径",
        en="Whether floor and cap are for the household or for each person",
        unit="choice",
        choices=(
            "per_household",
            "per_person",
        ),
    ),
    Parameter(
        key="relief_annual_cap",
        zh="年度救助封顶",
        en="Highest sum of a calendar year",
        unit="cny",
        highest=Decimal(10000000),
    ),
    Parameter(
        key="relief_rounding",
        zh="救助金额取整",
        en="How a suggested amount is rounded",
        unit="choice",
        choices=(
            "ceil_yuan",
            "half_up_yuan",
            "cent",
        ),
    ),
    Parameter(
        key="relief_once_a_year",
        zh="同一事由一年一次",
        en="The same cause is helped once in a calendar year",
        unit="flag",
        highest=Decimal(1),
    ),
    Parameter(
        key="small_fast_multiple",
        zh="小额快救上限(标准倍数)",
        en="Emergency relief up to this multiple is paid first, without a check",
        unit="multiple",
        has_operator=True,
        highest=Decimal(24),
    ),
    Parameter(
        key="township_approval_multiple",
        zh="乡镇审批上限(标准倍数)",
        en="Townships decide up to this multiple",
        unit="multiple",
        has_operator=True,
        highest=Decimal(100),
    ),
)
