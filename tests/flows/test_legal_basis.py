"""The documents behind warnings, as analysts find them on two nights: the day before the article's notice, and its day."""

from pathlib import Path

from tests.bureau import Bureau, member, number

OWN = """
[[law]]
id = "L370902-1"
title_zh = "本区临时救助实施细则"
title = "The district's own rules for temporary assistance"
number = "某民发〔2022〕1号"
issued_on = 2022-02-01
valid_from = 2022-03-01
source = "某区民政局"
confidence = "official"
"""


def test_the_published_table_holds_what_is_in_force_or_was(tmp_path: Path) -> None:
    bureau = Bureau(tmp_path / "home")
    (bureau.home.rules / "legal_basis.toml").write_text(OWN, encoding="utf-8")
    bureau.deliver("household_member", "2022-06-01", [member("H1", number(1))])
    ids = "SELECT legal_basis_id, valid_from::VARCHAR, valid_to::VARCHAR, is_in_force FROM legal_basis"
    bureau.night("2022-06-01")
    before = bureau.ask(ids)
    bureau.night("2022-06-02")
    after = bureau.ask(ids)
    assert set(after) - set(before) == {("LB10", "2022-06-02", None, True)}
    assert ("LB01", "2014-05-01", "2019-03-02", False) in after
    assert ("LB01", "2019-03-02", None, True) in after
    assert bureau.ask("SELECT number, source FROM legal_basis WHERE legal_basis_id = 'L370902-1'") == [
        ("某民发〔2022〕1号", "某区民政局")
    ]
