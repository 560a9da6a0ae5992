-- What social organisations gave to this area in the calendar year so far.
-- One row per (organisation, area_code, kind), null being all of them: in all, by organisation, by area, by kind, and
-- each of these by the others; no row at all while nobody has ever sent a gift. A gift without a value is counted and
-- adds nothing: the amount is that of the valued gifts, and null where none has a value. Gifts to other areas are not
-- ours to add up.
SELECT counted.*
FROM (
    SELECT
        gift.organisation,
        gift.region AS area_code,
        gift.kind,
        count(*) AS donations,
        count(gift.amount_fen) AS valued,
        CAST(sum(gift.amount_fen) AS BIGINT) AS amount_fen
    FROM social_donation_known gift
    CROSS JOIN night
    CROSS JOIN home_area
    WHERE gift.donated_on >= night.year_start
        AND gift.donated_on <= night.as_of
        AND substr(gift.region, 1, length(home_area.area_code)) = home_area.area_code
    GROUP BY GROUPING SETS (
        (gift.organisation, gift.region, gift.kind), (gift.organisation), (gift.region), (gift.kind), ()
    )
) counted
CROSS JOIN night
WHERE EXISTS (SELECT 1 FROM delivered WHERE delivered.extract = 'social_donation')
