"""The operator's page: what it says, what it never says, and that it can be read by everybody."""

import itertools
import random
import re
import stat
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import duckdb
import pytest

from flows.report import rule_titles, write_report
from schemas.faults import DoudiError
from schemas.published import TABLES
from schemas.warning import LISTED

AS_OF = date(2022, 6, 20)
RUN_ID = "20220620-01"
NIGHTS = [AS_OF - timedelta(days=back) for back in range(9, -1, -1)]

TOWNSHIPS = (
    "岱庙街道",
    "财源街道",
    "泰前街道",
    "上高街道",
    "徐家楼街道",
    "省庄镇",
    "邱家店镇",
    "大津口乡",
    "河西镇",
    "柳林镇",
    "石桥镇",
    "东湖经济开发区",
    "青山乡",
    "白杨镇",
    "南关街道",
)

RULES = {
    "N01": ("subsistence_allowance/income_below_standard", "低保疑似未保", "Perhaps entitled to dibao"),
    "N02": ("near_dibao/income_near_standard", "低保边缘疑似", "Perhaps near-dibao"),
    "N05": (
        "temporary_assistance/medical_self_paid",
        "医疗自付累计过高",
        "Medical self-payment beyond the line",
    ),
    "N08": ("temporary_assistance/income_drop", "收入骤减", "Income drop"),
    "N09": ("temporary_assistance/unemployed_uninsured", "失业无保障", "Unemployed without cover"),
    "X01": ("subsistence_allowance/paid_after_death", "死亡仍领", "Paid after death"),
    "X03": ("subsistence_allowance/income_above_standard", "收入超标", "Income at or above the standard"),
}

# What must never reach the page: keys, names, numbers, reasons, and the text of rows.
CANARIES = (
    "canaryhousehold",
    "canaryperson",
    "canaryreason",
    "canaryevidence",
    "canarywarning",
    "990101199001011013",
)


def _put(con: duckdb.DuckDBPyConnection, table: str, rows: list[dict[str, Any]]) -> None:
    """Insert rows by name; what a row does not name stays null."""
    if not rows:
        return
    names = list(rows[0])
    marks = ", ".join("?" for _ in names)
    listed = ", ".join(f'"{name}"' for name in names)
    # One statement for all rows: a thousand single inserts would be most of this file's time.
    values = ", ".join(f"({marks})" for _ in rows)
    con.execute(
        f"INSERT INTO {table} ({listed}) VALUES {values}", [row[name] for row in rows for name in names]
    )


def _empty() -> duckdb.DuckDBPyConnection:
    con = duckdb.connect()
    for table in TABLES:
        con.execute(table.create())
    return con


def _run(as_of: date, state: str, exit_code: int, rules_digest: str = "1f" * 32) -> dict[str, Any]:
    return {
        "run_id": f"{as_of:%Y%m%d}-01",
        "as_of": as_of,
        "known_at": as_of,
        "started_at": datetime.combine(as_of, time(2, 0, 0)),
        "finished_at": datetime.combine(as_of, time(2, 3, 12)),
        "state": state,
        "exit_code": exit_code,
        "rules_digest": rules_digest,
        "standards_digest": "2e" * 32,
        "content_digest": "3d" * 32,
    }


def _file(
    extract: str,
    day: date,
    rows: int,
    *,
    state: str = "loaded",
    collapsed: int = 0,
    quarantined: int = 0,
    skipped: int = 0,
    amount: str | None = None,
    amount_quarantined: str = "0",
    name: str = "",
    remark: tuple[str, str] = ("", ""),
    codes: tuple[str, ...] = (),
) -> dict[str, Any]:
    total = Decimal(amount) if amount else None
    apart = Decimal(amount_quarantined)
    return {
        "delivery_id": f"{extract}-{day:%Y%m%d}-{name or state}",
        "extract": extract,
        "file_name": name or f"{extract}_{day:%Y%m%d}.csv",
        "delivered_on": day,
        "sha256": "4c" * 32,
        "state": state,
        "rows_in": rows,
        "rows_loaded": rows - collapsed - quarantined - skipped,
        "rows_collapsed": collapsed,
        "rows_quarantined": quarantined,
        "rows_skipped": skipped,
        "amount_in_cny": total,
        "amount_loaded_cny": total - apart if total is not None else None,
        "amount_quarantined_cny": apart if total is not None else None,
        "encoding": "GB18030",
        "codes": list(codes),
        "remark_zh": remark[0],
        "remark_en": remark[1],
    }


