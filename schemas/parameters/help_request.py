"""In what time a request for help is answered, and how long a stay in a rescue station lasts."""

from decimal import Decimal

from schemas.parameter import Parameter

PARAMETERS = (
    Parameter(
        key="help_response_days",
        zh="求助办结期限(日)",
        en="A request for help is settled within so many days; 0 is the day itself",
        unit="days",
        highest=Decimal(366),
    ),
    Parameter(
        key="rescue_stay_days",
        zh="救助站救助期限(日)",
        en="A stay in a rescue station lasts so many days",
        unit="days",
        has_operator=True,
        lowest=Decimal(1),
        highest=Decimal(366),
    ),
)
