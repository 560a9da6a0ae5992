"""Published: one-time subsidies by group, and who stands on several lists."""

from schemas.table import Table

TABLES: tuple[Table, ...] = ()
