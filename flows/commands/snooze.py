"""`doudi snooze`: a warning is put off until a day, for a reason. What it hides meanwhile is on record."""

import getpass
from argparse import Namespace
from datetime import timedelta

from flows import home
from flows.audit import note
from flows.ingest.warning_decisions import write_warning_decision
from flows.standing_warning import standing
from flows.state_words import STATE_ZH
from flows.talk import say
from schemas.faults import DoudiError
from schemas.warning import MOVES

LONGEST = timedelta(days=366)
"""Nobody is forgotten for longer than a year."""


def run(options: Namespace) -> int:
    bureau = home.find(home.resolve(options.home))
    warning = standing(bureau, options.warning, options.on)
    if "snoozed" not in MOVES[warning.state]:
        raise DoudiError("E-NOT-MOVED", f"{warning.warning_id}：{STATE_ZH[warning.state]} {warning.state}")
    if not warning.day < options.until <= warning.day + LONGEST:
        raise DoudiError(
            "E-USAGE",
            f"--until：{warning.day} 之后，至多一年 / after {warning.day}, at most a year",
            exit_code=2,
        )
    path = write_warning_decision(
        bureau.landing,
        kind="snooze",
        decided_on=warning.day,
        by=getpass.getuser(),
        warning_id=warning.warning_id,
        until_on=options.until,
        reason=options.reason,
    )
    note(bureau, "snooze", warning.warning_id, options.reason)
    say(
        f"已登记，至 {options.until} 不列清单：{path} / entered; off the lists until then, unless it gets worse"
    )
    return 0
