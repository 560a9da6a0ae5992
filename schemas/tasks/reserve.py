"""Townships' reserve funds: missing, low, overdrawn, or at odds with what was paid."""

from schemas.tasks.kind import TaskKind

TASKS: tuple[TaskKind, ...] = ()
