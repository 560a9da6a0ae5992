"""Published: townships' reserve funds."""

from schemas.table import Table, fields

RESERVE_FUND = Table(
    name="reserve_fund",
    zh="备用金",
    en="Every township of the home area and its reserve: opening_cny + top_up_cny - spent_cny = balance_cny. No row where "
    "no ledger was ever delivered. Counts of what does not add up are the tasks of this year and the last",
    key=("township_code",),
    fields=fields(
        """
        township_code | VARCHAR | | 乡镇代码 | Township or street
        has_ledger | BOOLEAN | | 是否有台账 | An entry is known
        opened_on | DATE | | 建立日期 | Day of the opening from which it is added up, or of the first top-up; null: neither
        opening_cny | DECIMAL(18,2) | | 期初 | What it began with; 0: it began with a top-up; null: not known
        top_up_cny | DECIMAL(18,2) | | 拨入 | Top-ups since
        spent_cny | DECIMAL(18,2) | | 支出 | Draws since
        balance_cny | DECIMAL(18,2) | | 结余 | Balance on the night; null: no opening is known
        entries | BIGINT | | 记账笔数 | Entries up to the night
        last_entry_on | DATE | | 最近记账日期 | Day of the latest entry
        low_line_cny | DECIMAL(18,2) | | 最低结余 | Less than this is low; null: no value in force
        is_low | BOOLEAN | | 是否不足 | Less than the line; null: balance or line not known
        draws | BIGINT | | 支出笔数 | Draws up to the night
        draws_over_limit | BIGINT | | 超额度支出笔数 | Draws above the township's limit of their day; null: not judged
        draws_without_payment | BIGINT | | 无发放支出笔数 | Draws that are no payment we know; null: not judged
        payments_without_draw | BIGINT | | 无支出发放笔数 | Payments from the reserve that its ledger does not know; null: not judged, or no ledger
        payments_drawn_twice | BIGINT | | 重复支出发放笔数 | Payments drawn more than once; null: not judged
        carried_over_difference_cny | DECIMAL(18,2) | | 结转差额 | Latest opening of a new year, less what was carried over; null: there is none
        """
    ),
)

TABLES: tuple[Table, ...] = (RESERVE_FUND,)
