"""Between two nights: who was struck by an event or asked for help today, so that nobody waits until tomorrow.

Only the two extracts that say so are read, and only two rules judged. What is found gets the numbers under which the
night will list it; nothing else of the ledger moves, and nothing is published.
"""

import shutil
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from flows import lateness, standards
from flows.clock import now
from flows.exports.sealed_file import written_for
from flows.exports.urgent_lists import urgent_lists
from flows.home import Home
from flows.ingest.load import load
from flows.minor import minors
from flows.nightly import enter, under_way
from flows.publish.switch import replace_folder
from flows.publish.urgent import urgent_rows
from flows.recover import take_back
from flows.tonight import Progress, Tonight
from monitors.reconciliation import reconcile
from monitors.watch import watch
from rules import legal_basis
from rules.evaluate import Judgement, evaluate
from rules.load import Rule
from schemas import masks
from schemas.transaction import transaction
from schemas.warehouse import deliveries_known_at
from schemas.warning import URGENT

EXTRACTS = ("help_request", "hazard")
"""Read at once; everything else waits for the night."""


@dataclass(frozen=True)
class TownshipCount:
    township_code: str
    name: str
    people: int
    households: int


@dataclass(frozen=True)
class UrgentOutcome:
    """What an urgent run came to. Of `people` those in `first` stand on no earlier urgent list of the day."""

    run_id: str
    as_of: date
    exit_code: int
    people: int
    households: int
    first: int
    townships: tuple[TownshipCount, ...]
    exports: Path
    judgements: tuple[Judgement, ...]
    not_read: tuple[tuple[str, str], ...]
    """In both languages: what is held or late of the data that speak here."""


def run_urgent(home: Home, as_of: date, progress: Progress | None = None) -> UrgentOutcome:
    """List the emergencies of a day whose night has not run yet. Raises: DoudiError; nothing of the day is then changed."""
    with under_way(home, as_of, is_urgent=True) as tonight:
        tonight.outcome.loaded = load(
            tonight.con,
            home.landing,
            known_at=as_of,
            home_area=home.area,
            scratch=home.scratch,
            extracts=EXTRACTS,
            progress=progress,
        )
        rules = _judge(tonight)
        minors(tonight.con, tonight.values, home.area, as_of, tonight.night.known_at)
        urgent_rows(tonight.con, tonight.night, rules)
        return _list(tonight)


def _judge(tonight: Tonight) -> list[Rule]:
    """Judge the two rules, number what they find, and take everything else back that this enters in the ledger."""
    con, night, outcome = tonight.con, tonight.night, tonight.outcome
    standards.load(con, tonight.values)
    legal_basis.load(con, tonight.laws)
    watch(con, night)
    reconcile(con, "watched")
    rules = [rule for rule in tonight.rules if rule.code in URGENT and rule.in_force(night.as_of)]
    outcome.blind = lateness.blind(con, as_of=night.as_of, known_at=night.known_at)
    outcome.judgements = evaluate(
        con, rules, as_of=night.as_of, blind={name: found.reason for name, found in outcome.blind.items()}
    )
    enter(tonight)
    take_back(con, outcome.run_id)
    return rules


def _list(tonight: Tonight) -> UrgentOutcome:
    con, home, outcome = tonight.con, tonight.home, tonight.outcome
    not_read = _not_read(tonight)
    unjudged = [judgement for judgement in outcome.judgements if not judgement.is_judged]
    notices = [zh for zh, _ in not_read] + [
        f"{judgement.rule.header.title_zh}（{judgement.rule.code}）未判断：{judgement.reason}"
        for judgement in unjudged
    ]
    folder = home.exports / f".{outcome.run_id}"
    shutil.rmtree(folder, ignore_errors=True)
    with written_for(folder, home.lists_key) as place:
        urgent_lists(
            con,
            place,
            area_code=home.area,
            area_name=home.name or _area_name(tonight),
            as_of=tonight.night.as_of,
            run_id=outcome.run_id,
            notices_zh=notices,
        )
    exports = home.exports / f"{tonight.night.as_of}-urgent"
    replace_folder(folder, exports)
    exit_code = 3 if notices else 0
    with transaction(con):
        con.execute(
            "INSERT INTO urgent_listed SELECT ?, warning_id, change FROM urgent_row", [outcome.run_id]
        )
        con.execute(
            "UPDATE run SET state = 'urgent', exit_code = ?, finished_at = ? WHERE run_id = ?",
            [exit_code, now(), outcome.run_id],
        )
    people = "count(DISTINCT coalesce(CAST(person_no AS VARCHAR), household_id))"
    ((everybody, households, first),) = con.execute(
        f"SELECT {people}, count(DISTINCT household_id), {people} FILTER (is_first) FROM urgent_row"
    ).fetchall()
    townships = con.execute(
        f"SELECT township_code, township_name, {people}, count(DISTINCT household_id) FROM urgent_row GROUP BY ALL ORDER BY 1"
    ).fetchall()
    return UrgentOutcome(
        outcome.run_id,
        tonight.night.as_of,
        exit_code,
        everybody,
        households,
        first,
        tuple(TownshipCount(*told) for told in townships),
        exports,
        tuple(outcome.judgements),
        not_read,
    )


def _not_read(tonight: Tonight) -> tuple[tuple[str, str], ...]:
    """Files held since the last night, rows refused in its others, and extracts that are late: a call whose time was
    mistyped is on no list. What a bureau never delivered is no remark."""
    night, outcome = tonight.night, tonight.outcome
    told = {
        name: (found.zh, found.en)
        for name, found in outcome.blind.items()
        if name in EXTRACTS and found.kind != "missing"
    }
    new = tonight.con.execute(
        f"""SELECT extract, delivered_on, {masks.free_text("file_name")}, state, rows_quarantined
        FROM ({deliveries_known_at(night.known_at)})
        WHERE (state = 'held' OR state = 'loaded' AND rows_quarantined > 0) AND extract IN {EXTRACTS} AND known_on > coalesce(
            (SELECT max(known_at) FROM published_run WHERE as_of < ?), DATE '0001-01-01') ORDER BY ALL""",
        [night.as_of],
    ).fetchall()
    files = [
        (f"文件 {extract}/{day}/{name} 被扣留", f"the file {extract}/{day}/{name} is held")
        for extract, day, name, state, _ in new
        if state == "held" and extract not in told
    ]
    rows = [
        (
            f"文件 {extract}/{day}/{name} 有 {refused} 行被隔离，没有列入",
            f"of the file {extract}/{day}/{name} {refused} row(s) are quarantined and on no list",
        )
        for extract, day, name, state, refused in new
        if state == "loaded"
    ]
    return (*told.values(), *files, *rows)


def _area_name(tonight: Tonight) -> str:
    area = tonight.home.area
    found = tonight.con.execute("SELECT name FROM area_known WHERE area_code = ?", [area]).fetchall()
    return str(found[0][0]) if found else area
