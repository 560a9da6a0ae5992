"""What departments delivered: files, refused rows, changed cells and sets, doubts about who a person is."""

from schemas.published.outward_form import MONEY
from schemas.table import Field, Table

DELIVERY = Table(
    name="delivery",
    zh="部门送达文件",
    en="Files delivered by departments, with their present state",
    key=("delivery_id",),
    fields=(
        Field(name="delivery_id", sql_type="VARCHAR", zh="送达编号", en="Identifier of the delivered file"),
        Field(name="extract", sql_type="VARCHAR", zh="数据种类", en="Which extract it is"),
        Field(
            name="file_name",
            sql_type="VARCHAR",
            zh="文件名（长数字已掩去）",
            en="Name of the file as delivered, long numbers covered",
        ),
        Field(name="delivered_on", sql_type="DATE", zh="送达日期", en="Day of delivery"),
        Field(name="sha256", sql_type="VARCHAR", zh="文件摘要", en="Digest of the file's bytes"),
        Field(name="state", sql_type="VARCHAR", zh="状态", en="loaded, held, same_again, superseded"),
        Field(
            name="rows_in",
            sql_type="BIGINT",
            zh="行数",
            en="Physical lines below the header, blanks included",
        ),
        Field(name="rows_loaded", sql_type="BIGINT", zh="入库行数", en="Rows believed"),
        Field(name="rows_collapsed", sql_type="BIGINT", zh="合并重复行数", en="Equal rows folded into one"),
        Field(name="rows_quarantined", sql_type="BIGINT", zh="隔离行数", en="Rows kept apart with reasons"),
        Field(
            name="rows_skipped",
            sql_type="BIGINT",
            zh="跳过行数",
            en="Blank lines, totals, or a file sent twice",
        ),
        Field(name="amount_in_cny", sql_type=MONEY, zh="金额合计", en="Sum of the readable amounts"),
        Field(name="amount_loaded_cny", sql_type=MONEY, zh="入库金额", en="Sum of the amounts believed"),
        Field(
            name="amount_quarantined_cny", sql_type=MONEY, zh="隔离金额", en="Sum of the amounts kept apart"
        ),
        Field(name="encoding", sql_type="VARCHAR", zh="编码", en="Encoding the file was read in"),
        Field(
            name="cells_normalised",
            sql_type="BIGINT",
            zh="规范了写法的单元格数",
            en="Cells believed after their way of writing was normalised: see normalised",
        ),
        Field(
            name="approved_on",
            sql_type="DATE",
            zh="放行日期",
            en="Day on which a person let a held file in; null for all others",
        ),
        Field(
            name="codes",
            sql_type="VARCHAR[]",
            zh="扣留原因代码",
            en="Why the file is held, one code per reason; empty for all others",
        ),
        Field(name="remark_zh", sql_type="VARCHAR", zh="说明", en="Remark in Chinese"),
        Field(name="remark_en", sql_type="VARCHAR", zh="英文说明", en="Remark in English"),
    ),
)

QUARANTINE = Table(
    name="quarantine",
    zh="隔离行（脱敏）",
    en="Rows that could not be believed, without their text",
    key=("delivery_id", "line"),
    fields=(
        Field(name="delivery_id", sql_type="VARCHAR", zh="送达编号", en="The delivered file"),
        Field(name="extract", sql_type="VARCHAR", zh="数据种类", en="Which extract"),
        Field(
            name="file_name",
            sql_type="VARCHAR",
            zh="文件名（长数字已掩去）",
            en="Name of the file, long numbers covered",
        ),
        Field(name="delivered_on", sql_type="DATE", zh="送达日期", en="Day of delivery"),
        Field(name="line", sql_type="BIGINT", zh="行号", en="Physical line in the file, the header is 1"),
        Field(name="reason_codes", sql_type="VARCHAR[]", zh="原因代码", en="Why, one code per fault"),
        Field(name="columns", sql_type="VARCHAR[]", zh="出错列", en="The columns the codes are about"),
        Field(
            name="amount_cny",
            sql_type=MONEY,
            zh="金额",
            en="The row's amount where it can be read and is not beyond belief",
        ),
        Field(name="answered_on", sql_type="DATE", zh="更正日期", en="Day on which a corrected row came"),
    ),
)

NORMALISED = Table(
    name="normalised",
    zh="规范了写法的单元格",
    en="How many cells of which column were believed only after their way of writing was normalised",
    key=("delivery_id", "column_name", "change"),
    fields=(
        Field(name="delivery_id", sql_type="VARCHAR", zh="送达编号", en="The delivered file"),
        Field(name="column_name", sql_type="VARCHAR", zh="列", en="The contract's column"),
        Field(
            name="change",
            sql_type="VARCHAR",
            zh="改了什么",
            en="full_width, stray (marks around it), form (another way of writing), id_15, id_x, other (unlisted value)",
        ),
        Field(name="cell_count", sql_type="BIGINT", zh="单元格数", en="How many"),
    ),
)

DIFFERENCE = Table(
    name="difference",
    zh="每次送达与此前所知的差别",
    en="What each set of files changed in what was known: one row per set that was loaded",
    key=("extract", "known_on", "set_no"),
    fields=(
        Field(name="extract", sql_type="VARCHAR", zh="数据种类", en="Which extract"),
        Field(name="known_on", sql_type="DATE", zh="得知日期", en="Day it was delivered, or let in"),
        Field(name="set_no", sql_type="INTEGER", zh="当日第几组", en="First, second, ... set of that day"),
        Field(name="rows_added", sql_type="BIGINT", zh="新增行数", en="Rows under a key not known before"),
        Field(
            name="rows_changed",
            sql_type="BIGINT",
            zh="变更行数",
            en="Rows that say something else under a known key",
        ),
        Field(name="rows_gone", sql_type="BIGINT", zh="减少行数", en="Rows that are no longer there"),
        Field(name="rows_same", sql_type="BIGINT", zh="不变行数", en="Rows already known"),
        Field(
            name="amount_change_cny",
            sql_type=MONEY,
            zh="金额变化",
            en="Sum of the new amounts less the replaced ones",
        ),
    ),
)

IDENTITY_DOUBT = Table(
    name="identity_doubt",
    zh="身份存疑",
    en="Where registers disagree about who a person is. Nothing is joined or split for it: a person asks",
    key=("kind", "delivery_id", "source_line"),
    fields=(
        Field(
            name="kind",
            sql_type="VARCHAR",
            zh="存疑类型",
            en="name_differs, two_numbers, both_numbers_listed, change_contradicts, change_loops",
        ),
        Field(
            name="household_key",
            sql_type="VARCHAR",
            zh="家庭键",
            en="Pseudonym of the household; null: in none of the register",
        ),
        Field(name="person_key", sql_type="VARCHAR", zh="人员键", en="Pseudonym of the person"),
        Field(
            name="other_key",
            sql_type="VARCHAR",
            zh="另一人员键",
            en="Pseudonym under the other number, where the doubt is between two",
        ),
        Field(name="extract", sql_type="VARCHAR", zh="数据种类", en="Extract of the row in doubt"),
        Field(name="delivery_id", sql_type="VARCHAR", zh="送达编号", en="Delivered file of that row"),
        Field(name="source_line", sql_type="BIGINT", zh="行号", en="Its line in the file, the header is 1"),
        Field(
            name="township_code", sql_type="VARCHAR", zh="乡镇代码", en="Township of the household, if any"
        ),
    ),
)
