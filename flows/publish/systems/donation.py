"""What social organisations gave, as it may leave the warehouse and as the bureau's list tells it."""

import duckdb

from monitors.watch import Night
from schemas import masks
from schemas.money import yuan


def donations(con: duckdb.DuckDBPyConnection, _night: Night) -> None:
    """Leave `outward_donation_count` and `donation_row`, one row per organisation and area.

    A name is somebody's text: a long number in it is covered, and names that then read the same are one.
    """
    con.execute(
        f"""CREATE OR REPLACE TEMP TABLE outward_donation_count AS
        SELECT organisation, area_code, kind, CAST(sum(donations) AS BIGINT) AS donations,
            CAST(sum(valued) AS BIGINT) AS valued, {yuan("CAST(sum(amount_fen) AS BIGINT)")} AS amount_cny
        FROM (SELECT * REPLACE ({masks.title("organisation")} AS organisation) FROM donation_count)
        GROUP BY organisation, area_code, kind
        ORDER BY organisation NULLS FIRST, area_code NULLS FIRST, kind NULLS FIRST"""
    )
    con.execute(
        f"""CREATE OR REPLACE TEMP TABLE donation_row AS
        SELECT CAST(NULL AS VARCHAR) AS township_code, '本局' AS township_name, covered.organisation,
            area_code || coalesce(' ' || area.name, '') AS area_zh,
            CAST(sum(donations) AS BIGINT) AS donations, CAST(sum(valued) AS BIGINT) AS valued,
            CAST(sum(amount_fen) AS BIGINT) AS amount_fen,
            CAST(sum(CASE WHEN kind = 'money' THEN amount_fen END) AS BIGINT) AS money_fen
        FROM (SELECT * REPLACE ({masks.title("organisation")} AS organisation) FROM donation_count) covered
        LEFT JOIN area_known area USING (area_code)
        WHERE covered.organisation IS NOT NULL AND area_code IS NOT NULL AND kind IS NOT NULL
        GROUP BY covered.organisation, area_code, area.name
        ORDER BY area_code, covered.organisation"""
    )
