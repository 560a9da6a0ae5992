"""What somebody typed, as it may be said back: our numbers and codes are plain letters, anything else may be a name."""

from flows.message import covered


def asked(text: str) -> str:
    return text if text.isascii() else covered(text)
