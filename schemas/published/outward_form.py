"""The wide tables of a night as they go out."""

from dataclasses import replace

from schemas.table import Field, Table

MONEY = "DECIMAL(18,2)"


def published_form(table: Table) -> Table:
    """The outward twin of an inner wide table: pseudonymous keys, yuan, nothing restricted."""
    keys = {
        "household_id": Field(
            name="household_key", sql_type="VARCHAR", zh="家庭键", en="Pseudonym of the household"
        ),
        "person_no": Field(name="person_key", sql_type="VARCHAR", zh="人员键", en="Pseudonym of the person"),
    }
    fields = tuple(_outward(field, keys) for field in table.fields if not field.restricted)
    key = tuple(keys[name].name if name in keys else name for name in table.key)
    return replace(table, fields=fields, key=key)


def _outward(field: Field, keys: dict[str, Field]) -> Field:
    if field.name in keys:
        return keys[field.name]
    if "_fen" in field.name:
        return replace(field, name=field.name.replace("_fen", "_cny"), sql_type=MONEY)
    return field
