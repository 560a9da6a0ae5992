-- Every episode under the number that its person bears now: a warning goes on when a number changes.
-- One row per episode.
SELECT
    episode.warning_id,
    episode.rule_code,
    episode.household_id,
    coalesce(identity.current_no, episode.person_no) AS person_no,
    episode.opened_on
FROM episode
LEFT JOIN identity ON identity.person_no = episode.person_no
