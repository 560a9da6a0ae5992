"""The published tables that add up what the offices found: counts, what was hidden, objections, the silent sample.

A share with its interval is a statistic, not money: the only floating-point numbers that are published.
"""

from schemas.table import Table, fields

ANSWER_COUNT = Table(
    name="answer_count",
    zh="核查反馈统计",
    en="What the offices' answers say of each rule, by township. A warning counts once, by its newest answer",
    key=("rule_code", "township_code"),
    fields=fields(
        """
        rule_code | VARCHAR | | 规则代码 | Code in the rule catalogue; null: all rules together
        township_code | VARCHAR | | 乡镇代码 | Township; null: all together
        listed | BIGINT | | 曾列入清单 | Warnings that ever stood on a published list
        dispatched | BIGINT | | 已下发 | Warnings that were handed out to an office
        answered | BIGINT | | 已核查 | Warnings with an answer; 暂未核实 is none
        confirmed | BIGINT | | 属实 | Answered 属实-需救助 or 属实-已在保
        needs_relief | BIGINT | | 属实-需救助 | Confirmed, relief is needed
        already_helped | BIGINT | | 属实-已在保 | Confirmed, help was in place
        refuted | BIGINT | | 不属实 | Found untrue
        unreachable | BIGINT | | 未能核实 | Nobody found there, or no entry
        data_error | BIGINT | | 已死亡 | The person had died
        helped | BIGINT | | 已救助 | Warnings about which an amount above zero was ever decided; of a household's, the one that bears its sum
        decided_cny | DECIMAL(18,2) | | 实际救助金额 | Sum of the decided amounts, each household's once; what was decided before a warning came up again stays
        suggested_cny | DECIMAL(18,2) | | 建议救助金额 | What had been suggested for those helped
        precision | DOUBLE | | 属实率 | confirmed / (confirmed + refuted); null: neither yet
        precision_low | DOUBLE | | 属实率下限 | Lower end of its 95 % interval (Wilson)
        precision_high | DOUBLE | | 属实率上限 | Upper end
        median_working_days | DOUBLE | | 核查用时中位数(工作日) | Working days from opening to visit, the median of those answered
        """
    ),
)

HIDDEN = Table(
    name="hidden",
    zh="未列入清单的预警",
    en="Spells in which a warning was off the lists though its rule held: put off, found untrue, a data error, or helped",
    key=("warning_id", "hidden_from_on"),
    fields=fields(
        """
        warning_id | VARCHAR | | 预警编号 | The episode
        rule_code | VARCHAR | | 规则代码 | Code in the rule catalogue
        township_code | VARCHAR | | 乡镇代码 | Township of the household when the spell began
        state | VARCHAR | | 状态 | Why: snoozed, refuted, data_error, acted
        hidden_from_on | DATE | | 开始日期 | First night off the lists
        hidden_until_on | DATE | | 预定截止日期 | Quiet until this day, unless something new happens
        ended_on | DATE | | 实际结束日期 | Night on which the spell ended; null: it goes on
        nights_held | BIGINT | | 规则仍成立的晚数 | Published nights of the spell on which its rule was judged and still held
        changes_hidden | BIGINT | | 期间变化数 | Changes of the warning that no list showed
        gravest_severity | VARCHAR | | 期间最高级别 | The gravest level within the spell
        highest_suggested_cny | DECIMAL(18,2) | | 期间最高建议金额 | The highest suggested amount within the spell
        """
    ),
)

OBJECTION = Table(
    name="objection",
    zh="异议",
    en="Objections of citizens to a warning, and whether they were answered in time. What they say stays in the bureau",
    key=("warning_id", "received_on"),
    fields=fields(
        """
        warning_id | VARCHAR | | 预警编号 | The warning objected to
        township_code | VARCHAR | | 乡镇代码 | Its township
        received_on | DATE | | 收到日期 | Day it was received
        due_on | DATE | | 复核时限 | To be answered by this working day
        answered_on | DATE | | 答复日期 | Day it was answered; null: pending
        outcome | VARCHAR | | 结果 | upheld, rejected
        is_overdue | BOOLEAN | | 是否超期 | Pending after its day, or answered after it
        """
    ),
)

SILENT_SAMPLE = Table(
    name="silent_sample",
    zh="静默抽样",
    en="How many households in need no rule sees, estimated from visits to households drawn by lot",
    key=("township_group",),
    fields=fields(
        """
        township_group | VARCHAR | | 乡镇组 | urban or rural, as most of the township's households are; null: all
        households_without_warning | BIGINT | | 没有预警的户数 | Households of the register about which the night is silent
        drawn | BIGINT | | 抽中户数 | Drawn in this month and the twelve before
        answered | BIGINT | | 已核实户数 | Of those, visited with a finding
        found_in_need | BIGINT | | 需救助户数 | Of those answered, 属实-需救助
        share | DOUBLE | | 需救助比例 | Share in need; overall, the groups weighted by their households
        share_low | DOUBLE | | 比例下限 | Lower end of its 95 % interval
        share_high | DOUBLE | | 比例上限 | Upper end
        estimated_missed_low | BIGINT | | 估计遗漏户数下限 | Households in need without a warning, lower end
        estimated_missed | BIGINT | | 估计遗漏户数 | Their estimate
        estimated_missed_high | BIGINT | | 估计遗漏户数上限 | Upper end
        """
    ),
)

REMOVED_EVENT = Table(
    name="removed_event",
    zh="已清除预警的计数",
    en="What `warning_event` held of warnings that were removed past their purpose: counts alone",
    key=("run_id", "rule_code", "township_code", "change"),
    fields=fields(
        """
        run_id | VARCHAR | | 运行编号 | Night of the events
        as_of | DATE | | 业务日期 | Its business date
        rule_code | VARCHAR | | 规则代码 | Code in the rule catalogue
        township_code | VARCHAR | | 乡镇代码 | Township
        change | VARCHAR | | 变化 | What happened to the warnings, as in `warning_event`
        event_count | BIGINT | | 条数 | How many events were removed
        """
    ),
)
