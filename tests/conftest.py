"""The quick loop leaves out whatever runs a night, reads files or watches a county; those tests stand in these folders.

No test, and no process it starts, reaches beyond this machine: an attempt is refused, and fails the session.
"""

import os
import sys
import tempfile
from pathlib import Path

import pytest

NIGHTS = {"flows", "fuzz", "golden", "monitors", "oracle", "pictures"}
WHOLE_STORY = "test_the_articles_family_is_found_with_the_articles_amount"
NETWORK = Path(__file__).parent / "network"
CALLS = "DOUDI_TEST_CALLS"


def pytest_configure(config: pytest.Config) -> None:
    if CALLS not in os.environ:
        # Workers of xdist inherit it.
        number, os.environ[CALLS] = tempfile.mkstemp(prefix="doudi-calls-")
        os.close(number)
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, (str(NETWORK), os.environ.get("PYTHONPATH"))))
    sys.path.insert(0, str(NETWORK))
    sys.modules.pop("sitecustomize", None)
    __import__("sitecustomize")
    sys.path.remove(str(NETWORK))


def pytest_sessionfinish(session: pytest.Session) -> None:
    if not hasattr(session.config, "workerinput") and calls():
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if calls():
        terminalreporter.section("beyond this machine")
        terminalreporter.write(calls())


def pytest_unconfigure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):
        Path(os.environ.pop(CALLS)).unlink()


def calls() -> str:
    """Every attempt of this session to reach beyond this machine."""
    return Path(os.environ[CALLS]).read_text(encoding="utf-8")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    kept_quick = False
    for item in items:
        if Path(item.path).parent.name not in NIGHTS:
            continue
        # One whole night stays in the quick loop: the article's family.
        if item.name.startswith(WHOLE_STORY) and not kept_quick:
            kept_quick = True
            continue
        item.add_marker(pytest.mark.slow)
