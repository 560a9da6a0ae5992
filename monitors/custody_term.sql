-- Who is held in prison, detention or compulsory rehabilitation on the business date and for how long, planned where
-- the end is known and so far where it is not; and who has been declared missing.
-- One row per person. Military service is no custody. Whole months; the last day is still one of custody.
SELECT
    person_no,
    bool_or(kind = 'declared_missing') AS is_missing,
    min(CASE WHEN kind <> 'declared_missing' THEN started_on END) AS started_on,
    CAST(max(CASE WHEN kind <> 'declared_missing' THEN
        (extract(YEAR FROM free_on) - extract(YEAR FROM started_on)) * 12
        + extract(MONTH FROM free_on) - extract(MONTH FROM started_on)
        - CASE WHEN extract(DAY FROM free_on) < extract(DAY FROM started_on) THEN 1 ELSE 0 END
    END) AS INTEGER) AS months
FROM (
    SELECT
        custody.person_no,
        custody.kind,
        custody.started_on,
        CASE WHEN custody.ended_on IS NULL THEN night.as_of
            ELSE CAST(custody.ended_on + INTERVAL '1' DAY AS DATE) END AS free_on
    FROM custody_known custody
    CROSS JOIN night
    WHERE custody.started_on <= night.as_of
        AND coalesce(custody.ended_on, DATE '9999-12-31') >= night.as_of
        AND custody.kind IN ('prison', 'detention', 'rehabilitation', 'declared_missing')
) stay
GROUP BY person_no
