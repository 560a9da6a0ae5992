"""Published: townships' reserve funds."""

from schemas.table import Table

TABLES: tuple[Table, ...] = ()
