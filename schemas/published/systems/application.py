"""Published: applications on their way, and what they add up to."""

from schemas.table import Table, fields

APPLICATION = Table(
    name="application",
    zh="救助申请台账",
    en="Every application known on the night, and how far it has come. Working days are those after the day of acceptance; "
    "the limit is that of the day of acceptance, the deciding level that of the day of the decision",
    key=("application_no",),
    fields=fields(
        """
        application_no | VARCHAR | | 申请编号 | Number of the application
        township_code | VARCHAR | | 乡镇代码 | Township that accepted it
        benefit | VARCHAR | | 待遇类别 | What is applied for
        household_key | VARCHAR | | 家庭键 | Pseudonym of the household; null: neither delivered nor in the register
        person_key | VARCHAR | | 人员键 | Pseudonym of the applicant; null: no identity number was given
        step | VARCHAR | | 环节 | accepted, checking, noticed (public notice), decided or paid
        accepted_on | DATE | | 受理日期 | Day it was accepted
        decided_on | DATE | | 审核确认日期 | Day of the decision; null: undecided on the night, or settled on an unknown day
        working_days | INTEGER | | 已用工作日 | Working days to the decision, or to the night; null: settled on an unknown day, or dated before acceptance. Accepted more than fifteen months ago: the least it can be
        limit_working_days | INTEGER | | 时限(工作日) | Working days within which it is to be decided; null: no value in force
        due_on | DATE | | 应办结日期 | Last day of the limit; null: no value in force, or more than three months ahead. Accepted more than fifteen months ago: the latest it can be
        is_overdue | BOOLEAN | | 是否超期未决 | Undecided beyond the limit; null: undecided, and no value in force, or counted in part (working_days) and not beyond it
        is_decided_late | BOOLEAN | | 是否超期决定 | Decided beyond the limit; null: undecided, no value in force, the day is unknown, or counted in part (working_days) and not beyond it
        decided_level | VARCHAR | | 决定层级 | county or township; null: undecided or not told
        level_in_force | VARCHAR | | 规定层级 | county or township, by the rule of the day of the decision (undecided: of the night); null: no value in force
        is_right_level | BOOLEAN | | 层级是否相符 | Decided by the level in force; null: undecided, withdrawn, not told, or no value in force
        result | VARCHAR | | 结果 | approved, refused, withdrawn or other; null: undecided or not told
        """
    ),
)

APPLICATION_COUNT = Table(
    name="application_count",
    zh="救助申请统计",
    en="Applications of the calendar year to date: undecided ones, whenever they came, and those settled since 1 January. "
    "Every one stands in one cell of township_code and benefit, so all figures but the mean add up",
    key=("township_code", "benefit"),
    fields=fields(
        """
        year_from_on | DATE | | 统计起始日 | First day counted
        township_code | VARCHAR | | 乡镇代码 | Township; null: all
        benefit | VARCHAR | | 待遇类别 | What is applied for; null: all
        accepted | BIGINT | | 受理件数 | Applications: pending + decided
        pending | BIGINT | | 在办件数 | Undecided on the night
        decided | BIGINT | | 办结件数 | Decided, withdrawn or ended otherwise
        approved | BIGINT | | 同意件数 | Of those, approved
        overdue | BIGINT | | 超期未决件数 | Undecided beyond the limit; null: none of the undecided could be judged
        decided_late | BIGINT | | 超期决定件数 | Decided beyond the limit; null: none of the decided could be judged
        time_unknown | BIGINT | | 时限未判断件数 | No limit in force, or days that do not fit together
        by_township | BIGINT | | 乡镇决定件数 | Decided by townships and subdistricts; nobody decides on what is withdrawn
        by_county | BIGINT | | 县级决定件数 | Decided by the county
        wrong_level | BIGINT | | 层级不符件数 | Decided by another level than the one in force; null: none could be judged
        level_unknown | BIGINT | | 层级未判断件数 | Decided, not withdrawn; level not told, or no value in force
        working_days_total | BIGINT | | 办结工作日合计 | Working days of the decided ones whose days are known; of one accepted more than fifteen months ago, the least it can be
        working_days_mean | DECIMAL(18,1) | | 办结平均工作日 | Their mean, half up to a tenth; null: none
        """
    ),
)

TABLES: tuple[Table, ...] = (APPLICATION, APPLICATION_COUNT)
