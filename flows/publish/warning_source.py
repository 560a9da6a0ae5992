"""Which departments' files stand behind a warning: who sees a household, and with whom."""

import duckdb


def warning_sources(con: duckdb.DuckDBPyConnection) -> None:
    """Leave `outward_warning_source`: one row per warning and delivered file, of the run that made its figures last."""
    con.execute(
        """CREATE OR REPLACE TEMP TABLE outward_warning_source AS
        SELECT input.warning_id, input.extract, input.delivery_id, count(*) AS row_count
        FROM warning_input input
        JOIN (
            SELECT warning_id, arg_max(run_id, (run.as_of, run_id)) AS run_id
            FROM (SELECT DISTINCT warning_id, run_id FROM warning_input)
            JOIN counted_run run USING (run_id)
            GROUP BY warning_id
        ) last USING (warning_id, run_id)
        SEMI JOIN standing USING (warning_id)
        GROUP BY ALL ORDER BY ALL"""
    )
