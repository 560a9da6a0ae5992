"""`doudi explain`: a warning's whole arithmetic, so that a clerk can redo it by hand."""

import json
from argparse import Namespace
from decimal import Decimal
from typing import Any

from flows import home
from flows.audit import note
from flows.explain import explain, extract_zh
from flows.talk import answer
from schemas.office import CHANGE_ZH, SEVERITY_ZH


def run(options: Namespace) -> int:
    bureau = home.find(home.resolve(options.home))
    found = explain(bureau, options.warning)
    note(bureau, "explain", options.warning)
    if options.json:
        found["warning"]["evidence"] = json.loads(found["warning"]["evidence"])
        print(json.dumps(found, ensure_ascii=False, indent=2, default=str))  # noqa: T201
        return 0
    warning, rule = found["warning"], found["rule"]
    answer(
        f"{warning['warning_id']}  {warning['rule_code']}  {SEVERITY_ZH[warning['severity']]} {warning['severity']}  {warning['state']}"
    )
    answer()
    answer(warning["reason_zh"])
    answer(warning["reason_en"])
    answer()
    answer(
        f"规则 rule      : rules/{rule['id']}.sql  版本 version {rule['version']}"
        + ("" if rule["is_same_text_today"] else "（今天的文本已不同 / the text has changed since）")
    )
    for line in (rule["condition"] or "").splitlines():
        answer(f"                 {line}")
    for basis in rule["basis"]:
        answer(f"依据 basis     : {basis['id']} {basis['cite']}：{basis['says']}")
    _tell_amount(warning, found["standard"])
    answer("证据 evidence  :")
    for name, value in json.loads(warning["evidence"], parse_float=Decimal).items():
        if value is not None and name not in ("legal_basis", "sources"):
            answer(f"                 {name} = {value}")
    answer(f"数据 facts     : 截至 {found['night']['known_at']} 已知 / as known then")
    for fact in found["facts"]:
        answer(f"                 {_fact(fact)}")
    answer("经过 events    :")
    for event in found["events"]:
        answer(
            f"                 {event['event_on']} {CHANGE_ZH[event['change']]} {event['change']} → {event['state']}, {event['severity']}"
        )
    for other in found["same_line"]:
        answer(
            f"同户 same line : {other['warning_id']}  {other['rule_code']}  {SEVERITY_ZH[other['severity']]} {other['severity']}  {other['state']}"
        )
    answer("本条为建议；入户核实后由有权机关决定 / a suggestion; the authority decides after a visit")
    return 0


def _tell_amount(warning: dict[str, Any], standard: dict[str, Any] | None) -> None:
    if warning["suggested_cny"] is None:
        answer("建议 suggestion: 不提出金额 / no amount")
        return
    answer(f"建议 suggestion: {warning['suggested_cny']:,} 元 yuan")
    # A suggestion that a bureau's own rule made by itself has no steps to tell.
    if warning["amount_steps"]:
        answer(f"算法 steps     : {warning['amount_steps']}")
    if standard:
        answer(
            f"标准 standard  : {standard['value']} 元/人·月 {standard['population']}，{standard['valid_from']} 起，"
            f"{standard['area_code']}，{standard['source']}（{standard['confidence']}）"
        )


def _fact(fact: dict[str, Any]) -> str:
    shown = []
    for name, value in fact.items():
        if name in ("extract", "file_name", "delivered_on", "source_line"):
            continue
        if value is not None:
            shown.append(f"{value // 100:,}.{value % 100:02d} 元" if name.endswith("_fen") else f"{value}")
    return (
        f"{extract_zh(fact['extract'])}  {'  '.join(shown)}   "
        f"{fact['extract']}/{fact['delivered_on']}/{fact['file_name']} 第 {fact['source_line']} 行 line"
    )
