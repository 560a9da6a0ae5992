"""Per-capita disposable income by area and year (statistics)."""

from schemas.extract import Column, Extract

CONTRACT = Extract(
    name="disposable_income",
    zh="人均可支配收入",
    department="statistics",
    department_zh="统计",
    mode="event",
    purpose="The line above which a person's medical spending is grave, whoever the household is.",
    goes_wrong="Last year's figure is published in spring only; until then the tier that needs it is off.",
    max_age_days=800,
    columns=(
        Column(
            name="region",
            zh="区划",
            kind="region",
            required=True,
            key=True,
            region_digits=(2, 4, 6, 9, 12),
            aliases=("区划代码",),
            purpose="The area the figure is for.",
        ),
        Column(name="year", zh="年份", kind="year", required=True, key=True, purpose="The year it is for."),
        Column(
            name="residence_class",
            zh="城乡",
            kind="choice",
            required=True,
            key=True,
            choices={"城镇": "urban", "城市": "urban", "农村": "rural", "全体": "all"},
            purpose="Urban and rural residents have figures of their own.",
        ),
        Column(
            name="amount",
            zh="人均可支配收入",
            kind="money",
            required=True,
            purpose="Yuan per person and year.",
        ),
        Column(
            name="published_on",
            zh="发布日期",
            kind="date",
            required=True,
            purpose="A night before this day does not know the figure.",
        ),
    ),
)
