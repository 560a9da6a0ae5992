"""Who counts as a member, who can work, who is a child."""

from decimal import Decimal

from schemas.parameter import Parameter

_DISABILITY = ("visual", "hearing", "speech", "limb", "intellectual", "mental", "multiple")

PARAMETERS = (
    Parameter(
        key="absent_after_months",
        zh="不计入共同生活成员的期限(月)",
        en="Months of absence after which a person no longer counts as a member",
        unit="months",
        populations=(
            "prison",
            "detention",
            "rehabilitation",
            "military_service",
            "declared_missing",
            "clergy",
        ),
        highest=Decimal(120),
    ),
    Parameter(
        key="nonlocal_member_after_months",
        zh="外地户籍成员计入所需同住月数",
        en="Months of living together before a member registered elsewhere counts",
        unit="months",
        highest=Decimal(120),
    ),
    Parameter(
        key="child_age",
        zh="儿童年龄(不满)",
        en="A child is younger than this",
        unit="years",
        highest=Decimal(30),
    ),
    Parameter(
        key="unable_from_age",
        zh="视为无劳动能力的年龄(起)",
        en="No working ability from this age",
        unit="years",
        highest=Decimal(120),
    ),
    Parameter(
        key="unable_below_age",
        zh="视为无劳动能力的年龄(不满)",
        en="No working ability below this age",
        unit="years",
        highest=Decimal(30),
    ),
    Parameter(
        key="unable_disability_level",
        zh="无劳动能力的残疾等级(及以上)",
        en="Weakest disability level that means no working ability",
        unit="level",
        populations=_DISABILITY,
        lowest=Decimal(1),
        highest=Decimal(4),
    ),
    Parameter(
        key="severe_disability_level",
        zh="重度残疾等级(及以上)",
        en="Weakest level of a severe disability",
        unit="level",
        populations=_DISABILITY,
        lowest=Decimal(1),
        highest=Decimal(4),
    ),
    Parameter(
        key="single_person_disability_level",
        zh="单人保残疾等级(及以上)",
        en="Weakest level with which a person may apply alone",
        unit="level",
        populations=_DISABILITY,
        lowest=Decimal(1),
        highest=Decimal(4),
    ),
    Parameter(
        key="parent_disability_level",
        zh="父母重残等级(及以上)",
        en="Weakest level with which a parent cannot raise a child",
        unit="level",
        populations=_DISABILITY,
        lowest=Decimal(1),
        highest=Decimal(4),
    ),
    Parameter(
        key="custody_months",
        zh="羁押戒毒期限(月)",
        en="Months of custody that make a carer or an earner absent",
        unit="months",
        has_operator=True,
        highest=Decimal(120),
    ),
    Parameter(
        key="single_person_share",
        zh="单人保金额比例",
        en="Share of the standard paid to a person who applies alone",
        unit="ratio",
        highest=Decimal(1),
    ),
    Parameter(
        key="review_months",
        zh="复核间隔(月)",
        en="Months after which a household is reviewed again",
        unit="months",
        populations=(
            "stable",
            "unstable",
        ),
        lowest=Decimal(1),
        highest=Decimal(60),
    ),
)
