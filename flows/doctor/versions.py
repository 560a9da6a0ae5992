"""Whether the packages are ones that were seen to work together; others fail in silence (docs/decisions/0003)."""

import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version

from flows.doctor.finding import Finding

SEEN_TO_WORK = {
    "duckdb": ((1, 5, 5), (1, 5, 6)),
    "prefect": ((3, 8, 8), (3, 10)),
    "fastapi": ((0, 139), (0, 151)),
    "sqlalchemy": ((2, 0, 40), (2, 1)),
}
"""From, and below."""


def look() -> Iterator[Finding]:
    for name, (lowest, beyond) in SEEN_TO_WORK.items():
        try:
            found = version(name)
        except PackageNotFoundError:
            found = ""
        number = tuple(int(part) for part in found.split(".") if part.isdigit())
        if lowest <= number < beyond:
            yield Finding("ok", name, found)
        else:
            fix = "按 requirements.lock 安装 / install from requirements.lock"
            yield Finding("bad", name, found or "未安装 not installed", fix)
    yield Finding("ok", "python", sys.version.split()[0])
