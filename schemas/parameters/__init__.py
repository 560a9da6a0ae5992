"""Everything that a standards file can set, by what it is about."""

from schemas.parameter import Parameter
from schemas.parameters import (
    entitlement,
    events,
    household,
    income,
    price,
    property,
    relief,
    spending,
    standard,
    visit,
    warning,
)

PARAMETERS: dict[str, Parameter] = {
    parameter.key: parameter
    for topic in (
        standard,
        household,
        income,
        property,
        spending,
        events,
        relief,
        price,
        entitlement,
        visit,
        warning,
    )
    for parameter in topic.PARAMETERS
}
"""In the order in which a standards file reads best."""
