"""Rules on trial: judged beside the live ones by the very same steps, and kept apart from everything they find.

They run first and the live rules begin anew after them, so that nothing of a trial is left where a live hit is looked for.
"""

from collections.abc import Mapping, Sequence
from datetime import date

from rules.evaluate import FINDING_COLUMNS, Judgement, evaluate
from rules.load import Rule
from schemas.engine import Engine

_COLUMNS = ", ".join(column.split()[0] for column in FINDING_COLUMNS.strip().split(",\n"))


def evaluate_shadows(
    con: Engine, shadows: Sequence[Rule], *, as_of: date, blind: Mapping[str, str]
) -> list[Judgement]:
    """Fill the temporary table `shadow_finding` with tonight's hits of every rule on trial, warnings and payments alike.

    To be called before `evaluate`, whose tables it uses. Shape: one row per hit.
    """
    con.execute(f"CREATE OR REPLACE TEMP TABLE shadow_finding (gives VARCHAR, {FINDING_COLUMNS})")
    if not any(rule.in_force(as_of) for rule in shadows):
        return []
    judgements = evaluate(con, shadows, as_of=as_of, blind=blind)
    for gives, table in (("warning", "finding"), ("payment", "payment")):
        con.execute(f"INSERT INTO shadow_finding BY NAME SELECT '{gives}' AS gives, {_COLUMNS} FROM {table}")
    return judgements
