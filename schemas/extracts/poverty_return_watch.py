"""Who is watched so as not to fall back into poverty (agriculture and rural affairs)."""

from schemas.extract import Column, Extract
from schemas.headings import IDENTITY_NUMBER

CONTRACT = Extract(
    name="poverty_return_watch",
    zh="防止返贫监测对象",
    department="agriculture and rural affairs",
    department_zh="农业农村",
    mode="full",
    purpose="Finds people on the countryside's list whom civil affairs does not know; their line is lower.",
    goes_wrong=(
        "Whole households are listed under their head alone; those whose risk was lifted stay in; one person "
        "with two causes comes twice."
    ),
    max_age_days=45,
    columns=(
        Column(
            name="id_number",
            zh="身份证号",
            kind="identity_number",
            required=True,
            key=True,
            aliases=IDENTITY_NUMBER,
            purpose="The person on the list.",
        ),
        Column(
            name="cause",
            zh="风险原因",
            kind="choice",
            required=True,
            aliases=("返贫风险", "致贫返贫风险", "风险类型", "监测原因"),
            choices={
                "因病": "illness",
                "因残": "disability",
                "因学": "education",
                "因灾": "disaster",
                "因意外事故": "accident",
                "因务工就业不稳": "job_loss",
                "因产业失败": "failed_venture",
                "缺劳动力": "no_worker",
                "其他": "other",
            },
            otherwise="other",
            purpose="Tells the visitor what to ask about first.",
        ),
    ),
)
