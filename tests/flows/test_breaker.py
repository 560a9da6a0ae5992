"""Far more warnings than ever in one night: a person looks before any office does."""

import json
import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest

from flows.breaker import AFTER_NIGHTS, is_storm_of_ended, is_storm_of_new, limit_of_new
from flows.cli import main
from tests.bureau import Bureau, member, months, number, wage
from tests.flows.in_processes import standing
from tests.flows.test_report import Reader

FIRST = date(2022, 5, 10)
NIGHTS = [FIRST + timedelta(days=place) for place in range(4)]
HOUSEHOLDS = 60


@pytest.mark.parametrize(
    ("new", "median", "is_storm"),
    [(50, 0, False), (51, 0, True), (60, 20, False), (61, 20, True), (51, 20, False)],
    ids=["at the least", "above the least", "at three times", "above three times", "usual"],
)
def test_new_ones(new: int, median: int, is_storm: bool) -> None:
    assert is_storm_of_new(new, median) == is_storm
    assert limit_of_new(median) in (50, 60)


@pytest.mark.parametrize(
    ("ended", "was_open", "is_storm"),
    [(20, 100, False), (21, 100, True), (49, 49, False), (10, 50, False), (11, 50, True), (0, 0, False)],
)
def test_ended_ones(ended: int, was_open: int, is_storm: bool) -> None:
    assert is_storm_of_ended(ended, was_open) == is_storm


def earn(bureau: Bureau, day: date, amount: str) -> None:
    bureau.deliver(
        "income",
        day,
        [
            wage(number(place), month, amount)
            for place in range(1, HOUSEHOLDS + 1)
            for month in months(day, 15)
        ],
    )


@pytest.fixture(scope="module")
def halved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three quiet nights, and a fourth whose incomes are all halved: below the line at a stroke."""
    made = Bureau(tmp_path_factory.mktemp("county") / "home")
    made.deliver(
        "household_member",
        FIRST,
        [member(f"H{place}", number(place)) for place in range(1, HOUSEHOLDS + 1)],
    )
    made.deliver("benefit", FIRST, ["H999,,最低生活保障,2020-01-01,,,"])
    earn(made, FIRST, "1600.00")
    for night in NIGHTS[:3]:
        assert made.night(night).exit_code == 3
    earn(made, NIGHTS[3], "800.00")
    return made.home.path


@pytest.fixture
def bureau(halved: Path, tmp_path: Path) -> Bureau:
    return Bureau(shutil.copytree(halved, tmp_path / "home", symlinks=True))


def test_halved_incomes_are_held_until_somebody_vouches_for_them(
    bureau: Bureau, capsys: pytest.CaptureFixture[str]
) -> None:
    path, before = bureau.home.path, standing(bureau.home.path)
    latest = (path / "published" / "latest.duckdb").resolve()
    home = ["--home", str(path)]
    assert main(["run", "--as-of", str(NIGHTS[3]), *home]) == 4
    told = capsys.readouterr().out
    assert "新增 60 条预警，超过 50 条" in told and "60 new warnings in one night, more than 50" in told
    assert "N01 60" in told and "approve R20220513-01 --reason" in told
    after = standing(path)
    page = path / after.popitem()[0]
    assert after == before and (path / "published" / "latest.duckdb").resolve() == latest
    # Whoever opens the reports at eight sees it by the name of the newest, and why when it is open.
    assert page.name == "2022-05-13-暂停待处理.html" and str(page) in told
    said = Reader(page.read_text(encoding="utf-8")).text
    for words in (
        "结果没有发布，等人决定（退出码 4）",
        "以下数字今晚算出，还没有公布",
        "一晚新增 60 条预警，超过 50 条",
        "N01 低保疑似未保",
        "2022-05-12 公布的数据库、清单和报告原样保留",
        f'doudi approve R20220513-01 --reason "……" --home {path}',
    ):
        assert words in said
    (notice,) = (path / "notices").glob("2022-05-13-*.txt")
    assert str(page) in notice.read_text(encoding="utf-8")
    # Run again nothing has changed, and it is held again.
    assert main(["run", "--as-of", str(NIGHTS[3]), "--json", *home]) == 4
    assert json.loads(capsys.readouterr().out)["storms"][0]["by_rule"] == {"N01": 60}
    assert main(["approve", "R20220513-02", "--reason", "人社局来函属实", *home]) == 3
    assert len(bureau.warnings("N01")) == 60
    assert not page.exists() and page.with_name("2022-05-13.html").exists()
    assert min(str(found["warning_id"]) for found in bureau.warnings("N01")) == "W370902-20220513-000001"
    # The next night goes on from there: sixty open ones are no news.
    assert bureau.night(NIGHTS[3] + timedelta(days=1)).exit_code == 3


def test_a_word_for_one_content_is_none_for_another(bureau: Bureau) -> None:
    path = bureau.home.path
    assert bureau.night(NIGHTS[3]).exit_code == 4
    earn(bureau, NIGHTS[3], "700.00")
    assert main(["approve", "R20220513-01", "--reason", "属实", "--home", str(path)]) == 4


@pytest.fixture(scope="module")
def warned(halved: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Somebody has vouched for the halved incomes: sixty warnings are open and on the lists."""
    made = Bureau(shutil.copytree(halved, tmp_path_factory.mktemp("warned") / "home", symlinks=True))
    assert made.night(NIGHTS[3]).exit_code == 4
    assert main(["approve", "R20220513-01", "--reason", "属实", "--home", str(made.home.path)]) == 3
    return made.home.path


