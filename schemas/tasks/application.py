"""Applications that take too long, or were decided by the wrong level."""

from schemas.rule import Basis
from schemas.tasks.kind import TaskKind

_PROCEDURE = "民发〔2021〕57号"

TASKS: tuple[TaskKind, ...] = (
    TaskKind(
        code="application_check_late",
        zh="申请未按时开始核对",
        en="Check of an application not begun in time",
        needs=("application",),
        parameters=("approval_days",),
        action_zh="当天启动家庭经济状况核对；已经核对的补录开始日期",
        action="Begin the check today; where it has begun, enter when",
        basis=(Basis(id="LB02", cite=_PROCEDURE, says="受理后及时启动家庭经济状况调查核对"),),
    ),
    TaskKind(
        code="application_decision_late",
        zh="申请超过审批时限",
        en="Application undecided beyond the limit",
        needs=("application",),
        parameters=("approval_days",),
        action_zh="问明卡在哪一步，尽快作出决定；延长的向申请人说明；已决定、已终止的补录日期和结果",
        action="Ask what holds it up and decide; tell the applicant of an extension; where it is settled, enter day and result",
        basis=(
            Basis(id="LB02", cite=_PROCEDURE, says="审核确认有办理时限，特殊情况可以延长"),
            Basis(id="LB07", cite="国发〔2014〕47号", says="临时救助应当及时办理"),
        ),
    ),
    TaskKind(
        code="application_wrong_level",
        zh="审批层级与规定不符",
        en="Decided by another level than the one it is for",
        needs=("application",),
        parameters=("approval_level",),
        action_zh="核对决定层级是否录错，录错的更正；确由另一层级决定的，查明原因并按委托审批的规定处理",
        action="Correct the level where it was mistyped; else find out why and follow the rules of delegation",
        basis=(
            Basis(
                id="LB02",
                cite=_PROCEDURE,
                says="审核确认由县级民政部门负责，可以按程序委托乡镇人民政府、街道办事处办理",
            ),
        ),
    ),
)
