"""Which published database holds a night."""

from pathlib import Path

from flows.home import Home
from schemas.connection import connect
from schemas.faults import DoudiError


def night_file(home: Home, on: str | None = None) -> Path:
    """The last night's database, or that of the last night of a day or month (`2022-06-22`, `2022-06`).

    Raises: DoudiError E-NO-NIGHT where nothing was published, E-NOT-FOUND where that night was not or is removed.
    """
    latest = home.published / "latest.duckdb"
    if not latest.exists():
        raise DoudiError("E-NO-NIGHT", str(latest))
    if on is None:
        return latest
    with connect(latest, read_only=True) as con:
        nights = con.execute(
            """SELECT as_of, run_id FROM run
            WHERE state LIKE 'published%' AND starts_with(CAST(as_of AS VARCHAR), ?)
            ORDER BY as_of DESC, run_id DESC LIMIT 1""",
            [on],
        ).fetchall()
    path = home.published / f"doudi-{nights[0][0]}-{nights[0][1]}.duckdb" if nights else None
    if path is None or not path.exists():
        raise DoudiError("E-NOT-FOUND", f"{home.published}: {on}")
    return path
