"""One kind of matter that an office has to settle: not a household to visit, but its own books, deadlines and duties."""

from pydantic import BaseModel, ConfigDict

from schemas.rule import Basis


class TaskKind(BaseModel):
    """What is looked for every night by `monitors/systems/task_<code>.sql`.

    `needs` are extracts without which nobody can say whether there is such a matter: where one was never delivered, is
    late or held, the kind is not judged, and no matter is called settled. `parameters` are values without which it
    cannot be judged either. A task suggests what an office should look at; it decides nothing.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    code: str
    zh: str
    en: str
    needs: tuple[str, ...]
    parameters: tuple[str, ...] = ()
    action_zh: str
    action: str
    basis: tuple[Basis, ...]
