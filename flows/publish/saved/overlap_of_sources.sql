-- 哪些数据一起看见同一户：清单上的户，按依据的数据组合
-- Which extracts see the same household: households on the lists by the sources behind their warnings
SELECT sources, len(sources) AS source_count, count(*) AS household_count
FROM (
    SELECT warning.household_key, list_sort(list(DISTINCT source.extract)) AS sources
    FROM warning JOIN warning_source source ON source.warning_id = warning.warning_id
    WHERE warning.is_listed AND warning.rule_code <> 'S01'
    GROUP BY warning.household_key
) seen
GROUP BY sources
ORDER BY household_count DESC, sources;
