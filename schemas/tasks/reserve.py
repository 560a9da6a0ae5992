"""Townships' reserve funds: missing, low, overdrawn, or at odds with what was paid."""

from schemas.rule import Basis
from schemas.tasks.kind import TaskKind

_RESERVE = Basis(id="LB08", cite="民发〔2018〕23号", says="建立乡镇（街道）临时救助备用金制度")
_DELEGATED = Basis(
    id="LB07", cite="国发〔2014〕47号", says="救助金额较小的，可以委托乡镇人民政府（街道办事处）审批"
)

TASKS: tuple[TaskKind, ...] = (
    TaskKind(
        code="reserve_missing",
        zh="没有备用金台账",
        en="No reserve ledger",
        needs=("reserve_fund",),
        action_zh="建立备用金并报送台账；已有的补送期初",
        action="Set up a reserve and send its ledger; where there is one, send its opening balance",
        basis=(_RESERVE,),
    ),
    TaskKind(
        code="reserve_low",
        zh="备用金不足",
        en="Reserve low",
        needs=("reserve_fund",),
        parameters=("reserve_minimum",),
        action_zh="申请拨入；已拨入的补记",
        action="Ask for a top-up, or enter the one that came",
        basis=(_RESERVE,),
    ),
    TaskKind(
        code="reserve_overdrawn",
        zh="备用金透支",
        en="Reserve overdrawn",
        needs=("reserve_fund",),
        action_zh="逐笔核对，补记拨入或更正支出",
        action="Check entry by entry; add the top-up that is missing or correct the draw",
        basis=(_RESERVE,),
    ),
    TaskKind(
        code="reserve_carried_over",
        zh="备用金期初与上年结转不符",
        en="Opening differs from what was carried over",
        needs=("reserve_fund",),
        action_zh="核对上年收支，更正期初或补记遗漏的收支",
        action="Check last year's entries; correct the opening, or add what was left out",
        basis=(_RESERVE,),
    ),
    TaskKind(
        code="draw_over_limit",
        zh="备用金支出超过乡镇审批额度",
        en="Draw above the township's limit",
        needs=("reserve_fund",),
        parameters=("township_approval_multiple", "subsistence_allowance_standard"),
        action_zh="查明审批层级，补办县级审批手续或更正金额",
        action="Find out who decided; have the county decide, or correct the amount",
        basis=(_DELEGATED,),
    ),
    TaskKind(
        code="draw_without_payment",
        zh="备用金支出没有对应发放",
        en="Draw without its payment",
        needs=("reserve_fund", "relief_payment"),
        parameters=("reserve_match_days",),
        action_zh="补写发放编号，补送发放记录，或更正金额和乡镇",
        action="Enter the payment's number, send the payment, or correct amount or township",
        basis=(_RESERVE,),
    ),
    TaskKind(
        code="payment_without_draw",
        zh="备用金发放没有对应支出",
        en="Payment without its draw",
        needs=("reserve_fund", "relief_payment"),
        parameters=("reserve_match_days",),
        action_zh="在台账补记支出；不是备用金发放的，更正资金来源",
        action="Enter the draw; where another fund paid, correct the fund",
        basis=(_RESERVE,),
    ),
    TaskKind(
        code="draw_twice",
        zh="同一发放重复支出",
        en="One payment drawn twice",
        needs=("reserve_fund",),
        action_zh="核对是否重复记账，更正多记的一笔；确已多支的追回",
        action="Correct the entry made twice; what was spent twice is to be returned",
        basis=(_RESERVE,),
    ),
)
