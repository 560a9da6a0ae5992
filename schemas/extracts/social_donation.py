"""What social organisations gave, and where (social organisations)."""

from schemas.extract import Column, Extract

CONTRACT = Extract(
    name="social_donation",
    zh="社会捐赠",
    department="social organisations",
    department_zh="社会组织",
    mode="event",
    happened_on="donated_on",
    purpose="Adds up by area what charity gives, beside what the state gives; no donation is any person's income.",
    goes_wrong=(
        "The giver and the foundation that passes it on both report it; goods come without a value, or at a shop's "
        "price; a pledge is entered as a gift."
    ),
    max_age_days=100,
    amount="amount",
    largest_yuan=100_000_000,
    columns=(
        Column(
            name="donation_no",
            zh="捐赠编号",
            kind="code",
            required=True,
            key=True,
            aliases=("捐赠单号", "票据号"),
            purpose="One donation counts once.",
        ),
        Column(
            name="organisation",
            zh="组织",
            kind="text",
            required=True,
            aliases=("社会组织名称", "捐赠单位", "组织名称"),
            purpose="Who gave: an organisation, never a private person.",
        ),
        Column(
            name="donated_on",
            zh="日期",
            kind="date",
            required=True,
            not_after_delivery=True,
            aliases=("捐赠日期", "捐赠时间"),
            purpose="Places the gift in the period that is reported.",
        ),
        Column(
            name="kind",
            zh="类型",
            kind="choice",
            required=True,
            aliases=("捐赠类型", "捐赠方式"),
            choices={"资金": "money", "物资": "goods", "服务": "service", "现金": "money"},
            otherwise="other",
            purpose="Money and goods are added up apart.",
        ),
        Column(
            name="amount",
            zh="金额",
            kind="money",
            aliases=("捐赠金额", "折价金额"),
            purpose="The sum that is reported by area.",
        ),
        Column(
            name="region",
            zh="区划",
            kind="region",
            required=True,
            region_digits=(2, 4, 6, 9, 12),
            aliases=("区划代码", "受赠地区划", "受益地区划"),
            purpose="The area that received it.",
        ),
    ),
)
