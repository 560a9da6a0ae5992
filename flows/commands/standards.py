"""`doudi standards check`: mistakes stop it; what is stale or only assumed is listed."""

import json
from argparse import Namespace
from datetime import date

from flows import home, standards
from flows.clock import now
from flows.home import PACKAGE_DATA
from flows.talk import answer, table
from schemas.parameters import PARAMETERS
from schemas.standard import Standard

STALE_DAYS = 400
"""A person should have read the source again within so many days."""


def run(options: Namespace) -> int:
    path = home.resolve(options.home)
    has_home = (path / "doudi.toml").exists()
    folders = home.find(path).standards if has_home else (PACKAGE_DATA / "standards",)
    rows = standards.read(folders)
    as_of: date = options.as_of or now().date()
    latest = {(row.area_code, row.key, row.population): row for row in _in_force(rows, as_of)}
    assumed = [row for row in latest.values() if row.confidence == "assumed"]
    stale = sorted(
        {row.area_code for row in rows if row.checked is None or (as_of - row.checked).days > STALE_DAYS}
    )
    missing = sorted(PARAMETERS.keys() - {row.key for row in latest.values()})
    if options.json:
        print(  # noqa: T201
            json.dumps(
                {
                    "values": len(rows),
                    "assumed": [f"{row.area_code}/{row.key}/{row.population}" for row in assumed],
                    "stale": stale,
                    "missing": missing,
                },
                ensure_ascii=False,
                indent=2,
            )
        )
        return 3 if stale or missing else 0
    answer(f"✔ {len(rows)} 个值，写法正确，没有重复 / values, well formed, none double ({as_of})")
    if assumed:
        answer("▲ 执行中的假定值，请本局确认 / assumed values in force, to be confirmed by the bureau:")
        table(
            ("区划 area", "参数 parameter", "适用 population", "值 value", "来源 source"),
            [
                (row.area_code, PARAMETERS[row.key].zh, row.population, row.value, row.source)
                for row in assumed
            ],
        )
    for area in stale:
        answer(
            f"▲ {area}: 超过 {STALE_DAYS} 天没有人复核来源 / nobody has checked the sources for {STALE_DAYS} days"
        )
    for key in missing:
        answer(f"▲ {PARAMETERS[key].zh} {key}: 没有执行中的值 / no value in force")
    return 3 if stale or missing else 0


def _in_force(rows: list[Standard], as_of: date) -> list[Standard]:
    """Values in force on a day, the latest of each thing last."""
    return sorted(
        (row for row in rows if row.valid_from <= as_of < row.valid_to),
        key=lambda row: (row.valid_from, row.known_from),
    )
