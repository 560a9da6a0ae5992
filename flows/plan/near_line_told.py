"""The register of the line as people and programs read it."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from flows.exports.private_file import private_folder
from flows.exports.safe_csv import SafeCsv
from flows.plan.near_line import NearLine
from flows.talk import answer, say, table

REGISTER = "near_line.csv"
LINE = {"subsistence": "低保收入线 subsistence line", "near_dibao": "低保边缘收入线 near-dibao line"}
_COLUMNS = {
    "line": "线 line",
    "household_key": "家庭键 household_key",
    "township_code": "乡镇代码 township",
    "village_code": "村居代码 village",
    "member_count": "人口 members",
    "income_12m_cny": "12个月收入(元) income",
    "limit_12m_cny": "界限(元) limit",
    "limit_after_12m_cny": "新界限(元) new limit",
    "distance_cny": "距离(元) distance",
    "distance_after_cny": "新距离(元) new distance",
    "side": "在线的哪边 side",
    "crosses": "过线 crosses",
    "may_apply": "可申请低保 may apply",
    "has_subsistence_allowance": "在享低保 receives",
    "has_near_dibao": "低保边缘 near-dibao",
    "allowance_cny_per_month": "测算月保障金(元) allowance a month",
}
_COUNTS = {
    "below": "线下 below",
    "at": "线上 at",
    "above": "以上 above",
    "crosses_in": "进线 crosses in",
    "crosses_out": "出线 out",
    "may_apply": "可申请 may apply",
    "receiving": "在享 receiving",
}
_MONEY = {
    "newcomers_cny_per_month": "新增 newcomers (元/月)",
    "receiving_cny_per_month": "在享提高 rise (元/月)",
    "cny_per_month": "合计 a month (元)",
    "cny_per_year": "全年 a year (元)",
}


def tell_near_line(found: NearLine, out: Path | None, *, is_json: bool) -> None:
    if out:
        private_folder(out)
        with SafeCsv(out / REGISTER, list(_COLUMNS.values())) as file:
            for row in found.households:
                file.write([_cell(row[name]) for name in _COLUMNS])
        say(f"已写出 written: {out / REGISTER}")
    if is_json:
        told = asdict(found) | {
            "night": {"as_of": found.night.as_of, "known_at": found.night.known_at},
            "changes": [
                {"name": each.name, "was": each.was, "becomes": each.becomes} for each in found.changes
            ],
        }
        print(json.dumps(told, ensure_ascii=False, indent=2, default=str))  # noqa: T201
        return
    answer(f"{found.night.as_of} 当晚，截至 {found.night.known_at} 已知 / that night, as known by then")
    for change in found.changes:
        for was, becomes in zip(change.was, change.becomes, strict=True):
            answer(f"  {change.zh} {change.en}: {was} → {becomes}")
    if not found.changes:
        answer("  没有已公布、尚未执行的标准 / no standard that has been announced is still to begin")
    for each, total in (
        (each, row) for each in found.bands for row in found.total if row["line"] == each.line
    ):
        answer()
        answer(f"{LINE[each.line]} ± {each.amount}{'%' if each.is_share else ' 元 yuan'}")
        rows = [row for row in found.townships if row["line"] == each.line]
        # Only the subsistence line decides an allowance.
        shown = slice(None) if each.line == "subsistence" else slice(len(_COUNTS) + 1)
        table(
            ("乡镇 township", *_COUNTS.values(), *_MONEY.values())[shown],
            [_line(row["name"], row)[shown] for row in rows] + [_line("合计 in all", total)[shown]],
        )
    answer()
    answer(
        f"收入不完全清楚的 {found.unknown_households:,} 户不在册内 / households whose income is not wholly known are not in it: "
        f"{found.unknown_households:,}"
    )
    answer("金额按差额测算，仅供参考；由人核实和决定 / estimated by the difference; people verify and decide")


def _line(name: str, row: dict[str, Any]) -> tuple[object, ...]:
    return (name, *(row[each] for each in _COUNTS), *(f"{row[each]:,.2f}" for each in _MONEY))


def _cell(value: object) -> str:
    return "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)
