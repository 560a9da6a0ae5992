"""Townships' reserve funds, one line each."""

from flows.exports.work_lists.work_list import Cell, WorkList

LISTS = (
    WorkList(
        "备用金",
        "每个乡镇（街道）一行：期初＋拨入－支出＝结余。待办事项见“督办事项”。",
        "reserve_row",
        {
            "台账": Cell("ledger_zh", 8),
            "期初(元)": Cell("opening_fen", 14, "money"),
            "拨入(元)": Cell("top_up_fen", 14, "money"),
            "支出(元)": Cell("spent_fen", 14, "money"),
            "结余(元)": Cell("balance_fen", 14, "money"),
            "最低结余(元)": Cell("low_line_fen", 14, "money"),
            "提示": Cell("low_zh", 8),
            "最近记账": Cell("last_entry_on", 12),
            "待办(件)": Cell("matters", 9, "count"),
        },
    ),
)
