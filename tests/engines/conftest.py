"""Tests of this folder that start Spark: skipped by name where it or Java is missing."""

import importlib.util
import os
import shutil
from pathlib import Path

import pytest

MISSING = (
    "the extra [spark] is not installed (make spark)"
    if importlib.util.find_spec("pyspark") is None
    else "Java 17 is not installed"
    if not (shutil.which("java") or os.environ.get("JAVA_HOME"))
    else ""
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if MISSING and item.get_closest_marker("spark"):
            item.add_marker(pytest.mark.skip(reason=MISSING))


@pytest.fixture(autouse=True)
def _settings_of_a_small_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SPARK_CONF_DIR", str(Path(__file__).parent))
