-- Who needs help that is not money.
SELECT
    CAST(NULL AS VARCHAR) AS household_id,
    CAST(NULL AS VARCHAR) AS service_need_no,
    CAST(NULL AS DATE) AS service_need_on,
    CAST(NULL AS VARCHAR) AS service_need_kind,
    CAST(NULL AS BOOLEAN) AS is_child_alone,
    CAST(NULL AS BOOLEAN) AS is_elder_alone
FROM night
WHERE FALSE
