"""A supplement that rising prices call for, and that nobody has paid."""

from schemas.rule import Basis
from schemas.tasks.kind import TaskKind

TASKS: tuple[TaskKind, ...] = (
    TaskKind(
        code="price_payment_due",
        zh="价格补贴待发放",
        en="A price supplement is to be paid",
        needs=("price_index",),
        parameters=("price_pay_days",),
        action_zh="核对启动条件，审批名单，在时限内发放；最新月份见建议名单，更早的重演下一个月指数送达前的一晚",
        action="Check the trigger, approve the list, pay in time; the latest month's is suggested, an older one by replaying a night before the next index came",
        basis=(
            Basis(
                id="LB11",
                cite="发改价格〔2021〕1553号",
                says="达到启动条件的，在指数发布后20个工作日内发放价格临时补贴",
            ),
        ),
    ),
)
