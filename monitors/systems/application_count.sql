-- Applications of the calendar year so far: those that wait, whenever they came, and those settled since 1 January.
-- One row per (township_code, benefit), null being all of them; no row at all while nobody has ever sent an application.
-- accepted = pending + decided. What nobody could judge is counted apart (time_unknown, level_unknown), and where nothing
-- could be judged at all there is no figure. The mean is in tenths of a working day, half a tenth rounded up.
SELECT
    night.year_start AS year_from_on,
    counted.township_code,
    counted.benefit,
    counted.accepted,
    counted.pending,
    counted.decided,
    counted.approved,
    CASE WHEN counted.pending = 0 OR counted.pending_judged > 0 THEN counted.overdue END AS overdue,
    CASE WHEN counted.decided = 0 OR counted.decided_judged > 0 THEN counted.decided_late END AS decided_late,
    counted.accepted - counted.pending_judged - counted.decided_judged AS time_unknown,
    counted.by_township,
    counted.by_county,
    CASE WHEN counted.decided = counted.withdrawn OR counted.level_judged > 0 THEN counted.wrong_level END AS wrong_level,
    counted.decided - counted.withdrawn - counted.level_judged AS level_unknown,
    counted.working_days_total,
    CASE WHEN counted.days_known > 0 THEN CAST(
        (20 * counted.working_days_total + counted.days_known) // (2 * counted.days_known) AS BIGINT
    ) END AS working_days_mean_e1
FROM (
    SELECT
        state.township_code,
        state.benefit,
        count(*) AS accepted,
        count(CASE WHEN state.is_pending THEN 1 END) AS pending,
        count(CASE WHEN NOT state.is_pending THEN 1 END) AS decided,
        count(CASE WHEN state.result = 'approved' THEN 1 END) AS approved,
        count(CASE WHEN state.result = 'withdrawn' THEN 1 END) AS withdrawn,
        count(CASE WHEN state.is_overdue THEN 1 END) AS overdue,
        count(CASE WHEN state.is_pending AND state.is_overdue IS NOT NULL THEN 1 END) AS pending_judged,
        count(CASE WHEN state.is_decided_late THEN 1 END) AS decided_late,
        count(state.is_decided_late) AS decided_judged,
        count(CASE WHEN state.is_decided_by_level AND state.decided_level = 'township' THEN 1 END) AS by_township,
        count(CASE WHEN state.is_decided_by_level AND state.decided_level = 'county' THEN 1 END) AS by_county,
        count(CASE WHEN NOT state.is_right_level THEN 1 END) AS wrong_level,
        count(state.is_right_level) AS level_judged,
        CAST(coalesce(sum(CASE WHEN NOT state.is_pending THEN state.working_days END), 0) AS BIGINT)
            AS working_days_total,
        count(CASE WHEN NOT state.is_pending THEN state.working_days END) AS days_known
    FROM (
        -- Nobody decides on what is withdrawn.
        SELECT *, NOT is_pending AND result IS DISTINCT FROM 'withdrawn' AS is_decided_by_level FROM application_state
    ) state
    CROSS JOIN night
    WHERE state.is_pending OR state.settled_on >= night.year_start
    GROUP BY GROUPING SETS ((state.township_code, state.benefit), (state.township_code), (state.benefit), ())
) counted
CROSS JOIN night
WHERE EXISTS (SELECT 1 FROM delivered WHERE delivered.extract = 'application')
