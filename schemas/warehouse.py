"""The warehouse's own tables: facts with their history, and the ledgers of what happened.

Every fact row says which delivery and line it came from and between which days it was what we knew:
`known_from <= day < known_to`. `known_on` is the day a delivery entered our knowledge: the day it came, or, of a
file that was held, the day a person let it in (`about_no` names the delivery that an approval or a correction is about). A correction closes the old row and adds a new one; nothing is overwritten,
so any past night can be asked again.

A household stands on its office's list once, under the number of its gravest warning; `listed_under` remembers for
every open warning which number that was, so that the one answer which comes back reaches all of them.
"""

from datetime import date

from schemas.extract import Extract
from schemas.extracts import EXTRACTS

FOREVER = "9999-12-31"
VERSION = 6
"""Raised when a table's shape changes; an older home is brought to it by its next night, a newer one is refused."""


def fact_columns(extract: Extract) -> tuple[str, ...]:
    return tuple(column.stored for column in extract.columns)


def create_fact(extract: Extract) -> str:
    columns = ",\n    ".join(f"{column.stored} {column.sql_type}" for column in extract.columns)
    return (
        f"CREATE TABLE IF NOT EXISTS {extract.name} (\n    {columns},\n"
        "    delivery_no INTEGER,\n    source_line INTEGER,\n    known_from DATE,\n    known_to DATE\n)"
    )


