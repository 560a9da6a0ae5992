"""How a table of our own is described: every column with type, unit and meaning in both languages."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Field:
    """One column of a table that Doudi makes."""

    name: str
    sql_type: str
    zh: str
    en: str
    origin: str = ""
    restricted: bool = False


def fields(table: str) -> tuple[Field, ...]:
    """Columns written as a little table: name | SQL type | origin | 中文 | English."""
    rows = (tuple(cell.strip() for cell in line.split("|")) for line in table.strip().splitlines())
    return tuple(
        Field(name=name, sql_type=sql_type, origin=origin, zh=zh, en=en)
        for name, sql_type, origin, zh, en in rows
    )


@dataclass(frozen=True, kw_only=True)
class Table:
    """A table that Doudi makes. Shape: one row per `key`."""

    name: str
    zh: str
    en: str
    key: tuple[str, ...]
    fields: tuple[Field, ...]

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(field.name for field in self.fields)

    def create(self, *, temporary: bool = False, name: str | None = None) -> str:
        """The statement that makes the table when it is not there."""
        columns = ",\n    ".join(f"{field.name} {field.sql_type}" for field in self.fields)
        kind = "TEMP TABLE" if temporary else "TABLE"
        return f"CREATE {kind} IF NOT EXISTS {name or self.name} (\n    {columns}\n)"
