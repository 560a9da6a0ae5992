"""The named cast as rows of the departments' files."""

from flows.synth.cast_rows.asking import deliver_asking
from flows.synth.cast_rows.money import deliver_money
from flows.synth.cast_rows.people import deliver_people
from flows.synth.cast_rows.treatment import deliver_treatment
from flows.synth.departments import Departments
from flows.synth.window import Window


def deliver_cast(departments: Departments, window: Window, county: str) -> int:
    """Hands the cast's rows in, ahead of everybody else's; returns the number of people in the register."""
    count = deliver_people(departments, window, county)
    deliver_money(departments, window, county)
    deliver_treatment(departments, window)
    deliver_asking(departments, window, county)
    return count
