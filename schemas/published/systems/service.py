"""Published: services asked for and given."""

from schemas.table import Table, fields

SERVICE_COUNT = Table(
    name="service_count",
    zh="服务统计",
    en="Services registered in the calendar year to date, counted apart from the people they were for: one child may have "
    "had several. People outside the register are in the rows of all townships only",
    key=("township_code", "kind", "person_group"),
    fields=fields(
        """
        township_code | VARCHAR | | 乡镇代码 | Null: all, people outside the register included
        kind | VARCHAR | | 服务类型 | care, counselling (psychological support), learning, learning_equipment, supplies, job, other; null: all
        person_group | VARCHAR | | 人群 | child, elder, living_alone (neither child nor elder), other: everybody in one; null: all
        services | BIGINT | | 服务件数 | Services registered
        persons | BIGINT | | 人数 | People they were for
        resolved | BIGINT | | 已办结 | Services given
        open | BIGINT | | 未办结 | Services still open; of people who have died since neither
        stations | BIGINT | | 站点数 | Different stations that took them on
        """
    ),
)

SERVICE_REFERRAL = Table(
    name="service_referral",
    zh="服务转介",
    en="Needs for a service that are open tonight, whenever they were registered, and the station that is to meet them",
    key=("need_no",),
    fields=fields(
        """
        need_no | VARCHAR | | 需求编号 | Number of the need
        kind | VARCHAR | | 服务类型 | Which service
        person_group | VARCHAR | | 人群 | child, elder, living_alone, other: by age first
        lives_alone | BOOLEAN | | 是否独居 | The only one at home; null outside the register
        station | VARCHAR | | 承接站点 | Null: none is named
        township_code | VARCHAR | | 乡镇代码 | Where the person lives; null: not known
        household_key | VARCHAR | | 家庭键 | Pseudonym of the household
        person_key | VARCHAR | | 人员键 | Pseudonym of the person
        registered_on | DATE | | 登记日期 | Since when it is open
        open_days | INTEGER | | 等待天数 | Days since then
        """
    ),
)

TABLES: tuple[Table, ...] = (SERVICE_COUNT, SERVICE_REFERRAL)
