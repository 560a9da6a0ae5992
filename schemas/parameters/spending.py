"""How much a household may have to spend before somebody looks."""

from decimal import Decimal

from schemas.parameter import Parameter

PARAMETERS = (
    Parameter(
        key="medical_self_paid_line",
        zh="医疗自付线(年累计)",
        en="Yearly self-payment that is too high",
        unit="cny_per_person_year",
        populations=(
            "low_income",
            "poverty_return",
            "other",
        ),
        has_operator=True,
        highest=Decimal(1000000),
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
        key="outpatient_month_line",
        zh="门诊月自付线",
        en="Outpatient self-payment of one month that is too high",
        unit="cny_per_person_month",
        has_operator=True,
    ),
    Parameter(
        key="education_line",
        zh="教育自付线(学年)",
        en="School fees after aid that are too high",
        unit="cny_per_person_year",
        has_operator=True,
        highest=Decimal(1000000),
    ),
    Parameter(
        key="rigid_share",
        zh="刚性支出占收入比例",
        en="Share of income that rigid spending must exceed",
        unit="ratio",
        has_operator=True,
        highest=Decimal(10),
    ),
    Parameter(
        key="rigid_item",
        zh="计入刚性支出的项目",
        en="What counts as rigid spending",
        unit="flag",
        populations=(
            "medical",
            "medical_other",
            "education",
            "living",
        ),
        highest=Decimal(1),
    ),
    Parameter(
        key="rigid_income_ratio",
        zh="刚性支出家庭收入上限(可支配收入倍数)",
        en="Income line as a multiple of last year's disposable income",
        unit="ratio",
        has_operator=True,
        highest=Decimal(10),
    ),
)
