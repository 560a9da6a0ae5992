"""Which extracts cannot be relied on tonight. Absence of data is never "no income" and never "solved"."""

from datetime import date

import duckdb

from schemas.extracts import EXTRACTS


def blind(con: duckdb.DuckDBPyConnection, *, as_of: date, known_at: date) -> dict[str, str]:
    """Each extract that is missing, too old or held, with the reason in both languages."""
    last = {
        (row[0], row[1]): row[2]
        for row in con.execute(
            """SELECT extract, CASE state WHEN 'held' THEN 'held' ELSE 'loaded' END AS outcome, max(delivered_on)
            FROM delivery WHERE delivered_on <= ? GROUP BY ALL""",
            [known_at],
        ).fetchall()
    }
    reasons = {}
    for name, extract in EXTRACTS.items():
        loaded, held = last.get((name, "loaded")), last.get((name, "held"))
        if held and (loaded is None or held >= loaded):
            reasons[name] = (
                f"{extract.zh}数据 {held} 送达的文件被扣留 / {name}: the file delivered {held} is held"
            )
        elif loaded is None:
            reasons[name] = f"{extract.zh}数据未送达 / {name}: never delivered"
        elif (as_of - loaded).days > extract.max_age_days:
            reasons[name] = (
                f"{extract.zh}数据未到（沿用 {loaded}，已超过 {extract.max_age_days} 天）"
                f" / {name}: last delivered {loaded}, more than {extract.max_age_days} days ago"
            )
    return reasons
