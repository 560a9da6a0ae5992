"""Listed households whom nobody has called on in time."""

from datetime import date

from schemas.rule import Basis
from schemas.tasks.kind import TaskKind

TASKS: tuple[TaskKind, ...] = (
    TaskKind(
        code="visit_overdue",
        zh="走访逾期",
        en="Listed households not called on in time",
        needs=("household_member", "benefit", "visit"),
        parameters=("visit_group", "visit_months"),
        action_zh="按走访任务名单补走访，走访台账送达后自动消失",
        action="Call on the households of the list of visits; the matter goes once the visits are delivered",
        basis=(
            Basis(
                id="LB10",
                since=date(2022, 6, 2),
                cite="民政部、财政部 2022-06-02 通知",
                says="切实保障困难群众基本生活，及时了解其困难和需求",
            ),
        ),
    ),
)
