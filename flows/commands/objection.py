"""`doudi objection`: a family disagrees with a warning, or an objection is answered. Either is a person's word, on file."""

import getpass
from argparse import Namespace
from datetime import date

from flows import home
from flows.audit import note
from flows.citizen_page import objection_days
from flows.home import Home
from flows.ingest.warning_decisions import write_warning_decision
from flows.standing_warning import Standing, decided_about, standing
from flows.talk import say
from monitors import working_days
from schemas.connection import connect
from schemas.faults import DoudiError


def run(options: Namespace) -> int:
    bureau = home.find(home.resolve(options.home))
    warning = standing(bureau, options.warning, options.on)
    is_pending = _is_pending(bureau, warning)
    if options.outcome and not is_pending:
        raise DoudiError("E-NOT-MOVED", f"{warning.warning_id}：没有待答复的异议 / no objection is pending")
    if not options.outcome and is_pending:
        raise DoudiError("E-NOT-MOVED", f"{warning.warning_id}：已有异议待答复 / one is pending already")
    kind = "objection_answer" if options.outcome else "objection"
    path = write_warning_decision(
        bureau.landing,
        kind="objection_answer" if options.outcome else "objection",
        decided_on=warning.day,
        by=getpass.getuser(),
        warning_id=warning.warning_id,
        outcome=options.outcome,
        reason=options.reason,
    )
    note(bureau, kind, warning.warning_id, options.reason)
    say(f"已登记，下一晚记入台账：{path} / entered; the next night takes it into the ledger")
    due = None if options.outcome else _due(bureau, warning)
    if due:
        say(f"请在 {due[1]} 前答复（{due[0]} 个工作日）/ to be answered by {due[1]}, {due[0]} working days")
    return 0


def _is_pending(bureau: Home, warning: Standing) -> bool:
    """Whether the last word, in the ledger or in the landing folder, is an objection."""
    said = [decision.kind for decision in decided_about(bureau.landing, warning.warning_id)]
    said = [kind for kind in said if kind in ("objection", "objection_answer")]
    return said[-1] == "objection" if said else warning.objection_due_on is not None


def _due(bureau: Home, warning: Standing) -> tuple[int, date] | None:
    """Within how many working days it is looked into, and until when; nothing where no value is in force."""
    with connect(bureau.published / "latest.duckdb", read_only=True) as con:
        days = objection_days(con, warning.village_code, warning.day, warning.day)
    return (days, working_days.after(warning.day, days)) if days else None
