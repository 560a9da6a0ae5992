"""Relatives living apart who owe support, as declared and verified (civil affairs)."""

from schemas.extract import Column, Extract
from schemas.headings import HOUSEHOLD

CONTRACT = Extract(
    name="support_obligor",
    zh="赡养抚养义务人",
    department="civil affairs",
    department_zh="民政",
    mode="full",
    purpose="Reckons the support that relatives living apart owe, and finds the old whom nobody can support.",
    goes_wrong=(
        "An obligor who supports two households is listed under one; a yearly income is sent as a monthly one; the "
        "obligor's own family is counted with the parents in it."
    ),
    max_age_days=400,
    amount="family_monthly_income",
    columns=(
        Column(
            name="household_id",
            zh="家庭编号",
            kind="code",
            required=True,
            key=True,
            aliases=HOUSEHOLD,
            purpose="The household that is supported.",
        ),
        Column(
            name="id_number",
            zh="义务人身份证号",
            kind="identity_number",
            required=True,
            key=True,
            aliases=("义务人身份证号码", "义务人公民身份号码", "赡养抚养人身份证号"),
            purpose="The obligor; who lives in the household owes it nothing from outside.",
        ),
        Column(
            name="family_size",
            zh="义务人家庭人口",
            kind="count",
            suffixes=("人",),
            lowest=1,
            highest=30,
            required=True,
            aliases=("义务人家庭人数",),
            purpose="What the obligor's own family needs comes first.",
        ),
        Column(
            name="family_monthly_income",
            zh="义务人家庭月收入",
            kind="money",
            required=True,
            aliases=("义务人家庭月收入(元)",),
            purpose="The ability to support is what stands above the line.",
        ),
        Column(
            name="supported_count",
            zh="被赡养抚养人数",
            kind="count",
            suffixes=("人",),
            lowest=1,
            highest=30,
            required=True,
            aliases=("被赡养人数", "赡养抚养人数"),
            purpose="Divides the support among all whom the obligor supports.",
        ),
        Column(
            name="children_count",
            zh="子女数",
            kind="count",
            suffixes=("人", "个"),
            lowest=0,
            highest=30,
            required=True,
            aliases=("子女人数",),
            purpose="Where many children share the duty the share of each is smaller.",
        ),
    ),
)
