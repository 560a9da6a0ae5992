"""How long an application may take, and which level decides."""

from decimal import Decimal

from schemas.parameter import Parameter

PARAMETERS = (
    Parameter(
        key="approval_days",
        zh="审批时限(工作日)",
        en="Working days after acceptance within which the check begins, or the application is decided",
        unit="days",
        populations=("check", "decision", "decision.temporary_assistance"),
        lowest=Decimal(1),
        highest=Decimal(366),
    ),
    Parameter(
        key="approval_level",
        zh="审核确认层级",
        en="Which level decides",
        unit="choice",
        populations=(
            "subsistence_allowance",
            "extreme_poverty_support",
            "near_dibao",
            "rigid_expenditure",
            "temporary_assistance",
        ),
        choices=("county", "township"),
    ),
)
