-- The oldest request for help that is still open, by somebody of the household.
-- One row per household with one. A request closed on the business date is closed. A request that was given somebody's
-- identity number for its own is told by the last digits.
SELECT
    household_id,
    CASE WHEN bearer.id_number IS NULL THEN request_no ELSE '尾号' || right(request_no, 4) END AS help_request_no,
    requested_on AS help_requested_on,
    need AS help_need
FROM (
    SELECT
        asked.*,
        row_number() OVER (PARTITION BY household_id ORDER BY received_at, request_no) AS place_in_line
    FROM (
        SELECT
            coalesce(listed_member.household_id, guest.household_id) AS household_id,
            request.request_no,
            request.received_at,
            CAST(request.received_at AS DATE) AS requested_on,
            request.need
        FROM help_request_known request
        CROSS JOIN night
        LEFT JOIN listed_member ON listed_member.person_no = request.person_no
        LEFT JOIN guest ON guest.request_no = request.request_no
        WHERE CAST(request.received_at AS DATE) <= night.as_of
            AND CAST(coalesce(request.resolved_at, TIMESTAMP '9999-12-31 00:00:00') AS DATE) > night.as_of
    ) asked
    WHERE household_id IS NOT NULL
) lined_up
LEFT JOIN person bearer ON bearer.id_number = upper(regexp_extract(request_no, '[0-9]{17}[0-9Xx]'))
WHERE place_in_line = 1
