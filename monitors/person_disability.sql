-- Who holds a disability certificate, and what it means where the person lives.
-- One row per person with a certificate in force on the business date (its last day included). Kind, level and date
-- are those of the gravest; what a level means differs by kind, so every certificate is asked.
SELECT
    person_no,
    max(CASE WHEN place_in_line = 1 THEN kind END) AS kind,
    max(CASE WHEN place_in_line = 1 THEN level END) AS level,
    max(CASE WHEN place_in_line = 1 THEN issued_on END) AS issued_on,
    bool_or(is_severe) AS is_severe,
    bool_or(is_single_person_ground) AS is_single_person_ground,
    bool_or(is_unable) AS is_unable,
    bool_or(is_unable_parent) AS is_unable_parent
FROM (
    SELECT
        graded.*,
        row_number() OVER (
            PARTITION BY person_no ORDER BY level, CASE WHEN is_severe THEN 0 ELSE 1 END, issued_on, kind
        ) AS place_in_line
    FROM (
        SELECT
            certificate.person_no,
            certificate.kind,
            CAST(certificate.level AS INTEGER) AS level,
            certificate.issued_on,
            CAST(certificate.level AS INTEGER) <= meaning.severe_level AS is_severe,
            CAST(certificate.level AS INTEGER) <= meaning.single_person_level AS is_single_person_ground,
            CAST(certificate.level AS INTEGER) <= meaning.unable_level AS is_unable,
            CAST(certificate.level AS INTEGER) <= meaning.parent_level AS is_unable_parent
        FROM disability_known certificate
        CROSS JOIN night
        JOIN listed_member ON listed_member.person_no = certificate.person_no
        LEFT JOIN place_disability meaning
            ON meaning.village_code = listed_member.residence_region AND meaning.kind = certificate.kind
        WHERE certificate.issued_on <= night.as_of
            AND coalesce(certificate.expires_on, DATE '9999-12-31') >= night.as_of
    ) graded
) lined_up
GROUP BY person_no
