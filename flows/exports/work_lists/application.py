"""Applications that wait for a decision, township by township, the longest first."""

from flows.exports.work_lists.work_list import Cell, WorkList

LISTS = (
    WorkList(
        "审批进度",
        "尚未作出决定的救助申请，各乡镇（街道）等得最久的在前。工作日从受理次日算起，法定节假日不算，调休上班日算。名册里没有的申请人不写姓名。",
        "application_row",
        {
            "申请编号": Cell("application_no", 22),
            "姓名": Cell("name", 10, "name"),
            "待遇类别": Cell("benefit_zh", 16),
            "受理日期": Cell("accepted_on", 12),
            "环节": Cell("step_zh", 9),
            "已用工作日": Cell("working_days_zh", 11),
            "时限(工作日)": Cell("limit_days", 12, "count"),
            "应办结日期": Cell("due_on", 12),
            "超期": Cell("overdue_zh", 8),
            "审批层级": Cell("level_zh", 12),
        },
    ),
)
