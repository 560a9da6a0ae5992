"""What each rule is called, read from the rule's own file: the published tables carry codes only."""

import tomllib
from pathlib import Path

from duckdb import DuckDBPyConnection

import rules
from flows.report.rows import rows
from flows.words import Words

RULES = Path(rules.__file__).parent


def rule_titles(con: DuckDBPyConnection, run_id: str) -> dict[str, Words]:
    """Titles by rule code, those of tonight's files before older ones. A rule without a file here (a bureau's
    own, or one long gone) has no title."""
    found = rows(
        con,
        lambda code, rule_id: (code, _title(rule_id)),
        """
        SELECT rule_code, coalesce(max(rule_id) FILTER (is_tonight), max(rule_id))
        FROM (
            SELECT rule_code, rule_id, run_id = $run_id AS is_tonight FROM judgement
            UNION
            SELECT rule_code, rule_id, false FROM warning
        )
        GROUP BY rule_code ORDER BY rule_code
        """,
        run_id=run_id,
    )
    return {code: title for code, title in found if title is not None}


def _title(rule_id: str) -> Words | None:
    file = RULES / f"{rule_id.removesuffix('.sql')}.sql"
    try:
        opening = file.read_text(encoding="utf-8").partition("/*")[2].partition("*/")[0]
        # The header ends where the paragraph of plain words begins.
        header = tomllib.loads(opening.strip().partition("\n\n")[0])
    except (OSError, ValueError):
        return None
    return Words(str(header.get("title_zh", "")), str(header.get("title", "")))