LEDGERS: tuple[str, ...] = (
    """CREATE TABLE IF NOT EXISTS person (
    person_no INTEGER,
    id_number VARCHAR,
    birth_on DATE
)""",
    """CREATE TABLE IF NOT EXISTS delivery (
    delivery_no INTEGER,
    delivery_id VARCHAR,
    extract VARCHAR,
    file_name VARCHAR,
    delivered_on DATE,
    known_on DATE,
    about_no INTEGER,
    size BIGINT,
    modified_ns BIGINT,
    sha256 VARCHAR,
    encoding VARCHAR,
    state VARCHAR,
    codes VARCHAR[],
    where_found VARCHAR,
    rows_in BIGINT,
    rows_loaded BIGINT,
    rows_collapsed BIGINT,
    rows_quarantined BIGINT,
    rows_skipped BIGINT,
    amount_in_fen BIGINT,
    amount_loaded_fen BIGINT,
    amount_quarantined_fen BIGINT,
    amount_median_fen BIGINT,
    unknown_column_count INTEGER,
    area_unknown_count BIGINT
)""",
    # A file that was held and then approved stands twice; its newest row says what became of it.
    """CREATE VIEW IF NOT EXISTS delivery_now AS
    SELECT * FROM delivery
    QUALIFY row_number() OVER (PARTITION BY delivery_id ORDER BY known_on DESC, delivery_no DESC) = 1""",
    """CREATE TABLE IF NOT EXISTS quarantine (
    delivery_no INTEGER,
    line BIGINT,
    original VARCHAR,
    faults VARCHAR[],
    amount_fen BIGINT,
    answered_on DATE,
    answered_by_no INTEGER
)""",
    """CREATE TABLE IF NOT EXISTS normalised (
    delivery_no INTEGER,
    column_name VARCHAR,
    change VARCHAR,
    cell_count BIGINT
)""",
    """CREATE TABLE IF NOT EXISTS difference (
    extract VARCHAR,
    known_on DATE,
    set_no INTEGER,
    rows_added BIGINT,
    rows_changed BIGINT,
    rows_gone BIGINT,
    rows_same BIGINT,
    amount_change_fen BIGINT
)""",
    """CREATE TABLE IF NOT EXISTS decision (
    decision_id VARCHAR,
    extract VARCHAR,
    decided_on DATE,
    kind VARCHAR,
    delivery_id VARCHAR,
    code VARCHAR
)""",
    """CREATE TABLE IF NOT EXISTS coverage (
    extract VARCHAR,
    delivery_no INTEGER,
    known_on DATE,
    month DATE,
    kind VARCHAR,
    row_count BIGINT,
    amount_fen BIGINT,
    median_fen BIGINT
)""",
    """CREATE TABLE IF NOT EXISTS run (
    run_no INTEGER,
    run_id VARCHAR,
    as_of DATE,
    known_at DATE,
    started_at TIMESTAMP,
    finished_at TIMESTAMP,
    state VARCHAR,
    exit_code INTEGER,
    rules_digest VARCHAR,
    standards_digest VARCHAR,
    content_digest VARCHAR,
    is_official BOOLEAN
)""",
    """CREATE TABLE IF NOT EXISTS judgement (
    run_id VARCHAR,
    rule_code VARCHAR,
    rule_id VARCHAR,
    rule_version VARCHAR,
    is_judged BOOLEAN,
    not_judged_reason VARCHAR,
    judged_count BIGINT,
    hit_count BIGINT
)""",
    """CREATE TABLE IF NOT EXISTS episode (
    warning_id VARCHAR,
    rule_code VARCHAR,
    household_id VARCHAR,
    person_no INTEGER,
    opened_on DATE
)""",
    """CREATE TABLE IF NOT EXISTS warning_event (
    warning_id VARCHAR,
    run_id VARCHAR,
    event_on DATE,
    step INTEGER,
    happened_on DATE,
    known_at DATE,
    moved_by VARCHAR,
    change VARCHAR,
    state_before VARCHAR,
    state VARCHAR,
    household_id VARCHAR,
    head_person_no INTEGER,
    rule_id VARCHAR,
    rule_version VARCHAR,
    severity VARCHAR,
    due_on DATE,
    township_code VARCHAR,
    village_code VARCHAR,
    suggested_fen BIGINT,
    relief_multiple DECIMAL(8, 2),
    relief_basis VARCHAR,
    standard_fen_per_month BIGINT,
    standard_valid_from DATE,
    relief_cause VARCHAR,
    is_small_fast BOOLEAN,
    approval_level VARCHAR,
    amount_steps VARCHAR,
    cause VARCHAR,
    measure BIGINT,
    evidence VARCHAR,
    reason_zh VARCHAR,
    reason_en VARCHAR,
    result VARCHAR,
    decided_fen BIGINT,
    verified_on DATE,
    answered_under VARCHAR,
    answer_delivery_id VARCHAR,
    answer_line BIGINT,
    decision_id VARCHAR,
    hidden_until_on DATE,
    settled_severity VARCHAR,
    settled_cause VARCHAR,
    settled_measure BIGINT,
    objection_due_on DATE,
    moved_on DATE,
    from_township_code VARCHAR,
    from_household_id VARCHAR,
    changed_because VARCHAR
)""",
    # The delivered rows behind a warning when its figures were last made: file and line, kept for ever.
    """CREATE TABLE IF NOT EXISTS warning_input (
    run_id VARCHAR,
    warning_id VARCHAR,
    extract VARCHAR,
    delivery_id VARCHAR,
    source_line BIGINT
)""",
    # What a person decided about a warning or a list. It is the content of the files under landing/decision/, read
    # anew every night.
    """CREATE TABLE IF NOT EXISTS warning_decision (
    decision_id VARCHAR,
    decided_on DATE,
    kind VARCHAR,
    warning_id VARCHAR,
    township_code VARCHAR,
    listed_on DATE,
    until_on DATE,
    outcome VARCHAR,
    reason VARCHAR
)""",
    # Which night took a decision, so that each is entered once; a night that is run again takes it anew.
    """CREATE TABLE IF NOT EXISTS decision_taken (
    run_id VARCHAR,
    decision_id VARCHAR
)""",
    # Where a warning stands on the lists: a row when that is new, without a number when it left them. An answer to a
    # number is an answer to every warning whose newest row by the day of the list names that number.
    """CREATE TABLE IF NOT EXISTS listed_under (
    run_id VARCHAR,
    warning_id VARCHAR,
    visit_warning_id VARCHAR,
    place INTEGER
)""",
    # What a list's locked cells said, with the head's full name and with the mask: a row when that is new. A
    # returned row is held against it.
    """CREATE TABLE IF NOT EXISTS listed_row (
    run_id VARCHAR,
    warning_id VARCHAR,
    township_code VARCHAR,
    row_digest VARCHAR,
    masked_digest VARCHAR
)""",
    # What an urgent run of a day has listed, so that the next one can say what has come since.
    """CREATE TABLE IF NOT EXISTS urgent_listed (
    run_id VARCHAR,
    warning_id VARCHAR,
    change VARCHAR
)""",
    # The audit log's last line when a night was over: its number and digest, so that a log whose end was cut is found out.
    """CREATE TABLE IF NOT EXISTS audit_seal (
    run_id VARCHAR,
    line_no BIGINT,
    line_digest VARCHAR
)""",
    # Up to which day data past its purpose was removed: what is older can be neither read again nor replayed.
    """CREATE TABLE IF NOT EXISTS retention (
    applied_on DATE,
    horizon DATE
)""",
    # What the ledger said of the warnings that were removed: for each night, rule and township how many of each change.
    """CREATE TABLE IF NOT EXISTS removed_event (
    run_id VARCHAR,
    rule_code VARCHAR,
    township_code VARCHAR,
    change VARCHAR,
    event_count BIGINT
)""",
    """CREATE VIEW IF NOT EXISTS published_run AS
    SELECT * FROM (
        SELECT *, row_number() OVER (PARTITION BY as_of ORDER BY run_no DESC) AS place
        FROM run WHERE is_official AND state IN ('published', 'published_with_remark')
    ) latest WHERE place = 1""",
)


NOTHING_BELIEVED = "rows_quarantined > 0 AND rows_loaded + rows_collapsed = 0"
"""A file that came, and of which no row could be believed: to whoever needs the data it is as if it had not come."""


def deliveries_known_at(day: date) -> str:
    """Every file that had come by a day, as it stood then. One row per delivered file."""
    return f"""SELECT * FROM delivery WHERE known_on <= DATE '{day}'
        QUALIFY row_number() OVER (PARTITION BY delivery_id ORDER BY known_on DESC, delivery_no DESC) = 1"""


def create_all() -> list[str]:
    return [*LEDGERS, *(create_fact(extract) for extract in EXTRACTS.values())]
