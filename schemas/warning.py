"""The life of a warning: its states, and from each the states it may become. Anything else is refused.

A night opens, reopens, clears and withdraws; everything between is an office's answer.
"""

MOVES: dict[str, tuple[str, ...]] = {
    "open": ("dispatched", "visited", "snoozed", "cleared", "withdrawn"),
    "dispatched": ("visited", "snoozed", "cleared", "withdrawn"),
    "visited": ("confirmed", "refuted", "unreachable", "data_error", "cleared", "withdrawn"),
    "confirmed": ("acted", "closed", "cleared", "withdrawn"),
    "refuted": ("closed", "open"),
    "unreachable": ("visited", "closed", "cleared", "withdrawn"),
    "data_error": ("closed", "cleared", "withdrawn"),
    "acted": ("closed", "cleared"),
    "snoozed": ("open", "cleared", "withdrawn"),
    "closed": ("open",),
    "cleared": ("open",),
    "withdrawn": ("open",),
}

OPEN_STATES = ("open", "dispatched", "visited", "confirmed", "unreachable", "acted")
"""Somebody still has to work on it, so it stands on a list. A refuted, mistaken or snoozed warning is off the lists."""
