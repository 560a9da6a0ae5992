"""`doudi explain`: a warning's whole arithmetic, so that a clerk can redo it by hand; or the same for the family."""

import json
from argparse import Namespace
from decimal import Decimal
from typing import Any

from flows import home
from flows.audit import note
from flows.explain import explain, fact_words
from flows.home import Home
from flows.new_file import new_file
from flows.no_pandas import without_pandas
from flows.state_words import CHANGE_ZH, DECISION_ZH, MOVED_BY_ZH, RESULT_ZH, STATE_ZH
from flows.talk import answer, say
from schemas.faults import DoudiError
from schemas.office import SEVERITY_ZH
from schemas.parameter_words import CHOICE, CONFIDENCE, OPERATOR, UNIT, population


def run(options: Namespace) -> int:
    bureau = home.find(home.resolve(options.home))
    if options.unmask and not options.reason:
        raise DoudiError("E-USAGE", "--unmask --reason", exit_code=2)
    if options.citizen:
        return _page(bureau, options)
    with without_pandas():
        found = explain(bureau, options.warning, unmask=options.unmask)
    note(bureau, "explain --unmask" if options.unmask else "explain", options.warning, options.reason or "")
    if options.json:
        found["warning"]["evidence"] = json.loads(found["warning"]["evidence"], parse_float=str)
        print(json.dumps(found, ensure_ascii=False, indent=2, default=str))  # noqa: T201
        return 0
    _tell(found)
    return 0


def _page(bureau: Home, options: Namespace) -> int:
    from flows.citizen_page import write_citizen_page

    path = new_file(options.citizen)
    write_citizen_page(bureau, options.warning, path)
    note(bureau, "explain --citizen", options.warning, options.reason or "")
    say(f"已写出 / written: {path}")
    return 0


def _tell(found: dict[str, Any]) -> None:
    warning, rule = found["warning"], found["rule"]
    answer(
        f"{warning['warning_id']}  {warning['rule_code']} {rule['title_zh'] or ''} {rule['title'] or ''}  "
        f"{SEVERITY_ZH[warning['severity']]} {warning['severity']}  {STATE_ZH[warning['state']]} {warning['state']}"
    )
    for name, words in (
        ("hidden_until_on", "不列清单，至 / off the lists until"),
        ("objection_due_on", "有异议待答复，期限 / an objection is pending, to be answered by"),
    ):
        if found[name]:
            answer(f"▲ {words} {found[name]}")
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
    answer("参数 values    : 当晚在该村（社区）执行的值 / in force there that night")
    for row in found["values"]:
        answer(f"                 {_value(row)}")
    if not found["values"]:
        answer("                 无 none")
    answer("证据 evidence  :")
    for name, value in json.loads(warning["evidence"], parse_float=Decimal).items():
        if value is not None and name not in ("legal_basis", "sources"):
            answer(f"                 {name} = {value}")
    answer(
        f"数据 facts     : {len(found['facts'])} 行，得出这些数字时所据 / rows behind these figures when they were made"
    )
    for fact in found["facts"]:
        answer(f"                 {fact_words(fact)}")
    answer("经过 events    :")
    for event, ends_answer in zip(found["events"], _ends(found["events"]), strict=True):
        answer(f"                 {_event(event, tells_result=ends_answer)}")
    _tell_answers(found)
    for other in found["same_line"]:
        answer(
            f"同户 same line : {other['warning_id']}  {other['rule_code']}  {SEVERITY_ZH[other['severity']]} {other['severity']}  {other['state']}"
        )
    answer("本条为建议；入户核实后由有权机关决定 / a suggestion; the authority decides after a visit")


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


def _value(row: dict[str, Any]) -> str:
    whom = "、".join(population(each) for each in row["populations"] if each != "all")
    compared = f"{OPERATOR[row['operator']][0]} " if row["operator"] else ""
    worth = CHOICE[row["value"]] if row["unit"] == "choice" else f"{row['value']} {UNIT[row['unit']][0]}"
    published = f"，{row['published_on']} 公布 published" if row["published_on"] else ""
    return (
        f"{row['zh']} {row['en']}{f'（{whom}）' if whom else ''}：{compared}{worth}，{row['valid_from']} 起 from{published}，"
        f"{row['area_code']}，{CONFIDENCE[row['confidence']][0]}：{row['source']}"
    )


def _ends(events: list[dict[str, Any]]) -> list[bool]:
    """Whether an event is the last step of its answer: the one that reaches the outcome."""
    steps = [
        (event["event_on"], event["answer_delivery_id"], event["answer_line"])
        if event["moved_by"] == "answer"
        else None
        for event in events
    ]
    return [step is not None and step not in steps[place + 1 :] for place, step in enumerate(steps)]


def _event(event: dict[str, Any], *, tells_result: bool) -> str:
    moved = MOVED_BY_ZH[event["moved_by"] or "night"]
    # Of an answer or a decision the change is told by who moved it, and by the states.
    change = f"{CHANGE_ZH[event['change']]}，" if event["change"] in CHANGE_ZH else ""
    before = f"{STATE_ZH[event['state_before']]} → " if event["state_before"] else "→ "
    parts = [
        f"{event['event_on']} {moved}：{change}{before}{STATE_ZH[event['state']]} {event['state']}，{event['severity']}"
    ]
    if event["happened_on"] and event["happened_on"] != event["event_on"]:
        parts.append(f"发生于 happened on {event['happened_on']}")
    if tells_result and event["result"]:
        parts.append(f"{RESULT_ZH.get(event['result'], event['result'])} {event['result']}")
    if tells_result and event["decided_cny"] is not None:
        parts.append(f"决定金额 decided {event['decided_cny']:,} 元 yuan")
    if event["hidden_until_on"]:
        parts.append(f"不列清单至 off the lists until {event['hidden_until_on']}")
    if event["moved_on"] == event["event_on"] and event["from_township_code"]:
        parts.append(f"自 {event['from_township_code']} 迁来 moved from there")
    return "；".join(parts)


def _tell_answers(found: dict[str, Any]) -> None:
    for each in found["answers"]:
        amount = "" if each["decided_cny"] is None else f"，决定金额 decided {each['decided_cny']:,} 元 yuan"
        answer(
            f"核查 answer    : {each['verified_on'] or each['delivered_on']} {RESULT_ZH.get(each['result'], each['result'])} {each['result']}{amount}   "
            f"answer/{each['delivered_on']}/{each['file_name']} 第 {each['source_line']} 行 line"
        )
        if "note" in each:
            answer(
                f"                 核查人 visitor: {each['verified_by'] or '—'}；情况说明 note: {each['note'] or '—'}"
            )
    for each in found["decisions"]:
        more = f"，至 until {each['until_on']}" if each["until_on"] else ""
        more += f"，{DECISION_ZH[each['outcome']]} {each['outcome']}" if each["outcome"] else ""
        answer(
            f"决定 decision  : {each['decided_on']} {DECISION_ZH[each['kind']]} {each['kind']}{more}：{each['reason']}"
        )
