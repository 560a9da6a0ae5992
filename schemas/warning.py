"""The life of a warning: its states, and from each the states it may become. Anything else is refused.

A night opens, reopens, clears, withdraws and closes; everything between is an office's answer or a person's decision.
What a visit confirmed no night takes back: it ends when help is in place.
"""

from collections import deque
from functools import cache

MOVES: dict[str, tuple[str, ...]] = {
    "open": ("dispatched", "snoozed", "cleared", "withdrawn"),
    "dispatched": ("visited", "snoozed", "cleared", "withdrawn"),
    "visited": ("confirmed", "refuted", "unreachable", "data_error"),
    "confirmed": ("acted", "closed", "visited"),
    "refuted": ("closed", "open", "visited"),
    "unreachable": ("visited", "snoozed", "closed", "cleared", "withdrawn"),
    "data_error": ("closed", "open", "visited"),
    "acted": ("closed", "open", "visited"),
    "snoozed": ("open", "cleared", "withdrawn"),
    "closed": ("open",),
    "cleared": ("open",),
    "withdrawn": ("open",),
}
"""`visited` after an outcome is an answer that was corrected, or a second visit."""

LISTED = ("open", "dispatched", "visited", "confirmed", "unreachable")
"""Somebody still has to work on it, so it stands on a list."""

QUIET = ("snoozed", "refuted", "data_error", "acted")
"""Settled: off the lists though its rule may hold, until its time is over, something new happens or it gets worse."""

ENDED = ("closed", "cleared", "withdrawn")

URGENT = ("N14", "N15")
"""Rules of people who cannot wait for the night: struck by an event, or in distress here."""

OUTCOME: dict[str, str] = {
    "confirmed_needs_relief": "confirmed",
    "confirmed_already_helped": "confirmed",
    "refuted": "refuted",
    "not_found": "unreachable",
    "refused": "unreachable",
    "deceased": "data_error",
}
"""Where an answer brings a warning. `not_yet_verified` brings it nowhere."""


@cache
def way(state: str, target: str) -> tuple[str, ...]:
    """The shortest legal way: the states entered, `target` last; empty from itself. Raises: ValueError."""
    ways: deque[tuple[str, ...]] = deque([(state,)])
    seen = {state}
    while ways:
        so_far = ways.popleft()
        if so_far[-1] == target:
            return so_far[1:]
        for following in MOVES[so_far[-1]]:
            if following not in seen:
                seen.add(following)
                ways.append((*so_far, following))
    raise ValueError(f"{state} -> {target}")


def answered(state: str, result: str, *, is_helped: bool) -> tuple[str, ...]:
    """The states that a warning enters when an answer comes back; `is_helped` when an amount was decided.

    Of a warning that has ended only a family in need is brought back; any other answer about it is noted and moves
    nothing.
    """
    outcome = OUTCOME.get(result)
    needs_help = result == "confirmed_needs_relief"
    if outcome is None or (state in ENDED and not needs_help):
        return ()
    is_in_place = is_helped or result == "confirmed_already_helped"
    if is_in_place and state == "acted":
        return ()
    return way(state, outcome) + (("acted",) if outcome == "confirmed" and is_in_place else ())


DECISIONS = ("dispatch", "snooze", "objection", "objection_answer")
"""What people decide about a warning, in the order in which one night enters it."""


def decided(state: str, kind: str) -> tuple[str, ...] | None:
    """The states that a decision lets a warning enter; empty where it is only noted, None where it is not allowed.

    An objection brings a settled or ended warning back: whoever objects is heard at home.
    """
    match kind:
        case "dispatch":
            return ("dispatched",) if state == "open" else None
        case "snooze":
            return ("snoozed",) if "snoozed" in MOVES[state] else None
        case "objection":
            return () if state in LISTED else way(state, "open")
        case _:
            return ()


CHANGED_BECAUSE: dict[str, tuple[str, str]] = {
    "first_night": ("首次运行，没有前一晚可比", "a home's first night: nothing to compare with"),
    "people": ("核查答复或决定", "an answer or a decision"),
    "rule_changed": ("规则改动", "the rule changed"),
    "extract_late": ("迟到的数据到了，恢复判断", "late data came: judged again"),
    "standard_changed": ("标准改动", "a standard changed"),
    "household_changed": ("家庭成员或户籍变动", "the household changed"),
    "data_changed": ("部门数据变化", "a department's data changed"),
    "calendar_moved": ("日期推移", "the calendar moved"),
}
"""Why a warning came, went or changed in a night; looked for in this order, and the first that fits is named."""
