"""Temporary assistance paid out, cause by cause (civil affairs, townships)."""

from schemas.extract import Column, Extract
from schemas.headings import HOUSEHOLD, IDENTITY_NUMBER

CONTRACT = Extract(
    name="relief_payment",
    zh="临时救助发放",
    department="civil affairs, townships",
    department_zh="民政、乡镇（街道）",
    mode="event",
    happened_on="paid_on",
    purpose="Takes what was already given for a cause off what is suggested, and holds a year's sum against the cap.",
    goes_wrong=(
        "One payment is sent by the township and again by the county under another number; goods are entered "
        "without their value; the day of approval stands for the day of payment."
    ),
    max_age_days=45,
    amount="amount",
    largest_yuan=500_000,
    columns=(
        Column(
            name="payment_no",
            zh="发放编号",
            kind="code",
            required=True,
            key=True,
            aliases=("发放单号", "救助编号", "审批编号"),
            purpose="Ties the payment to its draw from the township's reserve fund.",
        ),
        Column(
            name="household_id",
            zh="家庭编号",
            kind="code",
            required=True,
            aliases=HOUSEHOLD,
            purpose="The household that was helped.",
        ),
        Column(
            name="id_number",
            zh="身份证号",
            kind="identity_number",
            aliases=(*IDENTITY_NUMBER, "救助对象身份证号"),
            purpose="The person, where relief goes by person.",
        ),
        Column(
            name="paid_on",
            zh="发放日期",
            kind="date",
            required=True,
            not_after_delivery=True,
            aliases=("发放时间", "拨付日期"),
            purpose="The calendar year in which one cause is relieved once.",
        ),
        Column(
            name="cause",
            zh="原因",
            kind="choice",
            required=True,
            aliases=("救助原因", "救助事由", "困难原因"),
            choices={
                "因病": "illness",
                "因收入减少": "income_loss",
                "因学": "education",
                "突发急难": "emergency",
                "其他": "other",
                "失业": "income_loss",
                "火灾": "emergency",
                "交通事故": "emergency",
                "自然灾害": "emergency",
            },
            otherwise="other",
            purpose="What was given for the same cause is taken off.",
        ),
        Column(
            name="amount",
            zh="金额",
            kind="money",
            required=True,
            aliases=("发放金额", "救助金额"),
            purpose="What was given; summed up by household and year, and by township.",
        ),
        Column(
            name="fund",
            zh="资金来源",
            kind="choice",
            required=True,
            aliases=("资金渠道", "支出渠道"),
            choices={
                "县级": "county",
                "备用金": "reserve_fund",
                "县级资金": "county",
                "区级": "county",
                "乡镇备用金": "reserve_fund",
            },
            purpose="Draws on the reserve fund must be found in its ledger.",
        ),
        Column(
            name="township_code",
            zh="乡镇区划",
            kind="region",
            required=True,
            region_digits=(9,),
            within_home_area=True,
            aliases=("乡镇区划代码", "乡镇代码", "街道区划"),
            purpose="The township that paid; shows townships which give no direct relief.",
        ),
    ),
)
