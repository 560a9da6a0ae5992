"""The only clock: the bureau's own time, to the second."""

from datetime import datetime
from zoneinfo import ZoneInfo

BUREAU_TIME = ZoneInfo("Asia/Shanghai")


def now() -> datetime:
    """Local time of the bureau, without a zone, as it is stored."""
    return datetime.now(BUREAU_TIME).replace(tzinfo=None, microsecond=0)
