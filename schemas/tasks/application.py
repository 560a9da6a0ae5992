"""Applications that take too long, or were decided by the wrong level."""

from schemas.tasks.kind import TaskKind

TASKS: tuple[TaskKind, ...] = ()
