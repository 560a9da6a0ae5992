"""The published tables beside the warnings: what the bureau's other work comes to, one module for each."""

from schemas.published.systems.application import TABLES as APPLICATION
from schemas.published.systems.donation import TABLES as DONATION
from schemas.published.systems.help_request import TABLES as HELP_REQUEST
from schemas.published.systems.investigation import TABLES as INVESTIGATION
from schemas.published.systems.legal_basis import TABLES as LEGAL_BASIS
from schemas.published.systems.price import TABLES as PRICE
from schemas.published.systems.reserve import TABLES as RESERVE
from schemas.published.systems.service import TABLES as SERVICE
from schemas.published.systems.subsidy import TABLES as SUBSIDY
from schemas.published.systems.task import TABLES as TASK
from schemas.table import Table

SYSTEM_TABLES: tuple[Table, ...] = (
    *TASK,
    *HELP_REQUEST,
    *RESERVE,
    *APPLICATION,
    *INVESTIGATION,
    *SERVICE,
    *DONATION,
    *SUBSIDY,
    *PRICE,
    *LEGAL_BASIS,
)
