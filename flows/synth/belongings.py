"""What people own: a home for most heads, a little money, now and then a car, seldom a firm."""

import numpy as np
import pyarrow as pa

from flows.synth.days import day_number
from flows.synth.handing_in import HandingIn
from flows.synth.households import HEAD, POOR_LOTS, TEKUN, Block
from flows.synth.money import tenths, yuan
from flows.synth.work import Work

BANKS = ("甲银行(样例)", "乙银行(样例)", "丙信用社(样例)", "住房公积金(样例)")
_ALL_BANKS = pa.array(BANKS)
_EMPTY = pa.scalar("", pa.string())


def deliver_belongings(rng: np.random.Generator, block: Block, work: Work, to: HandingIn) -> None:
    count, cut = block.person_count, day_number(to.window.register_cut)
    is_poor = np.isin(block.person_lot, POOR_LOTS)
    is_adult = (block.age >= 18) & block.is_counted

    def register(
        department: str,
        kind: str,
        chosen: np.ndarray,
        asset_no: pa.Array | str,
        yuan_each: np.ndarray,
        area: np.ndarray | None = None,
    ) -> None:
        who = np.flatnonzero(chosen)
        people = pa.array(who)
        fen = np.rint(yuan_each[who]).astype(np.int64) * 100
        if isinstance(asset_no, str):
            numbers = [f"{asset_no}{block.number:05d}{place:05d}" for place in range(len(who))]
            asset_no = pa.array(numbers, pa.string())
        else:
            asset_no = asset_no.take(people)
        registered = np.maximum(cut - rng.integers(30, 15 * 365, count), block.born + 18 * 365)
        registered = np.minimum(registered, cut - 30)
        columns = (
            block.id_number.take(people),
            pa.array([kind] * len(who), pa.string()),
            asset_no,
            yuan(fen),
            pa.array([""] * len(who), pa.string()) if area is None else tenths(area[who]),
            to.days.iso(registered[who]),
        )
        to.departments.belongings(department, columns, int(fen.sum()), to.faults)

    is_owner = is_adult & (rng.random(count) < np.where(block.relation == HEAD, 0.78, 0.03))
    price = rng.lognormal(np.log(np.where(block.is_urban, 320_000, 90_000)), 0.4, count)
    register(
        "住建_房产",
        "房产",
        is_owner & (block.person_lot != TEKUN),
        "样房",
        price,
        rng.integers(450, 1_500, count),
    )
    drives = is_adult & (block.age < 65) & (rng.random(count) < np.where(is_poor, 0.002, 0.034))
    register("交管_机动车", "机动车", drives, "样车", rng.lognormal(np.log(45_000), 0.6, count))
    saves = is_adult & (rng.random(count) < 0.52)
    money = rng.lognormal(np.log(np.where(is_poor, 900, 4_000)), 0.8, count)
    bank = _ALL_BANKS.take(pa.array(rng.integers(0, len(BANKS), count)))
    register("金融_存款与公积金", "存款", saves, bank, money)
    trades = is_adult & (
        rng.random(count) < np.where(is_poor, 0.0006, np.where(work.is_own_account, 0.09, 0.003))
    )
    register("市监_市场主体", "个体工商户", trades, "样企", rng.integers(1, 31, count) * 10_000.0)
