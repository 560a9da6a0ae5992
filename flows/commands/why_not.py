"""`doudi why-not`: every rule of the last night against one household, and what would change each answer."""

import json
import sys
from argparse import Namespace
from dataclasses import asdict

from flows import home
from flows.audit import note
from flows.no_pandas import without_pandas
from flows.state_words import STATE_ZH
from flows.talk import answer
from flows.why_not import Answer, Verdict, why_not
from schemas.faults import DoudiError

_STATUS = {
    "fires": "成立 fires",
    "does_not_hold": "不成立 does not hold",
    "unknown": "不明 unknown",
    "not_judged": "未判断 not judged",
}


def run(options: Namespace) -> int:
    bureau = home.find(home.resolve(options.home))
    is_number = options.household == "-"
    asked = sys.stdin.readline().strip() if is_number else options.household
    if not asked:
        raise DoudiError("E-USAGE", "doudi why-not HOUSEHOLD", exit_code=2)
    with without_pandas():
        found = why_not(
            bureau,
            asked,
            person=options.person,
            rule_code=options.rule.upper() if options.rule else None,
            is_identity_number=is_number,
        )
    note(bureau, "why-not", found.household_key)
    if options.json:
        print(json.dumps(asdict(found), ensure_ascii=False, indent=2, default=str))  # noqa: T201
        return 0
    _tell(found)
    return 0


def _tell(found: Answer) -> None:
    night = found.night
    answer(
        f"家庭 household {found.household_key}   {night['as_of']} 当晚，截至 {night['known_at']} 已知 / as known on the night"
    )
    if not found.are_rules_the_same:
        answer(
            "▲ 那一晚以后规则文本有变动，以下按今天的文本 / rules have changed since that night; this is today's text"
        )
    for member in found.members:
        counted = "" if member["is_counted"] else "，不计入 not counted"
        answer(f"  成员 member {member['person_key']}  {_age(member['age_years'])}{counted}")
    for verdict in found.verdicts:
        _tell_verdict(verdict)
    answer()
    answer(
        "以上为数据比对，不是认定；由有权机关核实决定 / a comparison of data, no decision; the authority verifies and decides"
    )


def _age(years: int | None) -> str:
    return "年龄不明 age unknown" if years is None else f"{years} 岁 years"


def _tell_verdict(verdict: Verdict) -> None:
    about = (
        f"  成员 member {_age(verdict.about['age_years'])} {verdict.about['person_key'][:8]}"
        if verdict.about
        else ""
    )
    answer()
    answer(f"{verdict.rule_code} {verdict.title_zh} {verdict.title}{about}：{_STATUS[verdict.status]}")
    if verdict.status == "not_judged":
        answer(f"    {verdict.not_judged_reason}")
    if verdict.status == "fires" and verdict.gives == "payment":
        answer("    列入建议发放名单，供审批 / on the list of suggested payments, for approval")
    if len(verdict.failed) > 1:
        answer(
            f"    以下 {len(verdict.failed)} 项都须改变 / {len(verdict.failed)} conditions would have to change"
        )
    for words in verdict.failed:
        answer(f"    ✗ {words.zh}")
        answer(f"      {words.en}")
    if verdict.unknown:
        also = "另外不明 also unknown" if verdict.failed else "不明，无从判断 unknown"
        answer(f"    ? {also}: " + "；".join(f"{zh} {en}" for _, zh, en in verdict.unknown))
    for warning in verdict.warnings:
        until = f"，至 until {warning['hidden_until_on']}" if warning["hidden_until_on"] else ""
        answer(
            f"    预警 warning {warning['warning_id']}  {STATE_ZH[warning['state']]} {warning['state']}{until}"
        )
