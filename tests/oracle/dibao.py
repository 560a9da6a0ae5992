"""Dibao in another engine: the same standards and sums said as OpenFisca variables.

OpenFisca knows nothing of our SQL, of our ladder of areas or of our integers; it reads the dated values from
the standards file and works in 32-bit floats. What both can say, both must say alike.
"""

from collections.abc import Mapping, Sequence
from datetime import date

import numpy as np
from openfisca_core.entities import build_entity
from openfisca_core.holders import set_input_divide_by_period
from openfisca_core.parameters import ParameterNode
from openfisca_core.periods import DateUnit
from openfisca_core.simulation_builder import SimulationBuilder
from openfisca_core.simulations import Simulation
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

from schemas.standard import Standard

PERSON = build_entity(key="person", plural="people", label="A member", is_person=True)
HOUSEHOLD = build_entity(
    key="household",
    plural="households",
    label="People living together",
    roles=[{"key": "member", "plural": "members", "label": "Members living together"}],
)


class is_urban(Variable):
    value_type = bool
    entity = PERSON
    definition_period = DateUnit.MONTH


class head_is_urban(Variable):
    value_type = bool
    entity = HOUSEHOLD
    definition_period = DateUnit.MONTH


class income(Variable):
    value_type = float
    entity = PERSON
    definition_period = DateUnit.MONTH
    set_input = set_input_divide_by_period


class subsistence_line(Variable):
    value_type = float
    entity = HOUSEHOLD
    definition_period = DateUnit.MONTH

    def formula(household, period, parameters):  # type: ignore[no-untyped-def]
        standard = parameters(period).standard
        urban = household.members("is_urban", period)
        return household.sum(np.where(urban, standard.urban, standard.rural))


class income_of_the_window(Variable):
    value_type = float
    entity = HOUSEHOLD
    definition_period = DateUnit.MONTH

    def formula(household, period):  # type: ignore[no-untyped-def]
        window = [period.offset(-back, DateUnit.MONTH) for back in range(1, 13)]
        return sum(household.sum(household.members("income", month)) for month in window)


class shortfall_of_the_window(Variable):
    value_type = float
    entity = HOUSEHOLD
    definition_period = DateUnit.MONTH

    def formula(household, period):  # type: ignore[no-untyped-def]
        return 12 * household("subsistence_line", period) - household("income_of_the_window", period)


class income_per_head_over_line(Variable):
    """Of the near-dibao line: below one is near or below."""

    value_type = float
    entity = HOUSEHOLD
    definition_period = DateUnit.MONTH

    def formula(household, period, parameters):  # type: ignore[no-untyped-def]
        near = parameters(period).near_dibao_ratio
        return household("income_of_the_window", period) / (12 * near * household("subsistence_line", period))


class illness_relief(Variable):
    value_type = float
    entity = HOUSEHOLD
    definition_period = DateUnit.MONTH

    def formula(household, period, parameters):  # type: ignore[no-untyped-def]
        known = parameters(period)
        urban = household("head_is_urban", period)
        return known.illness_multiple * np.where(urban, known.standard.urban, known.standard.rural)


VARIABLES = (
    is_urban,
    head_is_urban,
    income,
    subsistence_line,
    income_of_the_window,
    shortfall_of_the_window,
    income_per_head_over_line,
    illness_relief,
)


def system(standards: Sequence[Standard], area: str) -> TaxBenefitSystem:
    """The nation's and one area's values, dated as the files date them."""
    found = TaxBenefitSystem([PERSON, HOUSEHOLD])
    found.parameters = ParameterNode(
        "",
        data={
            "standard": {
                population: _dated(standards, area, "subsistence_allowance_standard", population)
                for population in ("urban", "rural")
            },
            "near_dibao_ratio": _dated(standards, "00", "near_dibao_ratio", "all"),
            "illness_multiple": _dated(standards, area, "relief_multiple", "illness"),
        },
    )
    found.add_variables(*VARIABLES)
    return found


def _dated(standards: Sequence[Standard], area: str, key: str, population: str) -> dict[str, object]:
    values = {
        row.valid_from.isoformat(): {"value": float(row.value)}
        for row in standards
        if (row.area_code, row.key, row.population) == (area, key, population)
    }
    assert values, f"{area} {key} {population}"
    return {"values": values}


def simulation(
    found: TaxBenefitSystem,
    month: date,
    *,
    household_of: Sequence[str],
    is_urban: Sequence[bool],
    head_is_urban: Mapping[str, bool],
    income_of_month: Mapping[date, Sequence[float]],
) -> tuple[Simulation, list[str]]:
    """People as arrays; the households come back in the order of the results."""
    households = list(dict.fromkeys(household_of))
    builder = SimulationBuilder()
    builder.create_entities(found)
    builder.declare_person_entity("person", [f"P{place}" for place in range(len(household_of))])
    instance = builder.declare_entity("household", households)
    builder.join_with_persons(instance, np.array(household_of), roles=["member"] * len(household_of))
    made = builder.build(found)
    period = f"{month:%Y-%m}"
    made.set_input("is_urban", period, np.array(is_urban))
    made.set_input("head_is_urban", period, np.array([head_is_urban[name] for name in households]))
    for earned_in, amounts in income_of_month.items():
        made.set_input("income", f"{earned_in:%Y-%m}", np.array(amounts, dtype=np.float32))
    return made, households
