"""The one-time subsidy: how many lists, rows, people and doubles stand behind what is suggested."""

import duckdb

from monitors.watch import Night
from schemas.money import yuan


def subsidies(con: duckdb.DuckDBPyConnection, _night: Night) -> None:
    """Leave `outward_subsidy_count`, of the people whom tonight's rule R03 suggests to pay."""
    con.execute(
        """CREATE OR REPLACE TEMP TABLE subsidy_paid AS
        SELECT listed.person_no, listed.category, listed.list_rows,
            count(*) OVER (PARTITION BY listed.person_no) AS lists,
            CASE WHEN paid.category = listed.category THEN paid.suggested_fen END AS suggested_fen
        FROM subsidy_list listed
        JOIN payment paid ON paid.person_no = listed.person_no AND paid.rule_code = 'R03'"""
    )
    amount = yuan("CAST(sum(suggested_fen) AS BIGINT)")
    counted = f"""CAST(sum(list_rows) AS BIGINT) AS list_rows, count(DISTINCT person_no) AS persons,
            count(DISTINCT CASE WHEN lists > 1 THEN person_no END) AS also_elsewhere, {amount} AS amount_cny"""
    con.execute(
        f"""CREATE OR REPLACE TEMP TABLE outward_subsidy_count AS
        SELECT * FROM (
            SELECT category, CAST(NULL AS VARCHAR) AS other_category, {counted}
            FROM subsidy_paid GROUP BY category
            UNION ALL
            SELECT NULL, NULL, {counted} FROM subsidy_paid HAVING count(*) > 0
            UNION ALL
            SELECT one.category, other.category, NULL, count(*), NULL, NULL
            FROM subsidy_paid one
            JOIN subsidy_paid other ON other.person_no = one.person_no AND one.category < other.category
            GROUP BY one.category, other.category
        )
        ORDER BY category NULLS FIRST, other_category NULLS FIRST"""
    )
