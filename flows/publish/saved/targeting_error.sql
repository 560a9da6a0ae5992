-- 瞄准误差，按户：有预警而不困难的（错报）和困难而没有预警的（漏报，由静默抽样估计）
-- Targeting error in households: warned of and not in need, and in need and not warned of (estimated by the silent sample)
WITH warned AS (
    SELECT household_key,
        bool_or(coalesce(result IN ('confirmed_needs_relief', 'confirmed_already_helped'), FALSE)) AS is_confirmed,
        bool_or(coalesce(result = 'refuted', FALSE)) AS is_refuted
    FROM warning
    WHERE rule_code <> 'S01'
    GROUP BY household_key
), counted AS (
    SELECT count(*) AS warned_count, count(*) FILTER (is_confirmed) AS confirmed_count,
        count(*) FILTER (is_refuted AND NOT is_confirmed) AS refuted_count
    FROM warned
), judged AS (
    SELECT *, CAST(confirmed_count AS DOUBLE) / nullif(confirmed_count + refuted_count, 0) AS precision FROM counted
)
SELECT warned_count, confirmed_count, refuted_count, precision, 1 - precision AS inclusion_error,
    sample.estimated_missed,
    warned_count * precision / nullif(warned_count * precision + sample.estimated_missed, 0) AS recall,
    warned_count * precision / nullif(warned_count * precision + sample.estimated_missed_high, 0) AS recall_low,
    warned_count * precision / nullif(warned_count * precision + sample.estimated_missed_low, 0) AS recall_high,
    sample.estimated_missed / nullif(warned_count * precision + sample.estimated_missed, 0) AS exclusion_error
FROM judged LEFT JOIN silent_sample sample ON sample.township_group IS NULL;
