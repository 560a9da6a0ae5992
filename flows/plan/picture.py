"""A curve as ink: where each point stands, in the pixels of one picture of two panels. The scale starts at zero."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from flows.plan.curve import Curve, Point

LEFT, WIDTH, GAP, TOP, HEIGHT = 56, 250, 84, 46, 170


class Dot(NamedTuple):
    x: float
    y: float
    value: str
    label: str
    is_present: bool


@dataclass(frozen=True)
class Panel:
    """One figure over the range; `told` are the dots whose figure is written: the ends and what holds today."""

    zh: str
    en: str
    left: int
    dots: tuple[Dot, ...]

    @property
    def line(self) -> str:
        return " ".join(f"{dot.x},{dot.y}" for dot in self.dots)

    @property
    def told(self) -> list[Dot]:
        last = len(self.dots) - 1
        return [dot for place, dot in enumerate(self.dots) if place in (0, last) or dot.is_present]


def panels(curve: Curve) -> tuple[Panel, ...]:
    return (
        _panel(
            "预警，条", "warnings", LEFT, curve.points, [point.warnings for point in curve.points], "{:,}"
        ),
        _panel(
            "建议金额，元",
            "suggested, yuan",
            LEFT + WIDTH + GAP,
            curve.points,
            [point.suggested_cny for point in curve.points],
            "{:,.0f}",
        ),
    )


def _panel(
    zh: str, en: str, left: int, points: Sequence[Point], figures: Sequence[int | Decimal], form: str
) -> Panel:
    first, last = points[0].value, points[-1].value
    most = max(figures) or 1
    dots = tuple(
        Dot(
            x=round(left + WIDTH * float((point.value - first) / (last - first)), 1),
            y=round(TOP + HEIGHT * (1 - float(Decimal(figure) / Decimal(most))), 1),
            value=f"{point.value}",
            label=form.format(figure),
            is_present=point.is_present,
        )
        for point, figure in zip(points, figures, strict=True)
    )
    return Panel(zh, en, left, dots)


def finding(curve: Curve) -> tuple[str, str]:
    """What the picture shows, in a sentence of each language: the title, and what a reader hears who does not see it."""
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
    return (
        f"{curve.zh}从 {first.value} 到 {last.value}：预警 {first.warnings:,} 到 {last.warnings:,} 条，"
        f"建议金额 {first.suggested_cny:,.2f} 到 {last.suggested_cny:,.2f} 元{now_zh}",
        f"{curve.en} from {first.value} to {last.value}: warnings {first.warnings:,} to {last.warnings:,}, suggested "
        f"{first.suggested_cny:,.2f} to {last.suggested_cny:,.2f} yuan{now_en}",
    )
