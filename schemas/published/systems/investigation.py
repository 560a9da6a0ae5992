"""Published: who is to be called on, and how many were."""

from schemas.table import Table, fields

VISIT_TASK = Table(
    name="visit_task",
    zh="走访任务",
    en="Listed households whom a level still has to call on this month, or has missed. Empty while visits are not judged",
    key=("household_key", "level"),
    fields=fields(
        """
        household_key | VARCHAR | | 家庭键 | Pseudonym of the household
        township_code | VARCHAR | | 乡镇代码 | Where it lives
        village_code | VARCHAR | | 村居代码 | Where it lives
        level | VARCHAR | | 层级 | village, township or county
        last_visited_on | DATE | | 上次走访日期 | When that level last called, for the village when anybody did; null: never since visits are delivered
        due_on | DATE | | 应走访日期 | Last day of the calendar month in which the visit falls due
        is_overdue | BOOLEAN | | 是否超期 | Past its day
        """
    ),
)

VISIT_COVERAGE = Table(
    name="visit_coverage",
    zh="走访覆盖",
    en="Of the households listed tonight, how many were called on in the night's month and in the month before. Months "
    "before the first visit delivered, of a level before its own, are left out; empty while visits are not judged",
    key=("township_code", "month_on", "level"),
    fields=fields(
        """
        township_code | VARCHAR | | 乡镇代码 | Null: all townships
        month_on | DATE | | 月份 | First day of the month
        level | VARCHAR | | 层级 | Visits by this level's own people; null: by anyone
        listed | BIGINT | | 应走访户数 | Households listed tonight
        visited | BIGINT | | 已走访户数 | Of those, called on in the month
        not_visited | BIGINT | | 未走访户数 | Of those, not called on in the month
        """
    ),
)

TABLES: tuple[Table, ...] = (VISIT_TASK, VISIT_COVERAGE)
