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
        action_zh="核对启动条件，按建议名单审批，在时限内发放",
        action="Check the trigger, approve the suggested list, pay within the limit",
        basis=(
            Basis(
                id="LB11",
                cite="发改价格〔2021〕1553号",
                says="达到启动条件的，在指数发布后20个工作日内发放价格临时补贴",
            ),
        ),
    ),
)
