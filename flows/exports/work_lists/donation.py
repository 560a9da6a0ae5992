"""What social organisations gave, organisation by organisation."""

from flows.exports.work_lists.work_list import Cell, WorkList

LISTS = (
    WorkList(
        "社会捐赠",
        "本年社会组织捐赠，按组织和受赠地。没有金额的计件数，不计金额；捐赠单位和转交单位都报的会重复，请按票据核对。",
        "donation_row",
        {
            "组织": Cell("organisation", 34),
            "受赠地": Cell("area_zh", 26),
            "件数": Cell("donations", 8, "count"),
            "有金额件数": Cell("valued", 11, "count"),
            "金额(元)": Cell("amount_fen", 16, "money"),
            "其中资金(元)": Cell("money_fen", 16, "money"),
        },
        for_townships=False,
    ),
)
