"""A supplement that rising prices call for, and that nobody has paid."""

from schemas.tasks.kind import TaskKind

TASKS: tuple[TaskKind, ...] = ()
