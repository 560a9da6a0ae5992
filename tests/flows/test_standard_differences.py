"""A standard announced late, through a whole night: the table, the list and the command agree, and name nobody.

Three urban members from 1 July at 951 instead of 871, announced on 20 August: 240.00 a month, July and August.
"""

import json
from pathlib import Path

import pytest

from flows.cli import main
from tests.bureau import Bureau, member, number

RAISE = """area = "370902"
checked = 2022-08-20
[[subsistence_allowance_standard]]
population = "urban"
value = 951
valid_from = 2022-07-01
published_on = 2022-08-20
source = "某区民政局文件"
"""


def test_the_list_of_affected_households(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bureau = Bureau(tmp_path)
    (bureau.home.path / "standards" / "370902.toml").write_text(RAISE, encoding="utf-8")
    people = [number(place) for place in (1, 2, 3)]
    bureau.deliver(
        "household_member",
        "2022-08-19",
        [member("H1", who, "欧阳明月", "户主" if who == people[0] else "子女") for who in people],
    )
    bureau.deliver("benefit", "2022-08-19", ["H1,,最低生活保障,2020-01-01,,,"])
    home = ["--home", str(bureau.home.path)]

    bureau.night("2022-08-19")
    capsys.readouterr()
    assert main(["standards", "differences", *home]) == 0
    assert "没有因标准迟公布应补的差额" in capsys.readouterr().out

    night = bureau.night("2022-08-20")
    owed = (
        "SELECT strftime(month_on, '%Y-%m'), member_count, difference_cny::VARCHAR FROM standard_difference"
    )
    assert bureau.ask(owed) == [("2022-07", 3, "240.00"), ("2022-08", 3, "240.00")]
    path = night.exports / "标准补差清单_370902_2022-08-20.csv"
    lines = path.read_text(encoding="utf-8-sig").splitlines()
    assert [line.split(",")[-3:] for line in lines[1:]] == [["2613.00", "2853.00", "240.00"]] * 2
    assert "H1" in lines[1] and "欧阳明月" not in lines[1] and people[0] not in "".join(lines)
    manifest = json.loads((night.exports / "manifest.json").read_text(encoding="utf-8"))
    assert path.name in {file["file_name"] for file in manifest["files"]}

    assert main(["standards", "differences", *home]) == 0
    told = capsys.readouterr().out
    assert "480.00" in told and path.name in told
    assert main(["standards", "differences", "--json", *home]) == 0
    assert [row["difference_cny"] for row in json.loads(capsys.readouterr().out)] == ["240.00", "240.00"]
