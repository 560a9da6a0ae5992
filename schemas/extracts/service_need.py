"""Help that is not money: who needs it and whether it came (social-work stations, schools)."""

from schemas.extract import Column, Extract
from schemas.headings import IDENTITY_NUMBER

CONTRACT = Extract(
    name="service_need",
    zh="服务需求",
    department="social-work stations, schools",
    department_zh="社工站、学校",
    mode="event",
    happened_on="registered_on",
    purpose="Hands needs that no allowance meets to a social worker: lone old people, children, the distressed.",
    goes_wrong=(
        "A need is closed when it was passed on, not when it was met; a class's needs come under one number; "
        "the child is entered under a parent's identity number."
    ),
    max_age_days=45,
    columns=(
        Column(
            name="need_no",
            zh="需求编号",
            kind="code",
            required=True,
            key=True,
            aliases=("服务编号", "个案编号"),
            purpose="A need delivered again, met by now, replaces the open one.",
        ),
        Column(
            name="id_number",
            zh="身份证号",
            kind="identity_number",
            required=True,
            aliases=(*IDENTITY_NUMBER, "服务对象身份证号"),
            purpose="The person in need.",
        ),
        Column(
            name="kind",
            zh="需求类型",
            kind="choice",
            required=True,
            aliases=("服务类型", "需求类别"),
            choices={
                "生活照料": "care",
                "心理疏导": "counselling",
                "学习辅导": "learning",
                "网课设备": "learning_equipment",
                "生活物资": "supplies",
                "就业": "job",
                "其他": "other",
            },
            otherwise="other",
            purpose="Which service is asked for; services are counted by kind.",
        ),
        Column(
            name="registered_on",
            zh="登记日期",
            kind="date",
            required=True,
            not_after_delivery=True,
            aliases=("登记时间", "提出日期"),
            purpose="How long the person has waited.",
        ),
        Column(
            name="resolved_on",
            zh="办结日期",
            kind="date",
            not_after_delivery=True,
            aliases=("办结时间", "完成日期", "服务日期"),
            purpose="An open need is a task.",
        ),
        Column(
            name="station",
            zh="承接站点",
            kind="text",
            aliases=("社工站", "承接机构", "服务站点", "承接队伍"),
            purpose="Which social-work station or team the need is passed on to.",
        ),
    ),
)
