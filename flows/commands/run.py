"""`doudi run`: one night."""

import json
from argparse import Namespace

from flows import home
from flows.nightly import run_night
from flows.summary import as_json, tell
from flows.talk import progress


def run(options: Namespace) -> int:
    bureau = home.find(home.resolve(options.home))
    outcome = run_night(bureau, options.as_of, options.known_at, progress())
    if options.json:
        print(json.dumps(as_json(bureau, outcome), ensure_ascii=False, indent=2))  # noqa: T201
    else:
        tell(bureau, outcome)
    return outcome.exit_code
