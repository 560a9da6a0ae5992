"""The contracts beside the agreed list of feeds: what is asked of each department, and why it may be kept."""

import re

import pytest

from flows.ingest.header import names_of, plain, read_header
from schemas.extract import Extract
from schemas.extracts import EXTRACTS
from schemas.office import ANSWERS, COLUMNS

AGREED = """
household_member full: household_id! id_number!* name! relation! residence_class! hukou_region! residence_region! joined_on? left_on?
benefit full: household_id!* id_number?* benefit!* started_on!* ended_on? monthly_amount?fen reviewed_on?
income period: id_number!* month!* kind!* amount!fen evidence! payer?*
medical_expense event: settlement_no!* id_number! settled_on! visit_kind! total!fen pooled_paid!fen serious_illness_paid?fen aid_paid?fen self_paid!fen self_other?fen
employment event: id_number!* event!* event_on!* until? employer?
death event: id_number!* name? died_on!
disability full: id_number!* kind!* level! issued_on! expires_on?
education period: id_number!* school_year!* stage! fee!fen aid?fen
benefit_payment period: household_id!* id_number?* month!* benefit!* amount!fen paid_region?*
property full: id_number!* kind!* asset_no!* value?fen area_m2? registered_on?
support_obligor full: household_id!* id_number!* family_size! family_monthly_income!fen supported_count! children_count!
custody event: id_number!* kind!* started_on!* ended_on?
poverty_return_watch full: id_number!* cause!
hazard event: event_no!* id_number!* kind! occurred_on! loss?fen
help_request event: request_no!* received_at! channel! id_number? name? hukou_region? incident_region! need! action? resolved_at?
visit event: visit_no!* household_id! level! visited_on! visitor! finding? finding_kind?
service_need event: need_no!* id_number! kind! registered_on! resolved_on? station?
relief_payment event: payment_no!* household_id! id_number? paid_on! cause! amount!fen fund! township_code!
reserve_fund event: entry_no!* township_code! entered_on! kind! amount!fen payment_no?
utility period: account_no!* household_id! month!* kind!* usage? arrears?fen
price_index event: region!* month!* cpi_yoy! food_cpi_yoy! low_income_cpi_yoy? published_on?
disposable_income event: region!* year!* residence_class!* amount!fen published_on!
application event: application_no!* township_code! household_id? id_number? benefit! accepted_on! check_started_on? noticed_on? decided_on? decided_level? result? paid_on?
social_donation event: donation_no!* organisation! donated_on! kind! amount?fen region!
id_change event: old_id_number!* new_id_number!* changed_on!
area full: area_code!* name! parent_code? office? phone?
answer event: warning_id!* result? note? relief_amount?fen verified_by? verified_on? listed_on?
"""

HAN = re.compile("[\u4e00-\u9fff]")
each = pytest.mark.parametrize("extract", EXTRACTS.values(), ids=EXTRACTS)


def written(extract: Extract) -> str:
    """A contract as a line of the agreed list."""
    columns = (
        f"{column.name}{'!' if column.required else '?'}{'*' if column.key else ''}"
        f"{'fen' if column.kind == 'money' else ''}"
        for column in extract.columns
    )
    return f"{extract.name} {extract.mode}: {' '.join(columns)}"


def test_every_feed_is_there_as_agreed() -> None:
    """! required, ? optional, * part of the key, fen: money."""
    assert sorted(map(written, EXTRACTS.values())) == sorted(AGREED.strip().splitlines())


@each
def test_every_column_says_why_it_may_be_kept(extract: Extract) -> None:
    """Data protection: what nobody can name a use for is not asked for."""
    for column in extract.columns:
        assert len(column.purpose.split()) >= 2 and column.purpose.endswith("."), column.name


@each
def test_department_use_and_faults_are_said(extract: Extract) -> None:
    assert HAN.search(extract.zh) and HAN.search(extract.department_zh) and extract.department.isascii()
    assert extract.purpose.endswith(".") and extract.goes_wrong.endswith(".")
    assert 7 <= extract.max_age_days <= 800


@each
def test_a_heading_means_one_column_only(extract: Extract) -> None:
    headings = [
        plain(heading)
        for column in extract.columns
        for heading in {plain(name): name for name in (column.zh, column.name, *column.aliases)}
    ]
    assert len(set(headings)) == len(headings)


@each
def test_labels_are_chinese_and_codes_are_english(extract: Extract) -> None:
    for column in extract.columns:
        assert (column.kind == "choice") == bool(column.choices), column.name
        assert all(HAN.search(label) for label in column.choices)
        assert all(re.fullmatch("[a-z0-9_]+", code) for code in column.choices.values())


@each
def test_events_and_months_show_how_recent_they_are(extract: Extract) -> None:
    """A register has no day of its own; figures of a whole year say nothing about today."""
    if extract.happened_on:
        assert extract.column(extract.happened_on).kind in ("date", "month", "timestamp")
    else:
        assert extract.mode == "full" or extract.name in ("disposable_income", "education"), extract.name


@each
def test_a_file_that_lacks_a_column_is_not_taken_for_another_departments(extract: Extract) -> None:
    """Whatever the headings are called: the file is still this department's, with a column left out."""
    for headings in zip(*(_names(extract, column.name) for column in extract.columns), strict=True):
        for place, column in enumerate(extract.columns):
            if column.required:
                header = read_header(extract, [*headings[:place], *headings[place + 1 :]])
                assert header.missing == (column.zh,) and header.resembles is None, (column.zh, header)


def _names(extract: Extract, name: str) -> list[str]:
    """Three ways of heading a column: Chinese, English, and the alias used most."""
    column = extract.column(name)
    return [column.zh, column.name, column.aliases[0] if column.aliases else column.zh]


@each
def test_a_file_in_the_wrong_folder_is_recognised(extract: Extract) -> None:
    """A whole file of another feed, put here, is called by its name."""
    for other in EXTRACTS.values():
        headings = [column.zh for column in other.columns]
        if other.name != extract.name and (header := read_header(extract, headings)).missing:
            assert header.resembles == other.name


def test_the_first_label_of_a_code_is_the_one_that_is_offered() -> None:
    """Synonyms are read, but a department is offered one word for one thing."""
    assert EXTRACTS["property"].column("kind").labels == ("房产", "车辆", "存款", "市场主体")
    assert EXTRACTS["disability"].column("level").labels == ("一级", "二级", "三级", "四级")
    assert EXTRACTS["reserve_fund"].column("kind").labels == ("期初", "拨入", "支出")


def test_answers_are_read_under_the_headings_of_the_list_that_was_sent_out() -> None:
    answer = EXTRACTS["answer"]
    assert [column.zh for column in answer.columns] == [
        *(heading for heading, field in COLUMNS.items() if field in ("warning_id", "") and heading != "序号"),
        "清单日期",
    ]
    assert answer.column("result").labels == tuple(ANSWERS)
    assert not set(names_of(answer)) & {"户主姓名", "身份证号(掩码)"}


def test_both_numbers_of_a_person_are_kept_as_person_numbers() -> None:
    columns = EXTRACTS["id_change"].identity_columns
    assert [column.stored for column in columns] == ["old_person_no", "new_person_no"]
