"""Keep a home of the present version."""

import tempfile
from pathlib import Path

from schemas.warehouse import VERSION
from tests.flows.kept_homes import keep
from tests.flows.test_scheduled import NIGHT, fill

with tempfile.TemporaryDirectory() as folder:
    made = fill(Path(folder) / "home")
    made.night(NIGHT)
    keep(made, VERSION)
