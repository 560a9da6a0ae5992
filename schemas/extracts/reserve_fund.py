"""The townships' reserve for relief on the spot: what it held, got and gave (townships)."""

from schemas.extract import Column, Extract

CONTRACT = Extract(
    name="reserve_fund",
    zh="备用金",
    department="townships",
    department_zh="乡镇（街道）",
    mode="event",
    happened_on="entered_on",
    purpose="Tells which township has a reserve, what is left of it, and whether its draws are payments we know.",
    goes_wrong=(
        "The opening balance is entered again every year besides what was carried over; draws are entered with a "
        "minus; a draw names no payment, or one payment is drawn twice."
    ),
    max_age_days=45,
    amount="amount",
    columns=(
        Column(
            name="entry_no",
            zh="流水号",
            kind="code",
            required=True,
            key=True,
            aliases=("台账流水号", "记账编号", "流水编号"),
            purpose="An entry delivered again replaces the first.",
        ),
        Column(
            name="township_code",
            zh="乡镇区划",
            kind="region",
            required=True,
            region_digits=(9,),
            within_home_area=True,
            aliases=("乡镇区划代码", "乡镇代码", "街道区划"),
            purpose="Whose reserve it is; every township is to have one.",
        ),
        Column(
            name="entered_on",
            zh="日期",
            kind="date",
            required=True,
            not_after_delivery=True,
            aliases=("记账日期", "发生日期"),
            purpose="The balance of a day.",
        ),
        Column(
            name="kind",
            zh="类型",
            kind="choice",
            required=True,
            aliases=("收支类型", "科目"),
            choices={
                "期初": "opening",
                "拨入": "top_up",
                "支出": "spent",
                "期初余额": "opening",
                "下拨": "top_up",
            },
            purpose="Balance = opening + top-ups - spent; the sign is never in the amount.",
        ),
        Column(
            name="amount",
            zh="金额",
            kind="money",
            required=True,
            aliases=("发生额", "收支金额"),
            purpose="A low reserve calls for a top-up.",
        ),
        Column(
            name="payment_no",
            zh="发放编号",
            kind="code",
            aliases=("发放单号", "救助编号"),
            purpose="The relief payment for which it was drawn.",
        ),
    ),
)
