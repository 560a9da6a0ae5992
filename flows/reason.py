"""The reason that a person gives for a decision or a look. It is kept, and shown, for good: it names nobody by number."""

from argparse import ArgumentTypeError

from schemas.masks import holds_a_number


def reason(text: str) -> str:
    """The reason as given. Raises: ArgumentTypeError, without the text, where it holds what may be a person's number."""
    if holds_a_number(text):
        raise ArgumentTypeError(
            "理由里不要写证件、电话或账户号码 / no identity, phone or account numbers in a reason"
        )
    return text
