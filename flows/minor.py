"""Who is too young for the common masks: of children under the age in force less is shown (个人信息保护法 art. 28, 31)."""

from collections.abc import Iterable
from datetime import date

import duckdb

from flows import standards
from flows.clock import now
from flows.home import Home
from schemas.in_force import in_force
from schemas.standard import Standard


def minors(
    con: duckdb.DuckDBPyConnection,
    values: Iterable[Standard],
    area: str,
    as_of: date,
    known_at: date | None = None,
) -> None:
    """Leave `minor`, which the masks of `schemas.masks` read: one row per number of somebody who on that day has not reached
    the age in force in the bureau's area. On that birthday nobody is a minor any more; whose birth date is unknown is none."""
    held = in_force(values, area, as_of, known_at).get(("minor_age_years", "all"))
    con.execute(
        """CREATE OR REPLACE TEMP TABLE minor AS
        SELECT person_no, id_number FROM person
        WHERE birth_on > CAST($as_of AS DATE) - to_years(CAST($years AS INTEGER))""",
        {"as_of": as_of, "years": int(held.value) if held else None},
    )


def minors_of(con: duckdb.DuckDBPyConnection, home: Home) -> None:
    """The same for whoever looks into the warehouse after a night: as of the last one that was published, or today."""
    ((as_of,),) = con.execute("SELECT max(as_of) FROM published_run").fetchall()
    minors(con, standards.read(home.standards), home.area, as_of or now().date())
