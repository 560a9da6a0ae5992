"""`doudi rules`: the rules that are shipped, and those a bureau has added."""

import json
from argparse import Namespace

from flows import home
from flows.talk import table
from rules.load import SHIPPED, load_rules


def run(options: Namespace) -> int:
    path = home.resolve(options.home)
    folders = (SHIPPED, path / "rules") if (path / "doudi.toml").exists() else (SHIPPED,)
    rules = load_rules(folders)
    if options.json:
        listed = [
            {"id": rule.id, "version": rule.version, **rule.header.model_dump(mode="json")} for rule in rules
        ]
        print(json.dumps(listed, ensure_ascii=False, indent=2))  # noqa: T201
        return 0
    table(
        ("代码 code", "规则 rule", "级别 severity", "起 from", "依据 basis"),
        [
            (
                rule.code,
                f"{rule.header.title_zh} {rule.header.title}",
                rule.header.severity,
                str(rule.header.valid_from),
                "；".join(basis.cite for basis in rule.header.basis),
            )
            for rule in rules
        ],
    )
    return 0
