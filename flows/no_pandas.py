"""A look-up answers before pandas would have been imported.

DuckDB looks for pandas at the first value that a query is given, only to know pandas' own "no date" from ours, and that
import takes longer than a whole look-up. Where it is not to be had, DuckDB goes on without it.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without_pandas() -> Iterator[None]:
    """For as long as nothing of ours needs pandas; in a process that has it already nothing changes."""
    if "pandas" in sys.modules:
        yield
        return
    # How Python spells "not to be imported".
    sys.modules["pandas"] = None  # type: ignore[assignment]
    try:
        yield
    finally:
        del sys.modules["pandas"]
