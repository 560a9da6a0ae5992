"""The only clock: the bureau's own time, to the second."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

BUREAU_TIME = ZoneInfo("Asia/Shanghai")

NIGHT_CRON = "30 23 * * *"
"""When a night starts, in the bureau's time: the day's deliveries are in, and the night belongs to that day."""


def now() -> datetime:
    """Local time of the bureau, without a zone, as it is stored."""
    return datetime.now(BUREAU_TIME).replace(tzinfo=None, microsecond=0)


def last_due(moment: datetime) -> date:
    """The business date of the newest night that should have started by `moment`, the bureau's time."""
    minute, hour = (int(part) for part in NIGHT_CRON.split()[:2])
    has_begun = (moment.hour, moment.minute) >= (hour, minute)
    return moment.date() if has_begun else moment.date() - timedelta(days=1)
