-- People who asked for help here, still wait, and stand in no register of ours.
-- One row per person, by the oldest open request; a request without a number is a person of its own. Whoever is in
-- need is helped where the need is, wherever registered (国发〔2014〕47号; Order 649 art. 47): the household is that
-- one person, in the place of the request. Its number begins with a word, so that no register's can be the same.
SELECT
    person_no,
    '求助-' || request_no AS household_id,
    request_no,
    name,
    hukou_region,
    rpad(incident_region, 12, '0') AS village_code,
    delivery_no,
    source_line
FROM (
    SELECT
        request.person_no,
        request.request_no,
        request.name,
        request.hukou_region,
        request.incident_region,
        request.delivery_no,
        request.source_line,
        row_number() OVER (
            PARTITION BY request.person_no, CASE WHEN request.person_no IS NULL THEN request.request_no END
            ORDER BY request.received_at, request.request_no
        ) AS place_in_line
    FROM help_request_known request
    CROSS JOIN night
    LEFT JOIN household_member_known register
        ON register.person_no = request.person_no
        AND coalesce(register.joined_on, DATE '0001-01-01') <= night.as_of
        AND coalesce(register.left_on, DATE '9999-12-31') > night.as_of
    WHERE CAST(request.received_at AS DATE) <= night.as_of
        AND CAST(coalesce(request.resolved_at, TIMESTAMP '9999-12-31 00:00:00') AS DATE) > night.as_of
        AND register.person_no IS NULL
) open_request
WHERE place_in_line = 1
