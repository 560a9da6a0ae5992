"""How recent an event must be, and how strong a sign, to be worth a visit."""

from decimal import Decimal

from schemas.parameter import Parameter

PARAMETERS = (
    Parameter(
        key="new_disability_days",
        zh="新增残疾期限(日)",
        en="A certificate issued within so many days is new",
        unit="days",
        highest=Decimal(3650),
    ),
    Parameter(
        key="hazard_days",
        zh="突发事件期限(日)",
        en="A disaster, accident or grave illness within so many days calls for help",
        unit="days",
        highest=Decimal(3650),
    ),
    Parameter(
        key="breadwinner_share",
        zh="主要劳动力收入占比",
        en="Share of the household's income that makes a breadwinner",
        unit="ratio",
        has_operator=True,
        highest=Decimal(1),
    ),
    Parameter(
        key="breadwinner_months",
        zh="主要劳动力失去期限(月)",
        en="For so many months after the loss it is pointed out",
        unit="months",
        highest=Decimal(36),
    ),
    Parameter(
        key="exit_watch_months",
        zh="退出后跟踪期(月)",
        en="Months for which a household is watched after it left subsistence allowance",
        unit="months",
        highest=Decimal(36),
    ),
    Parameter(
        key="age_change_days",
        zh="年龄变化期限(日)",
        en="A birthday within so many days calls for a review",
        unit="days",
        highest=Decimal(366),
    ),
    Parameter(
        key="review_birthday",
        zh="需复核的年龄",
        en="Birthday at which entitlement changes",
        unit="years",
        populations=(
            "end_of_childhood",
            "end_of_minority",
        ),
        lowest=Decimal(1),
        highest=Decimal(30),
    ),
    Parameter(
        key="unemployment_ending_days",
        zh="失业金将到期天数",
        en="Unemployment benefit ends within so many days",
        unit="days",
        highest=Decimal(366),
    ),
    Parameter(
        key="elder_alone_age",
        zh="独居老人年龄(起)",
        en="Living alone matters from this age",
        unit="years",
        highest=Decimal(120),
    ),
    Parameter(
        key="utility_drop_ratio",
        zh="用量骤降比例",
        en="Use as a share of the former mean that is a sharp fall",
        unit="ratio",
        has_operator=True,
        highest=Decimal(1),
    ),
    Parameter(
        key="utility_arrears_months",
        zh="欠费月数",
        en="Months in arrears that are a sign",
        unit="months",
        has_operator=True,
        highest=Decimal(24),
    ),
)
