"""Great Expectations over one small table of figures: each limit holds what it should, and nothing else."""

import pandas as pd
import pytest

from flows.ingest import gate
from schemas.extracts import EXTRACTS

FINE = {
    "rows_to_usual": 1.0,
    "quarantined_share": 0.01,
    "empty_required_share": 0.0,
    "median_to_usual": 1.0,
    "mean_to_usual": 1.0,
    "identity_000_share": None,
    "stale_days": None,
}


@pytest.mark.parametrize(
    ("extract", "figure", "value", "codes"),
    [
        ("income", "rows_to_usual", 0.7, []),
        ("income", "rows_to_usual", 0.69, ["E-GATE-ROWS"]),
        ("benefit", "rows_to_usual", 1.31, ["E-GATE-ROWS"]),
        ("income", "rows_to_usual", None, []),
        ("medical_expense", "rows_to_usual", 0.01, []),
        ("household_member", "quarantined_share", 0.2, []),
        ("household_member", "quarantined_share", 0.21, ["E-GATE-QUARANTINED"]),
        ("income", "quarantined_share", 0.5, []),
        ("income", "quarantined_share", 0.51, ["E-GATE-QUARANTINED"]),
        ("death", "empty_required_share", 0.2, []),
        ("death", "empty_required_share", 0.21, ["E-GATE-EMPTY-CELLS"]),
        ("income", "median_to_usual", 100.0, ["E-GATE-UNIT"]),
        ("medical_expense", "median_to_usual", 0.01, ["E-GATE-UNIT"]),
        ("income", "median_to_usual", None, []),
        ("death", "median_to_usual", 100.0, []),
        ("income", "mean_to_usual", 5.0, []),
        ("income", "mean_to_usual", 5.1, ["E-GATE-SUM"]),
        ("benefit", "mean_to_usual", 0.19, ["E-GATE-SUM"]),
        ("death", "mean_to_usual", 100.0, []),
        ("death", "identity_000_share", 0.01, []),
        ("death", "identity_000_share", 0.02, ["E-GATE-ID-000"]),
        ("area", "identity_000_share", 0.5, []),
        ("household_member", "stale_days", 999, []),
    ],
)
def test_limits(extract: str, figure: str, value: float | None, codes: list[str]) -> None:
    frame = pd.DataFrame([{"delivery_no": 1, **FINE}, {"delivery_no": 2, **FINE, figure: value}]).astype(
        float
    )
    assert gate.judge(EXTRACTS[extract], frame) == ({2: codes} if codes else {})

    # Nobody is asked about a file whose figures are all within: what would be held never is.
    within = gate.within(EXTRACTS[extract], {"delivery_no": 2, **FINE, figure: value})
    assert within == (not codes)


def test_what_is_no_number_lies_within_nothing() -> None:
    assert not gate.within(EXTRACTS["income"], {**FINE, "mean_to_usual": float("nan")})


def test_a_check_that_cannot_run_holds_the_delivery_too() -> None:
    frame = pd.DataFrame([{"delivery_no": 1, **FINE}]).drop(columns="median_to_usual")
    assert gate.judge(EXTRACTS["income"], frame) == {1: ["E-GATE-BROKEN"]}


def test_telemetry_is_off() -> None:
    import os

    gate.judge(EXTRACTS["income"], pd.DataFrame([{"delivery_no": 1, **FINE}]))
    assert os.environ["GX_ANALYTICS_ENABLED"] == "false"
