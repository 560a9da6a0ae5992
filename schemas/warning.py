"""The life of a warning: its states, which moves are legal, and what a night may change."""

OPEN_STATES = (
    "open",
    "dispatched",
    "visited",
    "confirmed",
    "refuted",
    "unreachable",
    "data_error",
    "acted",
    "snoozed",
)
ENDED_STATES = ("closed", "cleared", "withdrawn")

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
"""From a state to those it may become; anything else is refused."""

CHANGES = ("new", "continuing", "escalated", "eased", "withdrawn", "cleared", "reopened")
