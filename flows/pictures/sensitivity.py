"""How much hangs on one value: the curve of `doudi plan` as a picture, with what holds today marked."""

from flows.pictures.draw import spec_of
from flows.pictures.picture import Column, Picture, as_count, as_yuan
from flows.plan.curve import Curve
from flows.words import Words

_COLUMNS = (
    Column("told_value", "值", "value"),
    Column("warnings", "预警，条", "warnings", as_count),
    Column("households", "户", "households", as_count),
    Column("suggested_cny", "建议金额，元", "suggested, yuan", as_yuan),
    Column("confirmed_share", "可望属实", "expected to hold", lambda share: f"{share:.0%}"),
    Column("value"),
    Column("is_present"),
    Column("is_told"),
)


def sensitivity(curve: Curve, name: str = "sensitivity") -> Picture:
    last = len(curve.points) - 1
    rows = [
        (
            f"{point.value}{'（现行 present）' if point.is_present else ''}",
            point.warnings,
            point.households,
            point.suggested_cny,
            point.confirmed_share,
            point.value,
            point.is_present,
            place in (0, last) or point.is_present,
        )
        for place, point in enumerate(curve.points)
    ]
    return Picture(name, finding(curve), _SEEN, _COLUMNS, rows, spec_of("sensitivity"))


_SEEN = Words(
    "两条折线：预警和建议金额随这个值变化，纵轴从零起，虚线为现行值。数字见表。",
    "Two lines from zero: warnings and suggested yuan over the value, today's value dashed. The table has the figures.",
)


def finding(curve: Curve) -> Words:
    """What the picture shows, in a sentence of each language."""
    first, last = curve.points[0], curve.points[-1]
    present = next((point for point in curve.points if point.is_present), None)
    now_zh = (
        f"；现行 {present.value} 时 {present.warnings:,} 条、{present.suggested_cny:,.2f} 元"
        if present
        else ""
    )
    now_en = (
        f"; today, at {present.value}: {present.warnings:,} and {present.suggested_cny:,.2f}"
        if present
        else ""
    )
    return Words(
        f"{curve.zh}从 {first.value} 到 {last.value}：预警 {first.warnings:,} 到 {last.warnings:,} 条，"
        f"建议金额 {first.suggested_cny:,.2f} 到 {last.suggested_cny:,.2f} 元{now_zh}",
        f"{curve.en} from {first.value} to {last.value}: warnings {first.warnings:,} to {last.warnings:,}, suggested "
        f"{first.suggested_cny:,.2f} to {last.suggested_cny:,.2f} yuan{now_en}",
    )
