"""What three feeds promise, told a second time and apart from the contracts."""

from dataclasses import dataclass, field
from datetime import date

DAY = date(2022, 5, 19)
HOME_AREA = "370902"


@dataclass(frozen=True)
class Column:
    name: str
    kind: str
    headings: tuple[str, ...]
    """Accepted headings, the usual Chinese one first; `name` is accepted as well."""
    required: bool = True
    key: bool = False
    choices: dict[str, str] = field(default_factory=dict)
    otherwise: str | None = None
    digits: tuple[int, ...] = (12,)
    within_home: bool = False
    not_in_future: bool = False
    may_be_negative: bool = False


@dataclass(frozen=True)
class Feed:
    name: str
    mode: str
    columns: tuple[Column, ...]
    amount: str | None
    largest_fen: int
    interval: tuple[str, str] | None = None

    def column(self, name: str) -> Column:
        return next(column for column in self.columns if column.name == name)

    @property
    def key(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns if column.key)


INCOME = Feed(
    "income",
    "period",
    (
        Column("id_number", "identity", ("身份证号", "身份证号码", "公民身份号码", "证件号码"), key=True),
        Column("month", "month", ("所属月份", "所属期", "月份", "发放月份"), key=True),
        Column(
            "kind",
            "choice",
            ("收入类型", "收入类别"),
            key=True,
            choices={
                "工资": "wage",
                "经营": "business",
                "财产": "property",
                "养老金": "pension",
                "城乡居民养老金": "resident_pension",
                "失业金": "unemployment_benefit",
                "赡养抚养": "family_support",
                "奖学金": "scholarship",
                "救助": "assistance",
                "优抚": "veteran_care",
                "其他": "other",
            },
        ),
        Column("amount", "money", ("金额", "收入金额", "发放金额"), may_be_negative=True),
        Column(
            "evidence",
            "choice",
            ("数据性质", "数据来源性质"),
            choices={"实发": "actual", "申报": "declared", "缴费基数": "contribution_base"},
        ),
        Column("payer", "text", ("单位", "单位名称", "发放单位"), required=False, key=True),
    ),
    amount="amount",
    largest_fen=100_000_000,
)

MEDICAL = Feed(
    "medical_expense",
    "event",
    (
        Column("settlement_no", "code", ("结算编号", "结算单号", "结算流水号"), key=True),
        Column("id_number", "identity", ("身份证号", "身份证号码", "公民身份号码", "证件号码")),
        Column("settled_on", "date", ("结算日期",), not_in_future=True),
        Column(
            "visit_kind",
            "choice",
            ("就诊类型", "医疗类别"),
            choices={"住院": "inpatient", "门诊": "outpatient", "门诊慢特病": "chronic_outpatient"},
        ),
        Column("total", "money", ("总费用",)),
        Column("pooled_paid", "money", ("基本医保支付", "统筹支付")),
        Column("serious_illness_paid", "money", ("大病保险支付",), required=False),
        Column("aid_paid", "money", ("医疗救助支付",), required=False),
        Column("self_paid", "money", ("个人自付",)),
        Column("self_other", "money", ("个人自费",), required=False),
    ),
    amount="self_paid",
    largest_fen=500_000_000,
)

MEMBER = Feed(
    "household_member",
    "full",
    (
        Column("household_id", "code", ("家庭编号", "户编号", "家庭编码", "户号")),
        Column(
            "id_number",
            "identity",
            ("身份证号", "身份证号码", "公民身份号码", "证件号码", "身份证件号码"),
            key=True,
        ),
        Column("name", "text", ("姓名", "成员姓名")),
        Column(
            "relation",
            "choice",
            ("与户主关系", "关系", "家庭关系"),
            choices={
                "户主": "head",
                "本人": "head",
                "配偶": "spouse",
                "子女": "child",
                "子": "child",
                "女": "child",
                "孙子女": "grandchild",
                "父母": "parent",
                "祖父母": "grandparent",
                "兄弟姐妹": "sibling",
                "其他": "other",
            },
            otherwise="other",
        ),
        Column(
            "residence_class",
            "choice",
            ("户籍性质", "城乡类别", "户口性质"),
            choices={
                "城镇": "urban",
                "城市": "urban",
                "非农业": "urban",
                "农村": "rural",
                "农业": "rural",
            },
        ),
        Column("hukou_region", "region", ("户籍区划", "户籍区划代码", "户籍地区划"), digits=(6, 9, 12)),
        Column("residence_region", "region", ("居住区划", "居住区划代码", "居住地区划"), within_home=True),
        Column("joined_on", "date", ("加入日期",), required=False),
        Column("left_on", "date", ("退出日期",), required=False),
    ),
    amount=None,
    largest_fen=1_000_000_000,
    interval=("joined_on", "left_on"),
)

FEEDS = {feed.name: feed for feed in (INCOME, MEDICAL, MEMBER)}
