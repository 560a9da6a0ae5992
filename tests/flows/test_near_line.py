"""Who stands on the line, to the fen, and who crosses it when an announced standard begins.

One urban person has a line of 871 x 12 = 10,452.00 a year; from 1 July, announced on 20 June, 951 x 12 = 11,412.00.
"""

import json
from datetime import date
from pathlib import Path

import pytest

from flows.cli import main
from flows.plan.near_line import NearLine, band, near_line
from flows.plan.plan import Asked
from schemas.faults import DoudiError
from schemas.masks import key_of
from tests.bureau import RURAL_VILLAGE, Bureau, member, months, number, wage

DAY = date(2022, 6, 22)
RAISE = """area = "370902"
checked = 2022-06-20
[[subsistence_allowance_standard]]
population = "urban"
value = 951
valid_from = 2022-07-01
published_on = 2022-06-20
source = "某区民政局文件"
[[subsistence_allowance_standard]]
population = "urban"
value = 990
valid_from = 2023-01-01
published_on = 2022-06-20
source = "某区民政局文件"
"""
YEARLY = {
    "fen below": "10451.99",
    "on it": "10452.00",
    "fen above": "10452.01",
    "edge of the band": "10952.00",
    "past the band": "10952.01",
    "fen below the new": "11411.99",
    "on the new": "11412.00",
    "far": "30000.00",
}
"""Income of the twelve months, each of one person alone."""


def deliver(bureau: Bureau) -> None:
    people = {case: number(place) for place, case in enumerate(YEARLY, 1)}
    receiving, unknown = (number(50), number(51)), number(52)
    bureau.deliver(
        "household_member",
        "2022-06-20",
        [
            *(member(case, who) for case, who in people.items()),
            member("receives", receiving[0]),
            member("receives", receiving[1], relation="配偶"),
            member("unknown", unknown),
            member("rural", number(53), residence_class="农村", village=RURAL_VILLAGE),
        ],
    )
    bureau.deliver("benefit", "2022-06-20", ["receives,,低保,2020-01-01,,500.00,"])
    bureau.deliver("property", "2022-06-20", [f"{people['on the new']},车辆,Z1,1000.00,,2020-01-01"])
    last = months(DAY, 12)[-1]
    bureau.deliver(
        "income",
        "2022-06-20",
        [
            *(wage(who, last, YEARLY[case]) for case, who in people.items()),
            *(wage(who, month, "0.00") for who in people.values() for month in months(DAY, 15)[:-1]),
            wage(number(53), last, "7920.00"),
        ],
    )


@pytest.fixture(scope="module")
def bureau(tmp_path_factory: pytest.TempPathFactory) -> Bureau:
    made = Bureau(tmp_path_factory.mktemp("line") / "home")
    (made.home.path / "standards" / "370902.toml").write_text(RAISE, encoding="utf-8")
    deliver(made)
    made.night(DAY)
    return made


@pytest.fixture(scope="module")
def register(bureau: Bureau) -> NearLine:
    return near_line(bureau.home, Asked(), [band("subsistence=500")])


@pytest.fixture(scope="module")
def key(bureau: Bureau) -> dict[str, str]:
    secret = bureau.home.person_key()
    return {key_of("household", case, secret): case for case in (*YEARLY, "receives", "unknown", "rural")}


def test_below_at_and_above_to_the_fen(register: NearLine, key: dict[str, str]) -> None:
    found = {
        key[row["household_key"]]: (row["side"], str(row["distance_cny"]), row["crosses"])
        for row in register.households
    }
    assert found == {
        "fen below": ("below", "-0.01", None),
        "on it": ("at", "0.00", "in"),
        "fen above": ("above", "0.01", "in"),
        "edge of the band": ("above", "500.00", "in"),
        # Outside the band, and told because they cross.
        "past the band": ("above", "500.01", "in"),
        "fen below the new": ("above", "959.99", "in"),
        # 660 x 12: exactly on the rural line, which stays.
        "rural": ("at", "0.00", None),
    }


def test_the_first_announced_standard_is_the_one_that_is_compared(register: NearLine) -> None:
    (change,) = register.changes
    assert "2022-07-01" in change.was[0] and change.becomes == ("951 元/人·月",)
    assert {str(row["limit_after_12m_cny"]) for row in register.households} == {"11412.00", "7920.00"}


