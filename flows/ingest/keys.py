"""When two rows speak of the same: one key, and where stays have dates, a time that overlaps."""

from schemas.extract import Extract


def same_key(extract: Extract, one: str, other: str) -> str:
    return " AND ".join(
        f"{one}.{column.stored} IS NOT DISTINCT FROM {other}.{column.stored}" for column in extract.key
    )


def same_stay(extract: Extract, one: str, other: str) -> str:
    """As `same_key`; but a person who left one household and joined another is in both, one after the other."""
    found = same_key(extract, one, other)
    if extract.interval is None:
        return found
    start, end = extract.interval
    return (
        f"{found} AND coalesce({one}.{start}, DATE '0001-01-01') < coalesce({other}.{end}, DATE '9999-12-31')"
        f" AND coalesce({other}.{start}, DATE '0001-01-01') < coalesce({one}.{end}, DATE '9999-12-31')"
    )
