"""Who holds a disability certificate, of what kind and level (disabled persons' federation)."""

from schemas.extract import Column, Extract
from schemas.headings import IDENTITY_NUMBER

CONTRACT = Extract(
    name="disability",
    zh="残疾人证",
    department="disabled persons' federation",
    department_zh="残联",
    mode="full",
    replaces_by="kind",
    purpose="Finds the newly and severely disabled whom no subsidy or support reaches yet.",
    goes_wrong=(
        "Certificates past their date stay in the list; a raised level comes as a second line beside the old one; "
        "the certificate's twenty digits are sent in place of the identity number."
    ),
    max_age_days=45,
    columns=(
        Column(
            name="id_number",
            zh="身份证号",
            kind="identity_number",
            required=True,
            key=True,
            aliases=(*IDENTITY_NUMBER, "残疾人身份证号"),
            purpose="The person who holds the certificate.",
        ),
        Column(
            name="kind",
            zh="残疾类别",
            kind="choice",
            required=True,
            key=True,
            aliases=("残疾类型", "残疾种类"),
            choices={
                "视力": "visual",
                "听力": "hearing",
                "言语": "speech",
                "肢体": "limb",
                "智力": "intellectual",
                "精神": "mental",
                "多重": "multiple",
                "视力残疾": "visual",
                "听力残疾": "hearing",
                "言语残疾": "speech",
                "肢体残疾": "limb",
                "智力残疾": "intellectual",
                "精神残疾": "mental",
                "多重残疾": "multiple",
            },
            purpose="At level three only intellectual and mental disability count as severe; limb does not.",
        ),
        Column(
            name="level",
            zh="残疾等级",
            kind="choice",
            required=True,
            aliases=("残疾级别", "等级"),
            choices={"一级": "1", "二级": "2", "三级": "3", "四级": "4"},
            purpose="Severe or not: decides the care subsidy, support alone and who counts as unable to work.",
        ),
        Column(
            name="issued_on",
            zh="发证日期",
            kind="date",
            required=True,
            not_after_delivery=True,
            aliases=("首次发证日期", "签发日期", "办证日期"),
            purpose="New certificates are the ones that no subsidy has followed yet.",
        ),
        Column(
            name="expires_on",
            zh="有效期至",
            kind="date",
            aliases=("有效期止", "到期日期", "有效期截止日期"),
            purpose="After this day the certificate proves nothing until it is renewed.",
        ),
    ),
)
