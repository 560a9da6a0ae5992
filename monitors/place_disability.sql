-- What each level of each kind of disability means where a person lives: the weakest level that still counts.
-- One row per (village, kind of disability).
SELECT *
FROM place_alike
JOIN (
    SELECT
        like_code,
        population AS kind,
        max(CASE WHEN key = 'severe_disability_level' THEN value_e6 // 1000000 END) AS severe_level,
        max(CASE WHEN key = 'single_person_disability_level' THEN value_e6 // 1000000 END) AS single_person_level,
        max(CASE WHEN key = 'unable_disability_level' THEN value_e6 // 1000000 END) AS unable_level,
        max(CASE WHEN key = 'parent_disability_level' THEN value_e6 // 1000000 END) AS parent_level
    FROM alike_value
    WHERE day = 'as_of'
        AND key IN (
            'severe_disability_level', 'single_person_disability_level', 'unable_disability_level', 'parent_disability_level'
        )
    GROUP BY like_code, population
) made USING (like_code)
