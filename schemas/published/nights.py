"""Nights and what every rule could judge on them."""

from schemas.table import Field, Table

RUN = Table(
    name="run",
    zh="每晚运行",
    en="Nights that were run",
    key=("run_id",),
    fields=(
        Field(name="run_id", sql_type="VARCHAR", zh="运行编号", en="Identifier of the run"),
        Field(name="as_of", sql_type="DATE", zh="业务日期", en="Business date"),
        Field(name="known_at", sql_type="DATE", zh="知识日期", en="Deliveries up to this day were known"),
        Field(name="started_at", sql_type="TIMESTAMP", zh="开始时间", en="Start, local time of the bureau"),
        Field(name="finished_at", sql_type="TIMESTAMP", zh="结束时间", en="End, local time of the bureau"),
        Field(
            name="state",
            sql_type="VARCHAR",
            zh="状态",
            en="published, published_with_remark, held, failed, running",
        ),
        Field(name="exit_code", sql_type="INTEGER", zh="退出码", en="Exit code of the command"),
        Field(name="rules_digest", sql_type="VARCHAR", zh="规则摘要", en="Digest of every rule's text"),
        Field(
            name="standards_digest", sql_type="VARCHAR", zh="标准摘要", en="Digest of every standard's row"
        ),
        Field(
            name="content_digest", sql_type="VARCHAR", zh="内容摘要", en="Digest of what the night published"
        ),
    ),
)

JUDGEMENT = Table(
    name="judgement",
    zh="规则执行情况",
    en="What each rule could judge that night",
    key=("run_id", "rule_id"),
    fields=(
        Field(name="run_id", sql_type="VARCHAR", zh="运行编号", en="The run"),
        Field(name="rule_code", sql_type="VARCHAR", zh="规则代码", en="Code in the rule catalogue"),
        Field(name="rule_id", sql_type="VARCHAR", zh="规则", en="The rule's file"),
        Field(name="rule_version", sql_type="VARCHAR", zh="规则版本", en="Digest of the rule's text"),
        Field(
            name="is_judged",
            sql_type="BOOLEAN",
            zh="是否判断",
            en="False: an input was late, held or missing",
        ),
        Field(
            name="not_judged_reason", sql_type="VARCHAR", zh="未判断原因", en="Which input, and since when"
        ),
        Field(
            name="judged_count",
            sql_type="BIGINT",
            zh="可判断数",
            en="Households (or people) with every input known",
        ),
        Field(name="hit_count", sql_type="BIGINT", zh="命中数", en="Households (or people) the rule found"),
    ),
)
