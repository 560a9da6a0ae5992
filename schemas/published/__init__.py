"""The tables that analysts query in `published/latest.duckdb`.

Names and meanings here are a promise: other people's queries rest on them. People and households are
keyed pseudonyms, names and numbers are masked, money is yuan with two decimals.
"""

from schemas.household_month import HOUSEHOLD_MONTH
from schemas.person_month import PERSON_MONTH
from schemas.published.counts import ANSWER_COUNT, HIDDEN, OBJECTION, REMOVED_EVENT, SILENT_SAMPLE
from schemas.published.deliveries import DELIVERY, DIFFERENCE, IDENTITY_DOUBT, NORMALISED, QUARANTINE
from schemas.published.nights import JUDGEMENT, RUN
from schemas.published.outward_form import published_form
from schemas.published.places import AREA, STANDARD
from schemas.published.shadow import SHADOW_HIT, SHADOW_JUDGEMENT
from schemas.published.systems import SYSTEM_TABLES
from schemas.published.timeline import HOUSEHOLD_TIMELINE
from schemas.published.warnings import (
    STANDARD_DIFFERENCE,
    SUGGESTED_PAYMENT,
    WARNING,
    WARNING_EVENT,
    WARNING_SOURCE,
)
from schemas.table import Table

TABLES: tuple[Table, ...] = (
    RUN,
    DELIVERY,
    QUARANTINE,
    NORMALISED,
    DIFFERENCE,
    IDENTITY_DOUBT,
    WARNING,
    WARNING_EVENT,
    WARNING_SOURCE,
    REMOVED_EVENT,
    ANSWER_COUNT,
    HIDDEN,
    OBJECTION,
    SILENT_SAMPLE,
    SUGGESTED_PAYMENT,
    STANDARD_DIFFERENCE,
    HOUSEHOLD_TIMELINE,
    *SYSTEM_TABLES,
    JUDGEMENT,
    SHADOW_JUDGEMENT,
    SHADOW_HIT,
    STANDARD,
    AREA,
    published_form(HOUSEHOLD_MONTH),
    published_form(PERSON_MONTH),
)
