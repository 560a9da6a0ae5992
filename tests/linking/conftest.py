"""Tests of this folder that compare records with splink: skipped by name where it is missing."""

import importlib.util

import pytest

IS_MISSING = any(importlib.util.find_spec(name) is None for name in ("splink", "recordlinkage"))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if IS_MISSING and item.get_closest_marker("link"):
            item.add_marker(pytest.mark.skip(reason="the extra [link] is not installed (make link)"))
