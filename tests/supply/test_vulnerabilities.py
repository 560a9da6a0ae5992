"""A check that was not made is never taken for one that found nothing. Nothing here asks a network."""

import json
import sys
from pathlib import Path

import pytest

from tests.supply.vulnerabilities import FOUND, NONE_KNOWN, NOT_CHECKED, main

LOCKED = ("first-package==1.0", "second_package==2.0", 'pywin32==312 ; sys_platform == "win32"')
GOOD = [
    {"name": "first-package", "version": "1.0", "vulns": []},
    {"name": "second-package", "version": "2.0", "vulns": []},
]
SKIPPED = [
    {"name": each["name"], "skip_reason": "Dependency not found on PyPI and could not be audited"}
    for each in GOOD
]
BAD = [GOOD[0], {"name": "second-package", "version": "2.0", "vulns": [{"id": "PYSEC-2099-1"}]}]


@pytest.fixture
def lock(tmp_path: Path) -> Path:
    path = tmp_path / "requirements.lock"
    path.write_text("".join(f"{line} \\\n    --hash=sha256:00\n" for line in LOCKED))
    return path


def audit(tmp_path: Path, said: str, exit_code: int) -> list[str]:
    """A pip-audit that answers so."""
    script = tmp_path / "audit.py"
    script.write_text(f"import sys\nprint({said!r})\nsys.exit({exit_code})\n")
    return [sys.executable, str(script)]


@pytest.mark.parametrize(
    ("dependencies", "audit_ends_with", "exit_code", "words"),
    [
        (GOOD, 0, NONE_KNOWN, ("都查过", "none known")),
        (BAD, 1, FOUND, ("有已知漏洞", "PYSEC-2099-1", "second-package 2.0")),
        # pip-audit says "No known vulnerabilities found" and 0 where the service knows no package: seen with a mirror.
        (
            SKIPPED,
            0,
            NOT_CHECKED,
            ("没有检查完", "NOT checked: 2 of", "不等于没有漏洞", "no answer is not a good answer"),
        ),
        ([GOOD[0], SKIPPED[1]], 0, NOT_CHECKED, ("NOT checked: 1 of",)),
        (GOOD[:1], 0, NOT_CHECKED, ("NOT checked: 1 of",)),
        ([], 0, NOT_CHECKED, ("NOT checked: 2 of",)),
        # Found is found, even where not everything could be looked up.
        ([BAD[1], SKIPPED[0]], 1, FOUND, ("PYSEC-2099-1", "NOT checked: 1 of")),
    ],
)
def test_every_locked_package_is_counted(
    dependencies: list[dict[str, object]],
    audit_ends_with: int,
    exit_code: int,
    words: tuple[str, ...],
    lock: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    said = json.dumps({"dependencies": dependencies, "fixes": []})
    assert main(audit(tmp_path, said, audit_ends_with), lock) == exit_code
    told = capsys.readouterr().out
    assert all(word in told for word in words), told
    assert ("✔" in told) == (exit_code == NONE_KNOWN)


@pytest.mark.parametrize(
    ("said", "exit_code"), [("Traceback: no route to host", 1), ("", 0), ("{}", 0), ("[]", 0)]
)
def test_an_answer_that_is_none_is_not_a_good_one(
    said: str, exit_code: int, lock: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(audit(tmp_path, said, exit_code), lock) == NOT_CHECKED
    told = capsys.readouterr().out
    assert "没有检查" in told and "NOT checked" in told and "✔" not in told


def test_without_the_tool_nothing_was_checked(
    lock: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(tmp_path / "none")], lock) == NOT_CHECKED
    assert "NOT checked" in capsys.readouterr().out
