-- 每组送达改变了什么
-- What each set of files changed
SELECT extract, known_on, set_no, rows_added, rows_changed, rows_gone, rows_same, amount_change_cny
FROM difference
ORDER BY known_on DESC, extract, set_no;
