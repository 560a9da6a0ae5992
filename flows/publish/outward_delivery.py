"""What departments delivered, as it may leave the warehouse: each file in the state it had by the night, what was
normalised in it, what it changed, and its refused rows without their text.
"""

import duckdb

from monitors.watch import Night
from schemas import masks
from schemas.checks import text
from schemas.extracts import EXTRACTS
from schemas.faults import FAULTS
from schemas.money import yuan
from schemas.warehouse import deliveries_known_at


def deliveries(con: duckdb.DuckDBPyConnection, night: Night) -> None:
    """Leave `known_delivery` and the outward tables of deliveries."""
    con.execute(f"CREATE OR REPLACE TEMP TABLE known_delivery AS {deliveries_known_at(night.known_at)}")
    _strangers(con)
    _delivery(con, night)
    _normalised_and_difference(con, night)
    _quarantine(con, night)


def _strangers(con: duckdb.DuckDBPyConnection) -> None:
    """How many rows in force of each delivery speak of nobody in the register. Counted from what is known on the
    night, so that it does not matter in which order files were read. A change of number is of two people's
    numbers, and whether one of them is in the register says nothing about the file."""
    facts = " UNION ALL ".join(
        f"SELECT delivery_no, {extract.identity_columns[0].stored} AS person_no FROM {name}_known"
        for name, extract in EXTRACTS.items()
        if extract.identity_columns and name not in ("household_member", "id_change")
    )
    con.execute(
        f"""CREATE OR REPLACE TEMP TABLE stranger AS
        SELECT fact.delivery_no, count(*) AS row_count
        FROM ({facts}) fact
        WHERE fact.person_no IS NOT NULL
            AND NOT EXISTS (SELECT 1 FROM household_member_known register WHERE register.person_no = fact.person_no)
        GROUP BY fact.delivery_no"""
    )


def _delivery(con: duckdb.DuckDBPyConnection, night: Night) -> None:
    """Files known by the night, each in the state it had then: a later delivery may have taken its place."""
    _what_stands(con, night)
    codes = ", ".join(
        f"({', '.join(map(text, (code, fault.zh, fault.en, fault.cause_zh, fault.cause_en)))})"
        for code, fault in FAULTS.items()
    )
    con.execute(
        "CREATE OR REPLACE TEMP TABLE changed AS "
        "SELECT delivery_no, sum(cell_count) AS cell_count FROM normalised GROUP BY delivery_no"
    )
    con.execute(
        f"CREATE OR REPLACE TEMP TABLE fault_said AS SELECT * FROM (VALUES {codes}) said(code, zh, en, cause_zh, cause_en)"
    )
    con.execute(
        f"""CREATE OR REPLACE TEMP TABLE outward_delivery AS
        SELECT d.delivery_id, d.extract, {masks.free_text("d.file_name")} AS file_name, d.delivered_on, d.sha256,
            CASE WHEN d.state = 'loaded' AND d.delivery_no IN (SELECT delivery_no FROM superseded) THEN 'superseded'
                WHEN d.state = 'corrected' THEN 'loaded' WHEN d.state = 'refused' THEN 'held' ELSE d.state END AS state,
            d.rows_in, d.rows_loaded, d.rows_collapsed, d.rows_quarantined, d.rows_skipped,
            {yuan("d.amount_in_fen")} AS amount_in_cny,
            {yuan("d.amount_loaded_fen")} AS amount_loaded_cny,
            {yuan("d.amount_quarantined_fen")} AS amount_quarantined_cny,
            d.encoding, CAST(coalesce(changed.cell_count, 0) AS BIGINT) AS cells_normalised,
            CASE WHEN d.state = 'loaded' AND d.about_no IS NOT NULL THEN d.known_on END AS approved_on,
            CASE WHEN d.state = 'held' THEN d.codes ELSE [] END AS codes,
            nullif(concat_ws('；', (SELECT string_agg(zh, '；' ORDER BY code) FROM fault_said
                WHERE list_contains(d.codes, code)), nullif({masks.free_text("d.where_found")}, ''),
                '可能的原因：' || (SELECT string_agg(cause_zh, '；' ORDER BY code) FROM fault_said
                    WHERE list_contains(d.codes, code)),
                CASE WHEN stranger.row_count > 0 THEN '不在册人员 ' || stranger.row_count || ' 行' END,
                CASE WHEN changed.cell_count > 0 THEN '规范了写法的单元格 ' || changed.cell_count || ' 个' END,
                CASE WHEN d.area_unknown_count > 0
                    THEN '身份证号地区码不在国标中 ' || d.area_unknown_count || ' 行' END,
                CASE WHEN d.unknown_column_count > 0 THEN '未识别的列 ' || d.unknown_column_count || ' 个，未保存' END
            ), '') AS remark_zh,
            nullif(concat_ws('; ', (SELECT string_agg(code || ' ' || en, '; ' ORDER BY code) FROM fault_said
                WHERE list_contains(d.codes, code)),
                'likely cause: ' || (SELECT string_agg(cause_en, '; ' ORDER BY code) FROM fault_said
                    WHERE list_contains(d.codes, code)),
                CASE WHEN stranger.row_count > 0 THEN 'not_in_register: ' || stranger.row_count || ' rows' END,
                CASE WHEN changed.cell_count > 0 THEN changed.cell_count || ' cell(s) normalised' END,
                CASE WHEN d.area_unknown_count > 0
                    THEN d.area_unknown_count || ' number(s) with an area part of no province' END,
                CASE WHEN d.unknown_column_count > 0
                    THEN d.unknown_column_count || ' unknown column(s), not stored' END), '') AS remark_en
        FROM known_delivery d LEFT JOIN stranger USING (delivery_no) LEFT JOIN changed USING (delivery_no)
        ORDER BY d.extract, d.delivered_on, d.file_name"""
    )


