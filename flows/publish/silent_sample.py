"""How many households in need no rule sees, from the answers about households that were drawn by lot."""

import duckdb

from flows.publish import interval
from schemas import silent_sample as sample
from schemas.checks import text


def silent_samples(con: duckdb.DuckDBPyConnection) -> None:
    """Leave `outward_silent_sample`: one row per group of townships and one for all; none where nothing was ever drawn.

    All together is each group's share, weighted by its households, since a small group is visited as often as a large
    one. The interval of that sum is put together from those of the groups (Zou and Donner 2008).
    """
    con.execute(
        f"""CREATE OR REPLACE TEMP TABLE silent_share AS
        SELECT township_group, households, drawn, answered, found,
            {interval.share("found", "answered")} AS share,
            {interval.low("found", "answered")} AS low,
            {interval.high("found", "answered")} AS high
        FROM (
            SELECT township_group, count(*) AS households FROM silent_household GROUP BY township_group
        ) silent
        FULL JOIN (
            SELECT township_group, count(*) AS drawn,
                count(*) FILTER (standing.result IN {sample.KNOWN}) AS answered,
                count(*) FILTER (standing.result = {text(sample.FOUND)}) AS found
            FROM standing
            JOIN township_group USING (township_code)
            CROSS JOIN silent_draw
            WHERE standing.rule_code = {text(sample.CODE)} AND standing.opened_on >= silent_draw.rest_since_on
            GROUP BY township_group
        ) visited USING (township_group)"""
    )
    con.execute(
        """CREATE OR REPLACE TEMP TABLE outward_silent_sample AS
        SELECT township_group, households AS households_without_warning, drawn, answered, found AS found_in_need,
            share, low AS share_low, high AS share_high,
            CAST(floor(households * low) AS BIGINT) AS estimated_missed_low,
            CAST(round(households * share) AS BIGINT) AS estimated_missed,
            CAST(ceil(households * high) AS BIGINT) AS estimated_missed_high
        FROM (
            SELECT township_group, coalesce(households, 0) AS households, coalesce(drawn, 0) AS drawn,
                coalesce(answered, 0) AS answered, coalesce(found, 0) AS found, share, low, high
            FROM silent_share
            UNION ALL
            SELECT NULL, households, drawn, answered, found, share, share - below, share + above
            FROM (
                SELECT any_value(whole) AS households, sum(coalesce(drawn, 0)) AS drawn,
                    sum(coalesce(answered, 0)) AS answered, sum(coalesce(found, 0)) AS found,
                    -- A group that nobody has visited yet leaves the whole unknown.
                    CASE WHEN bool_and(share IS NOT NULL OR coalesce(households, 0) = 0)
                        THEN sum(weight * share) END AS share,
                    sqrt(sum((weight * (share - low)) ** 2)) AS below,
                    sqrt(sum((weight * (high - share)) ** 2)) AS above
                FROM (
                    SELECT *, sum(households) OVER () AS whole,
                        CAST(households AS DOUBLE) / nullif(sum(households) OVER (), 0) AS weight
                    FROM silent_share
                ) weighed
            ) summed
        ) both_groups
        WHERE EXISTS (SELECT 1 FROM silent_share WHERE drawn > 0)
        ORDER BY township_group NULLS FIRST"""
    )
