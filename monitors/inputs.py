"""The delivered rows behind a warning: which file, which line, for everybody whom the warning is about.

They are kept with the episode on the night its figures are made, so that years later the same rows are found, whatever
has been corrected or sent again since.
"""

from collections.abc import Mapping, Sequence

import duckdb

from schemas.extracts import EXTRACTS
from schemas.fill import fill

MADE = ("new", "reopened", "escalated", "eased", "updated")
"""Changes of a night with which a warning's figures are made anew."""

_SPEAKS = "regexp_matches(behind.evidence, '\"{}[a-z0-9_]*\":[^n]')"


def _speaks(figure: str) -> str:
    """Whether the warning speaks of a figure whose name begins so."""
    return _SPEAKS.format(figure)


_TOLD: dict[str, str] = {
    "is_of_household": _speaks("(household|band)_"),
    "is_of_parents": _speaks("parent_"),
    "is_of_breadwinner": _speaks("breadwinner_"),
    "is_of_income_long_ago": f"({_speaks('income_previous_12m')} OR {_speaks('income_over_months')} OR {_speaks('points_income_fall')})",
    "is_of_outpatient_month": _speaks("outpatient_month_on"),
    "is_of_medical_window": f"({_speaks('rigid_')} OR {_speaks('serious_illness_on')})",
    "is_of_signals": _speaks("signal_points"),
}
"""What a warning speaks of, asked of its evidence once and not for every row that may stand behind it."""

_WHEN: dict[str, str] = {
    "income": """CASE
        WHEN behind.is_of_breadwinner THEN fact.month < behind.lost_on AND fact.month >= behind.lost_on - INTERVAL '13' MONTH
        WHEN behind.is_of_income_long_ago THEN fact.month >= night.previous_from AND fact.month <= night.window_to
        ELSE fact.month >= night.window_from AND fact.month <= night.window_to END""",
    "medical_expense": """fact.settled_on <= night.as_of AND CASE
        WHEN behind.is_of_outpatient_month THEN fact.visit_kind IN ('outpatient', 'chronic_outpatient')
            AND fact.settled_on >= behind.outpatient_on
            AND fact.settled_on < behind.outpatient_on + INTERVAL '1' MONTH
        WHEN behind.is_of_medical_window THEN fact.settled_on >= night.window_from
        ELSE fact.settled_on >= night.year_start END""",
    "education": "fact.school_year >= night.previous_school_year_on",
    "employment": "fact.event_on <= night.as_of",
    "benefit_payment": "fact.month >= night.recent_from AND fact.month <= night.month_start",
    "utility": "fact.month >= night.previous_from AND fact.month <= night.month_start",
    "hazard": "fact.occurred_on <= night.as_of",
    "visit": "CAST(fact.visited_on AS VARCHAR) = json_extract_string(behind.evidence, '$.visit_finding_on')",
    "service_need": "coalesce(fact.resolved_on, DATE '9999-12-31') > night.as_of",
    "relief_payment": "fact.paid_on >= night.year_start AND fact.paid_on <= night.as_of",
    "help_request": "coalesce(CAST(fact.resolved_at AS DATE), DATE '9999-12-31') > night.as_of",
}
"""Which of a person's rows of an extract a warning looks at; of an extract that is not named here, all."""

_WEAK: dict[str, tuple[str, ...]] = {
    "income": ("points_income_near", "points_income_fall"),
    "medical_expense": ("points_medical",),
    "education": ("points_education",),
    "employment": ("points_no_work",),
    "disability": ("points_severe_disability",),
    "utility": ("points_utility",),
}
"""Weak signals: an extract stands behind their sum only where it earned points."""


def freeze(con: duckdb.DuckDBPyConnection, run_id: str, reads: Mapping[str, Sequence[str]]) -> None:
    """Append to `warning_input` the rows behind every warning whose figures were made in this run.

    `reads` names the extracts that speak in each rule. Reads the night's signals and the run's events. A warning about
    a household rests on the rows of all who live there; one about a person on that person's alone, unless it speaks of
    a figure of the household or of the parents.
    """
    _behind(con, run_id)
    con.execute("CREATE OR REPLACE TEMP TABLE input_read (rule_code VARCHAR, extract VARCHAR)")
    pairs = [(rule, extract) for rule, extracts in reads.items() for extract in extracts]
    fill(con, "input_read", pairs)
    # What the amount is reduced by, and what a single person's case is judged by, stands behind them too.
    con.execute(
        f"""INSERT INTO input_read SELECT DISTINCT rule_code, 'relief_payment' FROM input_behind behind
        WHERE CAST(json_extract_string(evidence, '$.relief_paid_cny') AS DECIMAL(18, 2)) > 0
        UNION SELECT DISTINCT rule_code, 'income' FROM input_behind behind WHERE {_speaks("band_income")}"""
    )
    for (extract,) in con.execute("SELECT DISTINCT extract FROM input_read ORDER BY extract").fetchall():
        columns = {column.stored for column in EXTRACTS[extract].columns}
        if ways := _ways(extract, columns):
            con.execute(
                f"""INSERT INTO warning_input
                SELECT DISTINCT $run_id, found.warning_id, $extract, delivery.delivery_id, found.source_line
                FROM ({" UNION ALL ".join(ways)}) found
                JOIN delivery USING (delivery_no)
                ORDER BY ALL""",
                {"run_id": run_id, "extract": extract},
            )


