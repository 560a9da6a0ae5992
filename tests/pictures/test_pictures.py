"""The pictures of a county's eighth night: every number on them is counted again here, in plain Python, from the rows of
the published tables."""

import itertools
import json
import math
import re
import stat
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from xml.etree import ElementTree

import duckdb
import pytest

from flows.cli import main
from flows.pictures.boundaries import on_sheet, read_boundaries
from flows.pictures.draw import figure, page, png, spec_of, svg, svg_alone
from flows.pictures.funnel import funnel
from flows.pictures.picture import Picture
from flows.pictures.sensitivity import sensitivity
from flows.pictures.timeline import timeline
from flows.pictures.townships import townships
from flows.pictures.trend import trend
from flows.plan.plan import Asked, plan
from schemas.faults import DoudiError
from schemas.warning import LISTED
from tests.bureau import Bureau
from tests.flows.test_page_seen import CHROMIUM, seen
from tests.pictures.desk import EXAMPLES, FIRST, KEPT, boundaries, desk, drawn, examples

SAMPLE = "S01"
CONFIRMED = ("confirmed_needs_relief", "confirmed_already_helped")


@pytest.fixture(scope="module")
def bureau(tmp_path_factory: pytest.TempPathFactory) -> Bureau:
    return desk(tmp_path_factory.mktemp("desk") / "home")


@pytest.fixture(scope="module")
def con(bureau: Bureau) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(str(bureau.home.published / "latest.duckdb"), read_only=True) as con:
        yield con


@pytest.fixture(scope="module")
def rows(con: duckdb.DuckDBPyConnection) -> dict[str, list[SimpleNamespace]]:
    """The published tables, row by row; no view and no sum."""
    found = {}
    for name in (
        *("run", "judgement", "warning", "warning_event", "household_month", "person_month"),
        *("household_timeline", "answer_count", "area"),
    ):
        cursor = con.execute(f"FROM {name}")
        columns = [column[0] for column in cursor.description]
        found[name] = [SimpleNamespace(**dict(zip(columns, row, strict=True))) for row in cursor.fetchall()]
    return found


Rows = dict[str, list[Any]]


def _told(picture: Picture) -> list[dict[str, Any]]:
    return [{column.name: row[column.name] for column in picture.headings} for row in picture.values]


def test_the_trend_is_what_the_ledger_says_of_every_night(con: duckdb.DuckDBPyConnection, rows: Rows) -> None:
    counted = {each.warning_id for each in rows["warning"] if each.rule_code != SAMPLE}
    lives: dict[str, list[Any]] = defaultdict(list)
    for event in sorted(rows["warning_event"], key=lambda each: each.event_no):
        if event.warning_id in counted:
            lives[event.warning_id].append(event)
    silent = Counter(each.run_id for each in rows["judgement"] if not each.is_judged)
    runs = sorted(rows["run"], key=lambda each: each.as_of)
    assert len(runs) == 8
    before, wanted = 0, []
    for place, run in enumerate(runs):
        states = [[event.state for event in life if event.event_on <= run.as_of] for life in lives.values()]
        open_count = sum(1 for state in states if state and state[-1] in LISTED)
        earlier = runs[place - 1] if place else run
        remarks = [
            *(["规则有改动 rules changed"] if run.rules_digest != earlier.rules_digest else []),
            *(["标准有改动 standards changed"] if run.standards_digest != earlier.standards_digest else []),
        ]
        wanted.append(
            {
                "night": run.as_of,
                "open_count": open_count,
                "step_count": open_count - before,
                "rules_not_judged": silent[run.run_id],
                "remark": "；".join(remarks),
            }
        )
        before = open_count
    picture = trend(con)
    assert _told(picture) == wanted
    # The desk has one of each, or the marks would prove nothing.
    assert [each["remark"] for each in wanted if each["remark"]] == [
        "标准有改动 standards changed",
        "规则有改动 rules changed",
    ]
    assert any(each["rules_not_judged"] for each in wanted)
    assert wanted[-1]["open_count"] == sum(
        1 for each in rows["warning"] if each.is_listed and each.rule_code != SAMPLE
    )
    assert f"由 {wanted[0]['open_count']} 条" in picture.finding.zh and "数字可能偏低" in picture.finding.zh
    assert _told(trend(con, last=3)) == wanted[-3:]


