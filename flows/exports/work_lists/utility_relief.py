"""Whom the suppliers of power and water are to relieve."""

from flows.exports.work_lists.work_list import Cell, WorkList

LISTS = (
    WorkList(
        "水电减免名单",
        "按本地规定可以减免水费、电费的在享家庭，供核对后送供电、供水单位。只作建议；户号只列尾号，供水、供电单位按家庭编号查找。",
        "utility_relief_row",
        {
            "村(社区)": Cell("village_name", 16),
            "家庭编号": Cell("household_id", 18),
            "户主姓名": Cell("head_name", 12, "name"),
            "家庭人口": Cell("member_count", 9, "count"),
            "类型": Cell("kind_zh", 7),
            "身份": Cell("status_zh", 12),
            "户号": Cell("accounts_zh", 28),
        },
    ),
)
