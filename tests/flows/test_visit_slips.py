"""The page a visitor takes along: one household, one page, what is ticked is what is typed."""

import re
import shutil
import subprocess
import time
from pathlib import Path
from typing import Any

import pytest

from flows.exports import write_office_lists
from flows.exports.print_size import SIZES, print_size
from flows.exports.visit_slips import ONLY_SUGGESTED_ZH, visit_slips
from schemas.office import ANSWERS
from tests.flows.test_exports import AS_OF, MANY, office, write

ASKS = ["今年看病自己付了多少，有没有还没报销的", "是否因看病借款或停药"]


def told(*reasons: str) -> list[dict[str, Any]]:
    return [
        {"mark": f"({nth})", "title": "医疗自付累计过高", "level": "红色，新增", "said": said, "asks": ASKS}
        for nth, said in enumerate(reasons, 1)
    ]


def page_of(folder: Path, *rows: dict[str, Any], warnings: list[dict[str, Any]] | None = None) -> str:
    with office(*rows) as con:
        if warnings is not None:
            con.execute("UPDATE visit_slip SET warnings = ?", [warnings])
        write_office_lists(
            con,
            folder,
            area_code="370902",
            area_name="泰山区",
            as_of=AS_OF,
            run_id="R20220622-01",
            notices_zh=[],
        )
    return (folder / "入户核查单_370902001_2022-06-22.html").read_text("utf-8")


def slips_in(page: str) -> list[str]:
    return page.split("<section")[1:]


def test_a_slip_holds_all_that_a_visit_needs(tmp_path: Path) -> None:
    page = page_of(tmp_path, {}, warnings=told("理由甲。", "理由乙。"))
    (slip,) = slips_in(page)
    for words in (
        "泰山区 财源街道 入户核查单",
        "内部资料 注意保管",
        "W370902-20220622-000001",
        "李建国",
        "370902********1013",
        "和平社区",
        "H3709020001",
        "2022-06-29",
        "橙色",
        "李*国（户主，42岁）、王*（配偶，40岁）",
        "理由甲。",
        "理由乙。",
        "由有权机关决定后填写",
        "核查人(签字)",
        "户主或家属(签字)",
        "已逾期（应于 2022-06-29 前办结）。",
        ONLY_SUGGESTED_ZH,
        "第 1 户，共 1 户",
        "R20220622-01",
    ):
        assert words in slip, words
    assert slip.count("□ 属实　□ 不属实") == 2
    assert all(f"<span>□ {answer}</span>" in slip for answer in ANSWERS)
    # One rule about two members asks its questions once.
    assert slip.count(ASKS[0]) == 1 and "同(1)" in slip


def test_a_page_asks_nothing_of_the_network_and_runs_nothing(tmp_path: Path) -> None:
    page = page_of(tmp_path, {"head_name": "<script>alert(1)</script>"}, warnings=told("<b>&"))
    assert "<script" not in page and "&lt;script&gt;" in page and "&lt;b&gt;&amp;" in page
    assert "http:" not in page and "https:" not in page and "default-src 'none'" in page


def test_every_visit_has_one_slip_with_its_number_on_the_list(tmp_path: Path) -> None:
    files = write(tmp_path, *MANY)
    numbers = []
    for file in files:
        if file.kind != "html":
            continue
        slips = slips_in((tmp_path / file.file_name).read_text("utf-8"))
        rows = (
            (tmp_path / f"预警核查清单_{file.township_code}_2022-06-22.csv")
            .read_text("utf-8-sig")
            .splitlines()
        )
        on_list = {cells[1]: cells[0] for cells in (row.split(",") for row in rows[1:])}
        assert len(slips) == file.rows
        for nth, slip in enumerate(slips, 1):
            (number,) = re.findall(r"W370902-\d{8}-\d{6}", slip)
            assert on_list[number] == str(nth) and f"第 {nth} 户，共 {file.rows} 户" in slip
            numbers.append(number)
    # Grey rows need no visit.
    assert sorted(numbers) == [
        row["warning_id"] for row in MANY if row["change"] not in ("withdrawn", "cleared")
    ]


def test_a_township_where_everything_ended_gets_no_slips(tmp_path: Path) -> None:
    files = write(tmp_path, {"change": "cleared"})
    assert "html" not in {file.kind for file in files}


def test_print_shrinks_only_as_far_as_it_must() -> None:
    assert print_size(["户" * 200], gaps=1) == SIZES[0]
    sizes = [print_size(["户" * 200] * count, gaps=count) for count in (4, 8, 12, 16, 20)]
    assert all(size is not None for size in sizes)
    assert sizes == sorted(sizes, key=lambda size: -(size or 0)) and sizes[-1] != sizes[0]
    assert print_size(["户" * 200] * 100, gaps=100) is None


def test_a_thousand_slips_take_no_time(tmp_path: Path) -> None:
    from flows.exports.office_row_reader import township_counts

    with office(*({"warning_id": f"W370902-20220622-{nth:06d}"} for nth in range(1200))) as con:
        con.execute("UPDATE visit_slip SET warnings = ?", [told("户" * 120, "户" * 120)])
        townships = township_counts(con)
        began = time.perf_counter()
        (file,) = visit_slips(
            con, tmp_path, townships, area_name="泰山区", as_of=AS_OF, run_id="R20220622-01"
        )
        assert time.perf_counter() - began < 1.2
    assert file.rows == 1200


@pytest.mark.skipif(
    not (shutil.which("chromium") and shutil.which("pdfinfo")), reason="no browser to print with"
)
def test_the_printer_puts_out_one_page_per_household(tmp_path: Path) -> None:
    reason = (
        "2021-06-01 至 2022-05-31 的 12 个月家庭可计入收入 7,194.00 元，低于本户低保线 20,904.00 元。" * 2
    )
    with office(*({"warning_id": f"W370902-20220622-{nth:06d}"} for nth in range(1, 11))) as con:
        for nth in range(1, 11):
            con.execute(
                "UPDATE visit_slip SET warnings = ? WHERE warning_id = ?",
                [told(*[reason] * nth), f"W370902-20220622-{nth:06d}"],
            )
        write_office_lists(
            con,
            tmp_path,
            area_code="370902",
            area_name="泰山区",
            as_of=AS_OF,
            run_id="R20220622-01",
            notices_zh=[],
        )
    (page,) = tmp_path.glob("*.html")
    printed = tmp_path / "printed.pdf"
    subprocess.run(
        [
            "chromium",
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            f"--user-data-dir={tmp_path / 'profile'}",
            "--no-pdf-header-footer",
            f"--print-to-pdf={printed}",
            page.as_uri(),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    told_of = subprocess.run(["pdfinfo", printed], check=True, capture_output=True, text=True).stdout
    assert re.search(r"Pages:\s+10\b", told_of), told_of
