"""How far back the signals look, in months: what no rule about removing old data may touch."""

from collections.abc import Iterable

from schemas.standard import MILLION, Standard

FIXED_MONTHS = 24
"""The school year before this one, and of the reserve fund all of last year: at most two years from the night."""

WINDOW_MONTHS = 12
"""Before the month of an event, and before the month of a standard announced late, twelve months of income count."""

_DAYS = ("hazard_days", "new_disability_days", "visit_finding_days", "reserve_match_days")
_MONTHS = (
    "breadwinner_months",
    "exit_watch_months",
    "grace_months",
    "uninsured_months",
    "over_income_months",
)
"""Parameters that say how long ago something may have happened. Those of the ledger (mute, reopen) and of the registers
(reviews, visits) look at rows that are never removed while their household is in a register."""


def look_back_months(standards: Iterable[Standard]) -> int:
    """The longest, by every value that is or was in force anywhere, and the month of the night."""
    longest = FIXED_MONTHS
    for row in standards:
        if row.value_e6 is None or row.key not in (*_DAYS, *_MONTHS):
            continue
        units = row.value_e6 // MILLION
        months = units if row.key in _MONTHS else -(-units // 28)
        longest = max(longest, months + WINDOW_MONTHS)
    return longest + 1
