"""The state of everything a night needs, one line each; nothing is changed by looking."""

from pathlib import Path

from flows import home
from flows.clock import now
from flows.doctor import contracts, machine, nights, place, versions
from flows.doctor.finding import Finding
from schemas.faults import DoudiError

__all__ = ["Finding", "examine"]


def examine(path: Path) -> list[Finding]:
    moment = now()
    findings = [*versions.look(), *machine.look(moment)]
    try:
        bureau = home.find(path)
    except DoudiError as error:
        return [
            *findings,
            Finding("bad", "工作目录 home", f"{error.fault.zh}: {error.where}", error.fault.next_zh),
        ]
    return [*findings, *place.look(bureau), *contracts.look(bureau), *nights.look(bureau, moment)]
