"""Published: requests for help, and what they add up to."""

from schemas.table import Table, fields

HELP_REQUEST = Table(
    name="help_request",
    zh="求助台账",
    en="Every request for help known on the night, wherever the person is registered. No name, no text of what was done",
    key=("request_no",),
    fields=fields(
        """
        request_no | VARCHAR | | 求助编号 | Number of the request
        received_on | DATE | | 受理日期 | Day it was received
        channel | VARCHAR | | 渠道 | hotline, counter, patrol, rescue_station, grid or other
        channel_group | VARCHAR | | 渠道分组 | rescue: patrol and rescue station; help: all others
        need | VARCHAR | | 困难类型 | What was needed
        township_code | VARCHAR | | 乡镇代码 | Where the need is; null: only the county is known
        registration | VARCHAR | | 户籍 | local: registered in the county where the need is; elsewhere; unknown. The register holds before what the caller said; of a place known in part another province is elsewhere, our own unknown
        refer_to_area_code | VARCHAR | | 转介地代码 | Registered elsewhere: county (or what is known of it) where subsistence allowance is applied for
        household_key | VARCHAR | | 家庭键 | Pseudonym of the household in the register, or of the person's own
        person_key | VARCHAR | | 人员键 | Pseudonym of the person; null: no identity number was given
        resolved_on | DATE | | 办结日期 | Day it was settled; null: open on the night
        is_same_day | BOOLEAN | | 是否当日办结 | Settled on the day itself; null: received today and open, or settled before it was received
        open_days | INTEGER | | 办理天数 | Days from receipt to settlement, or to the night
        request_no_in_year | INTEGER | | 本年第几次 | Which request of the person in the calendar year; without an identity number always 1
        stay_days | INTEGER | | 滞留天数 | Days in the rescue station, so far or in all; null: no rescue station
        is_over_stay | BOOLEAN | | 是否滞留超期 | Longer than a stay should last; null: no rescue station, or no value in force
        standard_cny_per_month | DECIMAL(18,2) | | 当地低保标准 | Subsistence-allowance standard of the place of need and the person's class on the night
        relief_payments | BIGINT | | 救助笔数 | Payments of temporary assistance because of it; null: payments were never delivered
        relief_cny | DECIMAL(18,2) | | 救助金额 | Their sum
        """
    ),
)

HELP_COUNT = Table(
    name="help_count",
    zh="求助统计",
    en="Requests for help of the calendar year to date. Every request stands in one cell of channel_group and "
    "registration: person-times and payments add up, persons and households who came by two ways do not",
    key=("channel_group", "registration"),
    fields=fields(
        """
        year_from_on | DATE | | 统计起始日 | First day counted
        channel_group | VARCHAR | | 渠道分组 | rescue (patrol, rescue station) or help; null: both
        registration | VARCHAR | | 户籍 | local, elsewhere or unknown; null: all
        person_times | BIGINT | | 求助人次 | Person-times: requests received
        persons | BIGINT | | 求助人数 | Persons; without an identity number each request counts as one person
        households | BIGINT | | 求助户数 | Households of the register; whoever stands in none is one household
        same_day | BIGINT | | 当日办结人次 | Person-times settled on the day itself
        still_open | BIGINT | | 未办结人次 | Person-times open on the night
        over_stay | BIGINT | | 滞留超期人次 | Person-times in a rescue station for too long, gone by now or not; null: no value in force
        repeat_persons | BIGINT | | 重复求助人数 | Persons with a request here that was not their first of the year
        relief_payments | BIGINT | | 救助笔数 | Payments of temporary assistance because of these requests, each counted once; null: payments were never delivered
        relief_persons | BIGINT | | 救助人数 | Persons paid; without an identity number each request counts as one person
        relief_cny | DECIMAL(18,2) | | 救助金额 | Sum paid
        relief_mean_per_person_cny | DECIMAL(18,2) | | 人均救助金额 | Sum by persons, half up to the fen; null: nothing paid
        relief_mean_per_payment_cny | DECIMAL(18,2) | | 次均救助金额 | Sum by payments, half up to the fen; null: nothing paid
        """
    ),
)

TABLES: tuple[Table, ...] = (HELP_REQUEST, HELP_COUNT)
