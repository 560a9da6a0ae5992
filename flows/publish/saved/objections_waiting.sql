-- 待答复的异议
-- Objections that wait for an answer
SELECT warning_id, township_code, received_on, due_on, is_overdue
FROM objection
WHERE answered_on IS NULL
ORDER BY due_on, warning_id;
