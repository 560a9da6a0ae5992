"""Published: applications on their way, and what they add up to."""

from schemas.table import Table

TABLES: tuple[Table, ...] = ()
