"""What offices have to settle themselves."""

from flows.exports.work_lists.work_list import Cell, WorkList

LISTS = (
    WorkList(
        "督办事项",
        "台账、时限和职责方面需要办理的事项。只提示线索，不作决定；数据更正后自动消失。",
        "task_row",
        {
            "事项": Cell("kind_zh", 16),
            "编号": Cell("reference", 20),
            "家庭编号": Cell("household_id", 16),
            "起始日期": Cell("since_on", 12),
            "办理时限": Cell("due_on", 12),
            "超期": Cell("overdue_zh", 7),
            "金额(元)": Cell("amount_fen", 14, "money"),
            "说明": Cell("says_zh", 50),
            "建议办理": Cell("action_zh", 30),
            "依据": Cell("legal_basis", 26),
        },
    ),
)
