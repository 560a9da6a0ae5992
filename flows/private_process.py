"""A process that works with people's data: what it writes only its own account reads, and of its memory nothing is written."""

import os
import resource


def private_process() -> None:
    os.umask(0o077)
    # The memory of a night that crashes is full of people.
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
