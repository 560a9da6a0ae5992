"""What is told of a night that is held for a person: what is beyond its limit, where, what to look at, and how to let it out."""

from typing import Any

from flows.home import Home
from flows.talk import answer, this_command
from flows.tonight import Outcome


def tell(home: Home, outcome: Outcome) -> None:
    answer("  昨天公布的结果原样保留 / what was published before stands as it was")
    answer(f"  报告 report: {outcome.report}")
    for storm in outcome.storms:
        answer(f"  ■ {storm.zh} / {storm.en}")
        answer(f"    规则 rules: {_counts(storm.by_rule)}")
        answer(f"    乡镇 townships: {_counts(storm.by_township)}")
    answer(
        "  先看今晚送达的文件：金额单位、行数、缺不缺乡镇；问送达部门。属实的，放行 / look at what was delivered: units, "
        "rows, a township left out; ask the department. If it is true, let it out:"
    )
    answer(f"  {let_out(home, outcome)}")
    answer(
        "  文件有误的，请部门更正后重送，再运行这一晚 / if a file is wrong, have it delivered again and run this night again"
    )


def let_out(home: Home, outcome: Outcome) -> str:
    """The command that lets a held night out."""
    return f'{this_command()} approve {outcome.run_id} --reason "……" --home {home.path}'


def as_json(outcome: Outcome) -> dict[str, Any]:
    return {
        "run_id": outcome.run_id,
        "as_of": str(outcome.as_of),
        "state": outcome.state,
        "exit_code": outcome.exit_code,
        "content_digest": outcome.content_digest,
        "report": str(outcome.report),
        "storms": [
            {
                "kind": storm.kind,
                "count": storm.count,
                "limit": storm.limit,
                "by_rule": dict(storm.by_rule),
                "by_township": dict(storm.by_township),
            }
            for storm in outcome.storms
        ],
    }


def _counts(counted: tuple[tuple[str, int], ...]) -> str:
    return "、".join(f"{name} {count:,}" for name, count in counted)
