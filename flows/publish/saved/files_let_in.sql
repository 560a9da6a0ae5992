-- 人工放行的文件
-- Files that a person let in
SELECT delivery_id, extract, file_name, delivered_on, approved_on, rows_loaded
FROM delivery
WHERE approved_on IS NOT NULL
ORDER BY approved_on DESC, delivery_id;
