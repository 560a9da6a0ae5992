"""`doudi serve`: start every night by Prefect's clock, and show them in its window."""

from argparse import Namespace

from flows import home
from flows.serve import serve


def run(options: Namespace) -> int:
    return serve(home.find(home.resolve(options.home)), options.port)
