"""Where an error comes from, for whoever mends the program: kinds and places. Never what it says, which may quote a cell."""

import traceback
from collections.abc import Iterator


def trace(error: BaseException) -> Iterator[str]:
    """One line per step, the outermost first; an error that led to another stands before it."""
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if cause:
        yield from trace(cause)
    yield f"{type(error).__module__}.{type(error).__qualname__}"
    for step in traceback.extract_tb(error.__traceback__):
        yield f"  {step.filename}:{step.lineno} {step.name}"
