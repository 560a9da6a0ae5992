"""Month by month, of the households on tonight's lists: what the officer at the door asks about first."""

from schemas.table import Table, fields

HOUSEHOLD_TIMELINE = Table(
    name="household_timeline",
    zh="清单上家庭的逐月情况",
    en="Month by month, of every household with an open warning: what was earned, paid for treatment and received",
    key=("household_key", "month"),
    fields=fields(
        """
        household_key | VARCHAR | | 家庭键 | Pseudonym of the household
        month | DATE | | 月份 | First day of the month, from fifteen months before tonight's
        income_cny | DECIMAL(18,2) | | 收入 | Counted income of today's members that was paid or declared for the month; null: nobody delivered any
        medical_self_paid_cny | DECIMAL(18,2) | | 个人自付医疗费 | Their self-payment settled in the month; null: none delivered
        benefit_cny | DECIMAL(18,2) | | 待遇发放 | Benefits paid for the month to the household or a member; null: none delivered
        relief_cny | DECIMAL(18,2) | | 临时救助 | Temporary assistance paid in the month; null: none delivered
        """
    ),
)
