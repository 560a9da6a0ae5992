"""People's income month by month (human resources, tax, agriculture)."""

from schemas.extract import Column, Extract
from schemas.headings import IDENTITY_NUMBER

CONTRACT = Extract(
    name="income",
    zh="收入",
    department="human resources, tax, agriculture",
    department_zh="人社、税务、农业农村",
    mode="period",
    period=("month", "kind"),
    happened_on="month",
    purpose="Compares twelve months of counted income with the subsistence line.",
    goes_wrong=(
        "Months arrive late; a contribution base is sent as if it were a wage; yuan and fen are mixed; "
        "the last digits of identity numbers were eaten by a spreadsheet."
    ),
    max_age_days=45,
    amount="amount",
    largest_yuan=1_000_000,
    columns=(
        Column(
            name="id_number",
            zh="身份证号",
            kind="identity_number",
            required=True,
            key=True,
            aliases=IDENTITY_NUMBER,
            purpose="The person whose income it is.",
        ),
        Column(
            name="month",
            zh="所属月份",
            kind="month",
            required=True,
            key=True,
            aliases=("所属期", "月份", "发放月份"),
            purpose="Places the income in the window.",
        ),
        Column(
            name="kind",
            zh="收入类型",
            kind="choice",
            required=True,
            key=True,
            aliases=("收入类别",),
            choices={
                "工资": "wage",
                "经营": "business",
                "财产": "property",
                "养老金": "pension",
                "城乡居民养老金": "resident_pension",
                "失业金": "unemployment_benefit",
                "赡养抚养": "family_support",
                "奖学金": "scholarship",
                "救助": "assistance",
                "优抚": "veteran_care",
                "其他": "other",
            },
            purpose="Some kinds do not count as income (dated list in the standards).",
        ),
        Column(
            name="amount",
            zh="金额",
            kind="money",
            required=True,
            may_be_negative=True,
            aliases=("收入金额", "发放金额"),
            purpose="The income itself; a negative amount reverses an earlier one.",
        ),
        Column(
            name="evidence",
            zh="数据性质",
            kind="choice",
            required=True,
            aliases=("数据来源性质",),
            choices={"实发": "actual", "申报": "declared", "缴费基数": "contribution_base"},
            purpose="A contribution base alone never passes or fails an income test.",
        ),
        Column(
            name="payer",
            zh="单位",
            kind="text",
            key=True,
            aliases=("单位名称", "发放单位"),
            purpose="Keeps two jobs of one person apart.",
        ),
    ),
)
