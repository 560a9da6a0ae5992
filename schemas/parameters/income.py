"""Which income counts, for how long, and what is taken off."""

from decimal import Decimal

from schemas.parameter import Parameter

PARAMETERS = (
    Parameter(
        key="income_window_months",
        zh="收入核算期(月)",
        en="Months over which income is counted",
        unit="months",
        lowest=Decimal(12),
        highest=Decimal(12),
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
        populations=(
            "scholarship",
            "assistance",
            "veteran_care",
            "resident_pension",
            "family_support",
        ),
        highest=Decimal(1),
    ),
    Parameter(
        key="income_deduction",
        zh="可从收入扣减的支出",
        en="Spending of the window that is taken off the income",
        unit="flag",
        populations=(
            "medical",
            "education",
        ),
        highest=Decimal(1),
    ),
    Parameter(
        key="employment_cost",
        zh="就业成本扣减",
        en="Taken off the wage of every month worked",
        unit="cny_per_person_month",
        highest=Decimal(5000),
    ),
    Parameter(
        key="support_formula",
        zh="赡养抚养费算法",
        en="How support from a relative living apart is reckoned",
        unit="choice",
        choices=(
            "agreed",
            "excess_share",
            "excess_amount",
        ),
    ),
    Parameter(
        key="support_share",
        zh="赡养抚养费比例",
        en="Share of the excess that counts as support",
        unit="ratio",
        populations=(
            "few_children",
            "many_children",
        ),
        highest=Decimal(1),
    ),
    Parameter(
        key="support_many_children",
        zh="多子女起点(人)",
        en="From so many children on the lower share holds",
        unit="people",
        lowest=Decimal(1),
        highest=Decimal(20),
    ),
    Parameter(
        key="support_free_amount",
        zh="赡养义务人家庭扣除额(人年)",
        en="What every member of the relative's household keeps",
        unit="cny_per_person_year",
        highest=Decimal(1000000),
    ),
    Parameter(
        key="over_income_months",
        zh="连续超标月数",
        en="Consecutive months over the line before a review is suggested",
        unit="months",
        has_operator=True,
        lowest=Decimal(1),
        highest=Decimal(4),
    ),
    Parameter(
        key="grace_months",
        zh="渐退期(月)",
        en="Grace when work lifts the income over the line",
        unit="months",
        highest=Decimal(36),
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
)
