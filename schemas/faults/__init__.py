"""Every reason why a row, a delivery or a command is refused: its code, and what to do, in both languages.

The operator's manual has a section per code, made from these tables.
"""

from schemas.faults.command import COMMAND
from schemas.faults.delivery import DELIVERY
from schemas.faults.fault import Fault
from schemas.faults.returned import RETURNED
from schemas.faults.row import ROW

__all__ = ["DELIVERY_CODES", "FAULTS", "ROW_CODES", "DoudiError", "Fault", "told"]

FAULTS: dict[str, Fault] = {fault.code: fault for fault in (*ROW, *DELIVERY, *COMMAND)}

ROW_CODES: frozenset[str] = frozenset(fault.code for fault in ROW)
DELIVERY_CODES: frozenset[str] = frozenset(fault.code for fault in DELIVERY)


def told(code: str, *, is_returned: bool = False) -> Fault:
    """A fault in the words of whoever must mend it: of a returned list that is an officer, else a department."""
    return RETURNED.get(code, FAULTS[code]) if is_returned else FAULTS[code]


class DoudiError(Exception):
    """A failure that says what, where and what next; never a person's number or name.

    `where` is a place (file, line, column) or a name of ours, never a cell's text.
    """

    def __init__(self, code: str, where: str = "", *, exit_code: int = 1) -> None:
        self.fault = FAULTS[code]
        self.where = where
        self.exit_code = exit_code
        super().__init__(f"{code} {self.fault.en}" + (f": {where}" if where else ""))
