"""What each rule could judge on the night, and what kept the others from it."""

from decimal import Decimal
from typing import NamedTuple

from duckdb import DuckDBPyConnection

from flows.report.rows import rows


class Judgement(NamedTuple):
    """One rule on the night. `share` is hits per hundred judged; None when nothing was judged."""

    rule_code: str
    is_judged: bool
    not_judged_reason: str
    judged_count: int
    hit_count: int
    share: Decimal | None


class Silence(NamedTuple):
    """Rules that one and the same reason kept from judging."""

    reason: str
    rule_codes: tuple[str, ...]


def judgements(con: DuckDBPyConnection, run_id: str) -> list[Judgement]:
    return rows(
        con,
        Judgement,
        """
        SELECT
            rule_code, is_judged, coalesce(not_judged_reason, ''),
            coalesce(judged_count, 0), coalesce(hit_count, 0),
            CAST(100.0 * hit_count / nullif(judged_count, 0) AS DECIMAL(18, 2))
        FROM judgement WHERE run_id = $run_id
        ORDER BY rule_code, rule_id
        """,
        run_id=run_id,
    )


def silences(con: DuckDBPyConnection, run_id: str) -> list[Silence]:
    """Shape: one row per reason, so that one late file is one task and not seven."""
    return rows(
        con,
        lambda reason, codes: Silence(reason, tuple(codes)),
        """
        SELECT coalesce(not_judged_reason, ''), list(DISTINCT rule_code ORDER BY rule_code)
        FROM judgement WHERE run_id = $run_id AND NOT is_judged
        GROUP BY ALL ORDER BY ALL
        """,
        run_id=run_id,
    )
