"""Published: who is to be called on, and how many were."""

from schemas.table import Table

TABLES: tuple[Table, ...] = ()
