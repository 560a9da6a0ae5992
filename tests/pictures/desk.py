"""A county on its eighth night, with everything that a picture can show: answers, help, a new standard, a changed rule, a
file that came late. Pictures of the handbook are drawn from it: python -m tests.pictures.desk"""

import json
import tempfile
from datetime import date, timedelta
from pathlib import Path

import duckdb

from flows import handbook
from flows.ingest.night_approval import NightApproval, write_approval
from flows.ingest.warning_decisions import write_warning_decision
from flows.pictures.boundaries import read_boundaries
from flows.pictures.draw import svg_alone
from flows.pictures.funnel import funnel
from flows.pictures.picture import Picture
from flows.pictures.sensitivity import sensitivity
from flows.pictures.timeline import timeline
from flows.pictures.townships import townships
from flows.pictures.trend import trend
from flows.plan.plan import Asked, plan
from flows.synth import write_extracts
from rules.load import SHIPPED
from schemas.published import TABLES
from tests.bureau import Bureau

KEPT = Path(__file__).parents[2] / "docs" / "pictures"
EXAMPLES = Path(handbook.__file__).with_name("examples.json")
HOUSEHOLDS = 3_000
FIRST = date(2022, 6, 22)
ANSWERED = ("属实-需救助", "不属实", "属实-已在保", "查无此人", "属实-需救助")
"""What visits find, household after household; every fourth is still to be visited."""

RAISE = """area = "370902"
checked = 2022-06-20
[[subsistence_allowance_standard]]
population = "urban"
value = 951
valid_from = 2022-07-01
published_on = 2022-06-20
source = "某区民政局文件"
[[subsistence_allowance_standard]]
population = "rural"
value = 720
valid_from = 2022-07-01
published_on = 2022-06-20
source = "某区民政局文件"
"""


def desk(path: Path) -> Bureau:
    """Eight nights over three weeks. The same at every making, pseudonyms too."""
    made = Bureau(path)
    (made.home.path / "secrets" / "person.key").write_text("0" * 64)
    write_extracts(made.home.landing, households=HOUSEHOLDS, seed=4, as_of=FIRST)
    _night(made, 0)
    for township in sorted({each["township_code"] for each in made.warnings() if each["is_listed"]}):
        write_warning_decision(
            made.home.landing,
            kind="dispatch",
            decided_on=FIRST,
            by="局",
            township_code=township,
            listed_on=FIRST,
        )
    _night(made, 1)
    _answers(made, 5, part=0)
    _night(made, 5)
    _answers(made, 7, part=1)
    _night(made, 7)
    (made.home.path / "standards" / "370902.toml").write_text(RAISE, encoding="utf-8")
    _night(made, 9)
    _watch_closely(made)
    _night(made, 12)
    _answers(made, 15, part=2)
    _night(made, 15)
    _night(made, 20)
    return made


def _night(bureau: Bureau, days: int) -> None:
    """A night far beyond the usual waits for somebody who knows why, and is then published."""
    day = FIRST + timedelta(days=days)
    outcome = bureau.night(day)
    if outcome.state == "held":
        known = NightApproval(
            run_id=outcome.run_id, as_of=day, content_digest=outcome.content_digest, by="局", reason="提标"
        )
        write_approval(bureau.home.landing, known, day)
        bureau.night(day)


def _answers(bureau: Bureau, days: int, part: int) -> None:
    """A third of the households on the first night's lists, most of them visited."""
    listed = sorted({each["visit_warning_id"] for each in bureau.warnings() if each["visit_warning_id"]})
    day, said = FIRST + timedelta(days=days), []
    for place, warning_id in enumerate(listed):
        if place % 3 == part and place % 4:
            result = ANSWERED[place % len(ANSWERED)]
            amount = "2613.00" if result == "属实-需救助" and place % 2 else ""
            said.append(f"{warning_id},{result},,{amount},王芳,{day}")
    bureau.deliver(
        "answer", day, said, header="预警编号,核查结果,核查情况说明,实际救助金额(元),核查人,核查日期"
    )


