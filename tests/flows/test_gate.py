"""Great Expectations over one small table of figures: each limit holds what it should, and nothing else."""

import pandas as pd
import pytest

from flows.ingest import gate

FINE = {
    "rows_to_usual": 1.0,
    "register_quarantined_share": 0.01,
    "quarantined_share": 0.01,
    "empty_required_share": 0.0,
    "median_to_usual": 1.0,
}


@pytest.mark.parametrize(
    ("figure", "value", "codes"),
    [
        ("rows_to_usual", 0.7, []),
        ("rows_to_usual", 0.69, ["E-GATE-ROWS"]),
        ("rows_to_usual", 1.31, ["E-GATE-ROWS"]),
        ("rows_to_usual", None, []),
        ("register_quarantined_share", 0.2, []),
        ("register_quarantined_share", 0.21, ["E-GATE-QUARANTINED"]),
        ("quarantined_share", 0.5, []),
        ("quarantined_share", 0.51, ["E-GATE-QUARANTINED"]),
        ("empty_required_share", 0.2, []),
        ("empty_required_share", 0.21, ["E-GATE-EMPTY-CELLS"]),
        ("median_to_usual", 100.0, ["E-GATE-UNIT"]),
        ("median_to_usual", 0.01, ["E-GATE-UNIT"]),
        ("median_to_usual", None, []),
    ],
)
def test_limits(figure: str, value: float | None, codes: list[str]) -> None:
    frame = pd.DataFrame([{"delivery_no": 1, **FINE}, {"delivery_no": 2, **FINE, figure: value}]).astype(
        float
    )
    assert gate.judge(frame) == ({2: codes} if codes else {})


def test_a_check_that_cannot_run_holds_the_delivery_too() -> None:
    frame = pd.DataFrame([{"delivery_no": 1, **FINE}]).drop(columns="median_to_usual")
    assert gate.judge(frame) == {1: ["E-GATE-BROKEN"]}


def test_telemetry_is_off() -> None:
    import os

    gate.judge(pd.DataFrame([{"delivery_no": 1, **FINE}]))
    assert os.environ["GX_ANALYTICS_ENABLED"] == "false"
