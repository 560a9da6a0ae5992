"""Published: the matters that offices have to settle themselves."""

from schemas.table import Table, fields

TASK = Table(
    name="task",
    zh="督办事项",
    en="What offices have to settle: books that disagree, deadlines passed, duties not done. A task suggests; it decides "
    "nothing. It stands as long as the data say so, and is gone the night they no longer do",
    key=("task_code", "township_code", "reference"),
    fields=fields(
        """
        task_code | VARCHAR | | 事项代码 | Kind of matter
        township_code | VARCHAR | | 乡镇代码 | Whose matter it is; null: the bureau's own
        reference | VARCHAR | | 编号 | Number of the entry, payment, application or request it is about
        household_key | VARCHAR | | 家庭键 | Pseudonym of the household, if it is about one
        person_key | VARCHAR | | 人员键 | Pseudonym of the person, if it is about one
        since_on | DATE | | 起始日期 | Since when it is so
        due_on | DATE | | 办理时限 | To be settled by this day; null: no day is set
        is_overdue | BOOLEAN | | 是否超期 | Past its day
        amount_cny | DECIMAL(18,2) | | 金额 | Money it is about; null: none
        says_zh | VARCHAR | | 说明 | What is the matter
        says_en | VARCHAR | | 英文说明 | What is the matter, in English
        legal_basis | VARCHAR | | 依据 | Articles behind it
        """
    ),
)

TASK_CHECK = Table(
    name="task_check",
    zh="督办检查",
    en="Which kinds of matter could be looked for tonight. Not judged is not the same as none",
    key=("task_code",),
    fields=fields(
        """
        task_code | VARCHAR | | 事项代码 | Kind of matter
        title_zh | VARCHAR | | 事项 | What it is called
        title_en | VARCHAR | | 英文名称 | What it is called, in English
        is_judged | BOOLEAN | | 是否检查 | Its data had come and its values are set
        not_judged_reason | VARCHAR | | 未检查原因 | What is missing
        task_count | BIGINT | | 事项数 | Matters found; null: not judged
        overdue_count | BIGINT | | 超期数 | Of those, past their day
        """
    ),
)

TABLES: tuple[Table, ...] = (TASK, TASK_CHECK)
