-- 隔离行，按数据和原因
-- Quarantined rows by extract and reason
SELECT extract, code, count(*) AS row_count
FROM (SELECT extract, unnest(reason_codes) AS code FROM quarantine)
GROUP BY ALL ORDER BY row_count DESC, extract, code;
