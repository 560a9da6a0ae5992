"""One page for the family: why the household was listed, from whose data, what was suggested, and how to object.

In plain words, on one sheet of A4. It speaks of this household alone, by its number and its head's masked name. The
telephone number is left blank: the office that hands it out writes its own.
"""

import os
import re
from datetime import date
from pathlib import Path
from typing import Any

import duckdb

from flows.explain import every, explain, one
from flows.home import Home, warehouse
from flows.minor import minors_of
from flows.page_template import page_template
from flows.publish.known_name import known_names
from flows.state_words import RESULT_ZH
from schemas import masks
from schemas.connection import connect
from schemas.extracts import EXTRACTS
from schemas.in_force import in_force
from schemas.standard import Standard

_HERE = Path(__file__).parent

_NOW_ZH = {
    "open": "等待入户核实",
    "dispatched": "已交乡镇（街道），等待入户核实",
    "visited": "已入户，正在核实",
    "confirmed": "经核实，情况属实",
    "refuted": "经核实，情况不属实",
    "unreachable": "未能核实，将再次走访",
    "data_error": "数据有误，已转有关部门更正",
    "acted": "经核实，情况属实，已给予帮助",
    "closed": "已办结",
    "snoozed": "暂缓核实",
    "withdrawn": "有关部门更正了数据，本条已撤销",
    "cleared": "情况已变化，本条已解除",
}
_DECIDES_ZH = {
    "small_fast": "由乡镇（街道）先行决定和发放",
    "township": "由乡镇（街道）决定",
    "county": "由县级民政部门决定",
    "case_by_case": "由县级民政部门一事一议决定",
}
_DECIDES = {
    "small_fast": "the township, which may pay first",
    "township": "the township",
    "county": "the county civil-affairs bureau",
    "case_by_case": "the county civil-affairs bureau, case by case",
}


def write_citizen_page(home: Home, warning_id: str, path: Path) -> None:
    """Write the page, readable by its owner only; equal tables give equal bytes. Raises: E-NOT-FOUND."""
    page = _page(home, warning_id)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
        out.write(page.encode("utf-8"))


def _page(home: Home, warning_id: str) -> str:
    found = explain(home, warning_id)
    warning = found["warning"]
    with connect(home.published / "latest.duckdb", read_only=True) as con:
        names = {
            row["area_code"]: row["name"]
            for row in every(
                con,
                "SELECT area_code, name FROM area WHERE area_code IN (?, ?, ?)",
                [home.area, warning["township_code"], warning["village_code"]],
            )
        }
        within = _objection_days(con, warning, found["night"])
    with warehouse(home, read_only=True) as con:
        minors_of(con, home)
        known_names(con, of=("household_member",))
        household = _household(con, warning_id)
    template = page_template(_HERE / "citizen_page.html.j2", {"money": lambda amount: f"{amount:,.2f}"})
    return template.render(
        warning=warning,
        why_zh=_for_the_family(household["reason_zh"]),
        why=_for_the_family(_without_data(warning["reason_en"])),
        steps=_steps(warning["amount_steps"]),
        household=household,
        rule=found["rule"],
        standard=found["standard"],
        bureau=home.name or names.get(home.area, home.area),
        township=names.get(warning["township_code"], warning["township_code"]),
        village=names.get(warning["village_code"], warning["village_code"]),
        as_of=found["night"]["as_of"],
        sources=_sources(found["facts"]),
        visits=_visits(found["events"]),
        now_zh=_NOW_ZH[warning["state"]],
        decides_zh=_DECIDES_ZH.get(warning["approval_level"] or "", "由有权机关决定"),
        decides=_DECIDES.get(warning["approval_level"] or "", "the competent authority"),
        within=within,
        objection_due_on=found["objection_due_on"],
    )


