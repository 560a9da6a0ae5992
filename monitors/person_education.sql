-- Who is at school, what the school year costs, and who is no longer there.
-- One row per person with a school year that still says something. Education sends a school year once, after autumn
-- enrolment (policy 3.1), and stage by stage: last year's row therefore holds until this year's of its stage has
-- come, and only when every stage of last year has come is somebody without a row known to have left. Aid that nobody
-- reported takes nothing off the fee.
WITH stage AS (
    SELECT kind AS stage, max(month) AS newest_on
    FROM coverage
    CROSS JOIN night
    WHERE extract = 'education' AND known_on <= night.known_at
        AND month >= night.previous_school_year_on AND month <= night.school_year_on
    GROUP BY kind
),
school AS (
    SELECT
        education.person_no,
        education.school_year,
        education.stage,
        education.aid_fen,
        greatest(education.fee_fen - coalesce(education.aid_fen, 0), 0) AS self_paid_fen,
        education.school_year >= night.window_from AND education.school_year < night.month_start AS is_in_window,
        row_number() OVER (
            PARTITION BY education.person_no ORDER BY education.school_year DESC, education.fee_fen DESC
        ) AS place_in_line
    FROM education_known education
    CROSS JOIN night
    WHERE education.school_year <= night.school_year_on
        AND (education.school_year >= night.previous_school_year_on OR education.school_year >= night.window_from)
)
SELECT
    person_no,
    max(CASE WHEN is_current THEN school_year END) AS school_year_on,
    max(CASE WHEN is_current THEN stage END) AS stage,
    max(CASE WHEN is_current THEN self_paid_fen END) AS self_paid_fen,
    max(CASE WHEN is_current THEN aid_fen END) AS aid_fen,
    CAST(sum(CASE WHEN is_in_window THEN self_paid_fen ELSE 0 END) AS BIGINT) AS self_paid_window_fen,
    bool_or(has_left) AS has_left_school
FROM (
    SELECT
        school.*,
        school.place_in_line = 1
            AND school.school_year >= night.previous_school_year_on
            AND school.school_year >= coalesce(stage.newest_on, school.school_year) AS is_current,
        coalesce(
            school.place_in_line = 1
            AND school.school_year = night.previous_school_year_on
            AND enrolment.is_complete
            AND (
                school.stage IN ('upper_secondary', 'vocational', 'college', 'undergraduate', 'postgraduate')
                OR listed_member.age_years >= place_household.unable_below_age
            ),
            FALSE
        ) AS has_left
    FROM school
    CROSS JOIN night
    CROSS JOIN (
        SELECT coalesce(min(newest_on) = max(night.school_year_on), FALSE) AS is_complete FROM stage CROSS JOIN night
    ) enrolment
    LEFT JOIN stage ON stage.stage = school.stage
    LEFT JOIN listed_member ON listed_member.person_no = school.person_no
    LEFT JOIN place_household ON place_household.village_code = listed_member.residence_region
) attended
GROUP BY person_no
