-- Applications whose check of means has not begun within the working days that there are for it.
-- One row per application. On public notice already, it was checked whether or not somebody entered when.
SELECT
    township_code,
    application_no AS reference,
    household_id,
    person_no,
    accepted_on AS since_on,
    check_due_on AS due_on,
    '受理' || CASE WHEN is_counted_in_part THEN '至少' ELSE '' END || '已' || working_days || '个工作日，尚未开始核对（时限'
        || check_limit_days || '个工作日）。' AS says_zh,
    'Accepted ' || CASE WHEN is_counted_in_part THEN 'at least ' ELSE '' END || working_days
        || ' working days ago, check not begun; limit ' || check_limit_days || '.' AS says_en
FROM application_state
WHERE is_pending AND NOT is_check_started AND working_days > check_limit_days
