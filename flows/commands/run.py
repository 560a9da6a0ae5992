"""`doudi run`: one night, or the emergencies of a day before its night."""

import json
from argparse import Namespace

from flows import home, summary
from flows.engines.choice import Choice
from flows.nightly import run_night
from flows.talk import progress
from schemas.faults import DoudiError


def run(options: Namespace) -> int:
    bureau = home.find(home.resolve(options.home))
    if options.urgent:
        return _urgent(bureau, options)
    outcome = run_night(
        bureau,
        options.as_of,
        options.known_at,
        progress(),
        engine=Choice(options.engine, options.master),
    )
    if options.json:
        print(json.dumps(summary.as_json(bureau, outcome), ensure_ascii=False, indent=2))  # noqa: T201
    else:
        summary.tell(bureau, outcome)
    return outcome.exit_code


def _urgent(bureau: home.Home, options: Namespace) -> int:
    from flows.urgent import run_urgent
    from flows.urgent_summary import as_json, tell

    if options.engine != "duckdb":
        raise DoudiError("E-USAGE", "--urgent --engine", exit_code=2)
    if options.known_at:
        raise DoudiError("E-USAGE", "--urgent --known-at", exit_code=2)
    outcome = run_urgent(bureau, options.as_of, progress())
    if options.json:
        print(json.dumps(as_json(outcome), ensure_ascii=False, indent=2))  # noqa: T201
    else:
        tell(bureau, outcome)
    return outcome.exit_code
