-- 各类家庭的预警比例和属实比例，看是否有哪一类总被漏掉或错报；答复不足十户的不算比例
-- How often groups of households are warned of and how often rightly: is one of them missed, or troubled for nothing
WITH household AS (
    SELECT household.household_key, household.residence_class, household.member_count,
        coalesce(bool_or(person.age_years < person.child_age_limit_years), FALSE) AS has_child,
        coalesce(bool_or(person.is_severely_disabled), FALSE) AS has_severely_disabled,
        coalesce(household.is_elder_alone, FALSE) AS is_elder_alone,
        household.has_subsistence_allowance
    FROM household_month household LEFT JOIN person_month person ON person.household_key = household.household_key
    WHERE household.is_in_register
    GROUP BY ALL
), warned AS (
    SELECT household_key,
        bool_or(coalesce(result IN ('confirmed_needs_relief', 'confirmed_already_helped'), FALSE)) AS is_confirmed,
        bool_or(coalesce(result = 'refuted', FALSE)) AS is_refuted
    FROM warning
    WHERE rule_code <> 'S01'
    GROUP BY household_key
), grouped AS (
    SELECT household_key, unnest([
        {'kind': 'all', 'name': 'all'},
        {'kind': 'residence', 'name': coalesce(residence_class, 'unknown')},
        {'kind': 'members', 'name': CASE WHEN member_count < 5 THEN CAST(member_count AS VARCHAR) ELSE '5+' END},
        {'kind': 'child', 'name': CASE WHEN has_child THEN 'yes' ELSE 'no' END},
        {'kind': 'severely disabled', 'name': CASE WHEN has_severely_disabled THEN 'yes' ELSE 'no' END},
        {'kind': 'elder alone', 'name': CASE WHEN is_elder_alone THEN 'yes' ELSE 'no' END},
        {'kind': 'subsistence allowance', 'name': CASE WHEN has_subsistence_allowance THEN 'yes' ELSE 'no' END}
    ]) AS of_group
    FROM household
)
SELECT of_group.kind AS group_kind, of_group.name AS group_name, count(*) AS household_count,
    count(warned.household_key) AS warned_count,
    CAST(count(warned.household_key) AS DOUBLE) / count(*) AS warned_share,
    count(*) FILTER (warned.is_confirmed) AS confirmed_count,
    count(*) FILTER (warned.is_refuted AND NOT warned.is_confirmed) AS refuted_count,
    CASE WHEN count(*) FILTER (warned.is_confirmed OR warned.is_refuted) >= 10
        THEN CAST(count(*) FILTER (warned.is_confirmed) AS DOUBLE) / count(*) FILTER (warned.is_confirmed OR warned.is_refuted)
    END AS precision
FROM grouped LEFT JOIN warned ON warned.household_key = grouped.household_key
GROUP BY ALL
ORDER BY group_kind, group_name;
