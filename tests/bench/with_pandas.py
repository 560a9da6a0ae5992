"""Four of the product's rules in pandas, as an analyst who knows it well would write them. usage: with_pandas PLAIN LANDING AS_OF

The same rows, the same values in force, the same unknowns; files one after another, sums by person, joins last. What it
leaves out is said in docs/performance.md.
"""

import sys
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd

from tests.bench import lines
from tests.bench.spent import Spent

WEIGHTS = np.array([7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2])
NEVER, EVER = pd.Timestamp("1700-01-01"), pd.Timestamp("2200-01-01")
ID = "身份证号"


def files(plain: Path, extract: str, columns: list[str], **types: object) -> list[pd.DataFrame]:
    """Every file of an extract, in order of delivery; what is not named otherwise is text."""
    return [
        pd.read_csv(
            path,
            usecols=columns,
            dtype=dict.fromkeys(columns, str) | types,
            keep_default_na=False,
            na_values=[""],
        )
        for path in sorted(plain.glob(f"{extract}/*/*.csv"))
    ]


def days(texts: pd.Series) -> pd.Series:
    """Dates in any of the departments' forms. There are few of them: each is read once."""
    once = pd.Series(texts.dropna().unique(), dtype=str)
    parts = once.str.extract(r"^(\d{4})\D?(\d{1,2})\D?(\d{1,2})\D?$")
    read = pd.to_datetime(
        dict(zip(("year", "month", "day"), (parts[n].astype(int) for n in range(3)), strict=True))
    )
    return texts.map(dict(zip(once, read, strict=True)))


def is_number(ids: pd.Series) -> np.ndarray:
    """Check digits (GB 11643), all at once."""
    digits = np.array(ids.tolist(), dtype="S18").view(np.uint8).reshape(-1, 18)
    total = (digits[:, :17].astype(np.int16) - 48) @ WEIGHTS
    return np.frombuffer(b"10X98765432", np.uint8)[total % 11] == digits[:, 17]