@pytest.mark.parametrize("amount", ["1600.00", "80000.00"], ids=["incomes doubled", "incomes in fen"])
def test_vanishing_warnings_are_held_until_somebody_vouches_or_the_file_is_corrected(
    warned: Path, tmp_path: Path, amount: str
) -> None:
    """After three deliveries the gate holds a file in another unit by itself; before that nothing but the breaker sees it."""
    path = shutil.copytree(warned, tmp_path / "home", symlinks=True)
    bureau, before = Bureau(path), standing(path)
    later = NIGHTS[3] + timedelta(days=1)
    earn(bureau, later, amount)
    outcome = bureau.night(later)
    (storm,) = outcome.storms
    assert (outcome.exit_code, storm.kind, storm.count, storm.limit) == (4, "ended", 60, 12)
    after = standing(path)
    assert after.pop(f"reports/{later}-暂停待处理.html") and after == before
    assert len(bureau.warnings("N01")) == 60
    if amount == "1600.00":
        assert main(["approve", outcome.run_id, "--reason", "属实", "--home", str(path)]) == 3
        # What raised them was corrected by the department.
        assert {found["state"] for found in bureau.warnings("N01")} == {"withdrawn"}
    else:
        shutil.rmtree(path / "landing" / "income" / str(later))
        earn(bureau, later, "800.00")
        assert bureau.night(later).exit_code == 3
        assert {found["state"] for found in bureau.warnings("N01")} == {"open"}
    assert standing(path).keys() >= {f"reports/{later}.html"}
    assert f"reports/{later}-暂停待处理.html" not in standing(path)


@pytest.mark.parametrize(
    "empty_nights", [0, AFTER_NIGHTS], ids=["its first night", "after nights without any data"]
)
def test_a_homes_first_deliveries_are_no_storm(tmp_path: Path, empty_nights: int) -> None:
    made = Bureau(tmp_path)
    for place in range(empty_nights, 0, -1):
        made.night(FIRST - timedelta(days=place))
    made.deliver(
        "household_member", FIRST, [member(f"H{place}", number(place)) for place in range(1, HOUSEHOLDS + 1)]
    )
    made.deliver("benefit", FIRST, ["H999,,最低生活保障,2020-01-01,,,"])
    earn(made, FIRST, "800.00")
    assert made.night(FIRST).exit_code == 3 and len(made.warnings("N01")) == 60
