"""The signals beside the wide tables from which amounts are made, by one plain scheme for every cause."""

import duckdb

from monitors.watch import statement


def one_scheme(con: duckdb.DuckDBPyConnection) -> None:
    """Twice an urban standard of 871, for the household; a township decides up to six times it, small and fast is
    up to once. Nothing was paid this year."""
    con.execute(
        "CREATE OR REPLACE TEMP TABLE relief_case (household_id VARCHAR, person_no INTEGER, cause VARCHAR)"
    )
    con.execute(
        "CREATE OR REPLACE TEMP TABLE confirmed_need (household_id VARCHAR, person_no INTEGER, confirmed_cause VARCHAR)"
    )
    con.execute(
        """CREATE OR REPLACE TEMP VIEW relief_base AS SELECT *,
        CAST(87100 AS BIGINT) AS standard_fen, DATE '2022-01-01' AS standard_from, 3 AS people_count,
        'per_household' AS basis, CAST(2000000 AS BIGINT) AS multiple_e6, CAST(NULL AS BIGINT) AS flat_fen,
        CAST(NULL AS BIGINT) AS share_e6, CAST(NULL AS BIGINT) AS deductible_fen, CAST(NULL AS BIGINT) AS self_paid_fen,
        CAST(NULL AS BIGINT) AS floor_multiple_e6, CAST(NULL AS BIGINT) AS cap_multiple_e6,
        CAST(NULL AS VARCHAR) AS cap_basis, CAST(NULL AS BIGINT) AS annual_cap_fen, 'cent' AS rounding,
        FALSE AS is_once_a_year, TRUE AS is_paid_known, CAST(0 AS BIGINT) AS paid_cause_fen,
        CAST(0 AS BIGINT) AS paid_year_fen, CAST(1000000 AS BIGINT) AS small_fast_multiple_e6,
        CAST(1000000 AS BIGINT) AS small_fast_carry, CAST(6000000 AS BIGINT) AS township_multiple_e6,
        CAST(1000000 AS BIGINT) AS township_carry FROM relief_case"""
    )
    con.execute(f"CREATE OR REPLACE TEMP VIEW relief AS {statement('relief')}")