def test_the_funnel_counts_households(con: duckdb.DuckDBPyConnection, rows: Rows) -> None:
    warned = [each for each in rows["warning"] if each.rule_code != SAMPLE]
    handed_out = {event.warning_id for event in rows["warning_event"] if event.state == "dispatched"}
    decided: dict[str, Decimal] = defaultdict(Decimal)
    for each in warned:
        decided[each.household_key] += each.decided_cny or 0
    counts = [
        len(rows["household_month"]),
        len({each.household_key for each in warned}),
        len({each.household_key for each in warned if each.warning_id in handed_out}),
        len({each.household_key for each in warned if each.result not in (None, "not_yet_verified")}),
        len({each.household_key for each in warned if each.result in CONFIRMED}),
        sum(1 for amount in decided.values() if amount > 0),
    ]
    picture = funnel(con)
    told = _told(picture)
    assert [each["household_count"] for each in told] == counts
    assert all(more >= fewer > 0 for more, fewer in itertools.pairwise(counts))
    assert told[-1]["decided_cny"] == sum(decided.values()) > 0
    assert [each["of_previous"] for each in told] == [
        None,
        *(fewer / more for more, fewer in itertools.pairwise(counts)),
    ]
    assert f"{sum(decided.values()):,.2f} 元" in picture.finding.zh


def test_townships_are_counted_one_by_one(con: duckdb.DuckDBPyConnection, rows: Rows) -> None:
    registered = Counter(each.township_code for each in rows["household_month"] if each.is_in_register)
    names = {each.area_code: each.name for each in rows["area"]}
    listed = [each for each in rows["warning"] if each.is_listed and each.rule_code != SAMPLE]
    answers = {each.township_code: each for each in rows["answer_count"] if each.rule_code is None}
    wanted = []
    for code in sorted(registered.keys() | {each.township_code for each in listed}):
        here = [each for each in listed if each.township_code == code]
        households = {each.household_key for each in here}
        urgent = {each.household_key for each in here if each.severity in ("red", "orange")}
        wanted.append(
            {
                "name": names[code],
                "household_count": registered[code],
                "warned_count": len(households),
                "urgent_count": len(urgent),
                "warned_per_thousand": pytest.approx(1000 * len(households) / registered[code]),
                "dispatched_count": answers[code].dispatched,
                "answered_count": answers[code].answered,
            }
        )
    assert _told(townships(con)) == wanted
    assert len(wanted) == 6


def test_a_household_s_months_add_up_to_its_signals(con: duckdb.DuckDBPyConnection, rows: Rows) -> None:
    """Income of the window, treatment of the year: the timeline has month by month what the rules were given as sums."""
    months: dict[str, list[Any]] = defaultdict(list)
    for each in rows["household_timeline"]:
        months[each.household_key].append(each)
    households = {each.household_key: each for each in rows["household_month"]}
    earned: dict[str, Decimal] = defaultdict(Decimal)
    for person in rows["person_month"]:
        if person.is_counted:
            earned[person.household_key] += person.income_12m_lower_bound_cny or 0
    listed = {each.household_key for each in rows["warning"] if each.is_listed} & households.keys()
    assert listed == months.keys() and len(listed) > 100
    for key, told in months.items():
        household = households[key]
        assert [each.month for each in told] == _sixteen_months()
        window = [m for m in told if household.income_12m_from_on <= m.month <= household.income_12m_to_on]
        assert len(window) == 12
        assert sum(each.income_cny or 0 for each in window) == earned[key]
        this_year = sum(
            each.medical_self_paid_cny or 0 for each in told if each.month >= household.year_from_on
        )
        assert this_year == (household.medical_self_paid_year_cny or 0)
    assert any(each.benefit_cny for each in rows["household_timeline"])


