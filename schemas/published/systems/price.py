"""Published: price linkage month by month, and relief on power and water."""

from schemas.table import Table, fields

PRICE_MONTH = Table(
    name="price_month",
    zh="价格联动月份",
    en="The last twelve index months: whether prices started the linkage, by when it was to be paid, and what came",
    key=("area_code", "month_on"),
    fields=fields(
        """
        area_code | VARCHAR | | 区划代码 | Area whose index holds here
        month_on | DATE | | 指数月份 | First day of the month of the index
        cpi_yoy | DECIMAL(18,4) | | 居民消费价格同比 | Per cent against the year before
        food_cpi_yoy | DECIMAL(18,4) | | 食品价格同比 | Per cent against the year before
        low_income_cpi_yoy | DECIMAL(18,4) | | 低收入居民价格同比 | Per cent against the year before; null: not delivered
        is_started | BOOLEAN | | 是否启动 | The month's own lines are reached somewhere in the bureau's area
        known_on | DATE | | 发布日期 | Day the index was published, or first delivered where that is not said
        pay_by_on | DATE | | 发放时限 | To be paid by this working day; null: not started, or no limit is set
        payments | BIGINT | | 发放笔数 | Rows of price subsidies delivered for that month; null: payments were never delivered
        paid_cny | DECIMAL(18,2) | | 发放金额 | Their sum
        is_paid | BOOLEAN | | 是否已有发放名单 | A list for that month has come
        is_overdue | BOOLEAN | | 是否超期 | Started, no list has come, and its day has passed
        """
    ),
)

UTILITY_RELIEF = Table(
    name="utility_relief",
    zh="水电减免对象",
    en="Households whose status brings relief on power or water where they live. A list for the suppliers; it decides nothing",
    key=("household_key", "kind"),
    fields=fields(
        """
        household_key | VARCHAR | | 家庭键 | Pseudonym of the household
        township_code | VARCHAR | | 乡镇代码 | Township
        village_code | VARCHAR | | 村居代码 | Village
        kind | VARCHAR | | 类型 | power or water
        status | VARCHAR | | 依据身份 | The status that brings it
        has_account | BOOLEAN | | 是否有户号 | An account of that kind is known; null: nothing was ever delivered
        account_count | BIGINT | | 户号数 | Accounts known
        """
    ),
)

TABLES: tuple[Table, ...] = (PRICE_MONTH, UTILITY_RELIEF)
