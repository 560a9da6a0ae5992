"""What the cast ask for, and what a meter or a visitor says of those who do not ask."""

from collections.abc import Iterator
from datetime import date, timedelta

from flows.synth.cast import CAST
from flows.synth.cast_rows.people import registered
from flows.synth.departments import Departments, columns_of
from flows.synth.meters import POWER
from flows.synth.story import Visit
from flows.synth.window import Window

_OWED = "46.50"
Rows = Iterator[tuple[str, ...]]


def deliver_asking(departments: Departments, window: Window, county: str) -> None:
    departments.help_requests(columns_of(_requests(window.as_of, county)))
    departments.service_needs(columns_of(_services(window.as_of)))
    departments.visits(columns_of(_visits(window.as_of, county)))
    for back, month in zip(range(len(window.metered_months), 0, -1), window.metered_months, strict=True):
        departments.meters(month, columns_of(_meters(month, back, county)))


def _requests(as_of: date, county: str) -> Rows:
    for household in CAST:
        request = household.request
        if request is not None:
            resolved = request.resolved_days_back is not None
            yield (
                household.request_no(county),
                f"{as_of - timedelta(days=request.days_back)} 09:15",
                request.channel,
                household.members[0].id_number if request.is_numbered else "",
                household.members[0].name,
                county if household.hukou is None else household.hukou,
                county + household.village,
                request.need,
                "提供食宿" if resolved else "",
                f"{as_of - timedelta(days=request.resolved_days_back or 0)} 16:40" if resolved else "",
            )


def _services(as_of: date) -> Rows:
    for household, member in registered():
        service = member.service
        if service is not None:
            asked = as_of - timedelta(days=service.days_back)
            came = ""
            if service.resolved_days_back is not None:
                came = (as_of - timedelta(days=service.resolved_days_back)).isoformat()
            yield (
                f"XQ9{household.number:07d}",
                member.id_number,
                service.kind,
                asked.isoformat(),
                came,
                service.station,
            )


USUAL_VISITS = (Visit("村", 8), Visit("乡镇", 100), Visit("县", 200))


def _visits(as_of: date, county: str) -> Rows:
    """Whose story tells of no visit was called on by everybody in time, and nothing was stated."""
    for household in CAST:
        usual = () if household.is_guest else USUAL_VISITS
        for place, visit in enumerate(household.visits or usual, start=1):
            yield (
                f"ZF9{household.number:07d}-{place}",
                household.household_id(county),
                visit.level,
                (as_of - timedelta(days=visit.days_back)).isoformat(),
                "某干部",
                visit.finding,
                visit.kind,
            )


def _meters(month: date, back: int, county: str) -> Rows:
    for household in CAST:
        meter = household.meter
        if meter is not None:
            yield (
                f"D9{household.number:07d}",
                household.household_id(county),
                f"{month:%Y-%m}",
                POWER,
                meter.last if back == 1 else meter.usual,
                _OWED if back <= meter.months_owed else "",
            )
