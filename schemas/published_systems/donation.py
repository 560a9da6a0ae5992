"""Published: what social organisations gave."""

from schemas.table import Table

TABLES: tuple[Table, ...] = ()
