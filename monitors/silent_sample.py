"""Households without any warning join the visits by lot, so that the answers tell how many in need are missed."""

import hashlib
from datetime import timedelta

import duckdb

from monitors.watch import Night, statement
from schemas import silent_sample as sample


def draw(con: duckdb.DuckDBPyConnection, night: Night, *, per_group: int, seed: str) -> None:
    """Add tonight's visits of the sample to `finding`, as hits of the code that no rule bears.

    On the first night of a month so many (`per_group`) are drawn from each group of townships; those drawn before go
    on. Leaves `township_group` and `silent_household`, of whom the drawn ones speak.
    """
    con.execute(
        """CREATE OR REPLACE TEMP TABLE silent_draw AS
        SELECT $code AS rule_code, $id AS rule_id, $version AS rule_version, $severity AS severity,
            $reason_zh AS reason_zh, $reason_en AS reason_en, $per_group AS per_group, $seed AS seed, $month AS month,
            CAST($as_of AS DATE) AS as_of, CAST($visit_since_on AS DATE) AS visit_since_on,
            CAST($rest_since_on AS DATE) AS rest_since_on,
            NOT EXISTS (SELECT 1 FROM published_run WHERE as_of >= $month_start AND as_of < $as_of)
                AS is_first_of_month""",
        {
            "code": sample.CODE,
            "id": sample.ID,
            "version": hashlib.sha256(statement("silent_sample").encode()).hexdigest()[:12],
            "severity": sample.SEVERITY,
            "reason_zh": sample.REASON_ZH,
            "reason_en": sample.REASON,
            "per_group": per_group,
            "seed": seed,
            "month": f"{night.as_of:%Y-%m}",
            "month_start": night.month_start,
            "as_of": night.as_of,
            "visit_since_on": night.as_of - timedelta(days=sample.VISIT_FOR_DAYS),
            "rest_since_on": night.month(sample.REST_MONTHS),
        },
    )
    for name in ("township_group", "silent_household"):
        con.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS {statement(name)}")
    con.execute(f"INSERT INTO finding BY NAME {statement('silent_sample')}")
