"""The sample county: the same bytes for a seed, people who can be nobody, and faults that are all told."""

import csv
import hashlib
import json
from collections import Counter
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

import numpy as np
import openpyxl
import pytest

from flows.synth import CAST, Summary, write_extracts
from flows.synth.days import day_number
from flows.synth.earnings import DEPARTMENTS
from flows.synth.faults import FAULTS, POSSIBLE, spoil
from flows.synth.headers import AMOUNTS, HEADERS
from flows.synth.identity import PER_LANE, numbers
from flows.synth.story import NEED
from schemas.extracts import EXTRACTS
from tests.bureau import Bureau

AS_OF = date(2022, 6, 22)
DIRTY = 0.03
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


@dataclass(frozen=True)
class County:
    out: Path
    summary: Summary

    def files(self, extract: str = "*") -> list[Path]:
        return sorted(self.out.glob(f"{extract}/????-??-??/*.csv"))

    def rows(self, extract: str) -> list[dict[str, str]]:
        found = []
        for path in self.files(extract):
            header, *lines = lines_of(path)
            for line in lines:
                row = dict(zip(header.split(","), line.split(","), strict=True))
                found.append({**row, "delivered_on": path.parent.name})
        return found

    def told(self) -> list[dict[str, str]]:
        with (self.out / "truth" / "spoiled.csv").open(encoding="utf-8") as opened:
            return list(csv.DictReader(opened))

    def digest(self) -> dict[str, str]:
        paths = sorted(path for path in self.out.rglob("*") if path.is_file())
        return {str(p.relative_to(self.out)): hashlib.sha256(p.read_bytes()).hexdigest() for p in paths}


def text_of(path: Path) -> str:
    data = path.read_bytes()
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("gb18030")


def lines_of(path: Path) -> list[str]:
    text = text_of(path)
    newline = "\r\n" if "\r\n" in text else "\n"
    assert text.endswith(newline)
    return text.removesuffix(newline).split(newline)


def made(out: Path, **changed: object) -> County:
    wanted = {"households": 300, "seed": 7, "as_of": AS_OF, "dirty": 0.0, **changed}
    return County(out, write_extracts(out, **wanted))  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> County:
    return made(tmp_path_factory.mktemp("clean"))


@pytest.fixture(scope="module")
def spoiled(tmp_path_factory: pytest.TempPathFactory) -> County:
    return made(tmp_path_factory.mktemp("spoiled"), dirty=DIRTY)


def is_valid(number: str) -> bool:
    total = sum(int(digit) * weight for digit, weight in zip(number[:17], WEIGHTS, strict=True))
    date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    return len(number) == 18 and number[17] == "10X98765432"[total % 11]


def test_one_seed_gives_one_county(tmp_path: Path, spoiled: County) -> None:
    again = made(tmp_path / "again", dirty=DIRTY)
    other = made(tmp_path / "other", dirty=DIRTY, seed=8)
    assert again.digest() == spoiled.digest()
    register = next(name for name in again.digest() if name.startswith("household_member/"))
    assert other.digest()[register] != spoiled.digest()[register]


def test_a_second_writing_replaces_the_first(tmp_path: Path, clean: County) -> None:
    made(tmp_path, dirty=DIRTY, households=40)
    assert made(tmp_path).digest() == clean.digest()