def _sixteen_months() -> list[date]:
    return [date(2021 + index // 12, index % 12 + 1, 1) for index in range(3, 19)]


def _most_told(rows: Rows) -> str:
    """The open warning whose household has the longest story."""
    stories = Counter(event.warning_id for event in rows["warning_event"])
    listed = [each for each in rows["warning"] if each.is_listed and each.rule_code != SAMPLE]
    return str(max(listed, key=lambda each: (stories[each.warning_id], each.warning_id)).warning_id)


def test_a_timeline_is_its_household_s_and_nobody_else_s(con: duckdb.DuckDBPyConnection, rows: Rows) -> None:
    warning_id = _most_told(rows)
    (key,) = {each.household_key for each in rows["warning"] if each.warning_id == warning_id}
    (household,) = [each for each in rows["household_month"] if each.household_key == key]
    months = [each for each in rows["household_timeline"] if each.household_key == key]
    told = _told(timeline(con, warning_id))
    for month, row in zip(months, told, strict=True):
        assert row["month"] == f"{month.month:%Y-%m}"
        for figure_name in ("income_cny", "medical_self_paid_cny", "benefit_cny", "relief_cny"):
            assert row[figure_name] == getattr(month, figure_name)
        assert row["line_cny"] == household.subsistence_line_cny_per_month
    its = {
        each.warning_id for each in rows["warning"] if each.household_key == key and each.rule_code != SAMPLE
    }
    happened = Counter(f"{e.happened_on:%Y-%m}" for e in rows["warning_event"] if e.warning_id in its)
    assert {row["month"]: row["event_count"] for row in told if row["event_count"]} == happened
    assert sum(happened.values()) > 1
    assert all(row["events"].count("；") + 1 == row["event_count"] for row in told if row["event_count"])


def test_a_timeline_of_nobody_is_not_found(con: duckdb.DuckDBPyConnection) -> None:
    with pytest.raises(DoudiError, match="E-NOT-FOUND"):
        timeline(con, "W370902-20220622-999999")


def test_the_curve_s_present_value_is_the_published_night(bureau: Bureau, rows: Rows) -> None:
    (curve,) = plan(bureau.home, Asked(curves=["relief_multiple.illness=5..7"])).curves
    picture = sensitivity(curve)
    told = _told(picture)
    assert [each["warnings"] for each in told] == [point.warnings for point in curve.points]
    listed = [each for each in rows["warning"] if each.is_listed and each.rule_code != SAMPLE]
    highest: dict[str, Decimal] = {}
    for each in listed:
        highest[each.household_key] = max(
            highest.get(each.household_key, Decimal(0)), each.suggested_cny or Decimal(0)
        )
    (present,) = [each for each in told if "现行" in each["told_value"]]
    assert present["told_value"].startswith("6")
    assert (present["warnings"], present["households"]) == (len(listed), len(highest))
    assert present["suggested_cny"] == sum(highest.values())


@pytest.fixture(scope="module")
def pictures(bureau: Bureau, con: duckdb.DuckDBPyConnection, rows: Rows) -> dict[str, Picture]:
    return drawn(bureau, con)


NAMES = ("trend", "funnel", "townships", "map", "timeline", "sensitivity")


def _texts(picture: Picture) -> list[str]:
    root = ElementTree.fromstring(svg_alone(picture))
    return [str(each.text) for each in root.iter("{http://www.w3.org/2000/svg}text") if each.text]


@pytest.mark.parametrize("name", NAMES)
def test_what_is_written_on_a_picture_is_in_its_table(pictures: dict[str, Picture], name: str) -> None:
    picture = pictures[name]
    figures = {f"{cell:,}" for row in picture.rows for cell in row if isinstance(cell, int)}
    figures |= {f"{cell:,.0f}" for row in picture.rows for cell in row if isinstance(cell, Decimal | float)}
    words = {str(cell) for row in picture.rows for cell in row if isinstance(cell, str)}
    marks = [text for text in _texts(picture) if re.search(r"\d", text)]
    assert marks
    # Scales are written too: whatever stands on no axis and in no title must be a figure or words of the table.
    others = [
        text
        for text in marks
        if text not in figures
        and text not in words
        and text not in picture.finding.zh
        and text not in picture.finding.en
    ]
    for text in others:
        assert re.fullmatch(r"[\d,.]+|\d\d-\d\d|\d{4}-\d\d", text) or "per 1,000" in text, text
    labels = {
        "trend": "open_count",
        "funnel": "label",
        "townships": "label",
        "map": "label",
        "timeline": "event_count",
    }
    if name in labels:
        shown = [str(row[labels[name]]) for row in picture.values if name != "trend" or row["is_told"]]
        if name == "timeline":
            shown = [count for count in shown if count != "0"]
        assert shown and set(shown) <= set(marks) | {text.replace(",", "") for text in marks}


def test_bars_are_as_long_as_their_figures(pictures: dict[str, Picture]) -> None:
    picture = pictures["funnel"]
    root = ElementTree.fromstring(svg_alone(picture))
    bars = [
        each.get("d", "")
        for each in root.iter("{http://www.w3.org/2000/svg}path")
        if each.get("fill") == "#1f5673"
    ]
    lengths = [float(found[1]) for bar in bars if (found := re.search(r"h([\d.]+)v", bar))]
    counts = [row["household_count"] for row in picture.values]
    assert len(lengths) == len(counts)
    for length, count in zip(lengths, counts, strict=True):
        assert math.isclose(length / lengths[0], float(str(count)) / float(str(counts[0])), abs_tol=0.001)


@pytest.mark.parametrize("name", NAMES)
def test_a_picture_is_a_title_words_and_a_table_as_well(pictures: dict[str, Picture], name: str) -> None:
    picture = pictures[name]
    root = ElementTree.fromstring(svg_alone(picture))
    assert root.get("role") == "img"
    title, words = (root.find(f"{{http://www.w3.org/2000/svg}}{tag}") for tag in ("title", "desc"))
    assert title is not None and title.text == picture.finding.zh
    assert words is not None and picture.seen.zh in str(words.text) and picture.seen.en in str(words.text)
    assert root.get("aria-labelledby") == f"{title.get('id')} {words.get('id')}"
    shown = figure(picture)
    assert shown.count("<tr>") == len(picture.rows) + 1
    assert picture._repr_html_() == shown
    assert "//" not in page(picture) and "<script" not in page(picture)


@pytest.mark.parametrize("name", NAMES)
def test_equal_pictures_are_equal_bytes(pictures: dict[str, Picture], name: str) -> None:
    picture = pictures[name]
    assert (svg(picture), png(picture)) == (svg(picture), png(picture))
    # A width of sixteen digits would look like somebody's number.
    assert not re.search(r"\d{15}", svg(picture))


@pytest.mark.skipif(not CHROMIUM, reason="chromium is not installed")
@pytest.mark.parametrize("name", NAMES)
def test_a_page_is_accessible(pictures: dict[str, Picture], name: str, tmp_path: Path) -> None:
    for width in (1000, 500):
        found = seen(page(pictures[name]), tmp_path, width)
        assert found["broken"] == []
        assert found["width"] <= found["window"]


def test_the_handbook_has_the_pictures_as_they_are_drawn(pictures: dict[str, Picture]) -> None:
    for name in NAMES:
        assert (KEPT / f"{name}.svg").read_text(encoding="utf-8") == svg_alone(pictures[name]), (
            f"python -m tests.pictures.desk: {name}"
        )


def test_the_dictionary_s_examples_are_a_row_of_the_desk(con: duckdb.DuckDBPyConnection) -> None:
    assert json.loads(EXAMPLES.read_text(encoding="utf-8")) == examples(con), "python -m tests.pictures.desk"


WITHOUT_FONTS = """
import sys
from flows.pictures.draw import _engine
spec = {"mark": {"type": "text", "fontSize": 40}, "data": {"values": [{"t": sys.argv[1]}]}, "encoding": {"text": {"field": "t"}},
    "config": {"font": "Doudi Sans"}}
sys.stdout.buffer.write(bytes(_engine().vegalite_to_png(spec)))
"""


def _written(words: str, *, bare: bool) -> bytes:
    command = [sys.executable, "-c", WITHOUT_FONTS, words]
    if bare:
        hide = 'for f in /usr/share/fonts /usr/local/share/fonts ~/.fonts; do [ -d "$f" ] && mount -t tmpfs none "$f"; done'
        command = ["unshare", "-rm", "sh", "-c", f'{hide}; exec "$@"', "sh", *command]
    return subprocess.run(command, check=True, capture_output=True, timeout=60).stdout


def test_a_bare_server_draws_chinese() -> None:
    """Rare letters of place names too: 青堌集镇 is a township. What no font has would be a box."""
    if subprocess.run(["unshare", "-rm", "true"], capture_output=True, check=False).returncode:
        pytest.skip("no mount namespace may be made here")
    for words in ("低保", "青堌集", "镇㙍"):
        assert _written(words, bare=True) == _written(words, bare=False)
        assert _written(words, bare=True) != _written("\U0010fffd" * len(words), bare=True)


def test_dark_tiles_can_be_read() -> None:
    def luminance(colour: str) -> float:
        parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
        return sum(
            weight * (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4)
            for weight, part in zip((0.2126, 0.7152, 0.0722), parts, strict=True)
        )

    ink = luminance("#1d2524")
    for name in ("tiles", "map"):
        shades = re.findall(
            r"#[0-9a-f]{6}", json.dumps(spec_of(name)["layer"][0]["encoding"]["color"]["scale"])
        )
        assert len(shades) == 5
        light = [luminance(shade) for shade in shades]
        assert light == sorted(light, reverse=True)
        assert all((each + 0.05) / (ink + 0.05) >= 4.5 for each in light)


def test_the_command_writes_three_forms_or_tells_the_figures(
    bureau: Bureau, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    where = ["--home", str(bureau.home.path)]
    files = [tmp_path / f"trend.{form}" for form in ("png", "svg", "html")]
    words = ["chart", "trend", *where, *(word for path in files for word in ("--out", str(path)))]
    assert main(words) == 0
    assert capsys.readouterr().out == ""
    assert files[0].read_bytes().startswith(b"\x89PNG")
    assert ElementTree.parse(files[1]).getroot().get("role") == "img"
    assert "<table" in files[2].read_text(encoding="utf-8")
    assert {stat.S_IMODE(path.stat().st_mode) for path in files} == {0o600}
    assert main(words) == 2
    assert main(["chart", "trend", *where, "--out", str(tmp_path / "trend.gif")]) == 2
    assert "E-USAGE" in capsys.readouterr().err
    assert main(["chart", "funnel", *where]) == 0
    assert "已救助 helped" in capsys.readouterr().out
    assert main(["chart", "funnel", *where, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["rows"][0]["household_count"] == bureau.ask("SELECT count(*) FROM household_month")[0][0]
    assert main(["chart", "trend", *where, "--as-of", str(FIRST)]) == 0
    assert "第一晚" in capsys.readouterr().out
    for missing in (["timeline"], ["sensitivity"]):
        assert main(["chart", *missing, *where]) == 2
    assert main(["chart", "trend", *where, "--as-of", "2022-01-01"]) == 1


CODES = ["370902001", "370902002"]


@pytest.mark.parametrize(
    ("spoiled", "why"),
    [
        ("{", "json_invalid"),
        ('{"features": []}', "too_short"),
        (boundaries(CODES).replace("Polygon", "Point"), "union_tag_invalid"),
        (boundaries(CODES).replace("117.1,", '"east",'), "float_parsing"),
        (boundaries(CODES).replace("117.1", "1e999"), "finite_number"),
        (boundaries(CODES).replace("117.1,", "1e300,"), "less_than_equal"),
        (re.sub(r"117\.\d+", "117.0", boundaries(CODES)), "no_area"),
        ("[" * 100_000, "json_invalid"),
    ],
)
def test_boundaries_that_cannot_be_drawn_are_refused(spoiled: str, why: str, tmp_path: Path) -> None:
    path = tmp_path / "boundaries.geojson"
    path.write_text(spoiled, encoding="utf-8")
    with pytest.raises(DoudiError, match="E-BOUNDARIES") as refused:
        read_boundaries(path)
    assert why in refused.value.where


def test_degrees_are_as_wide_as_they_are_on_the_ground(tmp_path: Path) -> None:
    """At 36 degrees north a degree eastward is 0.81 of one northward; metres are taken as they are."""
    path = tmp_path / "boundaries.geojson"
    path.write_text(boundaries(CODES), encoding="utf-8")
    land = read_boundaries(path)["370902001"]
    across, down = zip(*land.points, strict=True)
    assert (max(across) - min(across)) / 0.1 == pytest.approx(math.cos(math.radians(36.14)), abs=0.001)
    assert max(down) - min(down) == pytest.approx(0.09)
    sheet = on_sheet({"370902001": land}, 600)
    assert sheet.height == pytest.approx(600 * 0.09 / (0.1 * math.cos(math.radians(36.14))), rel=0.001)
    assert sheet.lands["370902001"].middle == pytest.approx((300, sheet.height / 2))
    metres = boundaries(CODES).replace("117.", "390117.")
    path.write_text(metres, encoding="utf-8")
    assert max(x for x, _ in read_boundaries(path)["370902001"].points) == pytest.approx(390117.1)


def test_a_township_without_boundaries_is_named(con: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    codes = [code for (code,) in con.execute("SELECT township_code FROM saved.townships").fetchall()]
    path = tmp_path / "boundaries.geojson"
    path.write_text(boundaries(codes[1:]), encoding="utf-8")
    picture = townships(con, read_boundaries(path))
    ((name,),) = con.execute(
        "SELECT name FROM saved.townships WHERE township_code = ?", [codes[0]]
    ).fetchall()
    assert any(name in note.zh for note in picture.notes)
    assert len(picture.rows) == len(codes)
    # Boundaries of another county: tiles, as without any.
    path.write_text(boundaries(["110101001"]), encoding="utf-8")
    assert townships(con, read_boundaries(path)).spec == townships(con).spec


def test_a_night_is_not_held_up_by_a_map_that_cannot_be_read(bureau: Bureau) -> None:
    (bureau.home.boundaries).write_text("no map", encoding="utf-8")
    try:
        assert bureau.night(FIRST.replace(month=7, day=13)).exit_code in (0, 3)
    finally:
        bureau.home.boundaries.unlink()
    report = (bureau.home.reports / "2022-07-13.html").read_text(encoding="utf-8")
    assert "没有画成地图：E-BOUNDARIES" in report
