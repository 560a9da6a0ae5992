"""Payment rules under worked examples: what they put on the list of suggested payments."""

from decimal import Decimal

from tests.rules.judging import CON, RULES, judge
from tests.worked_examples import Example


def paid(code: str, example: Example) -> dict[str, str]:
    """What the rule suggests to pay: category, amount and who approves; empty where it suggests nothing."""
    judge(RULES[code], example.given)
    assert CON.execute("FROM finding").fetchall() == []
    found = CON.execute("SELECT category, suggested_fen, approval_level FROM payment").fetchall()
    if not found:
        return dict.fromkeys(example.expected, "")
    category, fen, level = found[0]
    shown = {"category": category or "", "suggested_cny": f"{Decimal(fen) / 100:.2f}", "level": level or ""}
    return {name: shown[name] for name in example.expected}
