"""The words at the top of a list."""

from datetime import date


def list_title(area_name: str, township_name: str, kind: str) -> str:
    """`泰山区 财源街道 预警核查清单`; a township that names its district itself does not say it twice."""
    place = township_name if township_name.startswith(area_name) else f"{area_name} {township_name}"
    return f"{place} {kind}"


def batch_line(run_id: str, as_of: date, rows: int, visits: int, warnings: int) -> str:
    """Which batch this is, and how much work it means: households, because a household is one visit."""
    return (
        f"批次：{run_id}　日期：{as_of.isoformat()}　"
        f"共 {rows} 户，需入户核查 {visits} 户，涉及预警 {warnings} 条"
    )
