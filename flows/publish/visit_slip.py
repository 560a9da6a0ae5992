"""What a visitor takes along for one household, beyond its line on the list."""

import duckdb

from flows.publish.whom import RELATION_ZH
from schemas import masks


def visit_slips(con: duckdb.DuckDBPyConnection) -> None:
    """Leave `visit_slip`, one row per household to visit, key `warning_id` as on its line: who lives there (masked, the
    head first), what each warning says and asks, and the remarks at the line's end."""
    con.execute(
        f"""CREATE OR REPLACE TEMP TABLE visit_slip AS
        SELECT line.visit_warning_id AS warning_id, coalesce(living.members, []) AS members,
            told.warnings, list_filter(line.remarks, lambda remark: remark <> '') AS remarks
        FROM visit_line line
        JOIN (
            SELECT visit_warning_id,
                list({{mark: mark, title: title_zh, level: concat_ws('，', severity_zh, change_zh), said: said_zh,
                    asks: coalesce(asks, [])}} ORDER BY place) AS warnings
            FROM visit_told
            WHERE is_told AND is_open
            GROUP BY visit_warning_id
        ) told USING (visit_warning_id)
        LEFT JOIN (
            SELECT about.household_id,
                list(coalesce({masks.name("about.name", of="about.person_no")}, '') || '（' || concat_ws('，', {RELATION_ZH}, about.age_years || '岁')
                    || '）' ORDER BY about.relation <> 'head' NULLS LAST, about.age_years DESC NULLS LAST, about.id_number)
                    AS members
            FROM member about
            SEMI JOIN visit_line USING (household_id)
            WHERE about.is_counted
            GROUP BY about.household_id
        ) living ON living.household_id = line.household_id"""
    )
