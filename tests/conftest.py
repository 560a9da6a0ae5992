"""The quick loop leaves out whatever runs a night, reads files or watches a county; those tests stand in these folders."""

from pathlib import Path

import pytest

NIGHTS = {"flows", "fuzz", "golden", "monitors", "oracle"}
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
