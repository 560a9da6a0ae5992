"""`doudi export`: a night's lists handed out, noted file by file; from the next night on its warnings are dispatched."""

import getpass
import json
from argparse import Namespace
from dataclasses import asdict
from datetime import date
from pathlib import Path

from flows import home
from flows.audit import note
from flows.decide import day_of_work
from flows.exports.hand_out import HandedOut, hand_out
from flows.home import Home
from flows.ingest.warning_decisions import write_warning_decision
from flows.talk import answer, say, table
from schemas.faults import DoudiError


def run(options: Namespace) -> int:
    bureau = home.find(home.resolve(options.home))
    township: str | None = options.township
    if options.urgent:
        return _urgent(bureau, options, township)
    as_of, handed_on = _days(bureau, options.as_of, options.on)
    files = _hand_out(bureau, str(as_of), options.to, township)
    decision = write_warning_decision(
        bureau.landing,
        kind="dispatch",
        decided_on=handed_on,
        by=getpass.getuser(),
        township_code=township,
        listed_on=as_of,
    )
    if options.json:
        _tell_json(as_of, handed_on, options.to, files)
        return 0
    table(
        ("文件 file", "行 rows", "SHA-256", ""),
        [
            (file.file_name, file.rows, file.sha256, "" if file.is_new else "原已在 was there")
            for file in files
        ],
    )
    answer(
        f"{as_of} 的清单，{len(files)} 个文件，已交付到 {options.to} / {len(files)} files of that night's lists handed out"
    )
    say(
        f"已登记 {handed_on} 下发：{decision}；下一晚起在办预警为“已下发” / entered; from the next night its warnings are dispatched"
    )
    return 0


def _urgent(bureau: Home, options: Namespace, township: str | None) -> int:
    """Today's urgent lists, by default the last: nothing is dispatched by them, the night's list says the same again."""
    days = sorted(path.name for path in bureau.exports.glob("*-urgent"))
    if not days:
        raise DoudiError("E-NOT-FOUND", str(bureau.exports))
    day = f"{options.as_of}-urgent" if options.as_of else days[-1]
    files = _hand_out(bureau, day, options.to, township)
    if options.json:
        _say_json({"urgent": day, "to": options.to, "files": [asdict(file) for file in files]})
    else:
        answer(
            f"{day}：{len(files)} 个文件，已交付到 {options.to} / {len(files)} files of the urgent lists handed out"
        )
    return 0


def _hand_out(bureau: Home, night: str, to: str, township: str | None) -> list[HandedOut]:
    files = hand_out(bureau.exports / night, Path(to).expanduser(), township, key=bureau.key)
    for file in files:
        note(bureau, "export", f"{night} {file.file_name} rows={file.rows} sha256={file.sha256}")
    return files


def _days(bureau: Home, as_of: date | None, on: date | None) -> tuple[date, date]:
    """The night whose lists leave, by default the last published, and the day on which they do.

    Raises: DoudiError E-NO-NIGHT where no night was published, E-USAGE for a day before the night.
    """
    if not bureau.warehouse.exists():
        raise DoudiError("E-NO-NIGHT", str(bureau.warehouse))
    with home.warehouse(bureau, read_only=True) as con:
        night = as_of or con.execute("SELECT max(as_of) FROM published_run").fetchall()[0][0]
        handed_on = on or day_of_work(con)
    if night is None:
        raise DoudiError("E-NO-NIGHT", str(bureau.exports))
    if handed_on < night:
        raise DoudiError("E-USAGE", f"--on {handed_on} < {night}", exit_code=2)
    return night, handed_on


def _tell_json(as_of: date, handed_on: date, to: str, files: list[HandedOut]) -> None:
    _say_json(
        {"as_of": str(as_of), "handed_on": str(handed_on), "to": to, "files": [asdict(f) for f in files]}
    )


def _say_json(told: dict[str, object]) -> None:
    print(json.dumps(told, ensure_ascii=False, indent=2))  # noqa: T201
