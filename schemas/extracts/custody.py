"""Who is away for long: in custody, in the army, missing or serving a religion (justice, courts, religious affairs)."""

from schemas.extract import Column, Extract
from schemas.headings import IDENTITY_NUMBER

CONTRACT = Extract(
    name="custody",
    zh="羁押戒毒服役",
    department="justice, drug rehabilitation, military service, courts, religious affairs",
    department_zh="司法、戒毒、兵役、法院、民宗",
    mode="event",
    happened_on="started_on",
    purpose="Finds children without a carer and families whose earner is gone; the absent do not count as members.",
    goes_wrong=(
        "An early release is sent months later or never; the planned end is given where the true one is meant; "
        "a transfer between prisons looks like a second term."
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
            purpose="The person who is away.",
        ),
        Column(
            name="kind",
            zh="类型",
            kind="choice",
            required=True,
            key=True,
            aliases=("类别", "人员类型"),
            choices={
                "服刑": "prison",
                "羁押": "detention",
                "强制隔离戒毒": "rehabilitation",
                "服兵役": "military_service",
                "宣告失踪": "declared_missing",
                "宗教教职": "clergy",
                "监狱服刑": "prison",
                "在押": "detention",
                "强制戒毒": "rehabilitation",
                "义务兵": "military_service",
                "法院宣告失踪": "declared_missing",
                "被宣告失踪": "declared_missing",
                "宗教教职人员": "clergy",
            },
            purpose="Custody makes a child unattended, military service does not.",
        ),
        Column(
            name="started_on",
            zh="开始日期",
            kind="date",
            required=True,
            key=True,
            not_after_delivery=True,
            aliases=("起始日期", "入监日期", "入所日期", "入伍日期", "宣告日期"),
            purpose="Not counted as a member from this day, or from the local number of months after it; half a year of custody "
            "makes a child unattended.",
        ),
        Column(
            name="ended_on",
            zh="结束日期",
            kind="date",
            aliases=("终止日期", "释放日期", "刑满日期", "退役日期"),
            purpose="Counted as a member again after this day; it may lie ahead.",
        ),
    ),
)