def _deliveries() -> list[dict[str, Any]]:
    """Eight extracts: one late, one held, one never delivered, the others as they are on a good day."""

    def back(days: int) -> date:
        return AS_OF - timedelta(days=days)

    return [
        _file("area", back(170), 312),
        *(
            _file("household_member", back(days), 41_200 + days, collapsed=3, skipped=1)
            for days in (41, 34, 26, 19)
        ),
        _file("household_member", back(12), 41_230, state="superseded"),
        _file("household_member", back(12), 41_236, quarantined=9, skipped=1, name="名册更正_20220608.csv"),
        _file("household_member", back(5), 41_260, collapsed=4, quarantined=7, skipped=1),
        _file("household_member", back(4), 41_260, state="same_again", skipped=41_260),
        *(_file("benefit", back(days), 18_950 + days, amount="9912345.50") for days in (41, 34, 19, 12)),
        _file("benefit", back(5), 18_957, quarantined=2, amount="9918220.10", amount_quarantined="1342.00"),
        *(_file("income", back(days), 96_400, amount="181200456.78") for days in (83, 53)),
        *(
            _file("medical_expense", back(days), 5_300 + days * 7, quarantined=days % 3, amount="2210345.67")
            for days in (41, 33, 26, 19, 12, 8)
        ),
        _file(
            "medical_expense",
            back(1),
            5_344,
            quarantined=31,
            collapsed=6,
            skipped=2,
            amount="2345678.90",
            amount_quarantined="20411.06",
        ),
        *(_file("employment", back(days), 2_210 + days) for days in (33, 19)),
        _file(
            "employment",
            back(3),
            2_304,
            state="held",
            quarantined=2_304,
            name="就业失业_990101199001011013_更新.csv",
            codes=("E-COL-MISSING",),
            remark=(
                "E-COL-MISSING 缺少必需列：身份证号",
                "E-COL-MISSING a required column is missing: 身份证号",
            ),
        ),
        *(_file("death", back(days), 60 + days) for days in (41, 26, 12, 0)),
    ]


def _differences() -> list[dict[str, Any]]:
    """Two sets of one extract since the night before, another without an amount, and one of an earlier day."""
    names = ("extract", "known_on", "set_no", "rows_added", "rows_changed", "rows_gone", "rows_same")
    return [
        {**dict(zip(names, row, strict=True)), "amount_change_cny": Decimal(amount)}
        for *row, amount in (
            ("medical_expense", AS_OF, 1, 5_300, 5, 0, 0, "2325267.84"),
            ("medical_expense", AS_OF, 2, 0, 2, 0, 0, "-1000.00"),
            ("death", AS_OF, 1, 3, 0, 0, 57, "0"),
            ("benefit", AS_OF - timedelta(days=5), 1, 11, 12, 13, 18_921, "0"),
        )
    ]


def _put_quarantine(con: duckdb.DuckDBPyConnection) -> None:
    for extract, days, codes, count in (
        ("medical_expense", 1, ["E-ID-NUM"], 17),
        ("medical_expense", 1, ["E-ID-CHECK"], 8),
        ("medical_expense", 1, ["E-MONEY-LARGE", "E-DATE-FUTURE"], 4),
        ("medical_expense", 1, ["E-NEWER-THAN-THE-CATALOGUE"], 2),
        ("household_member", 5, ["E-REGION-OUTSIDE"], 5),
        ("household_member", 5, ["E-CONFLICT"], 2),
        ("household_member", 12, ["E-CONFLICT"], 9),
        ("benefit", 5, ["E-MISSING"], 2),
    ):
        con.execute(
            "INSERT INTO quarantine (delivery_id, extract, delivered_on, line, reason_codes) "
            "SELECT $delivery, $extract, $day, line, $codes FROM range($count) lines(line)",
            {
                "delivery": f"{extract}-{codes[0]}-{days}",
                "extract": extract,
                "day": AS_OF - timedelta(days=days),
                "codes": codes,
                "count": count,
            },
        )


