"""How prices rose against the year before, by area and month (statistics)."""

from schemas.extract import Column, Extract

# Beyond these bounds an index was sent for a rate (103.1 for 3.1): refused, never read as 103 percent.
_RATE_LOWEST, _RATE_HIGHEST = -50, 50
_PERCENT = ("%", "％")

CONTRACT = Extract(
    name="price_index",
    zh="价格指数",
    department="statistics",
    department_zh="统计",
    mode="event",
    happened_on="month",
    purpose="Starts and ends the price subsidy: the rise over a year is held against its lines.",
    goes_wrong=(
        "An index is sent for a rate (103.1 for 3.1), or a spreadsheet's percentage arrives as 0.031; the rate on "
        "the month before is taken for the rate on the year before; first figures are revised."
    ),
    max_age_days=45,
    columns=(
        Column(
            name="region",
            zh="区划",
            kind="region",
            required=True,
            key=True,
            region_digits=(2, 4, 6),
            aliases=("区划代码", "地区代码"),
            purpose="The subsidy is started by prefecture.",
        ),
        Column(
            name="month",
            zh="月份",
            kind="month",
            required=True,
            key=True,
            not_after_delivery=True,
            aliases=("所属月份", "统计月份"),
            purpose="The subsidy is for the month of the index.",
        ),
        Column(
            name="cpi_yoy",
            zh="居民消费价格同比",
            kind="decimal",
            required=True,
            suffixes=_PERCENT,
            lowest=_RATE_LOWEST,
            highest=_RATE_HIGHEST,
            aliases=("居民消费价格同比涨幅", "CPI同比", "居民消费价格同比(%)"),
            purpose="Percent; held against the line of consumer prices.",
        ),
        Column(
            name="food_cpi_yoy",
            zh="食品价格同比",
            kind="decimal",
            required=True,
            suffixes=_PERCENT,
            lowest=_RATE_LOWEST,
            highest=_RATE_HIGHEST,
            aliases=("食品价格同比涨幅", "食品CPI同比", "食品价格同比(%)"),
            purpose="Percent; held against the line of food prices.",
        ),
        Column(
            name="low_income_cpi_yoy",
            zh="低收入居民价格同比",
            kind="decimal",
            suffixes=_PERCENT,
            lowest=_RATE_LOWEST,
            highest=_RATE_HIGHEST,
            aliases=("低收入居民消费价格同比", "SCPI同比", "低收入居民价格同比(%)"),
            purpose="Percent; some places work the subsidy out from it.",
        ),
        Column(
            name="published_on",
            zh="发布日期",
            kind="date",
            not_after_delivery=True,
            aliases=("指数发布日期", "公布日期"),
            purpose="From here the days run within which a supplement is to be paid; left out, the day of delivery.",
        ),
    ),
)
