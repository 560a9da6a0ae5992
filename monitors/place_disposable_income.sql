-- Last year's disposable income per head for every village and class.
-- One row per (village_code, residence_class) where one has been published by the knowledge date.
SELECT village_code, residence_class, amount_fen
FROM (
    SELECT
        place.village_code,
        class.residence_class,
        figure.amount_fen,
        row_number() OVER (
            PARTITION BY place.village_code, class.residence_class
            ORDER BY
                CASE WHEN figure.region = '00' THEN 0 ELSE length(figure.region) END DESC,
                CASE WHEN figure.residence_class = class.residence_class THEN 0 ELSE 1 END
        ) AS place_in_ladder
    FROM (SELECT DISTINCT residence_region AS village_code FROM listed_member) place
    CROSS JOIN (SELECT 'urban' AS residence_class UNION ALL SELECT 'rural') class
    CROSS JOIN night
    JOIN disposable_income_known figure
        ON (figure.region = '00' OR figure.region = substr(place.village_code, 1, length(figure.region)))
        AND figure.residence_class IN (class.residence_class, 'all')
        AND figure.year = extract(YEAR FROM night.as_of) - 1
        AND figure.published_on <= night.known_at
) ladder
WHERE place_in_ladder = 1
