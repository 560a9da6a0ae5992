"""Whom each level still has to call on."""

from flows.exports.work_lists.work_list import Cell, WorkList

LISTS = (
    WorkList(
        "走访任务",
        "本月还应走访和逾期未走访的家庭，每户每级一行。村级任务由任何一级走访一次即完成；走访台账送达后自动消失。",
        "visit_task_row",
        {
            "村(社区)": Cell("village_name", 16),
            "家庭编号": Cell("household_id", 18),
            "户主姓名": Cell("head_name", 12, "name"),
            "层级": Cell("level_zh", 8),
            "上次走访": Cell("last_visited_on", 12),
            "应走访时限": Cell("due_on", 12),
            "超期": Cell("overdue_zh", 7),
            "列入原因": Cell("reason_zh", 30),
        },
    ),
)
