"""Work begun and lost, and unemployment benefit begun and ended (human resources)."""

from schemas.extract import Column, Extract
from schemas.headings import IDENTITY_NUMBER

CONTRACT = Extract(
    name="employment",
    zh="就业失业",
    department="human resources",
    department_zh="人社",
    mode="event",
    happened_on="event_on",
    purpose="Confirms that a person without income rows has none, and finds the uninsured unemployed.",
    goes_wrong="A change of employer arrives as stop and start on one day; stops are reported a month late.",
    max_age_days=45,
    columns=(
        Column(
            name="id_number",
            zh="身份证号",
            kind="identity_number",
            required=True,
            key=True,
            aliases=IDENTITY_NUMBER,
            purpose="The person.",
        ),
        Column(
            name="event",
            zh="事件",
            kind="choice",
            required=True,
            key=True,
            aliases=("事件类型",),
            choices={
                "参保": "insured",
                "停保": "insurance_stopped",
                "就业登记": "employed",
                "失业登记": "unemployed",
                "领取失业金": "unemployment_benefit_started",
                "停发失业金": "unemployment_benefit_stopped",
            },
            purpose="What changed.",
        ),
        Column(
            name="event_on",
            zh="日期",
            kind="date",
            required=True,
            key=True,
            aliases=("事件日期",),
            purpose="Orders the events.",
        ),
        Column(name="until", zh="截止日期", kind="date", purpose="The last day of an unemployment benefit."),
        Column(name="employer", zh="单位", kind="text", purpose="Helps the visitor ask the right question."),
    ),
)
