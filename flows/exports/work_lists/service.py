"""Needs for a service that are open, by the station that is to meet them."""

from flows.exports.work_lists.work_list import Cell, WorkList

LISTS = (
    WorkList(
        "服务转介",
        "尚未办结的服务需求，按承接站点排列；未指定站点的，请指定。办结日期送达后自动消失。",
        "service_referral_row",
        {
            "承接站点": Cell("station_zh", 20),
            "姓名": Cell("person_name", 12, "name"),
            "村(社区)": Cell("village_name", 16),
            "服务类型": Cell("kind_zh", 12),
            "人群": Cell("group_zh", 8),
            "独居": Cell("alone_zh", 7),
            "登记日期": Cell("registered_on", 12),
            "等待(天)": Cell("waited_days", 9, "count"),
            "需求编号": Cell("need_no", 18),
        },
    ),
)