def _watch_closely(bureau: Bureau) -> None:
    """The bureau adds a rule of its own: grave self-payment is red from the first yuan over the line."""
    source = SHIPPED / "temporary_assistance" / "medical_self_payment.sql"
    changed = source.read_text(encoding="utf-8").replace('code       = "N05"', 'code       = "L01"')
    folder = bureau.home.rules / "temporary_assistance"
    folder.mkdir()
    (folder / "medical_self_payment_here.sql").write_text(
        changed.replace("ELSE 'orange' END", "ELSE 'red' END"), encoding="utf-8"
    )


def boundaries(codes: list[str]) -> str:
    """Land of nobody: a township for each code, drawn as a comb of squares in degrees."""
    features = []
    for place, code in enumerate(codes):
        west, south = 117.0 + 0.1 * (place % 5), 36.1 + 0.08 * (place // 5)
        ring = [
            [west, south],
            [west + 0.1, south + 0.01],
            [west + 0.1, south + 0.09],
            [west, south + 0.08],
            [west, south],
        ]
        features.append(
            {
                "type": "Feature",
                "properties": {"乡镇代码": code},
                "geometry": {"type": "Polygon", "coordinates": [ring]},
            }
        )
    return json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False)


def drawn(bureau: Bureau, con: duckdb.DuckDBPyConnection) -> dict[str, Picture]:
    """Every picture there is, of the last night."""
    codes = [code for (code,) in con.execute("SELECT township_code FROM saved.townships").fetchall()]
    land = bureau.home.path.parent / "boundaries.geojson"
    land.write_text(boundaries(codes), encoding="utf-8")
    ((longest,),) = con.execute(
        """SELECT warning_id FROM warning JOIN warning_event event USING (warning_id) WHERE is_listed AND rule_code <> 'S01'
        GROUP BY warning_id ORDER BY count(*) DESC, warning_id DESC LIMIT 1"""
    ).fetchall()
    (curve,) = plan(bureau.home, Asked(curves=["relief_multiple.illness=3..12"])).curves
    return {
        "trend": trend(con),
        "funnel": funnel(con),
        "townships": townships(con),
        "map": townships(con, read_boundaries(land)),
        "timeline": timeline(con, longest),
        "sensitivity": sensitivity(curve),
    }


def examples(con: duckdb.DuckDBPyConnection) -> dict[str, dict[str, str]]:
    """Of every published table the row that says most, as text; what a clock says is left out, and what changes with
    any rule or value."""
    found = {}
    for table in TABLES:
        names = [
            field.name
            for field in table.fields
            if field.sql_type != "TIMESTAMP" and not field.name.endswith("_digest")
        ]
        said = ", ".join(f'left(CAST("{name}" AS VARCHAR), 41)' for name in names)
        known = " + ".join(f'CAST("{name}" IS NOT NULL AS INTEGER)' for name in names)
        rows = con.execute(
            f"SELECT {said} FROM {table.name} ORDER BY {known} DESC, {', '.join(table.key)} LIMIT 1"
        ).fetchall()
        if rows:
            found[table.name] = {
                name: value if len(value) <= 40 else f"{value[:40]}…"
                for name, value in zip(names, rows[0], strict=True)
                if value is not None
            }
    return found


def keep() -> None:
    """The handbook's pictures and the dictionary's examples."""
    with tempfile.TemporaryDirectory() as folder:
        made = desk(Path(folder) / "home")
        with duckdb.connect(str(made.home.published / "latest.duckdb"), read_only=True) as con:
            for name, picture in drawn(made, con).items():
                (KEPT / f"{name}.svg").write_text(svg_alone(picture), encoding="utf-8")
            told = json.dumps(examples(con), ensure_ascii=False, indent=1) + "\n"
            EXAMPLES.write_text(told, encoding="utf-8")


if __name__ == "__main__":
    keep()
