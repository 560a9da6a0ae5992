"""The quick loop leaves out whatever runs a night; those tests stand in `flows/` and `golden/`."""

from pathlib import Path

import pytest

NIGHTS = {"flows", "golden"}
WHOLE_STORY = "test_the_articles_family_is_found_with_the_articles_amount"


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
