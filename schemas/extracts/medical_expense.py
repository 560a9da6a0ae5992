"""What treatment cost and who bore it, settlement by settlement (medical insurance).

Diagnoses are never asked for: amounts and dates are enough to find the household.
"""

from schemas.extract import Column, Extract
from schemas.headings import IDENTITY_NUMBER

CONTRACT = Extract(
    name="medical_expense",
    zh="医疗费用结算",
    department="medical insurance",
    department_zh="医保",
    mode="event",
    happened_on="settled_on",
    purpose="Finds people whose own share of treatment is more than a household can carry.",
    goes_wrong=(
        "A settlement is reimbursed later and sent again under its number with a lower self-payment; "
        "serious-illness insurance follows after weeks; totals do not add up."
    ),
    max_age_days=45,
    amount="self_paid",
    largest_yuan=5_000_000,
    columns=(
        Column(
            name="settlement_no",
            zh="结算编号",
            kind="code",
            required=True,
            key=True,
            aliases=("结算单号", "结算流水号"),
            purpose="A settlement delivered again replaces the first.",
        ),
        Column(
            name="id_number",
            zh="身份证号",
            kind="identity_number",
            required=True,
            aliases=IDENTITY_NUMBER,
            purpose="The patient.",
        ),
        Column(
            name="settled_on",
            zh="结算日期",
            kind="date",
            required=True,
            not_after_delivery=True,
            purpose="Places the cost in the calendar year.",
        ),
        Column(
            name="visit_kind",
            zh="就诊类型",
            kind="choice",
            required=True,
            aliases=("医疗类别",),
            choices={"住院": "inpatient", "门诊": "outpatient", "门诊慢特病": "chronic_outpatient"},
            purpose="Outpatient and chronic-illness spending has a monthly line of its own.",
        ),
        Column(
            name="total", zh="总费用", kind="money", required=True, purpose="Checks that the parts add up."
        ),
        Column(
            name="pooled_paid",
            zh="基本医保支付",
            kind="money",
            required=True,
            aliases=("统筹支付",),
            purpose="Shown to the officer: what insurance bore.",
        ),
        Column(
            name="serious_illness_paid",
            zh="大病保险支付",
            kind="money",
            purpose="Shown to the officer: what serious-illness insurance bore.",
        ),
        Column(
            name="aid_paid",
            zh="医疗救助支付",
            kind="money",
            purpose="Medical aid already given is not given twice.",
        ),
        Column(
            name="self_paid",
            zh="个人自付",
            kind="money",
            required=True,
            purpose="The person's own share within the insured list: the figure the line is held against.",
        ),
        Column(
            name="self_other",
            zh="个人自费",
            kind="money",
            purpose="Outside the insured list: shown, never counted against the line.",
        ),
    ),
)