def _behind(con: duckdb.DuckDBPyConnection, run_id: str) -> None:
    """Leave `input_behind`, the warnings, and `input_person`, everybody whose rows stand behind each."""
    con.execute(
        f"""CREATE OR REPLACE TEMP TABLE input_behind AS
        SELECT behind.*, {", ".join(f"{asked} AS {name}" for name, asked in _TOLD.items())}
        FROM (
            SELECT event.warning_id, episode.rule_code, event.evidence, event.village_code,
                coalesce(event.household_id, episode.household_id) AS household_id, episode.person_no,
                CAST(json_extract_string(event.evidence, '$.breadwinner_lost_on') AS DATE) AS lost_on,
                CAST(json_extract_string(event.evidence, '$.outpatient_month_on') AS DATE) AS outpatient_on
            FROM warning_event event
            JOIN ledger_episode episode USING (warning_id)
            WHERE event.run_id = ? AND event.change IN {MADE} AND coalesce(event.moved_by, 'night') = 'night'
        ) behind""",
        [run_id],
    )
    con.execute(
        """CREATE OR REPLACE TEMP TABLE input_person AS
        SELECT warning_id, person_no FROM input_behind WHERE person_no IS NOT NULL
        UNION
        SELECT behind.warning_id, listed.person_no
        FROM input_behind behind JOIN listed_member listed USING (household_id)
        WHERE listed.person_no IS NOT NULL AND (behind.person_no IS NULL OR behind.is_of_household)
        UNION
        SELECT behind.warning_id, parent.parent_no
        FROM input_behind behind JOIN child_parent parent USING (person_no)
        WHERE parent.parent_no IS NOT NULL AND behind.is_of_parents
        UNION
        SELECT behind.warning_id, former.person_no
        FROM input_behind behind JOIN register_history former USING (household_id)
        WHERE behind.is_of_breadwinner"""
    )


def _ways(extract: str, columns: set[str]) -> list[str]:
    """How a row of the extract belongs to a warning: by its person, by the household, or by the place."""
    about = ["fact.person_no = whose.person_no"] if "person_no" in columns else []
    joins = ["JOIN input_person whose USING (warning_id)"] if "person_no" in columns else []
    if extract == "support_obligor" or ("household_id" in columns and "person_no" not in columns):
        about, joins = ["fact.household_id = behind.household_id"], []
    ways = [_way(extract, joins, about)] if about else []
    if (
        "household_id" in columns
        and "person_no" in columns
        and extract not in ("household_member", "support_obligor")
    ):
        # A benefit may name nobody: it is the whole household's.
        ways.append(_way(extract, [], ["fact.household_id = behind.household_id", "fact.person_no IS NULL"]))
    if extract == "help_request":
        guest = "JOIN guest ON guest.household_id = behind.household_id"
        ways.append(_way(extract, [guest], ["fact.request_no = guest.request_no"]))
    if extract == "relief_payment":
        # Paid to whoever asked for help, under the number of a request that need not be tonight's.
        of_request = "JOIN relief_paid ON relief_paid.person_no = whose.person_no"
        ways.append(_way(extract, [*joins, of_request], ["fact.payment_no = relief_paid.payment_no"]))
    if extract == "disposable_income":
        ways.append(_way(extract, [], ["starts_with(behind.village_code, fact.region)"]))
    return ways


def _way(extract: str, joins: list[str], about: list[str]) -> str:
    weak = " OR ".join(_speaks(points) for points in _WEAK.get(extract, ()))
    conditions = [
        *about,
        f"({_WHEN[extract]})" if extract in _WHEN else "TRUE",
        f"(NOT behind.is_of_signals OR {weak})" if weak else "TRUE",
    ]
    return f"""SELECT behind.warning_id, fact.delivery_no, fact.source_line
        FROM input_behind behind
        JOIN input_read ON input_read.rule_code = behind.rule_code AND input_read.extract = $extract
        CROSS JOIN night
        {" ".join(joins)}
        JOIN {extract}_known fact ON {" AND ".join(conditions)}"""
