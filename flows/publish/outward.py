"""The night's results in the form that may leave the warehouse: masked, pseudonymous, in yuan.

Leaves temporary tables `outward_<name>` for every published table, and the restricted `office_row`.
"""

from collections.abc import Iterator, Sequence

import duckdb

from flows.minor import minors
from flows.publish.answer_count import answer_counts
from flows.publish.hidden import hidden
from flows.publish.household_timeline import household_timelines
from flows.publish.key_secret import tell_secret
from flows.publish.known_name import known_names
from flows.publish.objection import objections
from flows.publish.outward_delivery import deliveries
from flows.publish.outward_warning import warnings
from flows.publish.overdue import overdue_rows
from flows.publish.shadow import shadows
from flows.publish.silent_sample import silent_samples
from flows.publish.standard_difference import standard_differences
from flows.publish.suggested_payment import suggested_payments
from flows.publish.systems import systems
from flows.publish.transfer import transfers
from flows.publish.visit import DELIVERED_ZH, office_rows, visits
from flows.publish.visit_slip import visit_slips
from flows.publish.warning_source import warning_sources
from flows.publish.whom import PERSON_KEY_OF
from monitors.watch import Night
from rules import legal_basis
from rules.evaluate import Judgement
from rules.load import Rule
from schemas import masks, silent_sample
from schemas.checks import text
from schemas.extracts import EXTRACTS
from schemas.fill import fill
from schemas.household_month import HOUSEHOLD_MONTH
from schemas.money import yuan
from schemas.person_month import PERSON_MONTH
from schemas.published.systems import SYSTEM_TABLES
from schemas.standard import Standard
from schemas.table import Table


def turn_outward(
    con: duckdb.DuckDBPyConnection,
    night: Night,
    *,
    home_area: str,
    secret: str,
    rules: Sequence[Rule],
    values: Sequence[Standard],
    on_trial: Sequence[Judgement] = (),
) -> None:
    suggestions(con, night, home_area=home_area, secret=secret, rules=rules, values=values)
    shadows(con, on_trial)
    standard_differences(con)
    deliveries(con, night)
    _doubts(con)
    _history(con)
    warning_sources(con)
    household_timelines(con)
    answer_counts(con)
    hidden(con)
    objections(con)
    silent_samples(con)
    for table in (HOUSEHOLD_MONTH, PERSON_MONTH):
        _wide(con, table)
    systems(con, night)
    transfers(con)
    office_rows(con)
    visit_slips(con)
    overdue_rows(con, night.as_of)


def suggestions(
    con: duckdb.DuckDBPyConnection,
    night: Night,
    *,
    home_area: str,
    secret: str,
    rules: Sequence[Rule],
    values: Sequence[Standard],
) -> None:
    """What the night suggests, and nothing else of it: `outward_warning`, `outward_suggested_payment`, `outward_area`."""
    tell_secret(con, secret)
    _describe_rules(con, night, rules)
    _area(con, home_area)
    _first_numbers(con)
    minors(con, values, home_area, night.as_of, night.known_at)
    known_names(con)
    visits(con)
    warnings(con)
    suggested_payments(con)


def _describe_rules(con: duckdb.DuckDBPyConnection, night: Night, rules: Sequence[Rule]) -> None:
    """What a rule's file says about itself, and when the data it needs last came."""
    delivered = dict(
        con.execute(
            """SELECT extract, max(delivered_on) FROM delivery
            WHERE state IN ('loaded', 'same_again') AND known_on <= ? GROUP BY extract""",
            [night.known_at],
        ).fetchall()
    )
    con.execute(
        f"""CREATE OR REPLACE TEMP TABLE rule_said (rule_id VARCHAR, programme VARCHAR, title_zh VARCHAR,
        action_zh VARCHAR, asks VARCHAR[], bases VARCHAR[], sources VARCHAR[], sources_en VARCHAR,
        legal_basis VARCHAR AS (array_to_string(bases, '；')),
        sources_zh VARCHAR AS (array_to_string(sources, '；') || {text(DELIVERED_ZH)}))"""
    )
    fill(
        con,
        "rule_said",
        [
            (
                *said,
                [f"{EXTRACTS[name].zh} {delivered[name]}" for name in reads if name in delivered],
                ", ".join(f"{name} {delivered[name]}" for name in reads if name in delivered)
                + " (delivered)",
            )
            for *said, reads in _sayings(con, night, rules)
        ],
    )


def _sayings(
    con: duckdb.DuckDBPyConnection, night: Night, rules: Sequence[Rule]
) -> Iterator[tuple[str, str, str, str, list[str], list[str] | None, tuple[str, ...]]]:
    """Of every rule, and of the silent sample, which speaks like one: id, programme, title, action, what to ask,
    articles, extracts."""
    for rule in rules:
        header = rule.header
        cites = [basis.cite for basis in header.basis_on(night.as_of)] or None
        asks = list(header.ask_zh)
        yield rule.id, header.programme, header.title_zh, header.action_zh, asks, cites, header.reads
    yield (
        silent_sample.ID,
        silent_sample.PROGRAMME,
        silent_sample.TITLE_ZH,
        silent_sample.ACTION_ZH,
        list(silent_sample.ASK_ZH),
        legal_basis.cites(con, [silent_sample.BASIS], night.as_of) or None,
        silent_sample.READS,
    )


