"""No column that analysts rest on changes unannounced."""

from itertools import pairwise
from pathlib import Path

from schemas.published.version import VERSIONS
from tests.schemas.keep_published import columns, kept

CHANGES = (Path(__file__).parents[2] / "CHANGELOG.md").read_text(encoding="utf-8")


def test_the_columns_are_those_of_the_newest_version() -> None:
    """Add a version to schemas/published/version.py, say it in CHANGELOG, then `python -m tests.schemas.keep_published`."""
    now, promised = set(columns()), set(kept(VERSIONS[-1].version))
    assert now == promised, f"new {sorted(now - promised)}, gone {sorted(promised - now)}"


def test_every_version_is_numbered_dated_and_announced() -> None:
    assert [each.version for each in VERSIONS] == list(range(1, len(VERSIONS) + 1))
    assert [each.announced_on for each in VERSIONS] == sorted(each.announced_on for each in VERSIONS)
    for each in VERSIONS:
        assert f"发布库版本 {each.version} / published version {each.version}" in CHANGES


def test_whatever_goes_is_told_with_what_stands_in_its_place() -> None:
    for before, after in pairwise(VERSIONS):
        gone = {line.split()[0] for line in set(kept(before.version)) - set(kept(after.version))}
        assert gone == {column for column, _ in after.gone}
        assert all(instead for _, instead in after.gone)
