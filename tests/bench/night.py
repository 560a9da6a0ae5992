"""One night of the product in a process of its own, stage by stage. usage: night HOME AS_OF [RULES]

Stages are those that the night itself tells whoever watches its progress, so that nothing here hangs on inner names:
every extract that is loaded, then signals, rules, ledger, publishing, lists, report.
"""

import sys
from datetime import date
from pathlib import Path

from tests.bench.spent import Spent

spent = Spent()

from flows import home  # noqa: E402 (what imports cost is the first stage)
from flows.nightly import judge, land, under_way  # noqa: E402
from flows.publish.night import publish  # noqa: E402
from schemas.extracts import EXTRACTS  # noqa: E402

STAGES = {
    **{extract.zh: f"ingest {extract.name}" for extract in EXTRACTS.values()},
    "信号 watching": "watch",
    "规则 judging": "rules",
    "台账 remembering": "ledger",
    "发布 publishing": "publish",
    "清单 listing": "exports",
    "报告 reporting": "report",
}


def told(label: str, done: int, total: int) -> None:
    spent.stage(STAGES.get(label, "between"))


def main() -> None:
    bureau = home.find(Path(sys.argv[1]))
    spent.stage("opening")
    with under_way(bureau, date.fromisoformat(sys.argv[2])) as tonight:
        if codes := sys.argv[3:]:
            tonight.rules[:] = [rule for rule in tonight.rules if rule.code in codes[0].split(",")]
        for stage, step in (("ingest scan", land), ("between", judge), ("between", publish)):
            spent.stage(stage)
            step(tonight, told)
        spent.stage("closing")
    spent.stage("closing")
    sys.stdout.write(spent.told(exit_code=tonight.outcome.exit_code))


if __name__ == "__main__":
    main()