def _what_stands(con: duckdb.DuckDBPyConnection, night: Night) -> None:
    """Leave `superseded`: deliveries in whose place a later one has come. Of a register that is the next one; of a delivery
    by months or kinds, when each of its own has come again; of events, when none of its rows is in force any more."""
    replaced = [name for name, extract in EXTRACTS.items() if extract.replaced]
    whole = [name for name, extract in EXTRACTS.items() if extract.mode == "full" and not extract.replaced]
    events = [name for name in EXTRACTS if name not in replaced and name not in whole]
    came = " UNION ALL ".join(
        f"SELECT delivery_no FROM {name} WHERE known_from <= DATE '{night.known_at}'" for name in events
    )
    stands = " UNION ALL ".join(f"SELECT delivery_no FROM {name}_known" for name in events)
    con.execute(
        f"""CREATE OR REPLACE TEMP TABLE superseded AS
        SELECT delivery_no FROM (
            SELECT delivery_no, delivered_on < max(delivered_on) OVER (PARTITION BY extract) AS is_old
            FROM known_delivery WHERE state = 'loaded' AND extract IN ({", ".join(map(text, whole))})
        ) register WHERE is_old
        UNION ALL
        SELECT mine.delivery_no FROM coverage mine
        LEFT JOIN (
            SELECT extract, month, kind, max(coverage.known_on) AS known_on
            FROM coverage JOIN known_delivery USING (extract, delivery_no) GROUP BY ALL
        ) newest ON newest.extract = mine.extract AND newest.month IS NOT DISTINCT FROM mine.month
            AND newest.kind IS NOT DISTINCT FROM mine.kind
        WHERE mine.extract IN ({", ".join(map(text, replaced))})
        GROUP BY mine.delivery_no HAVING bool_and(coalesce(newest.known_on > mine.known_on, FALSE))
        UNION ALL
        SELECT delivery_no FROM ((SELECT delivery_no FROM ({came}) came) EXCEPT (SELECT delivery_no FROM ({stands}) stands)) gone"""
    )


def _normalised_and_difference(con: duckdb.DuckDBPyConnection, night: Night) -> None:
    con.execute(
        """CREATE OR REPLACE TEMP TABLE outward_normalised AS
        SELECT d.delivery_id, n.column_name, n.change, n.cell_count
        FROM normalised n JOIN known_delivery d USING (delivery_no) ORDER BY ALL"""
    )
    con.execute(
        f"""CREATE OR REPLACE TEMP TABLE outward_difference AS
        SELECT extract, known_on, CAST(row_number() OVER (PARTITION BY extract, known_on ORDER BY set_no) AS INTEGER) AS set_no,
            rows_added, rows_changed, rows_gone, rows_same, {yuan("amount_change_fen")} AS amount_change_cny
        FROM difference WHERE known_on <= DATE '{night.known_at}' ORDER BY extract, known_on, difference.set_no"""
    )


def _quarantine(con: duckdb.DuckDBPyConnection, night: Night) -> None:
    con.execute(
        f"""CREATE OR REPLACE TEMP TABLE outward_quarantine AS
        SELECT d.delivery_id, d.extract, {masks.free_text("d.file_name")} AS file_name, d.delivered_on, q.line,
            list_transform(q.faults, lambda fault: split_part(fault, ':', 2)) AS reason_codes,
            list_transform(q.faults, lambda fault: split_part(fault, ':', 1)) AS "columns",
            -- An amount beyond belief may be somebody's number.
            CASE WHEN NOT list_contains(reason_codes, 'E-MONEY-LARGE') THEN {yuan("q.amount_fen")} END AS amount_cny,
            CASE WHEN q.answered_on <= DATE '{night.known_at}' THEN q.answered_on END AS answered_on
        FROM quarantine q JOIN known_delivery d USING (delivery_no)
        ORDER BY d.extract, d.delivered_on, d.file_name, q.line"""
    )
