"""How long the records of the system itself must be kept."""

from decimal import Decimal

from schemas.parameter import Parameter

PARAMETERS = (
    Parameter(
        key="log_retention_days",
        zh="日志至少保存(日)",
        en="Days for which logs are kept at least",
        unit="days",
        lowest=Decimal(1),
        highest=Decimal(36_500),
    ),
)
