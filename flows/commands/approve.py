"""`doudi approve`: a held delivery let in, because its department vouches for it; or a held night let out, because whoever
looked says it is true. A person's word, with a reason."""

import getpass
import re
from argparse import Namespace

from flows import home, summary
from flows.asked import asked
from flows.audit import note
from flows.decide import day_of_decision, day_of_work, extract_of
from flows.ingest.decisions import APPROVABLE, write_decision
from flows.ingest.night_approval import NightApproval, write_approval
from flows.nightly import run_night
from flows.talk import progress, say
from schemas.faults import DoudiError


def run(options: Namespace) -> int:
    bureau = home.find(home.resolve(options.home))
    if not bureau.warehouse.exists():
        raise DoudiError("E-NO-NIGHT", str(bureau.warehouse))
    if re.fullmatch(r"R[0-9]{8}-[0-9]+", options.delivery):
        return _let_out(bureau, options)
    with home.warehouse(bureau, read_only=True) as con:
        number, extract = extract_of(con, options.delivery)
        state, codes = con.execute(
            "SELECT state, codes FROM delivery WHERE delivery_no = ?", [number]
        ).fetchall()[0]
        if state != "held" or not set(codes) <= APPROVABLE:
            raise DoudiError("E-NOT-APPROVABLE", f"{options.delivery} {state} {' '.join(codes)}".strip())
        decided_on = day_of_decision(con, number, options.on)
    path = write_decision(
        bureau.landing,
        kind="approve",
        extract=extract,
        delivery_id=options.delivery,
        decided_on=decided_on,
        reason=options.reason,
        by=getpass.getuser(),
    )
    note(bureau, "approve", options.delivery, options.reason)
    say(f"已登记，下一晚入库：{path} / entered; the next night lets it in")
    return 0


def _let_out(bureau: home.Home, options: Namespace) -> int:
    """Enter that a held night is true, and run it again: it says the same, and is published."""
    with home.warehouse(bureau, read_only=True) as con:
        found = con.execute(
            "SELECT as_of, known_at, state, content_digest FROM run WHERE run_id = ?", [options.delivery]
        ).fetchall()
        if not found:
            raise DoudiError("E-NOT-FOUND", asked(options.delivery))
        as_of, known_at, state, content_digest = found[0]
        if state != "held":
            raise DoudiError("E-NOT-APPROVABLE", f"{options.delivery} {state}")
        decided_on = options.on or day_of_work(con)
    by = getpass.getuser()
    write_approval(
        bureau.landing,
        NightApproval(
            run_id=options.delivery, as_of=as_of, content_digest=content_digest, reason=options.reason, by=by
        ),
        decided_on,
    )
    note(bureau, "approve", options.delivery, options.reason)
    outcome = run_night(bureau, as_of, known_at, progress())
    summary.tell(bureau, outcome)
    return outcome.exit_code
