"""Everything that a standards file can set, by what it is about."""

from schemas.parameter import Parameter
from schemas.parameters import (
    application,
    entitlement,
    events,
    help_request,
    household,
    income,
    price,
    property,
    publication,
    record,
    relief,
    reserve,
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
        help_request,
        relief,
        reserve,
        application,
        price,
        entitlement,
        visit,
        warning,
        publication,
        record,
    )
    for parameter in topic.PARAMETERS
}
"""In the order in which a standards file reads best."""
