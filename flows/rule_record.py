"""What has come of a rule in one home: how often it was judged, and what became of its warnings."""

from pathlib import Path

import duckdb

from schemas.connection import connect
from schemas.faults import DoudiError

WORDS = {
    "nights": "已发布的夜晚 nights published",
    "judged": "其中判断了 of these judged",
    "hits_last_night": "最近一晚命中 hits of the last night",
    "warnings": "累计预警 warnings in all",
    "open": "在办 open",
    "confirmed": "核查属实 confirmed",
    "refuted": "核查不属实 refuted",
    "withdrawn": "数据更正后撤回 withdrawn, its data were corrected",
    "cleared": "不再成立 cleared, no longer true",
}
"""Warnings are counted by episode. One confirmed or refuted once counts there, whatever it became later."""

_COUNTS = """
SELECT
    (SELECT count(*) FROM run WHERE state LIKE 'published%') AS nights,
    (SELECT count(DISTINCT run_id) FROM judgement WHERE rule_code = $code AND is_judged) AS judged,
    (SELECT sum(hit_count) FROM judgement JOIN run USING (run_id) WHERE rule_code = $code AND is_judged
        AND as_of = (SELECT max(as_of) FROM run WHERE state LIKE 'published%')) AS hits_last_night,
    (SELECT count(*) FROM warning WHERE rule_code = $code) AS warnings,
    (SELECT count(*) FROM warning WHERE rule_code = $code AND is_listed) AS open,
    (SELECT count(DISTINCT warning_id) FROM warning_event event JOIN warning USING (warning_id)
        WHERE rule_code = $code AND event.state = 'confirmed') AS confirmed,
    (SELECT count(DISTINCT warning_id) FROM warning_event event JOIN warning USING (warning_id)
        WHERE rule_code = $code AND event.state = 'refuted') AS refuted,
    (SELECT count(*) FROM warning WHERE rule_code = $code AND state = 'withdrawn') AS withdrawn,
    (SELECT count(*) FROM warning WHERE rule_code = $code AND state = 'cleared') AS cleared"""


def record(published: Path, code: str) -> dict[str, int | None] | None:
    """Counts by the names of `WORDS`; None where no night has been published. `hits_last_night` is None where that
    night did not judge the rule. Raises: DoudiError E-WAREHOUSE when the file cannot be read.
    """
    path = published / "latest.duckdb"
    if not path.exists():
        return None
    try:
        with connect(path, read_only=True) as con:
            (counts,) = con.execute(_COUNTS, {"code": code}).fetchall()
    except duckdb.Error as error:
        raise DoudiError("E-WAREHOUSE", f"{path}: {type(error).__name__}") from None
    return {name: None if count is None else int(count) for name, count in zip(WORDS, counts, strict=True)}
