"""`doudi link`: whom a row may be about whose identity number is missing or wrong.

It proposes and changes nothing. Names and numbers are shown on purpose only, with a reason; every look is noted.
"""

import json
from argparse import Namespace
from pathlib import Path
from typing import Any

import duckdb

from flows import home
from flows.audit import note
from flows.correction_form import Hints, write_form
from flows.decide import extract_of
from flows.linking.propose import Proposal, Proposed, propose
from flows.minor import minors_of
from flows.new_file import new_file
from flows.publish.known_name import known_names
from flows.talk import answer, say
from schemas import masks
from schemas.extracts import EXTRACTS
from schemas.faults import DoudiError

HINTS = ("建议姓名", "建议身份证号", "建议依据", "建议把握")
"""Headings of the form, each unlike any that an extract reads."""


def run(options: Namespace) -> int:
    bureau = home.find(home.resolve(options.home))
    if options.unmask and not options.reason:
        raise DoudiError("E-USAGE", "--unmask --reason", exit_code=2)
    if options.form and not (options.delivery and options.unmask):
        raise DoudiError("E-USAGE", "doudi link <送达编号> --form --unmask --reason", exit_code=2)
    if options.form:
        new_file(options.form)
    if not bureau.warehouse.exists():
        raise DoudiError("E-NO-NIGHT", str(bureau.warehouse))
    with home.warehouse(bureau, read_only=True) as con:
        number = extract_of(con, options.delivery)[0] if options.delivery else None
        found = propose(con, number)
        minors_of(con, bureau)
        known_names(con, of=("household_member",))
        note(
            bureau,
            "link" + " --form" * bool(options.form) + " --unmask" * (options.unmask and not options.form),
            options.delivery or "",
            options.reason or "",
        )
        if options.form:
            _form(con, options, found)
        elif options.json:
            print(json.dumps(_objects(con, found, options.unmask), ensure_ascii=False, indent=2))  # noqa: T201
        else:
            _tell(con, found, options.unmask)
    return 0


def _form(con: duckdb.DuckDBPyConnection, options: Namespace, found: Proposed) -> None:
    """The workbook of `quarantine show --form` with the proposals beside the department's own number."""
    cells = {
        each.line: (each.name, each.id_number, _words(each.agrees, 0), f"{each.odds:,} 比 1")
        for each in found.proposals
    }
    count = write_form(con, options.delivery, Path(options.form), Hints("id_number", HINTS, cells))
    say(
        f"已写出 {count:,} 行待更正，其中 {len(cells):,} 行有建议：{options.form}（建议来自名册，只供本局核对；发给部门前删去建议的列。"
        "看过证件后，由人把号码填进“身份证号”列）"
        f" / {count:,} rows to correct, {len(cells):,} with a proposal. Proposals come from the register and are for the bureau: take"
        " those columns out before the form leaves it. A person who has seen the card types the number into the number's own column"
    )


def _tell(con: duckdb.DuckDBPyConnection, found: Proposed, unmask: bool) -> None:
    answer(
        f"号码缺失或有误、等待更正的 {found.rows:,} 行，其中 {len(found.proposals):,} 行有建议"
        f" / rows that wait with a missing or wrong number: {found.rows:,}, with a proposal: {len(found.proposals):,}"
    )
    for each in _objects(con, found, unmask):
        answer()
        answer(f"{each['delivery_id']}  {each['extract_zh']} {each['extract']}  第 {each['line']} 行 line")
        # The full number is asked for: `answer` would cover it.
        print(  # noqa: T201
            f"  可能是 may be : {each['name']}  {each['id_number']}  家庭 household {each['household_id']}"
        )
        answer(f"  把握 odds    : {each['odds']:,} 比 1 / to one")
        answer(f"  相同 the same: {each['agrees_zh']} / {each['agrees_en']}")
        if each["unknown_zh"]:
            answer(f"  无从比较 none: {each['unknown_zh']} / {each['unknown_en']}")
    answer()
    answer(
        "以上只是建议，没有写入任何数据；由送数据的部门核对证件后更正 / proposals only, nothing was entered: the department "
        "corrects the row after a look at the card"
    )
    answer(
        "待更正的表 / the form: doudi link <送达编号 delivery> --form 待更正.xlsx --unmask --reason <理由 why>"
    )


def _objects(con: duckdb.DuckDBPyConnection, found: Proposed, unmask: bool) -> list[dict[str, Any]]:
    deliveries = {
        number: (delivery_id, extract)
        for number, delivery_id, extract in con.execute(
            "SELECT delivery_no, delivery_id, extract FROM delivery"
        ).fetchall()
    }
    made = []
    for each in found.proposals:
        delivery_id, extract = deliveries[each.delivery_no]
        own = (each.name, each.id_number, each.household_id)
        name, number, household = own if unmask else _masked(con, each)
        made.append(
            {
                "delivery_id": delivery_id,
                "extract": extract,
                "extract_zh": EXTRACTS[extract].zh,
                "line": each.line,
                "name": name,
                "id_number": number,
                "household_id": household,
                "weight_bits": round(each.weight, 1),
                "odds": each.odds,
                "agrees_zh": _words(each.agrees, 0),
                "agrees_en": _words(each.agrees, 1),
                "unknown_zh": _words(each.unknown, 0),
                "unknown_en": _words(each.unknown, 1),
            }
        )
    return made


def _masked(con: duckdb.DuckDBPyConnection, each: Proposal) -> tuple[str, str, str]:
    ((name, number, household),) = con.execute(
        f"""SELECT {masks.name("name", of="person_no")}, {masks.identity_number("number", of="person_no")},
            {masks.own_number("household")}
        FROM (SELECT ? AS name, ? AS number, ? AS household) LEFT JOIN person ON id_number = number""",
        [each.name, each.id_number, each.household_id],
    ).fetchall()
    return name, number, household


def _words(said: tuple[tuple[str, str], ...], language: int) -> str:
    return ("；", "; ")[language].join(words[language] for words in said)