def _area(con: duckdb.DuckDBPyConnection, home_area: str) -> None:
    """Names of the places in use; a code that nobody named is its own name. Of a request for help often only the
    township is known, or only the county: its village, or township, is called by that, and said to be unknown."""
    con.execute(
        f"""CREATE OR REPLACE TEMP TABLE outward_area AS
        SELECT used.area_code, coalesce(area_known.name, town.name || '（村居不详）', county.name || '（乡镇不详）',
                used.area_code) AS name,
            coalesce(area_known.parent_code, used.parent_code) AS parent_code
        FROM (
            SELECT DISTINCT village_code AS area_code, township_code AS parent_code FROM household
            UNION SELECT DISTINCT township_code, {text(home_area)} FROM household
            UNION SELECT township_code, {text(home_area)} FROM township WHERE starts_with(township_code, {text(home_area)})
            UNION SELECT {text(home_area)}, NULL
            UNION SELECT village_code, township_code FROM standing
            UNION SELECT township_code, {text(home_area)} FROM standing
            UNION SELECT from_township_code, {text(home_area)} FROM standing WHERE from_township_code IS NOT NULL
        ) used
        LEFT JOIN area_known ON area_known.area_code = used.area_code
        LEFT JOIN area_known town ON town.area_code || '000' = used.area_code AND length(town.area_code) = 9
        LEFT JOIN area_known county
            ON used.area_code IN (county.area_code || '000', county.area_code || '000000')
            AND length(county.area_code) = 6"""
    )


def _first_numbers(con: duckdb.DuckDBPyConnection) -> None:
    """The number that a person's key is made of: the first of a chain of changes, so that the key stays."""
    con.execute(
        """CREATE OR REPLACE TEMP TABLE first_number AS
        SELECT identity.person_no, person.id_number
        FROM identity JOIN person ON person.person_no = identity.first_no"""
    )


def _doubts(con: duckdb.DuckDBPyConnection) -> None:
    con.execute(
        f"""CREATE OR REPLACE TEMP TABLE outward_identity_doubt AS
        SELECT doubt.kind, {masks.household_key("doubt.household_id")} AS household_key,
            {masks.person_key(PERSON_KEY_OF)} AS person_key,
            {masks.person_key("coalesce(other_first.id_number, other.id_number)")} AS other_key,
            doubt.extract, d.delivery_id, doubt.source_line, doubt.township_code
        FROM identity_doubt doubt
        JOIN known_delivery d USING (delivery_no)
        JOIN person ON person.person_no = doubt.person_no
        LEFT JOIN first_number ON first_number.person_no = doubt.person_no
        LEFT JOIN person other ON other.person_no = doubt.other_no
        LEFT JOIN first_number other_first ON other_first.person_no = doubt.other_no
        ORDER BY doubt.kind, d.extract, d.delivered_on, d.file_name, doubt.source_line"""
    )


def counted_runs(con: duckdb.DuckDBPyConnection) -> None:
    """Earlier published nights and tonight, each night once; tonight in the state it is published with."""
    con.execute(
        """CREATE OR REPLACE TEMP TABLE counted_run AS
        SELECT run.* FROM published_run run CROSS JOIN night WHERE run.as_of < night.as_of
        UNION ALL BY NAME
        SELECT run.* REPLACE (coalesce((SELECT state FROM tonight_state), run.state) AS state)
        FROM run JOIN tonight_run USING (run_id)"""
    )


