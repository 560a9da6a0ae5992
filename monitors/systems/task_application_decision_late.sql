-- Applications that wait for a decision longer than they may.
-- One row per application. What was accepted before the working days that are counted waits at least so long.
SELECT
    township_code,
    application_no AS reference,
    household_id,
    person_no,
    accepted_on AS since_on,
    due_on,
    '受理' || CASE WHEN is_counted_in_part THEN '至少' ELSE '' END || '已' || working_days || '个工作日，'
        || CASE step WHEN 'accepted' THEN '尚未开始核对' WHEN 'checking' THEN '核对中' ELSE '公示后未确认' END
        || '（时限' || limit_days || '个工作日）。' AS says_zh,
    'Accepted ' || CASE WHEN is_counted_in_part THEN 'at least ' ELSE '' END || working_days || ' working days ago, '
        || CASE step WHEN 'accepted' THEN 'check not begun' WHEN 'checking' THEN 'being checked' ELSE 'on public notice' END
        || ', undecided; limit ' || limit_days || '.' AS says_en
FROM application_state
WHERE is_pending AND is_overdue
