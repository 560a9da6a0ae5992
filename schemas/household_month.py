"""One household on one night: every signal a rule may read, each with its unit, origin and meaning.

A `_limit_` column already holds the locality's wording: the smallest amount (or number of months) that is
*not* below the line. A rule therefore compares with `<` and `>=` only and is right exactly on the line.
Null is *unknown*, never zero.
"""

from schemas.table import Field, Table

HOUSEHOLD_MONTH = Table(
    name="household_month",
    zh="家庭当晚信号",
    en="Every signal about a household on the night",
    key=("household_id",),
    fields=(
        Field(name="household_id", sql_type="VARCHAR", zh="家庭编号", en="The household", origin="household"),
        Field(name="as_of", sql_type="DATE", zh="业务日期", en="Business date", origin="night"),
        Field(name="year_from_on", sql_type="DATE", zh="本年首日", en="1 January of the year", origin="night"),
        Field(name="township_code", sql_type="VARCHAR", zh="乡镇代码", en="Nine digits of the head's residence", origin="household"),
        Field(name="village_code", sql_type="VARCHAR", zh="村居代码", en="Twelve digits of the head's residence", origin="household"),
        Field(name="residence_class", sql_type="VARCHAR", zh="户主城乡", en="urban or rural: the head's", origin="household"),
        Field(name="member_count", sql_type="INTEGER", zh="共同生活人口", en="Members counted today", origin="household"),
        Field(name="urban_member_count", sql_type="INTEGER", zh="城镇人口", en="Of these, urban", origin="household"),
        Field(name="rural_member_count", sql_type="INTEGER", zh="农村人口", en="Of these, rural", origin="household"),
        Field(name="is_head_local", sql_type="BOOLEAN", zh="户主是否本地户籍", en="The head is registered in the county of residence", origin="household"),
        Field(name="has_subsistence_allowance", sql_type="BOOLEAN", zh="在享低保", en="Someone receives subsistence allowance today", origin="benefit_status"),
        Field(name="has_extreme_poverty_support", sql_type="BOOLEAN", zh="在享特困供养", en="Someone receives extreme-poverty support today", origin="benefit_status"),
        Field(name="has_near_dibao", sql_type="BOOLEAN", zh="低保边缘", en="Recognised near-dibao today", origin="benefit_status"),
        Field(name="has_rigid_expenditure", sql_type="BOOLEAN", zh="刚性支出困难", en="Recognised rigid-expenditure hardship today", origin="benefit_status"),
        Field(name="has_poverty_return_watch", sql_type="BOOLEAN", zh="防止返贫监测", en="On the return-to-poverty watch list today", origin="benefit_status"),
        Field(name="income_12m_from_on", sql_type="DATE", zh="收入窗口首日", en="First day of the window", origin="person_income"),
        Field(name="income_12m_to_on", sql_type="DATE", zh="收入窗口末日", en="Last day of the window", origin="person_income"),
        Field(name="income_12m_fen", sql_type="BIGINT", zh="12个月收入", en="Counted income of the window; null when any member's is unknown", origin="person_income"),
        Field(name="income_12m_lower_bound_fen", sql_type="BIGINT", zh="12个月已知收入", en="Counted income that is known", origin="person_income"),
        Field(name="income_unknown_member_count", sql_type="INTEGER", zh="收入不明人数", en="Members whose income is unknown", origin="person_income"),
        Field(name="income_undelivered_month_count", sql_type="INTEGER", zh="未送达月数", en="Months of the window nobody has delivered", origin="person_income"),
        Field(name="income_3m_fen", sql_type="BIGINT", zh="近3个月收入", en="Counted income of the window's last three months; null when unknown", origin="person_income"),
        Field(name="income_previous_12m_fen", sql_type="BIGINT", zh="此前12个月收入", en="Counted income of the twelve months before those three; null when unknown", origin="person_income"),
        Field(name="standard_fen_per_month", sql_type="BIGINT", zh="低保月标准", en="Standard of the head's class on the business date", origin="place"),
        Field(name="standard_valid_from", sql_type="DATE", zh="标准执行日期", en="The standard's own date", origin="place"),
        Field(name="subsistence_line_fen_per_month", sql_type="BIGINT", zh="家庭低保线(月)", en="Sum of the members' standards on the first of the month", origin="place"),
        Field(name="subsistence_limit_12m_fen", sql_type="BIGINT", zh="低保收入界限(12个月)", en="Smallest income of the window that is not below the line", origin="place"),
        Field(name="half_subsistence_limit_12m_fen", sql_type="BIGINT", zh="低保线一半界限(12个月)", en="The same for half the line", origin="place"),
        Field(name="near_dibao_limit_12m_fen", sql_type="BIGINT", zh="低保边缘界限(12个月)", en="Smallest income of the window that is not below the near-dibao line", origin="place"),
        Field(name="near_dibao_limit_3m_fen", sql_type="BIGINT", zh="低保边缘界限(3个月)", en="The same for three months", origin="place"),
        Field(name="income_drop_limit_3m_fen", sql_type="BIGINT", zh="收入骤减界限(3个月)", en="Smallest three-month income that is no sharp drop", origin="place"),
        Field(name="medical_self_paid_year_fen", sql_type="BIGINT", zh="家庭本年个人自付", en="Self-payment of all members since 1 January", origin="person_medical_expense"),
        Field(name="medical_self_paid_year_highest_member_fen", sql_type="BIGINT", zh="最高成员本年个人自付", en="Self-payment since 1 January of the member furthest over (or nearest) the line", origin="person_medical_expense"),
        Field(name="medical_self_paid_limit_fen", sql_type="BIGINT", zh="医疗自付界限", en="Smallest self-payment that is too high for such a household", origin="place"),
        Field(name="medical_income_limit_fen", sql_type="BIGINT", zh="人均可支配收入界限", en="Smallest self-payment above last year's disposable income; null while unpublished", origin="place"),
        Field(name="illness_relief_multiple", sql_type="DECIMAL(8,2)", zh="因病救助倍数", en="Multiple of the standard suggested for illness", origin="place"),
        Field(name="illness_relief_basis", sql_type="VARCHAR", zh="因病救助口径", en="per_household or per_person", origin="place"),
        Field(name="income_loss_relief_multiple", sql_type="DECIMAL(8,2)", zh="收入骤减救助倍数", en="Multiple suggested for loss of income", origin="place"),
        Field(name="income_loss_relief_basis", sql_type="VARCHAR", zh="收入骤减救助口径", en="per_household or per_person", origin="place"),
    ),
)
