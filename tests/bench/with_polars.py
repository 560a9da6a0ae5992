"""Four of the product's rules in polars, lazily and in streams where it can. usage: with_polars PLAIN LANDING AS_OF

The same rows, the same values in force, the same unknowns as `with_pandas`.
"""

import sys
from datetime import date
from pathlib import Path

import polars as pl

from tests.bench import lines
from tests.bench.spent import Spent

C = pl.col
ID, HOME = "身份证号", "家庭编号"
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
NEVER, EVER = pl.lit(date(1700, 1, 1)), pl.lit(date(2200, 1, 1))


def scan(plain: Path, extract: str) -> pl.LazyFrame:
    """All files of an extract as text, in order of delivery."""
    paths = sorted(plain.glob(f"{extract}/*/*.csv"))
    return pl.concat([pl.scan_csv(path, infer_schema=False, glob=False) for path in paths])


def day(name: str) -> pl.Expr:
    """A date in any of the departments' forms."""
    parts = C(name).str.extract_groups(r"^(\d{4})\D?(\d{1,2})\D?(\d{1,2})\D?$")
    year, month, of_month = (parts.struct[place].cast(pl.Int32, strict=False) for place in range(3))
    return pl.date(year, month, of_month)


def fen(name: str) -> pl.Expr:
    return (C(name).cast(pl.Float64) * 100).round().cast(pl.Int64)


def is_number() -> pl.Expr:
    """Check digits (GB 11643), all at once."""
    total = sum(
        (C(ID).str.slice(place, 1).cast(pl.Int32) * weight for place, weight in enumerate(WEIGHTS)), pl.lit(0)
    )
    return pl.lit("10X98765432").str.slice(total % 11, 1) == C(ID).str.slice(17, 1)


