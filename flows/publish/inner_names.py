"""The published wide tables under the names that rules use: keys for numbers, fen for yuan."""

from schemas.table import Table


def as_rules_name_it(table: Table) -> str:
    """The SELECT list that turns a published wide table back into what a rule reads; what is restricted is not there."""
    columns = []
    for field in table.fields:
        if field.restricted:
            continue
        if field.name in ("household_id", "person_no"):
            columns.append(f"{field.name.split('_')[0]}_key AS {field.name}")
        elif "_fen" in field.name:
            columns.append(f"CAST({field.name.replace('_fen', '_cny')} * 100 AS BIGINT) AS {field.name}")
        else:
            columns.append(field.name)
    return ", ".join(columns)
