"""What the bench puts a clock around is there, each step once."""

from collections import Counter
from importlib import import_module

from tests.bench.guarantees import STEPS


def test_every_step_of_loading_that_is_measured_is_in_the_product() -> None:
    names = [name for steps in STEPS.values() for name in steps]
    assert max(Counter(names).values()) == 1
    for name in names:
        module, function = name.split(".")
        assert callable(getattr(import_module(f"flows.ingest.{module}"), function)), name
