-- Households with somebody on the agriculture bureau's list of possible returns to poverty, benefit or not.
-- One row per household.
SELECT DISTINCT member.household_id
FROM person_watch
JOIN member ON member.person_no = person_watch.person_no AND member.is_counted
