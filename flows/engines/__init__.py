"""Where a night is judged: in the warehouse itself (DuckDB), or on Spark where one machine is too small."""
