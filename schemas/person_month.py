"""One member of a household on one night: the signals that concern a person rather than a household."""

from schemas.table import Table, fields

PERSON_MONTH = Table(
    name="person_month",
    zh="人员当晚信号",
    en="Every signal about a person on the night",
    key=("person_no",),
    fields=fields("""
    person_no | INTEGER | household | 人员序号 | The person
    household_id | VARCHAR | household | 家庭编号 | The household
    as_of | DATE | night | 业务日期 | Business date
    township_code | VARCHAR | household | 乡镇代码 | Nine digits of the household's residence
    village_code | VARCHAR | household | 村居代码 | Twelve digits of the household's residence
    residence_class | VARCHAR | household | 城乡 | urban or rural: the person's own
    age_years | INTEGER | household | 年龄 | Whole years on the business date
    is_working_age | BOOLEAN | household | 劳动年龄 | Of working age on the business date
    is_counted | BOOLEAN | household | 计入家庭人口 | Counted as a member today
    absent_kind | VARCHAR | absence | 离家类型 | prison, rehabilitation, detention, military_service, ...: away today
    absent_since_on | DATE | absence | 离家日期 | Since when
    has_working_ability | BOOLEAN | person_ability | 有劳动能力 | By age and disability
    household_able_member_count | INTEGER | person_ability | 家庭有劳动能力人数 | Counted members with working ability
    has_able_obligor | BOOLEAN | obligor_support | 有赡养抚养能力的义务人 | A relative living apart could support; null when no relative is known
    has_subsistence_allowance | BOOLEAN | benefit_status | 在享低保 | The person or the household receives it today
    has_extreme_poverty_support | BOOLEAN | benefit_status | 在享特困供养 | The person or the household receives it today
    has_near_dibao | BOOLEAN | benefit_status | 低保边缘 | The household is recognised near-dibao
    has_low_income_status | BOOLEAN | benefit_status | 在低收入人口库 | The person or household has any recognised status
    has_orphan_benefit | BOOLEAN | person_benefit | 孤儿保障 | Receives it today
    has_unattended_child_benefit | BOOLEAN | person_benefit | 事实无人抚养儿童保障 | Receives it today
    has_disability_living_subsidy | BOOLEAN | person_benefit | 残疾人生活补贴 | Receives it today
    has_disability_care_subsidy | BOOLEAN | person_benefit | 残疾人护理补贴 | Receives it today
    is_head_local | BOOLEAN | household | 户主是否本地户籍 | The head is registered in the county; null when nobody knows
    has_local_member | BOOLEAN | household | 有本地户籍成员 | Some counted member is registered in the county of residence, and may apply here for all
    is_income_known | BOOLEAN | person_income | 收入是否可知 | False: working age, no row in the window, no event that confirms zero
    income_12m_fen | BIGINT | person_income | 12个月收入 | Counted income of the window; null when unknown
    months_without_income | INTEGER | person_income | 连续无收入月数 | Delivered months without counted income, back from last month; null when unknown
    has_zero_income_event | BOOLEAN | person_employment | 失业或停保确认 | Registered unemployed or insurance stopped, and no work since
    has_unemployment_benefit | BOOLEAN | person_employment | 在领失业金 | Unemployment benefit is running
    unemployment_benefit_until_on | DATE | person_employment | 失业金截止日期 | Last day of a benefit that runs
    unemployment_watch_to_on | DATE | place_event | 失业金到期提示日 | Benefits that end by this day are pointed out
    medical_self_paid_year_fen | BIGINT | person_medical_expense | 本年个人自付 | Self-payment since 1 January
    outpatient_month_on | DATE | person_medical_expense | 门诊自付月份 | The month of the highest self-payment: the last full one or this one to date
    outpatient_self_paid_month_fen | BIGINT | person_medical_expense | 门诊月自付 | Self-payment of outpatient treatment in that month
    outpatient_self_paid_limit_fen | BIGINT | place_spending | 门诊月自付界限 | Smallest self-payment that is too high
    serious_illness_on | DATE | person_medical_expense | 首次大病住院日期 | First stay that serious-illness insurance shared in
    school_year_on | DATE | person_education | 学年 | First day of the school year
    education_stage | VARCHAR | person_education | 学段 | preschool, primary, ...
    education_self_paid_fen | BIGINT | person_education | 教育自付 | Fees of the school year less aid
    education_self_paid_limit_fen | BIGINT | place_spending | 教育自付界限 | Smallest sum that is too high
    has_left_school | BOOLEAN | person_education | 学籍终止 | In school last year, no longer this year, though this year was delivered
    disability_kind | VARCHAR | person_disability | 残疾类别 | The gravest
    disability_level | INTEGER | person_disability | 残疾等级 | 1 is the gravest
    disability_issued_on | DATE | person_disability | 发证日期 | When the certificate was first issued
    new_disability_from_on | DATE | place_event | 新增残疾起始日 | Certificates from this day on are new
    is_severely_disabled | BOOLEAN | person_disability | 重度残疾 | By the dated table of levels
    is_single_person_ground | BOOLEAN | person_disability | 单人保残疾条件 | The disability lets a person apply alone
    single_person_share | DECIMAL(8,4) | place_household | 单人保金额比例 | Share of the standard then paid; null where nobody set it
    parent_lost_count | INTEGER | person_parent | 失去的父母人数 | Parents in the register who are dead, missing, away or severely disabled
    parent_able_count | INTEGER | person_parent | 有能力的父母人数 | Parents in the register who can raise the child
    child_age_limit_years | INTEGER | place_household | 儿童年龄界限 | Younger is a child
    hazard_on | DATE | person_hazard | 突发事件日期 | Latest disaster, fire or accident
    hazard_kind | VARCHAR | person_hazard | 突发事件类型 | Which kind
    hazard_loss_fen | BIGINT | person_hazard | 损失 | As reported
    hazard_from_on | DATE | place_event | 突发事件起始日 | Events from this day on call for help
    is_missing_living_subsidy | BOOLEAN | person_entitlement | 应享未享生活补贴 | Entitled to the disability living subsidy and not receiving it
    is_missing_care_subsidy | BOOLEAN | person_entitlement | 应享未享护理补贴 | The same for the care subsidy
    is_missing_education_aid | BOOLEAN | person_entitlement | 应享未享教育资助 | The same for aid at school
    is_on_poverty_return_watch | BOOLEAN | person_watch | 在防返贫监测名单 | On the agriculture bureau's list
    poverty_return_cause | VARCHAR | person_watch | 风险原因 | As listed
    duplicate_payment_month_on | DATE | person_duplicate | 重复发放月份 | Latest month in which one benefit was paid twice
    duplicate_payment_benefit | VARCHAR | person_duplicate | 重复发放待遇 | Which benefit
    duplicate_payment_count | INTEGER | person_duplicate | 重复发放次数 | Times it was paid in that month
    exclusive_benefits | VARCHAR | person_duplicate | 互斥待遇 | Two running benefits that exclude each other
    review_birthday_on | DATE | person_age_change | 复核生日 | A birthday in the last days that changes entitlement
    review_birthday_years | INTEGER | person_age_change | 复核年龄 | Which
    died_on | DATE | member | 死亡日期 | Day of death, where number and name agree
    months_paid_after_death | INTEGER | member | 死亡后在享月数 | Months begun after the death in which a benefit still counted the person; null without benefit data
    overpaid_after_death_fen | BIGINT | benefit_after_death | 死亡后多发测算 | Months times the person's standard: computed, never applied
    uninsured_limit_months | INTEGER | place | 连续无收入界限(月) | Smallest number of months that is long enough
    standard_fen_per_month | BIGINT | place | 低保月标准 | Standard of the head's class on the business date
    standard_valid_from | DATE | place | 标准执行日期 | The standard's own date
    income_12m_lower_bound_fen | BIGINT | person_income | 12个月已知收入 | Counted income of the window that is known
    income_3m_lower_bound_fen | BIGINT | person_income | 近3个月已知收入 | The same for the last three months
    income_previous_12m_lower_bound_fen | BIGINT | person_income | 此前12个月已知收入 | The same for the twelve months before those three
    household_income_12m_fen | BIGINT | household_income | 家庭12个月收入 | Null while unknown
    household_income_3m_without_benefit_fen | BIGINT | household_income | 家庭近3个月收入(不含本人失业金) | Null while unknown
    household_subsistence_limit_12m_fen | BIGINT | household_month | 家庭低保界限(12个月) | As in household_month
    household_near_dibao_limit_12m_fen | BIGINT | household_month | 家庭低保边缘界限(12个月) | As in household_month
    household_near_dibao_limit_3m_fen | BIGINT | household_month | 家庭低保边缘界限(3个月) | As in household_month
    is_over_subsistence_property | BOOLEAN | household_property | 家庭超低保财产限额 | As in household_month
    is_over_near_dibao_property | BOOLEAN | household_property | 家庭超低保边缘财产限额 | As in household_month
    price_month_on | DATE | person_price | 价格指数月份 | Latest month whose index is known
    price_cpi_yoy | DECIMAL(18,4) | person_price | 居民消费价格同比 | Per cent
    price_food_yoy | DECIMAL(18,4) | person_price | 食品价格同比 | Per cent
    is_price_linkage_started | BOOLEAN | person_price | 启动价格联动 | An index reaches its line
    price_group | VARCHAR | person_price | 价格补贴对象类别 | The group under which the person is paid
    price_group_count | INTEGER | person_price | 所属类别数 | Groups the person belongs to; paid once
    price_method | VARCHAR | person_price | 价格补贴算法 | index, trigger_index or jiangsu_12_8
    price_standard_fen_per_month | BIGINT | person_price | 指数月份低保月标准 | Standard of the person's class in the month of the index
    price_supplement_fen | BIGINT | person_price | 价格补贴 | Suggested supplement of the month
    subsidy_fen | BIGINT | person_subsidy | 一次性补贴 | Amount in force; null without one
    subsidy_valid_from | DATE | person_subsidy | 一次性补贴起始日 | The notice's own date
    subsidy_group | VARCHAR | person_subsidy | 一次性补贴对象类别 | The group under which the person is paid
    subsidy_group_count | INTEGER | person_subsidy | 所属类别数 | Groups the person belongs to; paid once
    """),
)