def test_what_it_costs_is_newcomers_and_the_rise_of_those_who_receive(
    register: NearLine, key: dict[str, str]
) -> None:
    (total,) = register.total
    allowance = {
        key[row["household_key"]]: row["allowance_cny_per_month"]
        for row in register.households
        if row["allowance_cny_per_month"] is not None
    }
    # (11,412.00 - 10,452.00) / 12 = 80.00; the household that receives has two members: 2 x (951 - 871) = 160.00.
    assert str(allowance["on it"]) == "80.00"
    assert set(allowance) == {"on it", "fen above", "edge of the band", "past the band", "fen below the new"}
    assert total["newcomers_cny_per_month"] == sum(allowance.values())
    assert str(total["receiving_cny_per_month"]) == "160.00"
    assert total["cny_per_month"] == total["newcomers_cny_per_month"] + total["receiving_cny_per_month"]
    assert total["cny_per_year"] == 12 * total["cny_per_month"]
    assert (total["below"], total["at"], total["above"]) == (1, 2, 2)
    assert (total["crosses_in"], total["crosses_out"], total["may_apply"], total["receiving"]) == (5, 0, 5, 1)
    for name in ("below", "at", "above", "crosses_in", "receiving", "cny_per_month", "cny_per_year"):
        assert sum(row[name] for row in register.townships) == total[name]


def test_who_crosses_is_who_the_night_after_warns_of(
    bureau: Bureau, register: NearLine, tmp_path: Path
) -> None:
    """A real night under the standard, begun at once, finds below the line exactly those the register foretold."""
    real = Bureau(tmp_path / "home")
    text = RAISE.replace("2022-07-01", "2022-06-01").replace("2022-06-20\nsource", "2022-06-01\nsource")
    (real.home.path / "standards" / "370902.toml").write_text(text, encoding="utf-8")
    (real.home.path / "secrets" / "person.key").write_text(bureau.home.person_key())
    deliver(real)
    real.night(DAY)
    below = """SELECT household_key FROM household_month WHERE income_12m_cny < subsistence_limit_12m_cny"""
    before, after = ({key for (key,) in each.ask(below)} for each in (bureau, real))
    crossing = {row["household_key"] for row in register.households if row["crosses"] == "in"}
    assert after - before == crossing and not before - after
    foretold = {
        row["household_key"]: row["allowance_cny_per_month"]
        for row in register.households
        if row["allowance_cny_per_month"] is not None
    }
    made = dict(real.ask("SELECT household_key, expected_allowance_cny_per_month FROM household_month"))
    assert foretold == {household: made[household] for household in foretold}


def test_a_lowered_line_is_crossed_the_other_way(bureau: Bureau, key: dict[str, str]) -> None:
    asked = Asked(settings=["subsistence_allowance_standard.urban=870"])
    found = near_line(bureau.home, asked, [band("subsistence=0")])
    assert {key[row["household_key"]]: row["crosses"] for row in found.households} == {
        "fen below": "out",
        "on it": None,
        "rural": None,
    }
    assert str(found.total[0]["receiving_cny_per_month"]) == "-2.00"


def test_a_band_may_be_a_share_of_the_line(bureau: Bureau) -> None:
    """Five per cent of 10,452.00 is 522.60; of the near-dibao line, 15,678.00, nobody is so near."""
    found = near_line(bureau.home, Asked(), [band("subsistence=5%"), band("near_dibao=5%")])
    near = {row["line"]: (row["below"], row["at"], row["above"]) for row in found.total}
    assert near == {"subsistence": (1, 2, 3), "near_dibao": (0, 0, 0)}
    assert {str(row["cny_per_month"]) for row in found.total if row["line"] == "near_dibao"} == {"0.00"}


@pytest.mark.parametrize("written", ["subsistence", "poverty=5", "subsistence=1.005", "subsistence=-5"])
def test_a_band_that_is_none_is_refused(written: str) -> None:
    with pytest.raises(DoudiError, match="E-USAGE"):
        band(written)


def test_it_is_told_without_names_and_kept_as_a_table(
    bureau: Bureau, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["plan", "--line", "subsistence=500", "--home", str(bureau.home.path)]
    assert main([*words, "--out", str(tmp_path / "out")]) == 0
    said = capsys.readouterr().out
    lines = (tmp_path / "out" / "near_line.csv").read_text(encoding="utf-8-sig").splitlines()
    assert len(lines) == 8 and ",-0.01," in lines[1]
    for text in (said, *lines):
        assert "李明" not in text and "fen below" not in text and number(1) not in text
    assert "2 户" in said and "subsistence line" in said
    assert main([*words, "--out", str(tmp_path / "out")]) == 2
    assert main([*words, "--curve", "relief_multiple=3..6"]) == 2
    capsys.readouterr()
    assert main([*words, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["unknown_households"] == 2
