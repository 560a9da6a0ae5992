"""How urgent a warning is, and how weak signals add up."""

from decimal import Decimal

from schemas.parameter import Parameter

_SEVERITY = ("red", "orange", "yellow", "blue")
_SIGNAL = (
    "income_near",
    "medical",
    "education",
    "income_fall",
    "no_work",
    "severe_disability",
    "elder_alone",
    "utility",
)

PARAMETERS = (
    Parameter(
        key="visit_within_days",
        zh="核查时限(工作日)",
        en="Working days until a visit is due",
        unit="days",
        populations=_SEVERITY,
        lowest=Decimal(1),
        highest=Decimal(250),
    ),
    Parameter(
        key="reopen_within_days",
        zh="重新出现期限(日)",
        en="A warning that comes back within so many days is the same episode again",
        unit="days",
        highest=Decimal(3650),
    ),
    Parameter(
        key="mute_days",
        zh="核查后不再提示的期限(日)",
        en="A warning that was answered stays quiet for so many days though its rule still holds",
        unit="days",
        populations=("refuted", "acted", "data_error"),
        highest=Decimal(3650),
    ),
    Parameter(
        key="worse_from_ratio",
        zh="明显加重的倍数",
        en="A settled warning comes back once its figure reaches this many times what it was then",
        unit="ratio",
        lowest=Decimal(1),
        highest=Decimal(100),
    ),
    Parameter(
        key="objection_within_days",
        zh="异议复核时限(工作日)",
        en="Working days within which an objection is looked into",
        unit="days",
        lowest=Decimal(1),
        highest=Decimal(250),
    ),
    Parameter(
        key="signal_points",
        zh="弱信号分值",
        en="Points of a weak signal",
        unit="points",
        populations=_SIGNAL,
        highest=Decimal(100),
    ),
    Parameter(
        key="signal_share",
        zh="弱信号界限比例",
        en="Share of a single warning line from which the signal is weakly there",
        unit="ratio",
        populations=(
            "income_near",
            "medical",
            "education",
            "income_fall",
        ),
        highest=Decimal(2),
    ),
    Parameter(
        key="composite_points",
        zh="多项信号叠加界限",
        en="Points from which weak signals together call for a visit",
        unit="points",
        has_operator=True,
        highest=Decimal(1000),
    ),
)
