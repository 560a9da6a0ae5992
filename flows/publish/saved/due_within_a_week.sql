-- 一周内到期和已经超期的预警
-- Warnings due within a week, or overdue
SELECT warning_id, township_code, severity, due_on, is_overdue
FROM warning CROSS JOIN (SELECT max(as_of) AS as_of FROM run) last_night
WHERE is_listed AND due_on <= last_night.as_of + 7
ORDER BY due_on, warning_id;
