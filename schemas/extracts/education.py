"""Who studies where in the course of schooling, what it costs and what aid bears (education)."""

from schemas.extract import Column, Extract
from schemas.headings import IDENTITY_NUMBER

CONTRACT = Extract(
    name="education",
    zh="就学",
    department="education",
    department_zh="教育",
    mode="period",
    period=("school_year", "stage"),
    purpose="Finds families whose fees are more than they can carry, and counts students without income as such.",
    goes_wrong=(
        "Sent once after autumn enrolment, so a drop-out is known a year later; aid is entered after the fees; "
        "those who study elsewhere are missing; a file says 2021 where the school year 2021-2022 is meant."
    ),
    max_age_days=400,
    amount="fee",
    largest_yuan=500_000,
    columns=(
        Column(
            name="id_number",
            zh="身份证号",
            kind="identity_number",
            required=True,
            key=True,
            aliases=(*IDENTITY_NUMBER, "学生身份证号", "身份证件号"),
            purpose="The student.",
        ),
        Column(
            name="school_year",
            zh="学年",
            kind="school_year",
            required=True,
            key=True,
            aliases=("学年度",),
            purpose="Fees and aid are compared within one school year.",
        ),
        Column(
            name="stage",
            zh="学段",
            kind="choice",
            required=True,
            aliases=("教育阶段", "就读阶段"),
            choices={
                "学前": "preschool",
                "小学": "primary",
                "初中": "lower_secondary",
                "高中": "upper_secondary",
                "中职": "vocational",
                "大专": "college",
                "本科": "undergraduate",
                "研究生": "postgraduate",
                "特殊教育": "special",
                "学前教育": "preschool",
                "幼儿园": "preschool",
                "普通高中": "upper_secondary",
                "中等职业": "vocational",
                "中专": "vocational",
                "高职": "college",
                "专科": "college",
                "大学本科": "undergraduate",
                "特教": "special",
            },
            purpose="Support outlives the sixteenth birthday while school lasts; aid differs by stage.",
        ),
        Column(
            name="fee",
            zh="费用",
            kind="money",
            required=True,
            aliases=("学费", "应缴费用", "学费住宿费"),
            purpose="The family's burden of the school year, before aid.",
        ),
        Column(
            name="aid",
            zh="资助",
            kind="money",
            aliases=("资助金额", "已资助金额", "助学金"),
            purpose="Taken off the burden; aid already given is not suggested again.",
        ),
    ),
)
