"""`doudi catch-up`: the nights that were missed, each once, in order."""

import json
from argparse import Namespace

from flows import home, summary
from flows.catch_up import catch_up
from flows.clock import last_due, now
from flows.talk import answer, progress


def run(options: Namespace) -> int:
    bureau = home.find(home.resolve(options.home))
    until = options.until or last_due(now())
    done = catch_up(bureau, until, options.since, progress())
    if options.json:
        print(json.dumps([summary.as_json(bureau, each) for each in done], ensure_ascii=False, indent=2))  # noqa: T201
    elif not done:
        answer(f"没有漏掉的夜间运行（到 {until}）/ no night is missing (up to {until})")
    else:
        for each in done[:-1]:
            answer(f"{summary.VERDICT[each.exit_code]}    {each.as_of}    {each.run_id}")
        summary.tell(bureau, done[-1])
    return max((each.exit_code for each in done), default=0)
