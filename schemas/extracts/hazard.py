"""Disasters, fires and accidents, and whom they struck (emergency management, fire, traffic police)."""

from schemas.extract import Column, Extract
from schemas.headings import IDENTITY_NUMBER

CONTRACT = Extract(
    name="hazard",
    zh="突发事件",
    department="emergency management, fire, traffic police",
    department_zh="应急管理、消防、交警",
    mode="event",
    happened_on="occurred_on",
    purpose="Calls for relief within days where a family was struck by a disaster, a fire or an accident.",
    goes_wrong=(
        "An event is sent before its victims are known, so rows are added under its number later; losses are "
        "first guesses; only the driver or the owner is named, not the injured."
    ),
    max_age_days=45,
    # No amount is added up: losses are first guesses, and one large one must not hold the others back.
    columns=(
        Column(
            name="event_no",
            zh="事件编号",
            kind="code",
            required=True,
            key=True,
            aliases=("事故编号", "灾害编号", "案件编号"),
            purpose="One event with several victims is one cause of relief.",
        ),
        Column(
            name="id_number",
            zh="身份证号",
            kind="identity_number",
            required=True,
            key=True,
            aliases=(*IDENTITY_NUMBER, "受灾人身份证号", "当事人身份证号"),
            purpose="The person struck.",
        ),
        Column(
            name="kind",
            zh="类型",
            kind="choice",
            required=True,
            aliases=("事件类型", "灾害种类", "事故类型"),
            choices={
                "自然灾害": "natural_disaster",
                "火灾": "fire",
                "交通事故": "traffic_accident",
                "生产安全事故": "work_accident",
                "其他": "other",
            },
            otherwise="other",
            purpose="Named in the reason; relief for one cause is given once.",
        ),
        Column(
            name="occurred_on",
            zh="发生日期",
            kind="date",
            required=True,
            not_after_delivery=True,
            aliases=("发生时间", "事发日期"),
            purpose="Emergency relief is for what has just happened.",
        ),
        Column(
            name="loss",
            zh="损失",
            kind="money",
            aliases=("损失金额", "直接经济损失"),
            purpose="Shown to the officer; never an entitlement.",
        ),
    ),
)