_TO_THE_VISITOR = re.compile(r"，?请(?:一并)?核实[^。]*(?=。)|[:,;]? ?please (?:verify|find out)(?=\.)")
"""What a reason asks of whoever visits; the family is not asked to verify itself."""

_NOTHING_OFF = re.compile(r"；扣除[^；]*?已发 0\.00(?=；|$)")


def _for_the_family(reason: str) -> str:
    said = _TO_THE_VISITOR.sub("", reason)
    return re.sub(r"[；。]+。", "。", re.sub(r"[;.] *\.", ".", said))


def _without_data(reason: str) -> str:
    """The English reason, whose data the page names by themselves."""
    return re.sub(r" Data: [^.]*\.", "", reason)


def _steps(steps: str | None) -> str | None:
    """The steps of the amount; one that takes nothing off is none."""
    return None if steps is None else _NOTHING_OFF.sub("", steps)


_NUMBER = "coalesce(event.household_id, episode.household_id)"


def _household(con: duckdb.DuckDBPyConnection, warning_id: str) -> dict[str, Any]:
    """The household's number, its head's masked name, and the reason in its own words."""
    found = one(
        con,
        f"""SELECT {masks.own_number(_NUMBER)} AS household_id, event.reason_zh,
            (SELECT {masks.name("register.name", of="register.person_no")} FROM household_member register
                WHERE register.household_id = {_NUMBER}
                    AND register.known_from <= event.known_at
                    AND (register.person_no = event.head_person_no OR register.relation = 'head')
                ORDER BY register.person_no IS NOT DISTINCT FROM event.head_person_no DESC, register.known_from DESC
                LIMIT 1) AS head
        FROM warning_event event JOIN published_run USING (run_id) JOIN episode USING (warning_id)
        WHERE event.warning_id = ? AND event.reason_zh IS NOT NULL
        ORDER BY event.event_on DESC, coalesce(event.step, 0) DESC LIMIT 1""",
        [warning_id],
    )
    assert found is not None
    return found


def _sources(facts: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Which department's data, of which days: one line per extract."""
    days: dict[str, list[date]] = {}
    for fact in facts:
        days.setdefault(fact["extract"], []).append(fact["delivered_on"])
    return [
        {
            "zh": EXTRACTS[name].zh,
            "en": name.replace("_", " "),
            "department": EXTRACTS[name].department,
            "department_zh": EXTRACTS[name].department_zh,
            "count": len(delivered),
            "first": min(delivered),
            "last": max(delivered),
        }
        for name, delivered in days.items()
    ]


def _visits(events: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What the visits found, and what a person decided; each answer once, however many states it moved."""
    seen: dict[tuple[Any, ...], dict[str, Any]] = {}
    for event in events:
        if event["result"]:
            key = (event["answer_delivery_id"], event["answer_line"])
            seen[key] = {
                "on": event["verified_on"] or event["happened_on"] or event["event_on"],
                "result_zh": RESULT_ZH.get(event["result"], event["result"]),
                "decided_cny": event["decided_cny"],
            }
    return list(seen.values())


def _objection_days(
    con: duckdb.DuckDBPyConnection, warning: dict[str, Any], night: dict[str, Any]
) -> int | None:
    """Within how many working days an objection is looked into, by what is in force there."""
    return objection_days(con, warning["village_code"], night["as_of"], night["known_at"])


def objection_days(con: duckdb.DuckDBPyConnection, village: str, as_of: date, known_at: date) -> int | None:
    """The value in force in the village; None where nobody set one. `con` sees the published tables."""
    rows = every(con, "SELECT * FROM standard WHERE key = 'objection_within_days'", [])
    values = [
        Standard.model_construct(
            **{
                **row,
                "valid_to": row["valid_to"] or date.max,
                "value_e6": None,
                "checked": None,
                "file": "",
                "line": 0,
            }
        )
        for row in rows
    ]
    held = in_force(values, village, as_of, known_at).get(("objection_within_days", "all"))
    return int(held.value) if held else None
