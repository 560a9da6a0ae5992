"""One household on one night: every signal a rule may read, each with its unit, origin and meaning.

A `_limit_` column already holds the locality's wording: the smallest amount (or number of months) that is
*not* below the line. A rule therefore compares with `<` and `>=` only and is right exactly on the line.
Null is *unknown*, never zero.
"""

from schemas.table import Table, fields

HOUSEHOLD_MONTH = Table(
    name="household_month",
    zh="家庭当晚信号",
    en="Every signal about a household on the night",
    key=("household_id",),
    fields=fields("""
    household_id | VARCHAR | household | 家庭编号 | The household
    as_of | DATE | night | 业务日期 | Business date
    year_from_on | DATE | night | 本年首日 | 1 January of the year
    township_code | VARCHAR | household | 乡镇代码 | Nine digits of the head's residence
    village_code | VARCHAR | household | 村居代码 | Twelve digits of the head's residence
    residence_class | VARCHAR | household | 户主城乡 | urban or rural: the head's
    member_count | INTEGER | household | 共同生活人口 | Members counted today
    urban_member_count | INTEGER | household | 城镇人口 | Of these, urban
    rural_member_count | INTEGER | household | 农村人口 | Of these, rural
    is_head_local | BOOLEAN | household | 户主是否本地户籍 | The head is registered in the county of residence; null when nobody knows
    has_local_member | BOOLEAN | household | 有本地户籍成员 | Some counted member is registered in the county of residence, and may apply here for all
    is_in_register | BOOLEAN | household | 在册家庭 | In the register; false for someone who asked for help here and is not
    has_subsistence_allowance | BOOLEAN | benefit_status | 在享低保 | Someone receives subsistence allowance today
    has_extreme_poverty_support | BOOLEAN | benefit_status | 在享特困供养 | Someone receives extreme-poverty support today
    has_near_dibao | BOOLEAN | benefit_status | 低保边缘 | Recognised near-dibao today
    has_rigid_expenditure | BOOLEAN | benefit_status | 刚性支出困难 | Recognised rigid-expenditure hardship today
    has_poverty_return_watch | BOOLEAN | benefit_status | 防止返贫监测 | On the return-to-poverty watch list today
    subsistence_ended_on | DATE | household_exit | 低保退出日期 | Last day of a subsistence allowance that no longer runs
    exit_watch_from_on | DATE | household_exit | 退出跟踪起始日 | Exits from this day on are still watched
    reviewed_on | DATE | household_review | 上次复核日期 | Last review of a running benefit
    review_due_on | DATE | household_review | 应复核日期 | The next review is due on this day
    income_12m_from_on | DATE | person_income | 收入窗口首日 | First day of the window
    income_12m_to_on | DATE | person_income | 收入窗口末日 | Last day of the window
    income_12m_fen | BIGINT | person_income | 12个月收入 | Counted income of the window; null when any member's is unknown
    income_12m_lower_bound_fen | BIGINT | person_income | 12个月已知收入 | Counted income that is known
    income_deducted_12m_fen | BIGINT | household_income | 收入扣减额 | Spending and costs of work taken off the counted income, where the locality allows it
    obligor_support_12m_fen | BIGINT | household_income | 赡养抚养费 | Support from relatives living apart, reckoned by the local formula; part of the counted income
    income_unknown_member_count | INTEGER | person_income | 收入不明人数 | Members whose income is unknown
    income_undelivered_month_count | INTEGER | person_income | 未送达月数 | Months of the window nobody has delivered
    income_3m_fen | BIGINT | person_income | 近3个月收入 | Counted income of the window's last three months; null when unknown
    income_previous_12m_fen | BIGINT | person_income | 此前12个月收入 | Counted income of the twelve months before those three; null when unknown
    income_over_months | INTEGER | household_income | 连续超标月数 | Latest consecutive twelve-month windows whose paid income reaches the line, at most four; null without a line
    income_over_limit_months | INTEGER | place_income | 连续超标月数界限 | Smallest number of them that calls for a review
    work_started_on | DATE | household_income | 近期就业日期 | A member took up work within the grace period
    expected_allowance_fen_per_month | BIGINT | household_income | 按差额测算月保障金 | The line less the income, a month, rounded as the locality does; null while the income is not known
    standard_fen_per_month | BIGINT | place | 低保月标准 | Standard of the head's class on the business date
    standard_valid_from | DATE | place | 标准执行日期 | The standard's own date
    subsistence_line_fen_per_month | BIGINT | place | 家庭低保线(月) | Sum of the members' standards on the first of the month
    subsistence_limit_12m_fen | BIGINT | place | 低保收入界限(12个月) | Smallest income of the window that is not below the line
    half_subsistence_limit_12m_fen | BIGINT | place | 低保线一半界限(12个月) | The same for half the line
    near_dibao_limit_12m_fen | BIGINT | place | 低保边缘界限(12个月) | Smallest income of the window that is not below the near-dibao line
    near_dibao_limit_3m_fen | BIGINT | place | 低保边缘界限(3个月) | The same for three months
    income_drop_limit_3m_fen | BIGINT | place | 收入骤减界限(3个月) | Smallest three-month income that is no sharp drop
    disposable_income_limit_12m_fen | BIGINT | household_rigid | 可支配收入界限(全户12个月) | Smallest income of the window that is not below last year's disposable income of as many people
    rigid_expenditure_12m_fen | BIGINT | household_rigid | 12个月刚性支出 | What the locality counts as rigid spending of the window
    rigid_medical_12m_fen | BIGINT | household_rigid | 其中医疗 | Of this, treatment
    rigid_education_12m_fen | BIGINT | household_rigid | 其中教育 | Of this, schooling
    rigid_expenditure_limit_12m_fen | BIGINT | household_rigid | 刚性支出界限 | Smallest rigid spending that exceeds the share of the income; null while the income is not known
    medical_self_paid_year_fen | BIGINT | person_medical_expense | 家庭本年个人自付 | Self-payment of all members since 1 January
    medical_self_paid_year_highest_member_fen | BIGINT | person_medical_expense | 最高成员本年个人自付 | Self-payment since 1 January of the member furthest over (or nearest) the line
    medical_self_paid_limit_fen | BIGINT | place | 医疗自付界限 | Smallest self-payment that is too high for such a household
    medical_income_limit_fen | BIGINT | place | 人均可支配收入界限 | Smallest self-payment above last year's disposable income; null while unpublished
    is_over_subsistence_property | BOOLEAN | household_property | 超低保财产限额 | Something known breaks a property limit of subsistence allowance; false when nothing is known
    is_over_near_dibao_property | BOOLEAN | household_property | 超低保边缘财产限额 | The same for near-dibao
    is_over_rigid_property | BOOLEAN | household_property | 超刚性支出财产限额 | The same for rigid expenditure
    financial_assets_fen | BIGINT | household_property | 金融资产 | Deposits of all members
    financial_assets_limit_fen | BIGINT | household_property | 金融资产界限 | Smallest sum that breaks the limit of subsistence allowance
    vehicle_value_fen | BIGINT | household_property | 车辆价值 | The dearest car; a disabled person's may be exempt
    vehicle_limit_fen | BIGINT | household_property | 车辆价值界限 | Smallest value that breaks the limit
    dwelling_count | INTEGER | household_property | 住房套数 | Dwellings of all members
    dwelling_limit_count | INTEGER | household_property | 住房套数界限 | Smallest number that breaks the limit
    business_capital_fen | BIGINT | household_property | 出资额 | Largest capital registered in a firm
    business_capital_limit_fen | BIGINT | household_property | 出资额界限 | Smallest capital that breaks the limit
    breadwinner_lost_on | DATE | household_breadwinner | 主要劳动力失去日期 | Death or custody of a member in the watched months
    breadwinner_income_12m_fen | BIGINT | household_breadwinner | 其收入(12个月) | What that member brought in the twelve full months before
    breadwinner_limit_12m_fen | BIGINT | household_breadwinner | 主要劳动力收入界限 | Smallest income that makes a member of such a household its breadwinner
    help_request_no | VARCHAR | household_help | 求助编号 | The oldest open request for help
    help_requested_on | DATE | household_help | 求助日期 | When it was made
    help_need | VARCHAR | household_help | 困难类型 | What is needed
    service_need_no | VARCHAR | household_service | 服务需求编号 | The oldest open service need
    service_need_on | DATE | household_service | 需求登记日期 | When it was registered
    service_need_kind | VARCHAR | household_service | 需求类型 | What it is
    visit_finding_on | DATE | household_finding | 走访发现日期 | Latest visit that found a hardship, while it is recent and no later visit found nothing amiss
    visit_finding_kind | VARCHAR | household_finding | 走访发现类别 | What was found
    visit_finding_level | VARCHAR | household_finding | 走访层级 | Whose visit it was: county, township or village
    is_child_alone | BOOLEAN | household_service | 儿童独居 | Only children live there
    is_elder_alone | BOOLEAN | household_service | 老人独居 | Somebody old lives there alone
    utility_usage | DECIMAL(18,4) | household_utility | 最近月用量 | Power or water used in the latest month delivered: the kind that fell most
    utility_usage_limit | DECIMAL(18,4) | household_utility | 用量骤降界限 | Smallest use that is no sharp fall against the months before
    utility_arrears_months | INTEGER | household_utility | 连续欠费月数 | Latest consecutive months with arrears
    utility_arrears_limit_months | INTEGER | household_utility | 欠费月数界限 | Smallest number of them that is a sign
    points_income_near | INTEGER | household_weak_signal | 收入接近 | Points: income little above the near-dibao line
    points_medical | INTEGER | household_weak_signal | 医疗支出较高 | Points: self-payment more than a share of its line
    points_education | INTEGER | household_weak_signal | 教育支出较高 | Points: school fees more than a share of their line
    points_income_fall | INTEGER | household_weak_signal | 收入下降 | Points: income has fallen, not yet sharply
    points_no_work | INTEGER | household_weak_signal | 无业 | Points: someone of working age is confirmed to be without work
    points_severe_disability | INTEGER | household_weak_signal | 重残 | Points: someone is severely disabled
    points_elder_alone | INTEGER | household_weak_signal | 独居 | Points: somebody old lives alone
    points_utility | INTEGER | household_weak_signal | 水电异常 | Points: use fell sharply or bills stay unpaid
    signal_points | INTEGER | household_weak_signal | 弱信号总分 | All points together
    signal_points_limit | INTEGER | household_weak_signal | 弱信号界限 | Smallest sum that calls for a visit
    confirmed_cause | VARCHAR | confirmed_need | 已核实的救助事由 | Cause of relief of a need that a visit confirmed, or that needs no visit (emergency)
    confirmed_on | DATE | confirmed_need | 核实日期 | When it was confirmed
    confirmed_warning_id | VARCHAR | confirmed_need | 已核实的预警 | The warning behind it; null where none is needed
    confirmed_is_small_fast | BOOLEAN | confirmed_need | 急难小额快救 | Whether it may be paid first
    """),
)
