"""Which households were called on, by whom, and what was found (three-level investigation)."""

from schemas.extract import Column, Extract
from schemas.headings import HOUSEHOLD

CONTRACT = Extract(
    name="visit",
    zh="走访",
    department="county, townships and villages (three-level investigation)",
    department_zh="县、乡、村",
    mode="event",
    happened_on="visited_on",
    purpose="Every listed household is to be seen every month: shows those that were not.",
    goes_wrong=(
        "A month's visits are entered on its last day under one date; a telephone call is entered as a visit; "
        "the finding is copied from the month before."
    ),
    max_age_days=45,
    columns=(
        Column(
            name="visit_no",
            zh="走访编号",
            kind="code",
            required=True,
            key=True,
            aliases=("走访记录编号", "记录编号"),
            purpose="A visit sent again, corrected, replaces the first.",
        ),
        Column(
            name="household_id",
            zh="家庭编号",
            kind="code",
            required=True,
            aliases=HOUSEHOLD,
            purpose="The household that was seen.",
        ),
        Column(
            name="level",
            zh="层级",
            kind="choice",
            required=True,
            aliases=("走访层级", "排查层级"),
            choices={
                "县": "county",
                "乡镇": "township",
                "村": "village",
                "县级": "county",
                "区": "county",
                "区级": "county",
                "乡镇级": "township",
                "街道": "township",
                "村级": "village",
                "社区": "village",
            },
            purpose="County, township and village each owe their visits.",
        ),
        Column(
            name="visited_on",
            zh="走访日期",
            kind="date",
            required=True,
            not_after_delivery=True,
            aliases=("走访时间", "入户日期"),
            purpose="Seen this month or not.",
        ),
        Column(
            name="visitor",
            zh="走访人",
            kind="text",
            required=True,
            aliases=("走访人员", "走访干部", "帮扶干部"),
            purpose="Whom the office asks about the visit.",
        ),
        Column(
            name="finding",
            zh="发现情况",
            kind="text",
            aliases=("发现问题", "走访情况", "家庭情况"),
            purpose="Read before the next visit.",
        ),
    ),
)
