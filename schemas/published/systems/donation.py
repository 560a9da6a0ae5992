"""Published: what social organisations gave."""

from schemas.table import Table, fields

DONATION_COUNT = Table(
    name="donation_count",
    zh="社会捐赠统计",
    en="What social organisations gave to this area in the calendar year to date: in all, by organisation, by area, by "
    "kind, and by all three. Gifts without a value are counted and add nothing to the amount",
    key=("organisation", "area_code", "kind"),
    fields=fields(
        """
        organisation | VARCHAR | | 组织 | Who gave, as reported; long numbers covered; null: all
        area_code | VARCHAR | | 受赠地代码 | The area that received it, as reported; null: all of this area
        kind | VARCHAR | | 类型 | money, goods, service or other; null: all
        donations | BIGINT | | 捐赠件数 | Gifts
        valued | BIGINT | | 有金额件数 | Gifts of which an amount was reported
        amount_cny | DECIMAL(18,2) | | 金额 | Sum of the amounts reported; null: none was
        """
    ),
)

TABLES: tuple[Table, ...] = (DONATION_COUNT,)
