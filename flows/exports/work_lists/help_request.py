"""Open requests for help, township by township."""

from flows.exports.work_lists.work_list import Cell, WorkList

LISTS = (
    WorkList(
        "求助跟进",
        "尚未办结的求助。先在本地救助，不看户籍；户籍在外地的，低保转介户籍地申请。本地标准按求助发生地当日的低保标准。",
        "help_row",
        {
            "求助编号": Cell("request_no", 22),
            "受理日期": Cell("received_on", 12),
            "姓名": Cell("name", 10, "name"),
            "村(社区)": Cell("village_name", 14),
            "渠道": Cell("channel_zh", 9),
            "困难类型": Cell("need_zh", 11),
            "户籍": Cell("registration_zh", 8),
            "转介低保至": Cell("refer_to_zh", 22),
            "本年第几次": Cell("request_no_in_year", 11, "count"),
            "滞留天数": Cell("stay_days", 8, "count"),
            "本地标准(元/月)": Cell("standard_fen_per_month", 13, "money"),
            "当日办结": Cell("same_day_zh", 11),
        },
    ),
)