def main() -> None:
    spent = Spent()
    plain, at = Path(sys.argv[1]), lines.read(date.fromisoformat(sys.argv[3]), Path(sys.argv[2]))
    as_of = pl.lit(at.as_of)
    today = at.as_of.year * 10000 + at.as_of.month * 100 + at.as_of.day

    spent.stage("register")
    everyone = (
        scan(plain, "household_member")
        .filter(is_number())
        .unique([ID, "加入日期"])
        .with_columns(joined=day("加入日期").fill_null(NEVER), left=day("退出日期").fill_null(EVER))
        .collect()
    )
    dead = (
        scan(plain, "death")
        .filter(day("死亡日期") <= as_of)
        .join(everyone.lazy().select(ID, here="姓名"), on=ID)
        .filter(C("姓名").is_null() | (C("姓名") == C("here")))
        .select(ID)
    )
    away = (
        scan(plain, "custody")
        .with_columns(
            after=C("类型").replace_strict(dict(at.away_after_months), default=None, return_dtype=pl.Int64)
        )
        .filter(
            C("after").is_not_null()
            & (day("开始日期") <= as_of)
            & (day("结束日期").fill_null(EVER) >= as_of)
            & (day("开始日期").dt.offset_by(C("after").cast(pl.String) + "mo") <= as_of)
        )
        .select(ID)
    )
    not_counted = pl.concat([dead, away]).unique().collect()[ID]
    member = everyone.filter((C("joined") <= as_of) & (C("left") > as_of)).select(
        HOME,
        ID,
        counted=~C(ID).is_in(not_counted.implode()),
        age=(today - C(ID).str.slice(6, 8).cast(pl.Int32)) // 10000,
        urban=C("户籍性质").is_in(["城镇", "城市", "非农业"]),
        is_local=C("户籍区划").str.slice(0, 6) == C("居住区划").str.slice(0, 6),
        is_head=C("与户主关系").is_in(["户主", "本人"]),
    )
    counted = member.filter("counted")
    household_of = member.select(ID, lives_in=HOME)
    home = (
        member.sort(HOME, ~C("counted"), ~C("is_head"), ID)
        .group_by(HOME)
        .agg(
            members=C("counted").sum().cast(pl.Int64),
            is_local=(C("is_local") & C("counted")).any(),
            urban=(C("urban") & C("counted")).sum().cast(pl.Int64),
            head_urban=C("urban").first(),
        )
        .filter(C("members") > 0)
        .with_columns(line=C("urban") * at.urban + (C("members") - C("urban")) * at.rural)
    )

    spent.stage("benefits, jobs, school, property")
    received = (
        scan(plain, "benefit")
        .filter((day("开始日期") <= as_of) & (day("结束日期").fill_null(EVER) >= as_of))
        .collect()
        .join(household_of, on=ID, how="left")
    )
    received = pl.concat(
        [
            received.select(HOME, "待遇类别"),
            received.filter(C("lives_in").is_not_null()).select(pl.col("lives_in").alias(HOME), "待遇类别"),
        ]
    )

    def receives(*words: str) -> pl.Expr:
        return C(HOME).is_in(received.filter(C("待遇类别").is_in(words))[HOME].unique().implode())

    allowance, near = ("最低生活保障", "低保"), ("低保边缘", "低保边缘家庭")
    support, rigid = ("特困人员救助供养", "特困"), ("刚性支出困难", "刚性支出困难家庭")
    watched = counted.join(scan(plain, "poverty_return_watch").select(ID).unique().collect(), on=ID)[HOME]
    jobs = scan(plain, "employment").with_columns(day=day("日期")).filter(C("day") <= as_of)
    without_work = (
        jobs.group_by(ID)
        .agg(
            lost=C("day").filter(C("事件").is_in(["失业登记", "停保"])).max(),
            found=C("day").filter(C("事件").is_in(["参保", "就业登记"])).max(),
        )
        .filter(C("lost") > C("found").fill_null(NEVER))
        .select(ID)
        .collect()
    )
    school = scan(plain, "education").filter(C("学年").is_in(at.school_years)).with_columns(fee=fen("费用"))
    students = (
        school.sort("学年", "fee", descending=True)
        .unique(ID, keep="first", maintain_order=True)
        .join(school.group_by("学段").agg(newest=C("学年").max()), on="学段")
        .filter((C("学年") >= C("newest")) & (C("学段") != "研究生"))
        .select(ID)
        .collect()
    )
    owned = scan(plain, "property").collect().join(counted, on=ID).with_columns(fen=fen("价值"))
    money = (
        owned.filter(C("财产类型").is_in(["存款", "公积金"]))
        .group_by(HOME, ID, "标识")
        .agg(C("fen").max())
        .group_by(HOME)
        .agg(money=C("fen").sum())
    )
    capital = (
        owned.filter(C("财产类型").is_in(["市场主体", "企业", "个体工商户"]))
        .group_by(HOME)
        .agg(capital=C("fen").max())
    )
    standard = pl.when("head_urban").then(at.urban).otherwise(at.rural)
    home = (
        home.join(money, on=HOME, how="left")
        .join(capital, on=HOME, how="left")
        .with_columns(
            allowance=receives(*allowance),
            support=receives(*support),
            near=receives(*near),
            low_income=receives(*allowance, *near, *support, *rigid),
            watched=C(HOME).is_in(watched.implode()) | receives("防止返贫监测"),
            over=(C("money") >= at.money_multiple * standard * C("members")).fill_null(False)
            | (C("capital") >= at.capital_limit).fill_null(False),
        )
    )

    spent.stage("income")
    back = C("所属月份").replace_strict(at.months_back, default=None, return_dtype=pl.Int32)
    kept = pl.when(C("收入类型").is_in(at.exempt)).then(0).otherwise(C("fen"))
    earned = []
    for path in sorted(plain.glob("income/*/*.csv")):
        earned.append(
            pl.scan_csv(path, infer_schema=False, glob=False)
            .unique([ID, "所属月份", "收入类型", "单位"])
            .with_columns(back=back, fen=fen("金额"))
            .filter(C("back").is_not_null() & C("数据性质").is_in(["实发", "申报"]))
            .group_by(ID)
            .agg(
                rows=(C("back") <= 12).sum().cast(pl.Int64),
                window=kept.filter(C("back") <= 12).sum(),
                recent=kept.filter(C("back") <= 3).sum(),
                previous=kept.filter(C("back") > 3).sum(),
            )
            .collect(engine="streaming")
        )
    sums = ["rows", "window", "recent", "previous"]
    by_person = pl.concat(earned).group_by(ID).agg(C(sums).sum())
    people = (
        counted.join(by_person, on=ID, how="left")
        .with_columns(C(sums).fill_null(0))
        .with_columns(
            unknown=C("age").is_between(16, 59)
            & (C("rows") == 0)
            & ~C(ID).is_in(without_work[ID].implode())
            & ~C(ID).is_in(students[ID].implode())
        )
    )
    home = home.join(
        people.group_by(HOME).agg(C("unknown", "window", "recent", "previous").sum().cast(pl.Int64)), on=HOME
    ).with_columns(window=C("window").clip(0))

    spent.stage("medical")
    paid = (
        scan(plain, "medical_expense")
        .unique("结算编号", keep="last", maintain_order=True)
        .filter(day("结算日期").is_between(pl.lit(date(at.as_of.year, 1, 1)), as_of))
        .group_by(ID)
        .agg(medical=fen("个人自付").sum())
        .collect()
    )
    home = home.join(
        counted.join(paid, on=ID, how="left").group_by(HOME).agg(C("medical").fill_null(0).max()), on=HOME
    )

    spent.stage("rules")
    ratio, near_tenths, red_tenths = (
        int(at.drop_ratio * 1_000_000),
        int(at.near_ratio * 10),
        int(at.red_ratio * 10),
    )
    home = home.with_columns(
        limit=C("line") * 12,
        near_limit=C("line") * 12 * near_tenths // 10,
        drop_limit=(C("previous") * ratio + 4_000_000) // 4_000_000,
        income_limit=pl.when("head_urban").then(at.income_urban).otherwise(at.income_rural),
        medical_limit=pl.when("watched")
        .then(at.medical_watched)
        .when("low_income")
        .then(at.medical_low_income)
        .otherwise(at.medical_other),
    )
    known, may_apply = C("unknown") == 0, ~C("allowance") & ~C("support") & C("is_local")
    n01 = home.filter(may_apply & ~C("over") & (C("window") < C("limit")))
    n02 = home.filter(
        may_apply
        & ~C("near")
        & known
        & ((C("window") >= C("limit")) | C("over"))
        & (C("window") < C("near_limit"))
    )
    n05 = home.filter((C("medical") >= C("medical_limit")) | (C("medical") >= C("income_limit")))
    n08 = home.filter(
        known
        & (C("previous") >= 1)
        & (C("recent") < C("drop_limit"))
        & (C("recent") < C("line") * 3 * near_tenths // 10)
    )
    is_red = known & (C("window") * 10 < C("limit") * red_tenths)
    is_beyond_income = C("medical") >= C("income_limit")
    mark = lines.fingerprint(
        N01=(
            len(n01),
            len(n01.filter(is_red)),
            len(n01.filter(~known)),
            n01["window"].sum(),
            n01["limit"].sum(),
        ),
        N02=(len(n02), n02["window"].sum(), n02["near_limit"].sum()),
        N05=(len(n05), len(n05.filter(is_beyond_income)), n05["medical"].sum()),
        N08=(len(n08), n08["recent"].sum(), n08["previous"].sum(), n08["drop_limit"].sum()),
    )
    sys.stdout.write(spent.told(fingerprint=mark))


if __name__ == "__main__":
    main()
