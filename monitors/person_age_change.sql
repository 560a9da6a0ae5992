-- Birthdays that change entitlement.
SELECT
    CAST(NULL AS INTEGER) AS person_no,
    CAST(NULL AS DATE) AS birthday_on,
    CAST(NULL AS INTEGER) AS years
FROM night
WHERE FALSE
