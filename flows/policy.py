"""The rules and values that a command speaks about: a home's, or the shipped ones where there is no home yet."""

import re
from dataclasses import dataclass

from flows import home, standards
from rules.load import SHIPPED, Rule, load_rules, load_shadows
from schemas.faults import DoudiError
from schemas.standard import Standard


@dataclass(frozen=True)
class Policy:
    area: str
    rules: list[Rule]
    shadows: list[Rule]
    values: list[Standard]
    home: home.Home | None


def read(given_home: str | None, given_area: str | None) -> Policy:
    """Without an area the home's own; without a home the nation. Raises: DoudiError E-USAGE, E-RULE-FORM, E-STANDARD-*."""
    if given_area and not re.fullmatch(r"\d{2}|\d{4}|\d{6}|\d{9}|\d{12}", given_area):
        raise DoudiError("E-USAGE", "--area: 2、4、6、9、12 位数字 / digits", exit_code=2)
    path = home.resolve(given_home)
    if not (path / "doudi.toml").exists():
        values, rules = standards.read((standards.SHIPPED,)), load_rules((SHIPPED,))
        return Policy(given_area or "00", rules, load_shadows((SHIPPED,)), values, None)
    bureau = home.find(path)
    values, rules = standards.read(bureau.standards), load_rules((SHIPPED, bureau.rules))
    return Policy(given_area or bureau.area, rules, load_shadows((SHIPPED, bureau.rules)), values, bureau)
