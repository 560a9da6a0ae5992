"""Published: price linkage month by month, and relief on power and water."""

from schemas.table import Table

TABLES: tuple[Table, ...] = ()
