"""What is suggested to be paid, one sheet for each kind: each goes to approval on its own."""

from flows.exports.work_lists.work_list import Cell, WorkList

_APPROVAL = "供审批，系统不发放。"
_AGAIN = "名单每晚按当晚数据重列，已经发放的不会自动去掉，发放前请核对。"
_WHO = {
    "家庭编号": Cell("household_id", 18),
    "姓名": Cell("name", 10, "name"),
    "身份证号": Cell("id_masked", 20),
}

LISTS = (
    WorkList(
        "临时救助建议",
        f"临时救助建议，一户一行，已扣除已发放的。{_APPROVAL}",
        "relief_suggested_row",
        {
            **_WHO,
            "对象": Cell("for_whom_zh", 7),
            "原因": Cell("category_zh", 10),
            "依据和算法": Cell("steps_zh", 48),
            "建议金额(元)": Cell("suggested_fen", 14, "money"),
            "审批": Cell("approval_zh", 18),
            "备注": Cell("remark_zh", 22),
        },
        amount="suggested_fen",
    ),
    WorkList(
        "价格补贴建议",
        f"价格临时补贴建议，一人一行，最近一个有指数的月份。{_APPROVAL}{_AGAIN}",
        "price_suggested_row",
        {
            **_WHO,
            "对象类别": Cell("category_zh", 14),
            "月份": Cell("month_zh", 9),
            "依据和算法": Cell("steps_zh", 52),
            "建议金额(元)": Cell("suggested_fen", 14, "money"),
            "备注": Cell("remark_zh", 30),
        },
        amount="suggested_fen",
    ),
    WorkList(
        "一次性补贴建议",
        f"一次性生活补贴建议，各类名单合并，一人一行。{_APPROVAL}{_AGAIN}",
        "subsidy_suggested_row",
        {
            **_WHO,
            "对象类别": Cell("category_zh", 14),
            "依据和算法": Cell("steps_zh", 40),
            "建议金额(元)": Cell("suggested_fen", 14, "money"),
            "备注": Cell("remark_zh", 30),
        },
        amount="suggested_fen",
    ),
)
