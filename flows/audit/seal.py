"""What was noted of the log outside of it: by every night in the warehouse, and in its notice."""

import re
from typing import NamedTuple

import duckdb

from flows.audit.head import Head, parse
from flows.home import Home, warehouse

TOLD = "审计 audit: "
_IN_NOTICE = re.compile(rf"^{TOLD}(\d+:[0-9a-f-]{{71}})$", re.MULTILINE)


class Seals(NamedTuple):
    in_warehouse: tuple[Head, ...]
    in_notices: tuple[Head, ...]


def seals(home: Home) -> Seals:
    """Raises: DoudiError E-LOCK while a night is at work, E-WAREHOUSE where the warehouse cannot be opened."""
    return Seals(_in_warehouse(home), _in_notices(home))


def _in_warehouse(home: Home) -> tuple[Head, ...]:
    if not home.warehouse.exists():
        return ()
    with warehouse(home, read_only=True) as con:
        try:
            found = con.execute("SELECT line_no, line_digest FROM audit_seal").fetchall()
        except duckdb.CatalogException:
            # No night has sealed the log yet: the warehouse is of an older package.
            return ()
    return tuple(Head(int(no), str(digest)) for no, digest in found)


def _in_notices(home: Home) -> tuple[Head, ...]:
    return tuple(
        parse(said)
        for path in sorted((home.path / "notices").glob("*.txt"))
        for said in _IN_NOTICE.findall(path.read_text(encoding="utf-8"))
    )
