"""Who has died (funeral homes, public security)."""

from schemas.extract import Column, Extract
from schemas.headings import IDENTITY_NUMBER

CONTRACT = Extract(
    name="death",
    zh="死亡",
    department="civil affairs (funeral homes), public security",
    department_zh="殡葬、公安",
    mode="event",
    happened_on="died_on",
    purpose="Finds people who are still counted or paid after their death.",
    goes_wrong="A wrong identity number reports the living as dead: the name is compared before anything follows.",
    max_age_days=45,
    columns=(
        Column(
            name="id_number",
            zh="身份证号",
            kind="identity_number",
            required=True,
            key=True,
            aliases=(*IDENTITY_NUMBER, "死者身份证号"),
            purpose="The person who died.",
        ),
        Column(
            name="name",
            zh="姓名",
            kind="text",
            aliases=("死者姓名",),
            purpose="Compared with the register before a death is believed.",
        ),
        Column(
            name="died_on",
            zh="死亡日期",
            kind="date",
            required=True,
            not_after_delivery=True,
            purpose="Months that begin after this day are not due.",
        ),
    ),
)
