"""Listed households whom nobody has called on in time."""

from schemas.tasks.kind import TaskKind

TASKS: tuple[TaskKind, ...] = ()