def test_nothing_is_printed_and_progress_is_told(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    steps: list[tuple[int, int]] = []
    made(tmp_path, households=20, progress=lambda done, total: steps.append((done, total)))
    assert steps == [(20, 20)]
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("wrong", [{"households": -1}, {"months": 0}, {"dirty": 1.0}])
def test_impossible_wishes_are_refused(tmp_path: Path, wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="households"):
        made(tmp_path, **wrong)


@pytest.mark.parametrize("extract", HEADERS)
def test_headers_are_those_of_the_contract(extract: str) -> None:
    assert set(HEADERS[extract]) == {column.zh for column in EXTRACTS[extract].columns}


@pytest.mark.parametrize("extract", AMOUNTS)
def test_the_stated_amount_is_the_contracts(extract: str) -> None:
    contract = EXTRACTS[extract]
    assert contract.amount is not None
    assert contract.column(contract.amount).zh == AMOUNTS[extract]


def test_files_decode_strictly_and_differ_in_habits(clean: County) -> None:
    habits = set()
    for path in clean.files():
        data = path.read_bytes()
        assert lines_of(path)[0] == ",".join(HEADERS[path.parts[-3]])
        is_utf8 = text_of(path).encode() == data.removeprefix(b"\xef\xbb\xbf")
        habits.add((data.startswith(b"\xef\xbb\xbf"), is_utf8, b"\r\n" in data))
    assert len(habits) == 6


def test_identity_numbers_are_valid_and_nobodys(clean: County) -> None:
    numbered = [extract for extract, header in HEADERS.items() if "身份证号" in header]
    assert len(numbered) == 17
    for extract in numbered:
        found = {row["身份证号"] for row in clean.rows(extract)} - {""}
        assert found
        assert all(is_valid(number) and number.startswith("990101") for number in found)


def test_a_number_stands_twice_only_for_stays_that_follow_each_other(clean: County) -> None:
    stays: dict[str, list[dict[str, str]]] = {}
    for row in clean.rows("household_member"):
        stays.setdefault(row["身份证号"], []).append(row)
    assert len(stays) == clean.summary.persons
    for found in stays.values():
        if len(found) > 1:
            now, before = found
            assert before["退出日期"] < now["加入日期"]
            assert before["家庭编号"] != now["家庭编号"]


def test_blocks_never_share_a_number_even_on_one_birthday() -> None:
    born = np.full(9 * PER_LANE, day_number(date(1980, 5, 1)))
    is_male = np.arange(len(born)) % 3 == 0
    found = [
        number for block in (0, 1, 119, 120, 240) for number in numbers(block, born, is_male)[0].to_pylist()
    ]
    assert len(set(found)) == len(found)
    assert all(map(is_valid, found))
    assert {number[:6] for number in found} == {"990101", "990000", "990102"}


def test_a_day_that_is_full_hands_people_to_the_day_before() -> None:
    day = day_number(date(1980, 5, 1))
    _, born = numbers(0, np.full(PER_LANE + 1, day), np.ones(PER_LANE + 1, bool))
    assert sorted(born) == [day - 1] + [day] * PER_LANE


@pytest.mark.parametrize(
    ("extract", "key"),
    [
        ("income", ("身份证号", "所属月份", "收入类型", "单位")),
        ("medical_expense", ("结算编号", "delivered_on")),
        ("employment", ("身份证号", "事件", "日期")),
        ("benefit", ("家庭编号", "身份证号", "待遇类别", "开始日期")),
        ("death", ("身份证号",)),
        ("disability", ("身份证号", "残疾类别")),
        ("education", ("身份证号", "学年")),
        ("property", ("身份证号", "财产类型", "标识")),
        ("custody", ("身份证号", "类型", "开始日期")),
        ("hazard", ("事件编号", "身份证号")),
        ("help_request", ("求助编号",)),
        ("service_need", ("需求编号",)),
        ("visit", ("走访编号",)),
        ("utility", ("户号", "月份", "类型")),
        ("relief_payment", ("发放编号",)),
        ("application", ("申请编号",)),
        ("benefit_payment", ("家庭编号", "身份证号", "发放月份", "待遇类别", "发放地")),
        ("poverty_return_watch", ("身份证号",)),
    ],
)
def test_a_clean_county_has_one_row_per_key(clean: County, extract: str, key: tuple[str, ...]) -> None:
    keys = Counter(tuple(row[column] for column in key) for row in clean.rows(extract))
    assert keys.most_common(1)[0][1] == 1
    assert clean.told() == []


def test_every_month_comes_from_every_department_in_time(clean: County) -> None:
    for department in DEPARTMENTS:
        files = [path for path in clean.files("income") if path.name.startswith(department)]
        months = sorted(path.stem[-6:] for path in files)
        assert (months[0], months[-1], len(months)) == ("202012", "202205", 18)
        for path in files:
            assert path.stem[-6:] < path.parent.name.replace("-", "")[:6]
            assert path.parent.name <= AS_OF.isoformat()


def test_each_kind_of_income_comes_from_one_department(clean: County) -> None:
    seen: dict[str, set[str]] = {}
    for path in clean.files("income"):
        for line in lines_of(path)[1:]:
            seen.setdefault(line.split(",")[2], set()).add(path.stem[:-7])
    assert all(len(departments) == 1 for departments in seen.values())
    assert {"工资", "经营", "养老金", "城乡居民养老金", "其他"} <= set(seen)


def test_the_parts_of_a_settlement_add_up(clean: County) -> None:
    parts = ("基本医保支付", "大病保险支付", "医疗救助支付", "个人自付", "个人自费")
    for row in clean.rows("medical_expense"):
        assert Decimal(row["总费用"]) == sum(Decimal(row[part] or "0") for part in parts)
        assert row["结算日期"] <= row["delivered_on"]


def test_villages_and_townships_are_in_the_area_register(clean: County) -> None:
    (path,) = clean.out.glob("area/*/*.xlsx")
    header, *rows = openpyxl.load_workbook(path).active.iter_rows(values_only=True)
    assert header == HEADERS["area"]
    codes = {row[0] for row in rows}
    assert all(row[2] in codes for row in rows[1:])
    assert {row["居住区划"] for row in clean.rows("household_member")} <= codes
    assert all(isinstance(cell, str | None) for row in rows for cell in row)


def test_disposable_income_is_only_what_had_been_published(tmp_path: Path) -> None:
    for as_of, last in ((date(2022, 2, 10), "2020"), (date(2022, 6, 22), "2021")):
        county = made(tmp_path / str(as_of), households=0, as_of=as_of, months=2)
        (path,) = county.out.glob("disposable_income/*/*.xlsx")
        _, *rows = openpyxl.load_workbook(path).active.iter_rows(values_only=True)
        assert max(row[1] for row in rows) == last
        assert all(row[4] <= path.parent.name for row in rows)
        assert all(Decimal(row[3]) > 20_500 for row in rows if row[2] == "城镇" or row[1] == "2021")


def test_manifests_agree_with_their_files(clean: County, spoiled: County) -> None:
    stated_amounts = 0
    for county in (clean, spoiled):
        manifests = list(county.out.rglob("*.manifest.json"))
        assert manifests
        for manifest in manifests:
            stated = json.loads(manifest.read_text())
            header, *lines = lines_of(manifest.with_name(manifest.name.removesuffix(".manifest.json")))
            assert stated["rows"] == len(lines)
            if "amount_total" in stated:
                column = header.split(",").index(AMOUNTS[manifest.parts[-3]])
                total = sum(Decimal(line.split(",")[column] or "0") for line in lines)
                assert Decimal(stated["amount_total"]) == total
                stated_amounts += county is spoiled
    assert stated_amounts


def test_the_summary_counts_the_physical_lines(spoiled: County) -> None:
    rows = Counter(dict.fromkeys(EXTRACTS, 0))
    for path in spoiled.files():
        rows[path.parts[-3]] += len(lines_of(path)) - 1
    assert all(rows[extract] == spoiled.summary.rows[extract] for extract in HEADERS if rows[extract])
    told = Counter(line["fault"] for line in spoiled.told())
    assert told == spoiled.summary.spoiled


def test_what_is_not_told_is_sound(clean: County, spoiled: County) -> None:
    """Without the told lines, a spoiled file holds nothing that the clean one does not."""
    told: dict[tuple[str, ...], set[int]] = {}
    for line in spoiled.told():
        place = (line["extract"], line["delivered_on"], line["file"])
        told.setdefault(place, set()).add(int(line["line"]))
    for path in spoiled.files():
        faulty = told.pop(path.parts[-3:], set())
        lines = lines_of(path)
        sound = Counter(line for number, line in enumerate(lines, start=1) if number not in faulty)
        assert not sound - Counter(lines_of(clean.out.joinpath(*path.parts[-3:])))
        assert max(faulty, default=2) <= len(lines)
    assert not told


def test_told_lines_are_faulty(clean: County, spoiled: County) -> None:
    for told in spoiled.told():
        parts = (told["extract"], told["delivered_on"], told["file"])
        line = lines_of(spoiled.out.joinpath(*parts))[int(told["line"]) - 1]
        original = set(lines_of(clean.out.joinpath(*parts)))
        may_be_original = told["fault"] in ("exact_duplicate", "conflicting_duplicate")
        assert may_be_original or line not in original
        assert int(told["is_harmless"]) == FAULTS[told["fault"]].is_harmless


def test_about_the_agreed_share_is_spoiled(spoiled: County) -> None:
    total = sum(spoiled.summary.rows.values())
    assert 0.6 * DIRTY < sum(spoiled.summary.spoiled.values()) / total < 1.2 * DIRTY


def test_every_fault_can_happen() -> None:
    rng = np.random.default_rng(1)
    lines = {
        "household_member": "JT1,99010119841101961X,王五,户主,城镇,370902,370902001001,,",
        "benefit": "JT1,99010119841101961X,最低生活保障,2021/1/1,,871.00,",
        "income": "99010119841101961X,2022-05,工资,3000.00,实发,样例单位",
        "medical_expense": "JS1,99010119841101961X,2022-05-01,住院,3.00,1.00,,,2.00,0.00",
        "employment": "99010119841101961X,失业登记,20220301,,",
        "death": "99010119841101961X,王五,2022年1月1日",
        "disability": "99010119841101961X,肢体,二级,2020/1/1,2030/1/1",
        "education": "99010119841101961X,2021-2022,本科,5000.00,",
        "property": "99010119841101961X,车辆,样车1,30000.00,,2020-01-01",
        "custody": "99010119841101961X,服刑,2021年1月1日,2023年1月1日",
        "hazard": "SJ1,99010119841101961X,火灾,2022-06-01,300.00",
        "help_request": "QZ1,2022-06-01 08:00,热线,99010119841101961X,王五,370902,370902001001,就医,,",
        "service_need": "XQ1,99010119841101961X,生活照料,2022-06-01,,甲站",
        "utility": "D1,JT1,2022-05,电,80.0,",
        "relief_payment": "LS1,JT1,99010119841101961X,20220601,因病,800.00,备用金,370902001",
        "benefit_payment": "JT1,99010119841101961X,2022-05,最低生活保障,871.00,370902",
        "poverty_return_watch": "99010119841101961X,因病",
    }
    assert lines.keys() == POSSIBLE.keys()
    for extract, line in lines.items():
        seen = set()
        for _ in range(900):
            fault, result = spoil(rng, extract, AS_OF, line)
            seen.add(fault.name)
            assert any(text != line for text in result.lines) or fault.name == "exact_duplicate"
        assert seen == {fault.name for fault in POSSIBLE[extract][0]}


def test_the_cast_is_always_there_and_never_spoiled(clean: County, spoiled: County) -> None:
    ours = {member.id_number for household in CAST for member in household.members}
    ours |= {household.household_id("370902") for household in CAST}
    assert len(ours) == sum(len(household.members) + 1 for household in CAST)
    assert any(number.endswith("X") for number in ours)
    for path in clean.files():
        lines = [line for line in lines_of(path) if ours & set(line.split(","))]
        missing = Counter(lines) - Counter(lines_of(spoiled.out.joinpath(*path.parts[-3:])))
        assert not missing
    told = json.loads((spoiled.out / "truth" / "cast.json").read_text(encoding="utf-8"))
    assert [story["household_id"] for story in told] == [one.household_id("370902") for one in CAST]
    assert {row["姓名"] for row in clean.rows("household_member")} >= {"NA", "王𠮷", "欧阳㐂", "李䶮"}


def yearly_income(county: County, key: str) -> Decimal:
    household = next(one for one in CAST if one.key == key)
    ours = {member.id_number for member in household.members}
    rows = [row for row in county.rows("income") if row["身份证号"] in ours and row["所属月份"] >= "2021-06"]
    return sum((Decimal(row["金额"]) for row in rows), Decimal(0))


@pytest.mark.parametrize(
    ("key", "yuan"),
    [
        ("on_the_line", "31356.00"),
        ("a_fen_below_the_line", "31355.99"),
        ("at_the_near_line", "47034.00"),
        ("a_fen_below_the_near_line", "47033.99"),
        ("alone_at_the_near_line", "15678.00"),
        ("rural_at_the_near_line", "23760.00"),
        ("income_halved", "63000.00"),
        ("income_a_fen_above_half", "63000.01"),
    ],
)
def test_cast_incomes_stand_to_the_fen(clean: County, key: str, yuan: str) -> None:
    assert yearly_income(clean, key) == Decimal(yuan)


def self_paid(county: County, key: str) -> list[tuple[str, Decimal]]:
    household = next(one for one in CAST if one.key == key)
    ours = {member.id_number for member in household.members}
    rows = [row for row in county.rows("medical_expense") if row["身份证号"] in ours]
    assert all("2022-01-01" <= row["结算日期"] <= "2022-05-15" for row in rows)
    return [(row["结算编号"], Decimal(row["个人自付"])) for row in rows]


@pytest.mark.parametrize(
    ("key", "yuan"),
    [
        ("illness_urban", "20500.00"),
        ("illness_rural", "20500.00"),
        ("self_pay_a_fen_short", "19999.99"),
        ("allowance_self_pay_over_the_line", "7000.01"),
    ],
)
def test_cast_self_payments_stand_to_the_fen(clean: County, key: str, yuan: str) -> None:
    assert sum(paid for _, paid in self_paid(clean, key)) == Decimal(yuan)


@pytest.mark.parametrize("as_of", [date(2022, 1, 9), date(2022, 2, 1), AS_OF, date(2024, 2, 29)])
def test_the_reimbursement_comes_on_a_later_day(tmp_path: Path, as_of: date) -> None:
    county = made(tmp_path, households=40, as_of=as_of, months=2)
    household = next(one for one in CAST if one.key == "reimbursed_later")
    ours = {member.id_number for member in household.members}
    rows = [row for row in county.rows("medical_expense") if row["身份证号"] in ours]
    first, again = sorted(rows, key=lambda row: row["delivered_on"])
    assert first["delivered_on"] < again["delivered_on"] <= as_of.isoformat()
    assert (first["个人自付"], again["个人自付"]) == ("20500.00", "18500.00")
    assert first["结算编号"] == again["结算编号"]
    assert all(path.parent.name <= as_of.isoformat() for path in county.files())


@pytest.mark.parametrize("as_of", [date(2022, 1, 3), AS_OF, date(2022, 9, 1), date(2024, 2, 29)])
def test_every_feed_is_fresh_on_any_business_date(tmp_path: Path, as_of: date) -> None:
    county = made(tmp_path, households=30, as_of=as_of)
    for extract in HEADERS:
        days = [date.fromisoformat(path.name) for path in (county.out / extract).iterdir()]
        assert max(days) <= as_of
        assert (as_of - max(days)).days <= EXTRACTS[extract].max_age_days, extract


@pytest.mark.slow
def test_a_clean_county_is_read_without_a_doubt_and_a_spoiled_one_with_those_it_tells(tmp_path: Path) -> None:
    for dirty in (0.0, DIRTY):
        bureau = Bureau(tmp_path / str(dirty))
        summary = write_extracts(
            bureau.home.landing,
            households=300,
            seed=7,
            as_of=AS_OF,
            months=2,
            dirty=dirty,
            truth=tmp_path / f"truth {dirty}",
        )
        bureau.night(AS_OF)
        with (tmp_path / f"truth {dirty}" / "spoiled.csv").open(encoding="utf-8") as opened:
            told = {
                (row["extract"], row["file"], int(row["line"]))
                for row in csv.DictReader(opened)
                if row["is_harmless"] == "0"
            }
        assert set(bureau.ask("SELECT extract, file_name, line FROM quarantine")) == told
        assert bureau.ask("SELECT * FROM delivery WHERE state <> 'loaded'") == []
        # Every file that is read line by line and is large enough to be spoiled somewhere.
        large = {extract for extract in POSSIBLE if summary.rows[extract] * dirty > 10}
        assert large <= {extract for extract, _, _ in told}


def test_payments_are_what_the_benefits_say(clean: County) -> None:
    running = {
        (row["家庭编号"], row["身份证号"], row["待遇类别"]): row["月发放金额"]
        for row in clean.rows("benefit")
    }
    paid = clean.rows("benefit_payment")
    assert {row["发放月份"] for row in paid} == {"2022-03", "2022-04", "2022-05"}
    assert {row["待遇类别"] for row in paid} == {"最低生活保障", "特困人员救助供养"}
    for row in paid:
        assert running[row["家庭编号"], row["身份证号"], row["待遇类别"]] == row["金额"]


def test_students_of_poor_households_mostly_have_aid(clean: County) -> None:
    poor = {row["家庭编号"] for row in clean.rows("benefit") if row["待遇类别"] == "最低生活保障"}
    people = {row["身份证号"] for row in clean.rows("household_member") if row["家庭编号"] in poor}
    aided = [Decimal(row["资助"] or "0") > 0 for row in clean.rows("education") if row["身份证号"] in people]
    assert len(aided) > 50
    assert sum(aided) > 0.9 * len(aided)


def test_prices_start_the_linkage_in_the_month_before_the_latest_only(clean: County) -> None:
    (path,) = clean.out.glob("price_index/*/*.xlsx")
    _, *rows = openpyxl.load_workbook(path).active.iter_rows(values_only=True)
    assert {row[0] for row in rows} == {"3709", "00"}
    assert max(row[1] for row in rows) == "2022-05"
    started = {(row[0], row[1]) for row in rows if float(row[2]) >= 3.5 or float(row[3]) >= 6}
    assert started == {("3709", "2022-04")}
    assert all(1 <= float(rate) <= 4 for row in rows for rate in row[2:5])


def test_strangers_are_in_no_register(clean: County) -> None:
    register = {row["身份证号"] for row in clean.rows("household_member")}
    requests = clean.rows("help_request")
    assert any(row["身份证号"] and row["身份证号"] not in register for row in requests)
    assert any(not row["身份证号"] and row["姓名"] for row in requests)
    assert all(row["发生地区划"].startswith("370902") for row in requests)
    guests = {one.request_no("370902") for one in CAST if one.is_guest}
    assert guests and guests <= {row["求助编号"] for row in requests}
    assert not {one.members[0].id_number for one in CAST if one.is_guest} & register


def test_the_cast_has_a_household_for_every_rule_that_the_district_judges() -> None:
    """X04 and X05 need limits on property, which the district has not set."""
    assert {code for household in CAST for code in household.hits} == set(NEED) - {"X04", "X05"}


def test_one_household_in_six_lives_on_allowance(clean: County) -> None:
    receiving = {
        row["家庭编号"]
        for row in clean.rows("benefit")
        if row["待遇类别"] == "最低生活保障" and not row["结束日期"]
    }
    assert 0.1 < len(receiving) / clean.summary.households < 0.25


def test_truth_may_lie_elsewhere(tmp_path: Path) -> None:
    made(tmp_path / "landing", households=5, truth=tmp_path / "truth")
    assert sorted(path.name for path in (tmp_path / "truth").iterdir()) == ["cast.json", "spoiled.csv"]
    assert not (tmp_path / "landing" / "truth").exists()


def test_the_plain_twin_holds_what_a_careful_reader_believes(tmp_path: Path) -> None:
    """The rows of the same county unspoiled, without those that must be refused; a refused pair was one row."""
    clean, dirty = (made(tmp_path / name, dirty=share) for name, share in (("clean", 0.0), ("dirty", DIRTY)))
    plain = tmp_path / "plain"
    made(tmp_path / "again", dirty=DIRTY, plain=plain)
    refused = Counter(row["extract"] for row in dirty.told() if row["is_harmless"] == "0")
    refused -= Counter(
        {
            name: count // 2
            for name, count in Counter(
                row["extract"] for row in dirty.told() if row["fault"] == "conflicting_duplicate"
            ).items()
        }
    )
    for extract in dirty.summary.rows:
        whole = [line for path in clean.files(extract) for line in lines_of(path)[1:]]
        believed = [
            line
            for path in sorted(plain.glob(f"{extract}/????-??-??/*.csv"))
            for line in path.read_text("utf-8").splitlines()[1:]
        ]
        assert len(believed) == len(whole) - refused[extract]
        assert not Counter(believed) - Counter(whole)
