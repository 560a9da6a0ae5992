"""People who asked for help and wait: at hotlines, counters, on patrols, in rescue stations."""

from schemas.tasks.kind import TaskKind

TASKS: tuple[TaskKind, ...] = ()