def _history(con: duckdb.DuckDBPyConnection) -> None:
    con.execute(
        "CREATE OR REPLACE TEMP TABLE tonight_state AS SELECT CAST(NULL AS VARCHAR) AS state WHERE false"
    )
    counted_runs(con)
    con.execute(
        """CREATE OR REPLACE TEMP TABLE outward_judgement AS
        SELECT j.* FROM judgement j JOIN counted_run USING (run_id) ORDER BY j.run_id, j.rule_code"""
    )
    con.execute(
        """CREATE OR REPLACE TEMP TABLE outward_removed_event AS
        SELECT removed.run_id, run.as_of, removed.rule_code, removed.township_code,
            CASE WHEN removed.change IN ('updated', 'answer', 'decision') THEN 'continuing' ELSE removed.change END AS change,
            CAST(sum(removed.event_count) AS BIGINT) AS event_count
        FROM removed_event removed JOIN counted_run run USING (run_id) GROUP BY ALL ORDER BY ALL"""
    )
    con.execute(
        f"""CREATE OR REPLACE TEMP TABLE outward_warning_event AS
        SELECT e.warning_id,
            CAST(row_number() OVER (PARTITION BY e.warning_id ORDER BY e.event_on, e.step) AS INTEGER) AS event_no,
            e.event_on, e.happened_on, e.moved_by,
            CASE WHEN e.change IN ('updated', 'answer', 'decision') THEN 'continuing' ELSE e.change END AS change,
            e.state_before, e.state, e.severity, {yuan("e.suggested_fen")} AS suggested_cny,
            e.result, {yuan("e.decided_fen")} AS decided_cny, e.township_code, e.run_id, e.changed_because
        FROM warning_event e JOIN counted_run USING (run_id) ORDER BY e.warning_id, e.event_on, e.step"""
    )
    con.execute(
        """CREATE OR REPLACE TEMP TABLE outward_standard AS
        SELECT p.area_code, p.key, p.population, p.value, p.unit, p.operator, p.valid_from,
            nullif(p.valid_to, DATE '9999-12-31') AS valid_to, p.published_on, p.source, p.confidence, p.note
        FROM parameter p CROSS JOIN night WHERE p.known_from <= night.known_at
        ORDER BY p.area_code, p.key, p.population, p.valid_from, p.known_from"""
    )


def _wide(con: duckdb.DuckDBPyConnection, table: Table) -> None:
    """A view: the widest tables go straight into the night's file, which alone reads them."""
    columns = []
    for field in table.fields:
        if field.restricted:
            continue
        if field.name == "household_id":
            columns.append(f"{masks.household_key('wide.household_id')} AS household_key")
        elif field.name == "person_no":
            columns.append(f"{masks.person_key(PERSON_KEY_OF)} AS person_key")
        elif "_fen" in field.name:
            columns.append(f"{yuan('wide.' + field.name)} AS {field.name.replace('_fen', '_cny')}")
        elif field.name.endswith("_no"):
            columns.append(f"{masks.own_number('wide.' + field.name)} AS {field.name}")
        else:
            columns.append(f"wide.{field.name}")
    people = "JOIN person USING (person_no) LEFT JOIN first_number USING (person_no)"
    joins = people if "person_no" in table.names else ""
    con.execute(
        f"CREATE OR REPLACE TEMP VIEW outward_{table.name} AS SELECT {', '.join(columns)} FROM {table.name} wide {joins}"
    )


def columns_of(table: Table) -> str:
    return ", ".join(f'CAST("{field.name}" AS {field.sql_type}) AS "{field.name}"' for field in table.fields)


def _without_keys(table: Table) -> str:
    """Pseudonyms hang on the bureau's secret: two homes with the same inputs must agree."""
    return ", ".join(f'"{name}"' for name in table.names if not name.endswith("_key"))


def digest(con: duckdb.DuckDBPyConnection) -> str:
    """One seal over everything the night says, whoever ran it, whenever, and under whichever secret key.

    Sums of row digests do not depend on the order of rows; run numbers and clock times are left out, and
    people stand under their own numbers, so that two homes with the same inputs agree.
    """
    statements = [
        """SELECT standing.* EXCLUDE (run_id, person_no), person.id_number
        FROM standing LEFT JOIN person USING (person_no)""",
        """SELECT payment.* EXCLUDE (person_no), person.id_number
        FROM payment LEFT JOIN person USING (person_no)""",
        "SELECT * FROM standard_difference",
        "SELECT * EXCLUDE (run_id) FROM judgement JOIN tonight_run USING (run_id)",
        "SELECT * FROM outward_delivery",
        "SELECT * FROM outward_quarantine",
        "SELECT * FROM outward_normalised",
        "SELECT * FROM outward_difference",
        """SELECT kind, household_id, person.id_number, other.id_number AS other_number, delivery_id, source_line
        FROM identity_doubt JOIN known_delivery USING (delivery_no) JOIN person USING (person_no)
        LEFT JOIN person other ON other.person_no = identity_doubt.other_no""",
        "SELECT * FROM outward_standard",
        "SELECT * FROM outward_area",
        "SELECT * FROM outward_answer_count",
        "SELECT * FROM outward_hidden",
        "SELECT * FROM outward_objection",
        "SELECT * FROM outward_silent_sample",
        *(f"SELECT {_without_keys(table)} FROM outward_{table.name}" for table in SYSTEM_TABLES),
        "SELECT * FROM household_month",
        "SELECT person_month.* EXCLUDE (person_no), person.id_number FROM person_month JOIN person USING (person_no)",
    ]
    parts = []
    for statement in statements:
        parts.append(
            con.execute(
                f"SELECT count(*) || ':' || coalesce(bit_xor(md5_number(CAST(row_ AS VARCHAR))), 0) FROM ({statement}) row_"
            ).fetchall()[0][0]
        )
    return str(con.execute("SELECT sha256(?)", [" ".join(parts)]).fetchall()[0][0])
