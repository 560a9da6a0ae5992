"""The days before which data is past its purpose, by the bureau's settings; what the law or the rules need is never cut."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from flows.home import Home
from monitors.look_back import look_back_months
from schemas.faults import DoudiError
from schemas.in_force import in_force
from schemas.standard import Standard

LOGS = "log_retention_days"


@dataclass(frozen=True)
class Periods:
    as_of: date
    data_before: date
    """The horizon: what was delivered before it, and nobody needs any more, is removed."""
    results_before: date
    audit_before: date


def periods(home: Home, standards: Iterable[Standard], as_of: date) -> Periods:
    """Raises: DoudiError E-SETTINGS for a period that is shorter than the rules look back or the law allows."""
    refuse_short(home, standards, as_of)
    month = as_of.year * 12 + as_of.month - 1 - home.keep_data_months
    return Periods(
        as_of,
        date(month // 12, month % 12 + 1, 1),
        as_of - timedelta(days=home.keep_results_days),
        as_of - timedelta(days=home.keep_audit_days),
    )


def refuse_short(home: Home, standards: Iterable[Standard], as_of: date) -> None:
    """Raises: DoudiError E-SETTINGS."""
    standards = list(standards)
    least = look_back_months(standards)
    if home.keep_data_months < least:
        _refuse(
            home, f"keep_data_months = {home.keep_data_months} < {least}（规则要回看 the rules look back）"
        )
    law = in_force(standards, home.area, as_of).get((LOGS, "all"))
    if law and home.keep_audit_days < int(law.value):
        _refuse(home, f"keep_audit_days = {home.keep_audit_days} < {law.value}（{law.source}）")
    # A shorter month has 28 days: results never outlive the data they came from.
    if home.keep_results_days > 28 * home.keep_data_months:
        _refuse(home, f"keep_results_days = {home.keep_results_days} > keep_data_months × 28")


def _refuse(home: Home, what: str) -> None:
    raise DoudiError("E-SETTINGS", f"{home.path / 'doudi.toml'}: {what}", exit_code=2)
