"""Which extracts cannot be relied on tonight. Absence of data is never "no income" and never "solved"."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

import duckdb

from schemas.extracts import EXTRACTS
from schemas.warehouse import NOTHING_BELIEVED, deliveries_known_at


@dataclass(frozen=True)
class Blind:
    """An extract that is missing altogether, late, or held, and how that is said."""

    kind: Literal["missing", "late", "held"]
    zh: str
    en: str

    @property
    def reason(self) -> str:
        return f"{self.zh} / {self.en}"


def blind(con: duckdb.DuckDBPyConnection, *, as_of: date, known_at: date) -> dict[str, Blind]:
    """Each extract that rules must do without tonight."""
    last = {
        (row[0], row[1]): row[2]
        for row in con.execute(
            f"""SELECT extract, CASE state WHEN 'held' THEN 'held' ELSE 'loaded' END AS outcome, max(delivered_on)
            FROM ({deliveries_known_at(known_at)}) 
            WHERE state NOT IN ('corrected', 'refused') AND (state = 'loaded' AND {NOTHING_BELIEVED}) IS NOT TRUE GROUP BY ALL"""
        ).fetchall()
    }
    found = {}
    for name, extract in EXTRACTS.items():
        loaded, held = last.get((name, "loaded")), last.get((name, "held"))
        if held and (loaded is None or held >= loaded):
            found[name] = Blind(
                "held",
                f"{extract.zh}数据 {held} 送达的文件被扣留",
                f"{name}: the file delivered {held} is held",
            )
        elif loaded is None:
            found[name] = Blind("missing", f"{extract.zh}数据未送达", f"{name}: never delivered")
        elif (as_of - loaded).days > extract.max_age_days:
            found[name] = Blind(
                "late",
                f"{extract.zh}数据未到（沿用 {loaded}，已超过 {extract.max_age_days} 天）",
                f"{name}: last delivered {loaded}, more than {extract.max_age_days} days ago",
            )
    return found
