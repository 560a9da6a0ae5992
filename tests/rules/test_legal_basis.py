"""The documents behind the rules: cited from the day they hold to the day they end, and never one that nobody knows."""

from datetime import date, timedelta
from pathlib import Path

import duckdb
import pytest

from rules import legal_basis
from rules.legal_basis import Laws, read
from rules.load import SHIPPED, load_rules, parse
from schemas import silent_sample
from schemas.faults import DoudiError
from schemas.rule import Basis
from schemas.tasks import TASKS

RULES = {rule.code: rule for rule in load_rules()}
NOTICE = "民政部、财政部 2022-06-02 通知"
INCOME_DROP = (SHIPPED / "temporary_assistance" / "income_drop.sql").read_text(encoding="utf-8")
WITHDRAWN = """
[[law]]
id = "LB10"
title_zh = "关于切实保障好困难群众基本生活的通知（已废止）"
title = "The notice, withdrawn"
number = ""
valid_from = 2024-01-01
valid_to = 2024-01-01
source = "某文件"
confidence = "official"
"""

BEFORE_THEIR_DOCUMENTS = {
    # The mechanism of 1553号 has older forerunners; none of them is among the documents.
    "R02": date(2021, 12, 31),
    # Until the ministry's notice a one-time subsidy rests on the locality's own, which its value names as its source.
    "R03": date(2022, 6, 2),
}


def own(tmp_path: Path, text: str) -> Laws:
    (tmp_path / legal_basis.FILE).write_text(text, encoding="utf-8")
    return read((SHIPPED, tmp_path))


def cited(code: str, day: date) -> list[str]:
    return [basis.cite for basis in RULES[code].header.basis_on(day)]


def test_the_articles_notice_is_cited_from_the_day_it_was_issued() -> None:
    assert NOTICE in cited("N08", date(2022, 6, 2))
    assert cited("N08", date(2022, 6, 1)) == ["国发〔2014〕47号"]
    (notice,) = [law for law in read().entries if law.id == "LB10"]
    assert (notice.issued_on, notice.valid_from, notice.valid_to) == (
        date(2022, 6, 2),
        date(2022, 6, 2),
        date(9999, 12, 31),
    )


def test_a_withdrawn_document_is_no_longer_cited(tmp_path: Path) -> None:
    rule = parse(INCOME_DROP, "temporary_assistance/income_drop", own(tmp_path, WITHDRAWN))
    last = date(2023, 12, 31)
    assert NOTICE in [basis.cite for basis in rule.header.basis_on(last)]
    assert [basis.id for basis in rule.header.basis_on(last + timedelta(days=1))] == ["LB07"]


def test_where_nothing_is_in_force_nothing_is_cited(tmp_path: Path) -> None:
    """Of N09 the notice is all there is."""
    text = (SHIPPED / "temporary_assistance" / "unemployed_without_cover.sql").read_text(encoding="utf-8")
    rule = parse(text, "temporary_assistance/unemployed_without_cover", own(tmp_path, WITHDRAWN))
    assert rule.header.basis_on(date(2024, 1, 1)) == ()


def test_since_is_for_an_article_younger_than_its_document() -> None:
    article = read().dated(Basis(id="LB01", cite="第一条", says="…", since=date(2020, 1, 1)))
    assert not article.holds_on(date(2019, 12, 31)) and article.holds_on(date(2020, 1, 1))


def test_an_id_that_no_document_has_is_refused() -> None:
    with pytest.raises(DoudiError) as refused:
        parse(INCOME_DROP.replace('"LB10"', '"LB99"'), "temporary_assistance/income_drop")
    assert (refused.value.fault.code, refused.value.where) == (
        "E-RULE-FORM",
        "rules/temporary_assistance/income_drop.sql: basis: LB99",
    )


def test_a_bureaus_own_document_can_be_cited(tmp_path: Path) -> None:
    laws = own(
        tmp_path,
        WITHDRAWN.replace('"LB10"', '"L370902-1"').replace("2024-01-01\nvalid_to", "2023-01-01\nvalid_to"),
    )
    rule = parse(INCOME_DROP.replace('"LB10"', '"L370902-1"'), "temporary_assistance/income_drop", laws)
    assert [basis.id for basis in rule.header.basis_on(date(2023, 6, 1))] == ["LB07", "L370902-1"]


@pytest.mark.parametrize(
    ("text", "where"),
    [
        (WITHDRAWN.replace("valid_from = 2024-01-01", "valid_from = 2022-06-02"), "LB10 2022-06-02"),
        (WITHDRAWN.replace("valid_to = 2024-01-01", "valid_to = 2023-12-31"), "valid_to = 2023-12-31"),
        (WITHDRAWN.replace('confidence = "official"', 'confidence = "sure"'), "confidence"),
        (WITHDRAWN.replace('source = "某文件"', 'source = ""'), "source"),
        (WITHDRAWN.replace("[[law]]", "[[laws]]"), "[[law]]"),
        ("[[law]", legal_basis.FILE),
    ],
)
def test_a_file_of_documents_that_cannot_be_believed_is_refused(
    tmp_path: Path, text: str, where: str
) -> None:
    with pytest.raises(DoudiError) as refused:
        own(tmp_path, text)
    assert refused.value.fault.code == "E-RULE-FORM"
    assert legal_basis.FILE in refused.value.where and where in refused.value.where


def test_a_revision_takes_the_place_of_what_was_before() -> None:
    first, revised = (law for law in read().entries if law.id == "LB01")
    assert first.valid_to == revised.valid_from == date(2019, 3, 2)


def test_everything_that_is_cited_is_among_the_documents() -> None:
    laws = read()
    used = {basis.id for rule in RULES.values() for basis in rule.header.basis}
    used |= {basis.id for kind in TASKS.values() for basis in kind.basis} | {silent_sample.BASIS.id}
    assert {law_id for law_id in used if not laws.has(law_id)} == set()


@pytest.mark.parametrize("code", RULES)
def test_a_rule_in_force_rests_on_something(code: str) -> None:
    header = RULES[code].header
    begins = BEFORE_THEIR_DOCUMENTS.get(code, header.valid_from)
    days = {begins, date(2022, 6, 22), date(2026, 6, 1)} | {
        first for basis in header.basis for first, _ in basis.spans
    }
    assert all(header.basis_on(day) for day in days if RULES[code].in_force(day) and day >= begins)
    if code in BEFORE_THEIR_DOCUMENTS:
        assert not header.basis_on(begins - timedelta(days=1))


def test_what_is_no_rule_is_held_to_the_same_days() -> None:
    with duckdb.connect() as con:
        legal_basis.load(con, read())
        assert legal_basis.cites(con, [silent_sample.BASIS], date(2021, 7, 1)) == [silent_sample.BASIS.cite]
        assert legal_basis.cites(con, [silent_sample.BASIS], date(2021, 6, 30)) == []
