"""People who asked for help and wait: at hotlines, counters, on patrols, in rescue stations."""

from schemas.rule import Basis
from schemas.tasks.kind import TaskKind

_WHERE_THE_NEED_IS = Basis(
    id="LB07", cite="国发〔2014〕47号", says="对遭遇急难的家庭和个人由急难发生地给予临时救助，不受户籍限制"
)

TASKS: tuple[TaskKind, ...] = (
    TaskKind(
        code="help_not_same_day",
        zh="求助未按时办结",
        en="Request for help not settled in time",
        needs=("help_request",),
        parameters=("help_response_days",),
        action_zh="立即联系求助人，先行救助；已办结的补录办结时间",
        action="Call back at once and help first; where it is settled, enter when",
        basis=(_WHERE_THE_NEED_IS,),
    ),
    TaskKind(
        code="rescue_stay_over",
        zh="救助站滞留超期",
        en="Stay in a rescue station too long",
        needs=("help_request",),
        parameters=("rescue_stay_days",),
        action_zh="联系流出地安排返乡或落实安置；确需延长的报上级民政部门备案",
        action="Arrange the way home with the place of registration, or a place to stay; report an extension",
        basis=(
            Basis(
                id="LB15",
                cite="城市生活无着的流浪乞讨人员救助管理办法实施细则",
                says="救助期限一般不超过10天，因特殊情况需要延长的，报上级民政主管部门备案",
            ),
        ),
    ),
    TaskKind(
        code="hazard_outside_register",
        zh="名册外受灾人员无人跟进",
        en="Struck by a disaster or accident, and on nobody's list",
        needs=("hazard", "household_member", "help_request"),
        parameters=("hazard_days",),
        action_zh="向送数部门问明住处，由所在乡镇上门了解；需要帮助的登记为求助",
        action="Ask the department where they live, have the township call on them; enter a request where help is needed",
        basis=(_WHERE_THE_NEED_IS,),
    ),
)
