"""Needs for a service that nobody has met in time."""

from schemas.tasks.kind import TaskKind

TASKS: tuple[TaskKind, ...] = ()
