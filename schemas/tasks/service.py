"""Needs for a service that nobody has met in time."""

from datetime import date

from schemas.rule import Basis
from schemas.tasks.kind import TaskKind

TASKS: tuple[TaskKind, ...] = (
    TaskKind(
        code="service_waiting",
        zh="服务需求久未办结",
        en="Needs for a service open for too long",
        needs=("household_member", "service_need"),
        parameters=("service_within_days",),
        action_zh="联系承接站点，尽快提供服务；没有承接站点的，指定站点",
        action="Ask the station; where there is none, name one",
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
