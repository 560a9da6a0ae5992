"""Published: requests for help, and what they add up to."""

from schemas.table import Table

TABLES: tuple[Table, ...] = ()
