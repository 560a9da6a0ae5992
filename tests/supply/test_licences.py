"""The page of licences is the lock's, and nothing that is passed on has a licence that forbids it or is unknown."""

import re
from email.message import Message
from importlib.metadata import PackageNotFoundError, version

import pytest

from tests.supply.licences import ELSEWHERE, PAGE, TESTS_ONLY, UNKNOWN, declared, is_free, licences, locked

FOUND = licences()
ROWS = re.findall(r"^\| ([\w.-]+) \| (\S+) \| ([^|]+) \| (运行|测试)", PAGE.read_text("utf-8"), re.MULTILINE)


def test_the_page_lists_what_is_locked() -> None:
    assert [(name, version) for name, version, *_ in ROWS] == list(locked()), "make licences"


def test_the_page_says_what_each_package_declares() -> None:
    said = {(name, version): (licence, used) for name, version, licence, used in ROWS}
    compared = 0
    for each in FOUND:
        try:
            is_here = version(each.name) == each.version
        except PackageNotFoundError:
            is_here = False
        if is_here:
            compared += 1
            used = "运行" if each.is_run_time else "测试"
            assert said[each.name, each.version] == (each.licence, used), "make licences"
    assert compared > 100


def test_nothing_unknown_or_forbidden_is_passed_on() -> None:
    refused = {each.name: each.licence for each in FOUND if not is_free(each.licence)}
    assert refused == TESTS_ONLY
    assert not {each.name for each in FOUND if each.is_run_time} & TESTS_ONLY.keys()


def test_what_is_listed_by_hand_is_locked() -> None:
    assert ELSEWHERE.keys() <= {each.name for each in FOUND}


def test_run_time_is_what_a_night_needs_and_no_more() -> None:
    used = {each.name: each.is_run_time for each in FOUND}
    assert used["duckdb"] and used["prefect"] and used["starlette"] and used["cryptography"]
    assert not used["pytest"] and not used["uv"] and not used["mypy"]


@pytest.mark.parametrize(
    ("lines", "licence", "may_be_passed_on"),
    [
        ({"License-Expression": "MPL-2.0 AND (Apache-2.0 OR MIT)"}, "MPL-2.0 AND (Apache-2.0 OR MIT)", True),
        ({"License": "MIT License"}, "MIT", True),
        (
            {
                "License": "Copyright (c) 2001 somebody",
                "Classifier": "License :: OSI Approved :: BSD License",
            },
            "BSD",
            True,
        ),
        ({"Classifier": "License :: OSI Approved :: GNU General Public License (GPL)"}, "GPL", False),
        ({"License-Expression": "AGPL-3.0-or-later"}, "AGPL-3.0-or-later", False),
        ({"License-Expression": "MIT AND GPL-3.0-only"}, "MIT AND GPL-3.0-only", False),
        ({"License": "Ask the author"}, UNKNOWN, False),
        ({"Classifier": "License :: Other/Proprietary License"}, UNKNOWN, False),
        ({}, UNKNOWN, False),
    ],
)
def test_a_licence_is_what_the_package_declares(
    lines: dict[str, str], licence: str, may_be_passed_on: bool
) -> None:
    metadata = Message()
    for name, said in lines.items():
        metadata[name] = said
    assert declared(metadata) == licence
    assert is_free(licence) == may_be_passed_on