def _warning(number: int) -> dict[str, Any]:
    """One plausible episode; which one is a matter of its number alone."""
    dice = random.Random(number)
    rule_code = dice.choices(list(RULES), weights=(9, 14, 20, 6, 8, 1, 5))[0]
    opened = NIGHTS[0] if number < 190 else dice.choice(NIGHTS)
    closed = min(AS_OF, opened + timedelta(days=1 + number % 8)) if dice.random() < 0.11 else None
    state = dice.choice(("cleared", "withdrawn", "closed"))
    if closed is None:
        state = dice.choices(
            ("open", "dispatched", "visited", "confirmed", "refuted"), weights=(4, 9, 6, 3, 1)
        )[0]
    change = "new" if opened == AS_OF else "continuing"
    if closed:
        change = "cleared" if state == "closed" else state
    amount = (
        Decimal(("5226.00", "3960.00", "2613.00")[number % 3]) if rule_code in ("N05", "N08", "N09") else None
    )
    return {
        "warning_id": f"canarywarning{number:06}",
        "rule_code": rule_code,
        "rule_id": RULES[rule_code][0],
        "severity": dice.choices(("red", "orange", "yellow", "blue"), weights=(1, 5, 7, 2))[0],
        "state": state,
        "is_listed": state in LISTED,
        "household_key": f"canaryhousehold{number}",
        "person_key": f"canaryperson{number}",
        "township_code": f"3709020{dice.choices(range(15), weights=range(22, 7, -1))[0]:02}",
        "opened_on": opened,
        "last_seen_on": closed or AS_OF,
        "closed_on": closed,
        "suggested_cny": amount,
        "reason_zh": "canaryreason 990101199001011013",
        "reason_en": "canaryreason",
        "evidence": '{"x": "canaryevidence"}',
        "change": change,
        # Neighbours are of one household, and so are one visit.
        "visit_warning_id": f"canarywarning{number - number % 2:06}",
        "run_id": RUN_ID,
    }


def _events(warning: dict[str, Any]) -> list[dict[str, Any]]:
    def event(no: int, day: date, change: str, state: str) -> dict[str, Any]:
        return {
            "warning_id": warning["warning_id"],
            "event_no": no,
            "event_on": day,
            "change": change,
            "state": state,
            "severity": warning["severity"],
            "suggested_cny": warning["suggested_cny"],
            "run_id": f"{day:%Y%m%d}-01",
        }

    told = [event(1, warning["opened_on"], "new", "open")]
    if warning["closed_on"]:
        return [*told, event(2, warning["closed_on"], warning["change"], warning["state"])]
    if warning["state"] == "refuted":
        return [*told, event(2, AS_OF, "answered", "refuted")]
    number = int(warning["warning_id"][-6:])
    if number % 41 == 0 and warning["opened_on"] < AS_OF:
        return [*told, event(2, AS_OF, ("escalated", "eased", "reopened")[number % 3], warning["state"])]
    return told


def _judgements() -> list[dict[str, Any]]:
    late = {"N01", "N02", "N08"}
    return [
        {
            "run_id": f"{night:%Y%m%d}-01",
            "rule_code": code,
            "rule_id": rule_id,
            "is_judged": not (code in late and night > AS_OF - timedelta(days=3)),
            "not_judged_reason": "收入（人社、税务、农业农村）自 2022-04-28 起没有新数据"
            if code in late
            else None,
            "judged_count": 18_950 - 40 * place,
            "hit_count": 61 - 7 * place,
        }
        for night in NIGHTS
        for place, (code, (rule_id, _, _)) in enumerate(RULES.items())
    ]


