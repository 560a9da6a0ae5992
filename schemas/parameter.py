"""Everything that a standards file can set: its unit, its bounds, whom it may be for."""

from decimal import Decimal
from typing import Literal

from pydantic import BaseModel, ConfigDict

Unit = Literal[
    "cny_per_person_month",
    "cny_per_person_year",
    "ratio",
    "multiple",
    "months",
    "years",
    "days",
    "flag",
    "choice",
]


class Parameter(BaseModel):
    """One thing that a standards file can set: its unit, its bounds and what it is for."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    key: str
    zh: str
    en: str
    unit: Unit
    populations: tuple[str, ...] = ("all",)
    has_operator: bool = False
    lowest: Decimal = Decimal(0)
    highest: Decimal = Decimal(100_000)
    choices: tuple[str, ...] = ()


_CLASS = ("urban", "rural")
_CAUSE = ("illness", "income_loss", "education", "emergency")
_SEVERITY = ("red", "orange", "yellow", "blue")

PARAMETERS: dict[str, Parameter] = {
    parameter.key: parameter
    for parameter in (
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
            key="working_age_from",
            zh="劳动年龄下限",
            en="Working age begins",
            unit="years",
            highest=Decimal(100),
        ),
        Parameter(
            key="working_age_to",
            zh="劳动年龄上限",
            en="Last year of working age",
            unit="years",
            highest=Decimal(100),
        ),
        Parameter(
            key="income_exempt",
            zh="不计入收入的项目",
            en="Kinds of income that do not count",
            unit="flag",
            populations=("scholarship", "assistance", "veteran_care", "resident_pension", "family_support"),
            highest=Decimal(1),
        ),
        Parameter(
            key="medical_self_paid_line",
            zh="医疗自付线(年累计)",
            en="Yearly self-payment that is too high",
            unit="cny_per_person_year",
            populations=("low_income", "poverty_return", "other"),
            has_operator=True,
            highest=Decimal(1_000_000),
        ),
        Parameter(
            key="medical_disposable_income_ratio",
            zh="医疗自付与人均可支配收入之比",
            en="Self-payment as a multiple of last year's disposable income that is grave",
            unit="ratio",
            has_operator=True,
            highest=Decimal(10),
        ),
        Parameter(
            key="income_drop_ratio",
            zh="收入骤减比例",
            en="Recent income as a share of former income that is a sharp drop",
            unit="ratio",
            has_operator=True,
            highest=Decimal(1),
        ),
        Parameter(
            key="uninsured_months",
            zh="失业无收入月数",
            en="Months without income before an uninsured person is helped",
            unit="months",
            has_operator=True,
            highest=Decimal(24),
        ),
        Parameter(
            key="relief_multiple",
            zh="临时救助倍数",
            en="Temporary assistance as a multiple of the monthly standard",
            unit="multiple",
            populations=_CAUSE,
            highest=Decimal(24),
        ),
        Parameter(
            key="relief_basis",
            zh="临时救助计算口径",
            en="Whether the multiple is for the household or for each person",
            unit="choice",
            populations=_CAUSE,
            choices=("per_household", "per_person"),
        ),
        Parameter(
            key="visit_within_days",
            zh="核查时限(工作日)",
            en="Working days until a visit is due",
            unit="days",
            populations=_SEVERITY,
            lowest=Decimal(1),
            highest=Decimal(250),
        ),
        Parameter(
            key="reopen_within_days",
            zh="重新出现期限(日)",
            en="A warning that comes back within so many days is the same episode again",
            unit="days",
            highest=Decimal(3650),
        ),
    )
}
