"""Published: one-time subsidies by group, and who stands on several lists."""

from schemas.table import Table, fields

SUBSIDY_COUNT = Table(
    name="subsidy_count",
    zh="一次性补贴统计",
    en="The one-time subsidy in force: its lists, the people on them, each once, and who stands on several. Rows without a "
    "category: all lists together. Rows of two categories: people who stand on both. No rows without a subsidy in force",
    key=("category", "other_category"),
    fields=fields(
        """
        category | VARCHAR | | 对象类别 | The list; null: all of them
        other_category | VARCHAR | | 另一类别 | The second of two lists, by name; null: not about two
        list_rows | BIGINT | | 名单行数 | Rows of the list in force, a row for a household counted for each of its people, doubled rows as often as they stand there; null of two lists
        persons | BIGINT | | 人数 | People, each once
        also_elsewhere | BIGINT | | 另在其他类别 | Of those, who stand on another list as well; null of two lists
        amount_cny | DECIMAL(18,2) | | 建议金额 | Suggested for those who are paid under this category: everyone under one only, so that the categories add up; null of two lists
        """
    ),
)

TABLES: tuple[Table, ...] = (SUBSIDY_COUNT,)