def sample() -> duckdb.DuckDBPyConnection:
    """A county of 15 townships on the tenth night, with something of everything."""
    con = _empty()
    warnings = [_warning(number) for number in range(360)]
    _put(
        con,
        "run",
        [_run(night, "published", 0, "1a" * 32 if night < NIGHTS[5] else "1f" * 32) for night in NIGHTS[:-1]],
    )
    _put(con, "run", [_run(AS_OF, "published_with_remark", 3)])
    _put(con, "delivery", _deliveries())
    _put(con, "difference", _differences())
    _put_quarantine(con)
    _put(con, "warning", warnings)
    _put(con, "warning_event", [event for warning in warnings for event in _events(warning)])
    _put(con, "judgement", _judgements())
    _put(
        con,
        "suggested_payment",
        [
            {
                "run_id": RUN_ID,
                "rule_code": "R01",
                "household_key": "canaryhousehold1",
                "suggested_cny": Decimal(cny),
                "reason_zh": "canaryreason",
            }
            for cny in ("5226.00", "871.00")
        ],
    )
    _put(
        con,
        "standard_difference",
        [
            {
                "household_key": "canaryhousehold1",
                "month_on": date(2022, month, 1),
                "announced_on": date(2022, 2, 20),
                "difference_cny": Decimal("240.00"),
            }
            for month in (1, 2)
        ],
    )
    _put(
        con,
        "area",
        [
            {"area_code": f"3709020{place:02}", "name": name, "parent_code": "370902"}
            for place, name in enumerate(TOWNSHIPS)
        ],
    )
    _put(con, "household_month", [{"household_key": "canaryhousehold1", "as_of": AS_OF}])
    _put(con, "person_month", [{"person_key": "canaryperson1", "household_key": "canaryhousehold1"}])
    return con


@pytest.fixture(scope="module")
def county() -> Iterator[duckdb.DuckDBPyConnection]:
    con = sample()
    yield con
    con.close()


def _write(con: duckdb.DuckDBPyConnection, path: Path, **given: Any) -> str:
    write_report(con, path, **{"area_name": "泰山区民政局", "as_of": AS_OF, "run_id": RUN_ID, **given})
    return path.read_text(encoding="utf-8")


def write_rules(folder: Path) -> None:
    """Rule files as an analyst writes them; the page takes its titles from their headers."""
    for code, (rule_id, zh, en) in RULES.items():
        file = folder / f"{rule_id}.sql"
        file.parent.mkdir(parents=True, exist_ok=True)
        header = f'code = "{code}"\ntitle_zh = "{zh}"\ntitle = "{en}"\n'
        file.write_text(f'/*\n{header}\nOne "paragraph.\n*/\nSELECT 1\n', encoding="utf-8")


@pytest.fixture(scope="module")
def page(county: duckdb.DuckDBPyConnection, tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("home")
    write_rules(folder / "rules")
    links = {"核查清单 lists": "../exports/2022-06-20/", "值班手册 manual": "manual.html"}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rule_titles, "RULES", folder / "rules")
        return _write(county, folder / "2022-06-20.html", links=links)


class Reader(HTMLParser):
    """Reads a page strictly: every element is closed, every row is kept as the words in its cells."""

    VOID = ("meta", "br")

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.tables: list[list[list[str]]] = []
        self.headings: list[str] = []
        self.text = ""
        self.feed(page)
        self.close()
        assert not self.open, f"never closed: {self.open}"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag in self.VOID:
            return
        self.open.append(tag)
        if tag == "table":
            self.tables.append([])
        elif tag == "tr":
            self.tables[-1].append([])
        elif tag in ("td", "th"):
            self.tables[-1][-1].append("")
        elif re.fullmatch("h[1-6]", tag):
            self.headings.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" in self.open:
            return
        self.text += data
        if "td" in self.open or "th" in self.open:
            self.tables[-1][-1][-1] = " ".join(f"{self.tables[-1][-1][-1]}{data}".split()) + " "

    def row(self, *begins: str) -> list[str]:
        """The only row of the page whose first cells begin with these words."""
        found = [
            [cell.strip() for cell in row]
            for table in self.tables
            for row in table
            if all(cell.startswith(word) for cell, word in zip(row, begins, strict=False))
        ]
        assert len(found) == 1, found
        return found[0]

    def having(self, tag: str) -> list[dict[str, str]]:
        return [attributes for name, attributes in self.elements if name == tag]


def _numbers(row: list[str]) -> list[str]:
    return [cell for cell in row if re.fullmatch(r"[\d,.%−+]+", cell)]


