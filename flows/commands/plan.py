"""`doudi plan`: what a change of standards or rules would do to the last published night. Nothing is written but a line
of the audit, and, where a folder is named, a page in it."""

import json
from argparse import Namespace
from dataclasses import asdict
from decimal import Decimal
from pathlib import Path
from typing import Any

from flows import home
from flows.audit import note
from flows.no_pandas import without_pandas
from flows.plan.curve import Curve
from flows.plan.near_line import band, near_line
from flows.plan.near_line_told import REGISTER, tell_near_line
from flows.plan.page import files_of, refuse_taken, write_page
from flows.plan.plan import Asked, Plan, plan
from flows.plan.words import KIND, cause_words, past_precision, severity_words, visits_per_worker
from flows.talk import answer, progress, say, table
from schemas.faults import DoudiError


def run(options: Namespace) -> int:
    bureau = home.find(home.resolve(options.home))
    asked = Asked(
        settings=options.set,
        rules=[Path(path).expanduser() for path in options.rule],
        curves=options.curve,
        area=options.area,
        valid_from=options.valid_from,
        as_of=options.as_of,
    )
    bands = [band(written) for written in options.line]
    if not (asked.settings or asked.rules or asked.curves or bands):
        raise DoudiError("E-USAGE", "doudi plan --set | --rule | --curve | --line", exit_code=2)
    if bands and (asked.rules or asked.curves):
        raise DoudiError("E-USAGE", "--line: --set", exit_code=2)
    out = Path(options.out).expanduser() if options.out else None
    if out:
        refuse_taken(out, [REGISTER] if bands else files_of(len(asked.curves)))
    what = "; ".join([*asked.settings, *map(str, asked.rules), *asked.curves, *options.line])
    if bands:
        with without_pandas():
            register = near_line(bureau, asked, bands)
        note(bureau, "plan", what)
        tell_near_line(register, out, is_json=options.json)
        return 0
    with without_pandas():
        found = plan(bureau, asked, progress())
    note(bureau, "plan", what)
    if out:
        write_page(found, out, area_name=bureau.name or bureau.area)
        say(f"已写出 written: {out}")
    if options.json:
        print(json.dumps(said(found), ensure_ascii=False, indent=2, default=str))  # noqa: T201
    else:
        _tell(found)
    return 0


def said(found: Plan) -> dict[str, Any]:
    """The plan as other programs read it; amounts are text, so that no yuan is rounded on the way."""
    told = asdict(found) | {
        "changes": [{"name": each.name, "was": each.was, "becomes": each.becomes} for each in found.changes]
    }
    return told | {"night": {"as_of": found.night.as_of, "known_at": found.night.known_at}}


def _tell(found: Plan) -> None:
    answer(
        f"{found.night.as_of} 当晚，截至 {found.night.known_at} 已知 / that night, as known by then   {found.run_id}"
    )
    if not found.is_as_published:
        answer(
            "▲ 按今天的规则、标准和数据重算，这一晚已与当时发布的不同；以下都与重算的相比 / today's rules, values and data no longer "
            "judge this night as it was published; below is compared with what they judge"
        )
    for change in found.changes:
        answer(f"  {change.zh} {change.en}")
        for was, becomes in zip(change.was, change.becomes, strict=True):
            answer(f"    {was} → {becomes}")
    if found.changes:
        _tell_difference(found)
    for curve in found.curves:
        _tell_curve(curve)
    answer()
    answer("以上是测算，没有改动任何结果；由人决定 / an estimate; nothing was changed; people decide")


def _tell_difference(found: Plan) -> None:
    answer()
    table(
        (
            "乡镇 township",
            "户 households",
            "→",
            "预警 warnings",
            "→",
            "新增 gained",
            "减少 lost",
            "变动 changed",
            "建议金额 suggested (元)",
            "→",
            "每人走访 visits a worker",
        ),
        [_line(row["name"], row, visits_per_worker(row)) for row in found.townships]
        + [_line("合计 in all", found.total, "")],
    )
    answer()
    table(
        (
            "规则 rule",
            "预警 warnings",
            "→",
            "新增 gained",
            "减少 lost",
            "变动 changed",
            "以往属实率 past precision",
        ),
        [
            (
                f"{row['rule_code']} {row['title_zh']} {row['title']}",
                *_counts(row),
                past_precision(row),
            )
            for row in found.rules_that_differ
        ],
    )
    answer("  没有列出的规则不变 / rules not listed stay as they are")
    if found.causes:
        answer()
        _tell_causes(found)
    for row in found.payments:
        answer(
            f"  {row['rule_code']} 建议发放 to approve: {row['payments_before']:,} → {row['payments_after']:,} 条，"
            f"{row['suggested_cny_before']:,.2f} → {row['suggested_cny_after']:,.2f} 元 yuan"
        )
    if found.examples:
        answer()
        answer(f"例 examples（{len(found.examples)} / {len(found.differing)}）")
    for row in found.examples:
        answer(f"  {KIND[row['kind']]} {row['rule_code']} {severity_words(row)}  {cause_words(row['cause'])}")
        answer(f"      {row['reason_zh']}")


def _line(name: str, row: dict[str, Any], last: str) -> tuple[object, ...]:
    return (
        name,
        row["households_before"],
        row["households_after"],
        *_counts(row),
        f"{row['suggested_cny_before']:,.2f}",
        f"{row['suggested_cny_after']:,.2f}",
        last,
    )


def _counts(row: dict[str, Any]) -> tuple[int, ...]:
    return tuple(row[name] for name in ("warnings_before", "warnings_after", "gained", "lost", "changed"))


def _tell_causes(found: Plan) -> None:
    """The townships together; `--json` and the page have each."""
    sums: dict[str, list[Any]] = {}
    for row in found.causes:
        parts = sums.setdefault(row["cause"], [0, 0, 0, Decimal(0)])
        for place, name in enumerate(("gained", "lost", "changed", "suggested_cny_difference")):
            parts[place] += row[name]
    table(
        ("原因 cause", "新增 gained", "减少 lost", "变动 changed", "金额 yuan"),
        [(cause_words(cause), *parts[:3], f"{parts[3]:+,.2f}") for cause, parts in sums.items()],
    )


def _tell_curve(curve: Curve) -> None:
    answer()
    answer(f"{curve.zh} {curve.en}: {curve.name}")
    table(
        (
            "值 value",
            "",
            "预警 warnings",
            "户 households",
            "建议金额 suggested (元)",
            "可望属实 expected to hold",
        ),
        [
            (
                str(point.value),
                "← 现行 present" if point.is_present else "",
                point.warnings,
                point.households,
                f"{point.suggested_cny:,.2f}",
                "—" if point.confirmed_share is None else f"{point.confirmed_share:.0%}",
            )
            for point in curve.points
        ],
    )
