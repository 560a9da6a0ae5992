"""One member of a household on one night: the signals that concern a person rather than a household."""

from schemas.table import Field, Table

PERSON_MONTH = Table(
    name="person_month",
    zh="人员当晚信号",
    en="Every signal about a person on the night",
    key=("person_no",),
    fields=(
        Field(name="person_no", sql_type="INTEGER", zh="人员序号", en="The person", origin="household"),
        Field(name="household_id", sql_type="VARCHAR", zh="家庭编号", en="The household", origin="household"),
        Field(name="as_of", sql_type="DATE", zh="业务日期", en="Business date", origin="night"),
        Field(name="township_code", sql_type="VARCHAR", zh="乡镇代码", en="Nine digits of the household's residence", origin="household"),
        Field(name="village_code", sql_type="VARCHAR", zh="村居代码", en="Twelve digits of the household's residence", origin="household"),
        Field(name="residence_class", sql_type="VARCHAR", zh="城乡", en="urban or rural: the person's own", origin="household"),
        Field(name="age_years", sql_type="INTEGER", zh="年龄", en="Whole years on the business date", origin="household"),
        Field(name="is_working_age", sql_type="BOOLEAN", zh="劳动年龄", en="Of working age on the business date", origin="household"),
        Field(name="is_counted", sql_type="BOOLEAN", zh="计入家庭人口", en="Counted as a member today", origin="household"),
        Field(name="has_subsistence_allowance", sql_type="BOOLEAN", zh="在享低保", en="The person or the household receives it today", origin="benefit_status"),
        Field(name="has_extreme_poverty_support", sql_type="BOOLEAN", zh="在享特困供养", en="The person or the household receives it today", origin="benefit_status"),
        Field(name="is_income_known", sql_type="BOOLEAN", zh="收入是否可知", en="False: working age, no row in the window, no event that confirms zero", origin="person_income"),
        Field(name="income_12m_fen", sql_type="BIGINT", zh="12个月收入", en="Counted income of the window; null when unknown", origin="person_income"),
        Field(name="months_without_income", sql_type="INTEGER", zh="连续无收入月数", en="Delivered months without counted income, back from last month; null when unknown", origin="person_income"),
        Field(name="has_zero_income_event", sql_type="BOOLEAN", zh="失业或停保确认", en="Registered unemployed or insurance stopped, and no work since", origin="person_employment"),
        Field(name="has_unemployment_benefit", sql_type="BOOLEAN", zh="在领失业金", en="Unemployment benefit is running", origin="person_employment"),
        Field(name="medical_self_paid_year_fen", sql_type="BIGINT", zh="本年个人自付", en="Self-payment since 1 January", origin="person_medical_expense"),
        Field(name="died_on", sql_type="DATE", zh="死亡日期", en="Day of death, where number and name agree", origin="member"),
        Field(name="months_paid_after_death", sql_type="INTEGER", zh="死亡后在享月数", en="Months begun after the death in which a benefit still counted the person; null without benefit data", origin="member"),
        Field(name="uninsured_limit_months", sql_type="INTEGER", zh="连续无收入界限(月)", en="Smallest number of months that is long enough", origin="place"),
        Field(name="standard_fen_per_month", sql_type="BIGINT", zh="低保月标准", en="Standard of the head's class on the business date", origin="place"),
        Field(name="standard_valid_from", sql_type="DATE", zh="标准执行日期", en="The standard's own date", origin="place"),
        Field(name="emergency_relief_multiple", sql_type="DECIMAL(8,2)", zh="急难救助倍数", en="Multiple suggested in an emergency", origin="place"),
        Field(name="emergency_relief_basis", sql_type="VARCHAR", zh="急难救助口径", en="per_household or per_person", origin="place"),
        Field(name="income_12m_lower_bound_fen", sql_type="BIGINT", zh="12个月已知收入", en="Counted income of the window that is known", origin="person_income"),
        Field(name="income_3m_lower_bound_fen", sql_type="BIGINT", zh="近3个月已知收入", en="The same for the last three months", origin="person_income"),
        Field(name="income_previous_12m_lower_bound_fen", sql_type="BIGINT", zh="此前12个月已知收入", en="The same for the twelve months before those three", origin="person_income"),
    ),
)
