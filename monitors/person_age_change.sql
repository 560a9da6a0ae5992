-- Birthdays of the last days that change what somebody is entitled to: the end of childhood and of minority.
-- One row per person who has just had one. Who was born on 29 February turns older on 1 March, as age is counted.
SELECT person_no, birthday_on, years
FROM (
    SELECT
        person_no,
        -- Eighteen years after 29 February may be the 28th.
        CAST(
            same_day_on + INTERVAL '1' DAY * CAST(extract(DAY FROM birth_on) - extract(DAY FROM same_day_on) AS INTEGER)
            AS DATE
        ) AS birthday_on,
        age_years AS years,
        birthday_from_on
    FROM (
        SELECT
            listed_member.person_no,
            listed_member.age_years,
            person.birth_on,
            CAST(person.birth_on + INTERVAL '12' MONTH * listed_member.age_years AS DATE) AS same_day_on,
            place_event.birthday_from_on
        FROM (
            SELECT DISTINCT village_code, CAST(value_e6 // 1000000 AS INTEGER) AS years
            FROM place_value
            WHERE day = 'as_of' AND key = 'review_birthday'
        ) review
        JOIN listed_member
            ON listed_member.residence_region = review.village_code AND listed_member.age_years = review.years
        JOIN person ON person.person_no = listed_member.person_no
        JOIN place_event ON place_event.village_code = review.village_code
        WHERE listed_member.died_on IS NULL
    ) turned
) dated
WHERE birthday_on >= birthday_from_on
