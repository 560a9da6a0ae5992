"""What an urgent run came to, for the operator: whom to send somebody to, and what could not be looked at."""

from typing import Any

from flows.home import Home
from flows.talk import answer, table, this_command
from flows.urgent import UrgentOutcome


def tell(home: Home, outcome: UrgentOutcome) -> None:
    verdict = "▲ 已列出，有提示 / listed with a remark" if outcome.exit_code else "✔ 已列出 / listed"
    answer(f"{verdict}    {outcome.as_of}    {outcome.run_id}")
    answer()
    answer(
        f"急难 {outcome.people:,} 人，{outcome.households:,} 户；其中本次新增 {outcome.first:,} 人 / "
        f"emergencies: people {outcome.people:,}, households {outcome.households:,}; people new in this run {outcome.first:,}"
    )
    if outcome.townships:
        table(
            ("乡镇 township", "人 people", "户 households"),
            [
                (f"{each.name} {each.township_code}", each.people, each.households)
                for each in outcome.townships
            ],
        )
    for judgement in outcome.judgements:
        if not judgement.is_judged:
            answer(
                f"  未判断 not judged: {judgement.rule.code} {judgement.rule.header.title_zh} "
                f"{judgement.rule.header.title}: {judgement.reason}"
            )
    for zh, en in outcome.not_read:
        answer(f"  注意 note: {zh} / {en}")
    if outcome.not_read:
        answer(f"  原因和处理 causes and next steps: {this_command()} quarantine list --home {home.path}")
    answer()
    answer(f"  清单 lists: {outcome.exports}")
    answer(
        "  当晚的清单用同一编号列出，答复填在那份清单上 / tonight's lists bear the same numbers; answers go there"
    )


def as_json(outcome: UrgentOutcome) -> dict[str, Any]:
    return {
        "run_id": outcome.run_id,
        "as_of": str(outcome.as_of),
        "state": "urgent",
        "exit_code": outcome.exit_code,
        "people": outcome.people,
        "households": outcome.households,
        "people_new_in_this_run": outcome.first,
        "townships": [
            {
                "township_code": each.township_code,
                "name": each.name,
                "people": each.people,
                "households": each.households,
            }
            for each in outcome.townships
        ],
        "judgements": [
            {
                "rule_code": judgement.rule.code,
                "is_judged": judgement.is_judged,
                "not_judged_reason": judgement.reason or None,
            }
            for judgement in outcome.judgements
        ],
        "notes": [f"{zh} / {en}" for zh, en in outcome.not_read],
        "exports": str(outcome.exports),
    }
