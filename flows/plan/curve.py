"""How much hangs on one value: warnings, households and yuan for every value of a range, with what holds today marked."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from flows.plan.proposal import Range, Terms, applied, value_change
from flows.plan.trial import Trial
from flows.tonight import Progress
from schemas.in_force import in_force
from schemas.parameters import PARAMETERS
from schemas.silent_sample import CODE as SILENT_SAMPLE


@dataclass(frozen=True)
class Point:
    """`confirmed_share` is what the offices' answers so far lead one to expect of this many warnings of each rule; unknown
    while less than half of them are of a rule with answers."""

    value: Decimal
    is_present: bool
    warnings: int
    households: int
    suggested_cny: Decimal
    confirmed_share: float | None


@dataclass(frozen=True)
class Curve:
    name: str
    zh: str
    en: str
    unit: str
    points: tuple[Point, ...]


def drawn(
    tried: Trial,
    terms: Terms,
    planned: Terms,
    asked: Range,
    area: str,
    valid_from: date | None,
    precision: Mapping[str, Mapping[str, Any]],
    tell: Progress,
) -> Curve:
    """Judge the night for every value. `terms` are what holds today, `planned` what else is proposed; `precision` says how often each rule was right."""
    parameter = PARAMETERS[asked.key]
    night = tried.night
    held = in_force(terms.values, area, night.as_of, max(night.known_at, night.as_of))
    present = {
        Decimal(row.value)
        for (key, population), row in held.items()
        if key == asked.key and asked.population in (None, population, row.population)
    }
    settings = list(asked.with_values(present).settings())
    # A mistyped population or a value out of bounds is refused before the first night is judged.
    changes = [
        value_change(planned, written, area=area, night=night, valid_from=valid_from)
        for _, written in settings
    ]
    points = []
    for place, ((value, written), change) in enumerate(zip(settings, changes, strict=True), start=1):
        with tried.judged(applied(planned, [change])):
            points.append(_point(tried, value, value in present, precision))
        tell(written, place, len(settings))
    return Curve(asked.written, parameter.zh, parameter.en, parameter.unit, tuple(points))


def _point(
    tried: Trial, value: Decimal, is_present: bool, precision: Mapping[str, Mapping[str, Any]]
) -> Point:
    by_rule = tried.con.execute(
        "SELECT rule_code, count(*) FROM outward_warning WHERE is_listed AND rule_code <> ? GROUP BY rule_code",
        [SILENT_SAMPLE],
    ).fetchall()
    households, suggested = tried.con.execute(
        """SELECT count(*), coalesce(sum(suggested_cny), 0)::DECIMAL(18, 2) FROM (
            SELECT household_key, max(suggested_cny) AS suggested_cny FROM outward_warning
            WHERE is_listed AND rule_code <> ? GROUP BY household_key)""",
        [SILENT_SAMPLE],
    ).fetchall()[0]
    known = [
        (count, precision[code]["precision"])
        for code, count in by_rule
        if code in precision and precision[code]["precision"] is not None
    ]
    warnings = sum(count for _, count in by_rule)
    judged = sum(count for count, _ in known)
    return Point(
        value=value,
        is_present=is_present,
        warnings=warnings,
        households=households,
        suggested_cny=suggested,
        confirmed_share=sum(count * share for count, share in known) / judged
        if judged * 2 > warnings
        else None,
    )
