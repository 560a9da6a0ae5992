"""Power and water of households, month by month (power, water)."""

from schemas.extract import Column, Extract

CONTRACT = Extract(
    name="utility",
    zh="水电",
    department="power, water",
    department_zh="供电、供水",
    mode="period",
    period=("month", "kind"),
    happened_on="month",
    purpose="Notices the old person living alone who stopped using water, or who falls behind with the bills.",
    goes_wrong=(
        "Meters read every second month give every other month nothing; a tenant uses, the landlord is named; a "
        "changed meter starts at zero; arrears show money paid in advance with a minus."
    ),
    # Water is read and billed every second month in many places.
    max_age_days=75,
    # No amount is added up: arrears less money paid in advance swing around zero from month to month.
    largest_yuan=100_000,
    columns=(
        Column(
            name="account_no",
            zh="户号",
            kind="code",
            required=True,
            key=True,
            aliases=("用户编号", "用电户号", "用水户号", "客户编号"),
            purpose="Two meters of one household are kept apart.",
        ),
        Column(
            name="household_id",
            zh="家庭编号",
            kind="code",
            required=True,
            aliases=("户编号", "家庭编码"),
            purpose="The household that lives behind the meter.",
        ),
        Column(
            name="month",
            zh="月份",
            kind="month",
            required=True,
            key=True,
            not_after_delivery=True,
            aliases=("所属月份", "抄表月份", "账期"),
            purpose="One month's use is held against the months before.",
        ),
        Column(
            name="kind",
            zh="类型",
            kind="choice",
            required=True,
            key=True,
            aliases=("能源类型", "水电类型"),
            choices={"电": "power", "水": "water", "用电": "power", "用水": "water"},
            purpose="Power and water are compared each with itself; relief on bills goes by kind.",
        ),
        Column(
            name="usage",
            zh="用量",
            kind="decimal",
            suffixes=("千瓦时", "kWh", "度", "立方米", "m³", "吨"),
            lowest=0,
            highest=100_000,
            aliases=("用电量", "用水量", "当月用量"),
            purpose="A sudden fall where an old person lives alone calls for a visit.",
        ),
        Column(
            name="arrears",
            zh="欠费",
            kind="money",
            may_be_negative=True,
            aliases=("欠费金额", "当前欠费"),
            purpose="Two months of arrears call for a visit; a negative figure is money paid in advance.",
        ),
    ),
)
