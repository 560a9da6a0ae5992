"""The reason that a person gives for a decision or a look. It is kept, and shown, for good: it names nobody by number."""

import re
from argparse import ArgumentTypeError

from schemas.masks import LONG_NUMBER


def reason(text: str) -> str:
    """The reason as given. Raises: ArgumentTypeError, without the text, where it holds what may be an identity number."""
    if re.search(LONG_NUMBER, text):
        raise ArgumentTypeError("理由里不要写证件号码 / no identity numbers in a reason")
    return text
