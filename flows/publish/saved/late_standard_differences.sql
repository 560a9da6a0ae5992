-- 标准公布晚了的差额，按乡镇和月份
-- What late standards fall short by, by township and month
SELECT area.name, month_on, announced_on, count(*) AS household_count, sum(member_count) AS member_count,
    sum(line_after_cny) AS line_after_cny, sum(difference_cny) AS difference_cny
FROM standard_difference LEFT JOIN area ON area.area_code = standard_difference.township_code
GROUP BY ALL ORDER BY ALL;
