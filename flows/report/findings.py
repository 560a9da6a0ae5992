"""The sentence over each chart: it says what the picture shows, so that the picture need not be seen."""

from collections.abc import Sequence

from flows.report.changes import TrendNight
from flows.report.open_warnings import OpenWarnings
from flows.report.words import Words


def township_finding(found: OpenWarnings) -> Words:
    """Which township has most, and how much of the whole the first three carry."""
    total = found.total.warnings
    if not total:
        return Words("没有在办预警", "no open warnings")
    first = found.by_township[0]
    if len(found.by_township) <= 3:
        return Words(
            f"{first.township}最多，{first.warnings:,} 条，占 {_percent(first.warnings, total)}",
            f"{first.township} has most: {first.warnings:,}, {_percent(first.warnings, total)} of all",
        )
    three = sum(each.warnings for each in found.by_township[:3])
    return Words(
        f"{first.township}最多，{first.warnings:,} 条；前三个乡镇（街道）合计占 {_percent(three, total)}",
        f"{first.township} has most ({first.warnings:,}); "
        f"the first three townships carry {_percent(three, total)}",
    )


def trend_finding(nights: Sequence[TrendNight]) -> Words:
    """From where to where, and a warning when a late file may have made the number look better."""
    first, last = nights[0], nights[-1]
    went = Words("不变，仍为", "stayed at")
    if last.open != first.open:
        went = Words("增至", "rose to") if last.open > first.open else Words("降至", "fell to")
    # Said as a doubt: without every rule judged, fewer new warnings is not progress.
    doubtful = sum(1 for each in nights if each.not_judged)
    return Words(
        f"{len(nights)} 晚以来，在办预警由 {first.open:,} 条{went.zh} {last.open:,} 条"
        + (f"；其中 {doubtful} 晚有规则未判断，数字可能偏低" if doubtful else ""),
        f"Over {len(nights)} nights open warnings {went.en} {last.open:,} from {first.open:,}"
        + (f"; on {doubtful} of them rules were not judged, so figures may be low" if doubtful else ""),
    )


def _percent(part: int, whole: int) -> str:
    """Whole per cent; never 0 for something or 100 for not quite all."""
    return f"{min(max(round(100 * part / whole), 1), 100 if part == whole else 99)}%"
