-- Every township that anything is known of: the register of areas, the households, and what townships deliver themselves.
-- One row per township.
SELECT DISTINCT township_code
FROM (
    SELECT area_code AS township_code FROM area_known WHERE length(area_code) = 9
    UNION ALL SELECT substr(residence_region, 1, 9) FROM listed_member
    UNION ALL SELECT township_code FROM relief_payment_known
    UNION ALL SELECT township_code FROM reserve_fund_known
    UNION ALL SELECT township_code FROM application_known
    UNION ALL SELECT substr(incident_region, 1, 9) FROM help_request_known
) named
WHERE length(township_code) = 9
