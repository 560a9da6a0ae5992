"""Every kind of matter that offices have to settle, by code."""

from schemas.tasks.application import TASKS as APPLICATION
from schemas.tasks.help_request import TASKS as HELP_REQUEST
from schemas.tasks.investigation import TASKS as INVESTIGATION
from schemas.tasks.kind import TaskKind
from schemas.tasks.price import TASKS as PRICE
from schemas.tasks.reserve import TASKS as RESERVE
from schemas.tasks.service import TASKS as SERVICE

TASKS: dict[str, TaskKind] = {
    kind.code: kind for kind in (*HELP_REQUEST, *RESERVE, *APPLICATION, *INVESTIGATION, *SERVICE, *PRICE)
}

__all__ = ["TASKS", "TaskKind"]