def main() -> None:
    spent = Spent()
    plain, at = Path(sys.argv[1]), lines.read(date.fromisoformat(sys.argv[3]), Path(sys.argv[2]))
    as_of = pd.Timestamp(at.as_of)

    spent.stage("register")
    everyone = pd.concat(
        files(
            plain,
            "household_member",
            [
                "家庭编号",
                ID,
                "姓名",
                "与户主关系",
                "户籍性质",
                "户籍区划",
                "居住区划",
                "加入日期",
                "退出日期",
            ],
        )
    )
    everyone = everyone[is_number(everyone[ID])].drop_duplicates([ID, "加入日期"])
    joined, left = days(everyone["加入日期"]).fillna(NEVER), days(everyone["退出日期"]).fillna(EVER)
    deaths = pd.concat(files(plain, "death", [ID, "姓名", "死亡日期"]))
    deaths = deaths[days(deaths["死亡日期"]) <= as_of].merge(
        everyone[[ID, "姓名"]], on=ID, suffixes=("", "_here")
    )
    dead = set(deaths.loc[deaths["姓名"].isna() | (deaths["姓名"] == deaths["姓名_here"]), ID])
    away = pd.concat(files(plain, "custody", [ID, "类型", "开始日期", "结束日期"]))
    months = away["类型"].map(dict(at.away_after_months))
    away, months = away[months.notna()], months[months.notna()]
    start = days(away["开始日期"])
    gone_from = [day + pd.DateOffset(months=int(count)) for day, count in zip(start, months, strict=True)]
    is_away = (
        (start <= as_of)
        & (days(away["结束日期"]).fillna(EVER) >= as_of)
        & (pd.Series(gone_from, start.index) <= as_of)
    )
    member = everyone[(joined <= as_of) & (left > as_of)].copy()
    member["counted"] = ~member[ID].isin(dead | set(away.loc[is_away, ID]))
    born = member[ID].str[6:14].astype(int)
    member["age"] = (at.as_of.year * 10000 + at.as_of.month * 100 + at.as_of.day - born) // 10000
    member["urban"] = member["户籍性质"].isin(("城镇", "城市", "非农业"))
    member["local"] = member["counted"] & (member["户籍区划"].str[:6] == member["居住区划"].str[:6])
    member["head"] = ~member["与户主关系"].isin(("户主", "本人"))
    member = member.sort_values(["家庭编号", "counted", "head", ID], ascending=[True, False, True, True])
    home = member.groupby("家庭编号").agg(
        members=("counted", "sum"), local=("local", "max"), head_urban=("urban", "first")
    )
    counted = member[member["counted"]]
    home["urban"] = counted.groupby("家庭编号")["urban"].sum()
    home = home[home["members"] > 0]
    home["line"] = home["urban"] * at.urban + (home["members"] - home["urban"]) * at.rural
    household_of = member.set_index(ID)["家庭编号"]

    spent.stage("benefits, jobs, school, property")
    benefit = pd.concat(files(plain, "benefit", ["家庭编号", ID, "待遇类别", "开始日期", "结束日期"]))
    benefit = benefit[
        (days(benefit["开始日期"]) <= as_of) & (days(benefit["结束日期"]).fillna(EVER) >= as_of)
    ]
    moved = benefit.assign(家庭编号=benefit[ID].map(household_of)).dropna(subset=["家庭编号"])
    benefit = pd.concat([benefit, moved])

    def receives(*words: str) -> pd.Index:
        return pd.Index(benefit.loc[benefit["待遇类别"].isin(words), "家庭编号"].unique())

    allowance, near = ("最低生活保障", "低保"), ("低保边缘", "低保边缘家庭")
    support, rigid = ("特困人员救助供养", "特困"), ("刚性支出困难", "刚性支出困难家庭")
    home["allowance"], home["support"] = (
        home.index.isin(receives(*allowance)),
        home.index.isin(receives(*support)),
    )
    home["near"] = home.index.isin(receives(*near))
    low_income = home.index.isin(receives(*allowance, *near, *support, *rigid))
    on_watch = pd.concat(files(plain, "poverty_return_watch", [ID]))[ID]
    watched = home.index.isin(counted.loc[counted[ID].isin(on_watch), "家庭编号"]) | home.index.isin(
        receives("防止返贫监测")
    )
    jobs = pd.concat(files(plain, "employment", [ID, "事件", "日期"]))
    jobs["day"] = days(jobs["日期"])
    jobs = jobs[jobs["day"] <= as_of]
    lost = jobs[jobs["事件"].isin(("失业登记", "停保"))].groupby(ID)["day"].max()
    found = (
        jobs[jobs["事件"].isin(("参保", "就业登记"))]
        .groupby(ID)["day"]
        .max()
        .reindex(lost.index)
        .fillna(NEVER)
    )
    without_work = set(lost.index[lost > found])
    school = pd.concat(files(plain, "education", [ID, "学年", "学段", "费用"], 费用=float))
    school = school[school["学年"].isin(at.school_years)]
    newest = school.groupby("学段")["学年"].max()
    school = school.sort_values(["学年", "费用"], ascending=False).drop_duplicates(ID)
    is_current = school["学年"] >= school["学段"].map(newest)
    students = set(school.loc[is_current & (school["学段"] != "研究生"), ID])
    owned = pd.concat(files(plain, "property", [ID, "财产类型", "标识", "价值"], 价值=float)).merge(
        counted[[ID, "家庭编号"]], on=ID
    )
    owned["fen"] = (owned["价值"] * 100).round()
    money = owned[owned["财产类型"].isin(("存款", "公积金"))].groupby(["家庭编号", ID, "标识"])["fen"].max()
    capital = (
        owned[owned["财产类型"].isin(("市场主体", "企业", "个体工商户"))].groupby("家庭编号")["fen"].max()
    )
    standard = np.where(home["head_urban"], at.urban, at.rural)
    home["over"] = (
        money.groupby("家庭编号").sum().reindex(home.index) >= at.money_multiple * standard * home["members"]
    ) | (capital.reindex(home.index) >= at.capital_limit)

    spent.stage("income")
    sums = []
    for path in sorted(plain.glob("income/*/*.csv")):
        told = pd.read_csv(
            path,
            usecols=[ID, "所属月份", "收入类型", "金额", "数据性质", "单位"],
            dtype={ID: str} | dict.fromkeys(("所属月份", "收入类型", "数据性质", "单位"), "category"),
        )
        told = told.drop_duplicates([ID, "所属月份", "收入类型", "单位"])
        back = told["所属月份"].map(at.months_back).astype("Float64")
        told = told[back.notna() & told["数据性质"].isin(("实发", "申报"))]
        if told.empty:
            continue
        back = back.loc[told.index].astype(int)
        fen = (told["金额"] * 100).round().astype("int64").where(~told["收入类型"].isin(at.exempt), 0)
        sums.append(
            pd.DataFrame(
                {
                    ID: told[ID],
                    "rows": (back <= 12).astype(int),
                    "window": fen.where(back <= 12, 0),
                    "recent": fen.where(back <= 3, 0),
                    "previous": fen.where(back > 3, 0),
                }
            )
            .groupby(ID)
            .sum()
        )
    earned = pd.concat(sums).groupby(level=0).sum()
    people = counted[[ID, "家庭编号", "age"]].join(earned, on=ID)
    people[["rows", "window", "recent", "previous"]] = people[
        ["rows", "window", "recent", "previous"]
    ].fillna(0)
    people["unknown"] = (
        people["age"].between(16, 59)
        & (people["rows"] == 0)
        & ~people[ID].isin(without_work)
        & ~people[ID].isin(students)
    )
    of_home = people.groupby("家庭编号")[["unknown", "window", "recent", "previous"]].sum()
    home = home.join(of_home.astype("int64"))
    home["window"] = home["window"].clip(lower=0)

    spent.stage("medical")
    paid = pd.concat(
        files(plain, "medical_expense", ["结算编号", ID, "结算日期", "个人自付"], 个人自付=float)
    )
    paid = paid.drop_duplicates("结算编号", keep="last")
    settled = days(paid["结算日期"])
    paid = paid[(settled >= pd.Timestamp(at.as_of.year, 1, 1)) & (settled <= as_of)]
    by_person = (paid["个人自付"] * 100).round().astype("int64").groupby(paid[ID]).sum()
    home["medical"] = (
        counted.assign(fen=counted[ID].map(by_person).fillna(0))
        .groupby("家庭编号")["fen"]
        .max()
        .astype("int64")
    )
    home["medical_limit"] = np.where(
        watched, at.medical_watched, np.where(low_income, at.medical_low_income, at.medical_other)
    )
    income_limit = np.where(home["head_urban"], at.income_urban, at.income_rural)

    spent.stage("rules")
    known, limit = home["unknown"] == 0, home["line"] * 12
    near_limit = (home["line"] * 12 * int(at.near_ratio * 10)) // 10
    n01 = home[
        ~home["allowance"] & ~home["support"] & home["local"] & ~home["over"] & (home["window"] < limit)
    ]
    n02 = home[
        ~home["allowance"] & ~home["support"] & ~home["near"] & home["local"] & known
        & ((home["window"] >= limit) | home["over"]) & (home["window"] < near_limit)
    ]  # fmt: skip
    n05 = home[(home["medical"] >= home["medical_limit"]) | (home["medical"] >= income_limit)]
    ratio = int(at.drop_ratio * 1_000_000)
    home["drop_limit"] = (ratio * home["previous"] + 1_000_000 + 3_000_000) // 4_000_000
    n08 = home[
        known & (home["previous"] >= 1) & (home["recent"] < home["drop_limit"])
        & (home["recent"] < (home["line"] * 3 * int(at.near_ratio * 10)) // 10)
    ]  # fmt: skip
    red = n01[(n01["unknown"] == 0) & (n01["window"] * 10 < n01["line"] * 12 * int(at.red_ratio * 10))]
    mark = lines.fingerprint(
        N01=(len(n01), len(red), (n01["unknown"] > 0).sum(), n01["window"].sum(), (n01["line"] * 12).sum()),
        N02=(len(n02), n02["window"].sum(), near_limit.loc[n02.index].sum()),
        N05=(
            len(n05),
            (n05["medical"] >= pd.Series(income_limit, home.index).loc[n05.index]).sum(),
            n05["medical"].sum(),
        ),
        N08=(len(n08), n08["recent"].sum(), n08["previous"].sum(), n08["drop_limit"].sum()),
    )
    sys.stdout.write(spent.told(fingerprint=mark))


if __name__ == "__main__":
    main()