def test_page_is_whole_html_that_a_screen_reader_can_follow(page: str) -> None:
    assert page.startswith("<!DOCTYPE html>")
    read = Reader(page)
    assert read.having("html") == [{"lang": "zh-CN"}]
    assert read.headings.count("h1") == 1
    assert all(attributes.get("scope") in ("col", "row") for attributes in read.having("th"))
    assert all(
        "aria-hidden" in attributes or attributes["role"] == "img" for attributes in read.having("svg")
    ), "a picture has words, or is decoration beside words"

    ids = [attributes["id"] for _, attributes in read.elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    for _, attributes in read.elements:
        pointed = attributes.get("aria-labelledby", "").split()
        pointed += [attributes["href"][1:]] if attributes.get("href", "").startswith("#") else []
        assert set(pointed) <= set(ids)


def test_page_needs_no_network_and_no_script(page: str) -> None:
    assert "//" not in page
    assert "<script" not in page
    assert "@import" not in page
    assert "url(" not in page
    read = Reader(page)
    assert not any(
        name in attributes for _, attributes in read.elements for name in ("src", "srcset", "style")
    )
    assert [each["href"] for each in read.having("a")][-2:] == ["../exports/2022-06-20/", "manual.html"]


def test_verdict_comes_first_with_its_exit_code_and_what_to_do(page: str) -> None:
    text = " ".join(Reader(page).text.split())
    assert (
        text.index("有提示")
        < text.index("退出码 3")
        < text.index("今天的核查清单可以下发")
        < text.index("4 件事")
    )
    assert "3 分 12 秒" in text


@pytest.mark.parametrize(
    ("state", "exit_code", "words"),
    [
        ("published", 0, ["成功", "退出码 0"]),
        ("held", 4, ["暂停待处理", "退出码 4", f"doudi approve {RUN_ID}", "以下结果尚未发布"]),
        ("failed", 1, ["失败", "退出码 1", "doudi doctor"]),
        ("running", None, ["没有结束", "doudi doctor"]),
    ],
)
def test_every_end_of_a_night_has_its_words(
    tmp_path: Path, state: str, exit_code: int | None, words: list[str]
) -> None:
    con = _empty()
    _put(con, "run", [{**_run(AS_OF, state, 0), "exit_code": exit_code}])
    _put(con, "warning", [_warning(1) | {"state": "open", "is_listed": True}])
    text = Reader(_write(con, tmp_path / "page.html")).text
    assert all(word in text for word in words)


def test_what_needs_a_person_is_listed_with_a_next_step(page: str) -> None:
    text = " ".join(Reader(page).text.split())
    assert "收入最近一次入库是 2022-04-28，已 53 天，上限 45 天" in text
    assert "请催人社、税务、农业农村送达，放入 landing/income/<送达日期>/" in text
    assert (
        "就业失业 2022-06-17 送达的“就业失业_***_更新.csv”（2,304 行）没有入库：E-COL-MISSING 缺少必需列"
        in text
    )
    assert "规则 N01 低保疑似未保、N02 低保边缘疑似、N08 收入骤减：收入（人社、税务、农业农村）自" in text
    assert "人均可支配收入（统计）" in text


def test_every_row_and_cent_of_a_delivery_is_accounted_for(page: str) -> None:
    read = Reader(page)
    medical = read.row("医疗费用结算", "按时")
    assert medical[2:] == [
        "1/45",
        "06-19",
        "1",
        "5,344",
        "5,305",
        "6",
        "31",
        "2",
        "✓ 相符 yes".removeprefix("✓ "),
    ]
    assert 5_344 == 5_305 + 6 + 31 + 2
    assert _numbers(read.row("医疗费用结算", "2,345")) == ["2,345,678.90", "2,325,267.84", "20,411.06"]
    # Sent twice: the day that brought the rows is shown, not the day that brought nothing.
    assert read.row("共同生活家庭成员", "按时")[3:10] == ["06-15", "1", "41,260", "41,248", "4", "7", "1"]
    assert "已知的 30 个文件，行数和金额全部相符" in read.text


def test_a_file_that_does_not_add_up_is_said_and_is_a_task(tmp_path: Path) -> None:
    con = _empty()
    _put(con, "run", [_run(AS_OF, "published", 0)])
    short = {
        **_file("income", AS_OF, 100, amount="10.00"),
        "rows_loaded": 99,
        "amount_loaded_cny": Decimal("9.99"),
    }
    _put(con, "delivery", [short])
    read = Reader(_write(con, tmp_path / "page.html"))
    assert "不符" in read.row("收入", "按时")[-1]
    assert "不符" in read.row("收入", "10.00")[-1]
    assert "行数不符的文件 1 个，金额不符的文件 1 个" in read.text


def test_states_are_words_not_only_shades(page: str) -> None:
    read = Reader(page)
    assert read.row("收入", "逾期")[2] == "53/45"
    assert read.row("就业失业", "有扣留")[2] == "19/45"
    nights = read.row("就业失业", "入 已入库")
    assert len(nights) == 1 + len(NIGHTS)
    assert nights[-4:] == ["扣 扣留", *["· 没有新的，未逾期"] * 3]
    # The newest income was 45 days old on 12 June, and that is still in time.
    late = read.row("收入", "入 已入库")
    assert late[2] == "· 没有新的，未逾期" and late[3:] == ["迟 逾期没有送达"] * 8
    assert all(word in read.text for word in ("红色", "橙色", "黄色", "蓝色", "已下发", "未判断"))


def test_a_file_that_the_department_can_answer_for_may_be_let_in(page: str, tmp_path: Path) -> None:
    assert "doudi approve" not in page, "a missing column is nothing to vouch for"
    con = _empty()
    _put(con, "run", [_run(AS_OF, "published_with_remark", 3)])
    files = [
        _file("benefit", AS_OF, 10, state="held", quarantined=10, name=name, codes=codes)
        for name, codes in (
            ("rows", ("E-GATE-ROWS", "E-GATE-UNIT")),
            ("both", ("E-GATE-ROWS", "E-COL-DOUBLE")),
            ("beside", ("E-COMPANION",)),
        )
    ]
    _put(con, "delivery", files)
    text = Reader(_write(con, tmp_path / "page.html")).text
    assert re.findall(r"doudi approve (\S+)", text) == ["benefit-20220620-rows"] * 2
    assert text.count("请民政更正后重新送达") == 2 and "先处理被扣留的那份文件" in text


def test_what_came_since_the_night_before_is_set_against_what_was_known(page: str, tmp_path: Path) -> None:
    read = Reader(page)
    assert read.row("医疗费用结算", "06-20")[1:] == ["06-20", "5,300", "7", "0", "0", "+2,324,267.84"]
    assert read.row("死亡", "06-20")[2:] == ["3", "0", "0", "57", "—"]
    assert "18,921" not in read.text
    con = _empty()
    _put(con, "run", [_run(AS_OF, "published", 0)])
    _put(con, "delivery", _deliveries())
    _put(con, "difference", _differences())
    first = Reader(_write(con, tmp_path / "page.html"))
    assert first.row("在享待遇", "06-15", "11")[2:6] == ["11", "12", "13", "18,921"]


def test_a_held_file_is_listed_until_a_later_one_makes_it_moot(tmp_path: Path) -> None:
    con = _empty()
    _put(con, "run", [_run(AS_OF, "published_with_remark", 3)])
    files = [
        _file(
            extract,
            AS_OF - timedelta(days=days),
            10,
            state=state,
            quarantined=10 * (state == "held"),
            name=name,
        )
        for extract, days, state, name in (
            ("household_member", 9, "held", "whole-register.csv"),
            ("household_member", 2, "loaded", "a.csv"),
            ("medical_expense", 9, "held", "some-events.csv"),
            ("medical_expense", 2, "loaded", "b.csv"),
            ("medical_expense", 90, "held", "long-ago.csv"),
        )
    ]
    _put(con, "delivery", files)
    text = Reader(_write(con, tmp_path / "page.html")).text
    assert "whole-register.csv" not in text
    assert "some-events.csv" in text
    assert "若已补齐，可不再处理" in text
    assert "long-ago.csv" not in text


def test_quarantine_is_counted_by_reason_and_tolerates_a_code_it_does_not_know(page: str) -> None:
    read = Reader(page)
    assert _numbers(read.row("E-ID-NUM 身份证号变成了数值")) == ["17", "17"]
    assert _numbers(read.row("E-CONFLICT")) == ["2", "11"]
    assert read.row("E-NEWER-THAN-THE-CATALOGUE")[1:] == ["医疗费用结算 medical expense", "2", "2", "—"]
    assert "隔离 2,344 行，其中 2,304 行随整份扣留的文件一起隔离" in read.text


def _in_matrix(read: Reader, township: str) -> list[str]:
    """Its row in the table by township and rule; the picture's own table has seven columns."""
    found = next(
        row for table in read.tables for row in table if row[0].strip() == township and len(row) != 7
    )
    return [cell.strip() for cell in found]


def test_open_warnings_add_up_by_township_rule_severity_and_state(page: str) -> None:
    read = Reader(page)
    warnings = [_warning(number) for number in range(360)]
    still = [each for each in warnings if each["state"] in ("open", "dispatched", "visited", "confirmed")]
    total = [row for table in read.tables for row in table if row[0].startswith("合计")]
    by_rule = [sum(1 for each in still if each["rule_code"] == code) for code in RULES]
    urgent = sum(1 for each in still if each["severity"] in ("red", "orange"))
    households: dict[str, list[Decimal]] = {}
    for each in still:
        households.setdefault(each["visit_warning_id"], []).append(each["suggested_cny"] or Decimal(0))
    assert len(households) < len(still)
    assert [int(cell) for cell in total[0][1:]] == [*by_rule, len(households), len(still), urgent]
    assert f"{len(still)} 条预警，需入户 {len(households)} 户" in read.text
    highest = sum(max(amounts) for amounts in households.values())
    assert read.row("清单上，一户取最高一项")[3] == f"{highest:,.2f}"

    taiqian = [each for each in still if each["township_code"] == "370902002"]
    assert _numbers(_in_matrix(read, "泰前街道"))[-3:-1] == [
        str(len({each["visit_warning_id"] for each in taiqian})),
        str(len(taiqian)),
    ]
    medical = sum(each["suggested_cny"] for each in still if each["rule_code"] == "N05")
    assert read.row("N05 医疗自付累计过高", str(by_rule[2]), str(by_rule[2]))[3] == f"{medical:,.2f}"
    assert page.count("泰前街道</text>") == 1


def test_changes_come_from_the_ledger_and_the_trend_ends_at_the_open_warnings(page: str) -> None:
    read = Reader(page)
    warnings = [_warning(number) for number in range(360)]
    tonight = [
        event
        for each in warnings
        for event in _events(each)
        if event["event_on"] == AS_OF and event["change"] != "answered"
    ]
    last = {event["warning_id"]: event["change"] for event in tonight}
    nine = [each for each in warnings if each["rule_code"] == "N09"]
    row = next(row for table in read.tables for row in table if row[0].startswith("N09") and len(row) == 8)
    for place, change in (
        (1, "new"),
        (3, "escalated"),
        (4, "eased"),
        (5, "withdrawn"),
        (6, "cleared"),
        (7, "reopened"),
    ):
        assert row[place].strip() == str(sum(1 for each in nine if last.get(each["warning_id"]) == change))

    still = [each for each in warnings if each["state"] in ("open", "dispatched", "visited", "confirmed")]
    assert read.row("2022-06-20")[1] == str(len(still))
    assert read.row("2022-06-16")[4].startswith("规则有改动")
    assert read.row("2022-06-20")[3] == "3"
    assert "其中 3 晚有规则未判断，数字可能偏低" in read.text


def test_rules_show_what_they_judged_and_silence_is_no_zero(page: str) -> None:
    read = Reader(page)
    assert read.row("N09 失业无保障", "已判断")[2:] == ["18,790", "33", "0.18%"]
    assert read.row("N08 收入骤减", "未判断")[2:] == ["—", "—", "—"]


def test_what_could_be_paid_is_summed_and_said_to_be_for_approval(page: str) -> None:
    assert "建议发放名单 2 条，合计 6,097.00 元，供审批，系统不发放" in page
    assert "标准迟公布应补差额：1 户，合计 480.00 元" in page


def test_no_person_is_on_the_page(page: str) -> None:
    assert not [canary for canary in CANARIES if canary in page.lower()]
    assert not re.search(r"\d{15}", page)


def test_names_from_departments_cannot_become_markup(tmp_path: Path) -> None:
    con = _empty()
    _put(con, "run", [_run(AS_OF, "published", 0)])
    _put(con, "warning", [_warning(1) | {"state": "open", "is_listed": True, "township_code": "370902001"}])
    _put(con, "area", [{"area_code": "370902001", "name": "<script>alert(1)</script>"}])
    assert "<script" not in _write(con, tmp_path / "page.html", area_name="<script>")


def test_a_township_without_a_name_goes_by_its_whole_code_and_a_long_name_is_cut_in_the_picture_only(
    tmp_path: Path,
) -> None:
    con = _empty()
    _put(con, "run", [_run(AS_OF, "published", 0)])
    _put(con, "area", [{"area_code": "370902002", "name": "新甫山生态旅游经济合作示范区"}])
    codes = ["370902001", *["370902002"] * 2, *(f"3709021{place:02}" for place in range(70))]
    _put(
        con,
        "warning",
        [
            _warning(no) | {"state": "open", "is_listed": True, "township_code": code}
            for no, code in enumerate(codes)
        ],
    )
    page = _write(con, tmp_path / "page.html")
    assert ">370902001</text>" in page
    assert ">新甫山生态旅游" in page and ">新甫山生态旅游经济合作示范区</text>" not in page
    assert _numbers(_in_matrix(Reader(page), "新甫山生态旅游经济合作示范区"))[-2] == "2"
    assert "图中为每千户最多的 60 个，全部见表" in page


def test_first_night_with_nothing_at_all(tmp_path: Path) -> None:
    con = _empty()
    _put(con, "run", [_run(AS_OF, "published_with_remark", 3)])
    text = Reader(_write(con, tmp_path / "page.html")).text
    assert "还没有任何部门送达数据" in text
    assert "没有在办预警" in text
    assert "满两晚后这里显示走势" in text
    assert "共同生活家庭成员（民政）" in text


def test_same_tables_give_the_same_bytes_for_the_owner_only(
    county: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    first, second = tmp_path / "first.html", tmp_path / "second.html"
    second.write_text("an older page, open to all")
    second.chmod(0o644)
    _write(county, first)
    _write(county, second)
    assert first.read_bytes() == second.read_bytes()
    assert [stat.S_IMODE(page.stat().st_mode) for page in (first, second)] == [0o600, 0o600]
    assert sorted(each.name for each in tmp_path.iterdir()) == ["first.html", "second.html"]


def test_a_run_nobody_recorded_and_a_link_that_leaves_the_machine_are_refused(
    county: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    with pytest.raises(DoudiError, match="E-NOT-FOUND"):
        _write(county, tmp_path / "page.html", run_id="19990101-01")
    for target in ("https:example.org", "//example.org", "/etc/passwd", "javascript:alert(1)"):
        with pytest.raises(ValueError, match="relative"):
            _write(county, tmp_path / "page.html", links={"out": target})
    assert not list(tmp_path.iterdir())


def _luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one: str, other: str) -> float:
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_colours_can_be_told_apart_by_everybody_and_on_grey_paper(page: str) -> None:
    colour = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", page))
    without_pictures = re.sub('<svg[^>]*class="marks".*?</svg>', "", page, flags=re.DOTALL)
    assert set(re.findall(r"#[0-9a-f]{6}\b", without_pictures)) == set(colour.values()), (
        "every colour has a name"
    )
    texts = [(ink, "paper") for ink in ("ink", "quiet", "link", "good", "remark", "stopped")]
    texts += [
        (ink, f"{tone}-tint") for tone in ("good", "remark", "stopped") for ink in ("ink", "quiet", "link")
    ]
    texts += [("ink", "shade-loaded"), ("ink", "shade-partial"), ("paper", "shade-held")]
    poor = [pair for pair in texts if _contrast(colour[pair[0]], colour[pair[1]]) < 4.5]
    assert not poor

    for mark in ("red", "orange", "blue", "line-strong"):
        assert _contrast(colour[mark], colour["paper"]) >= 3, mark
    shades = [colour[name] for name in ("shade-loaded", "shade-partial", "shade-held")]
    assert all(_contrast(paler, darker) >= 1.5 for paler, darker in itertools.pairwise(shades))
