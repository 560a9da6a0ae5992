-- Who counts as a member living together.
-- One row per person listed. The dead are no longer counted (Order 649 art. 13: what changes in a family is
-- reported and the benefit follows), nor are those who are away for good (absence).
SELECT
    listed_member.*,
    listed_member.died_on IS NULL AND NOT coalesce(absence.is_away, FALSE) AS is_counted
FROM listed_member
LEFT JOIN absence ON absence.person_no = listed_member.person_no
