"""What was paid to whom, month by month (civil affairs, finance)."""

from schemas.extract import Column, Extract
from schemas.extracts.benefit import CONTRACT as BENEFIT
from schemas.headings import HOUSEHOLD, IDENTITY_NUMBER

CONTRACT = Extract(
    name="benefit_payment",
    zh="待遇发放",
    department="civil affairs, finance",
    department_zh="民政、财政",
    mode="period",
    period=("month", "benefit"),
    happened_on="month",
    purpose="Shows what was really paid: after a death, twice, in two places, or not at all to one entitled.",
    goes_wrong=(
        "Arrears of several months are paid in one and look like a double payment; festival months are paid "
        "early; money that the bank sent back still stands as paid; the month of transfer is given for the month due."
    ),
    max_age_days=45,
    amount="amount",
    largest_yuan=200_000,
    columns=(
        Column(
            name="household_id",
            zh="家庭编号",
            kind="code",
            required=True,
            key=True,
            aliases=HOUSEHOLD,
            purpose="The household that was paid.",
        ),
        Column(
            name="id_number",
            zh="身份证号",
            kind="identity_number",
            key=True,
            aliases=(*IDENTITY_NUMBER, "领取人身份证号"),
            purpose="The person, where a benefit is one person's; empty: the whole household's.",
        ),
        Column(
            name="month",
            zh="发放月份",
            kind="month",
            required=True,
            key=True,
            aliases=("所属月份", "待遇月份", "月份"),
            purpose="Which month is held against a death, an end of benefit or a second payment.",
        ),
        Column(
            name="benefit",
            zh="待遇类别",
            kind="choice",
            required=True,
            key=True,
            aliases=("救助类别", "待遇类型", "补贴类别"),
            choices={**BENEFIT.column("benefit").choices, "价格临时补贴": "price_subsidy"},
            otherwise="as_written",
            purpose="Which benefit: two that exclude each other are only seen side by side.",
        ),
        Column(
            name="amount",
            zh="金额",
            kind="money",
            required=True,
            aliases=("发放金额", "实发金额"),
            purpose="What was paid; sums up what may have been overpaid, and is reconciled with finance.",
        ),
        Column(
            name="paid_region",
            zh="发放地",
            kind="region",
            key=True,
            region_digits=(6, 9, 12),
            aliases=("发放地区划", "发放地区划代码", "发放区划"),
            purpose="One person paid for one month in two places.",
        ),
    ),
)
