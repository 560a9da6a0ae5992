"""How the rows of a plan are said, on the terminal and on the page."""

from typing import Any

from flows.plan.compared import TOGETHER
from flows.report.answers import FEWEST_ANSWERS
from schemas.office import SEVERITY_ZH

KIND = {"gained": "新增 gained", "lost": "减少 lost", "changed": "变动 changed"}


def cause_words(cause: str) -> str:
    return "各项一起 all changes together" if cause == TOGETHER else cause.replace(" | ", " 或 or ")


def past_precision(row: dict[str, Any]) -> str:
    """How often the rule was right, or why nothing can be said."""
    if row["is_judged_after"] != row["is_judged_before"]:
        return "此后未判断 not judged after" if row["is_judged_before"] else "此前未判断 not judged before"
    if row["precision"] is None or row["confirmed"] + row["refuted"] < FEWEST_ANSWERS:
        return "— 答复太少 too few answers"
    return (
        f"{row['precision']:.0%} ({row['precision_low']:.0%}–{row['precision_high']:.0%}，"
        f"{row['confirmed'] + row['refuted']:,} 件 answers)"
    )


def severity_words(row: dict[str, Any]) -> str:
    """Before and after: level and amount."""
    return " → ".join(
        "—"
        if severity is None
        else f"{SEVERITY_ZH[severity]} {severity}{'' if cny is None else f' {cny:,.2f} 元'}"
        for severity, cny in (
            (row["severity_before"], row["suggested_cny_before"]),
            (row["severity_after"], row["suggested_cny_after"]),
        )
    )


def visits_per_worker(row: dict[str, Any]) -> str:
    if row["workers"] is None:
        return "—"
    return f"{row['visits_per_worker_before']} → {row['visits_per_worker_after']}"
