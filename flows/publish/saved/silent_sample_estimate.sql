-- 静默抽样：没有预警而确有困难的户数估计
-- Silent sample: how many in need no rule sees, estimated
SELECT coalesce(township_group, 'all') AS township_group, households_without_warning, drawn, answered, found_in_need,
    estimated_missed_low, estimated_missed, estimated_missed_high
FROM silent_sample
ORDER BY township_group;
