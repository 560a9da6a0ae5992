"""The fingerprint of the product's own warnings, asked as an analyst would ask. usage: product HOME"""

import sys
from pathlib import Path

import duckdb

from tests.bench.lines import fingerprint


def fen(*names: str) -> str:
    """The sum of a figure of the evidence, or of the next where the first is not known."""
    told = ", ".join(f"CAST(warning.evidence->>'{name}' AS DECIMAL(18, 2))" for name in names)
    return f"CAST(coalesce(sum(coalesce({told})), 0) * 100 AS BIGINT)"


FIGURES = {
    "N01": (
        "count(*) FILTER (warning.severity = 'red')",
        "count(*) FILTER (warning.severity = 'yellow')",
        fen("income_12m_cny", "income_12m_lower_bound_cny"),
        fen("subsistence_limit_12m_cny"),
    ),
    "N02": (fen("income_12m_cny"), fen("near_dibao_limit_12m_cny")),
    "N05": ("count(*) FILTER (warning.severity = 'red')", fen("medical_self_paid_year_highest_member_cny")),
    "N08": (fen("income_3m_cny"), fen("income_previous_12m_cny"), fen("income_drop_limit_3m_cny")),
}
"""Who only asked for help stands in no register, and the comparisons read the register alone."""


def of(home: Path) -> str:
    with duckdb.connect(str(home / "published" / "latest.duckdb"), read_only=True) as con:
        found = {
            code: con.execute(
                f"""SELECT count(*), {", ".join(figures)} FROM warning
                JOIN household_month USING (household_key)
                WHERE rule_code = '{code}' AND warning.change = 'new' AND household_month.is_in_register"""
            ).fetchall()[0]
            for code, figures in FIGURES.items()
        }
    return fingerprint(**found)


if __name__ == "__main__":
    sys.stdout.write(of(Path(sys.argv[1])))
