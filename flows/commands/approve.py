"""`doudi approve`: a held delivery let in, because its department vouches for it. A person's word, with a reason."""

import getpass
from argparse import Namespace

from flows import home
from flows.audit import note
from flows.decide import day_of_decision, extract_of
from flows.ingest.decisions import APPROVABLE, write_decision
from flows.talk import say
from schemas.faults import DoudiError


def run(options: Namespace) -> int:
    bureau = home.find(home.resolve(options.home))
    if not bureau.warehouse.exists():
        raise DoudiError("E-NO-NIGHT", str(bureau.warehouse))
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
