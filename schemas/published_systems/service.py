"""Published: services asked for and given."""

from schemas.table import Table

TABLES: tuple[Table, ...] = ()
