"""README: the rules and the commands, one line each."""

import argparse
from collections.abc import Iterator

from flows.cli import parser
from flows.handbook.markdown import table
from flows.rule_page import severities
from rules.load import SHIPPED, load_rules
from schemas.office import SEVERITY_ZH


def rules_table() -> str:
    """The shipped rules, one line each."""
    return table(
        ("代码 Code", "规则 Rule", "级别 Severity", "起 From", "建议 Suggestion", "依据 Basis"),
        (
            (
                f"[{rule.code}](docs/rules/{rule.code}.md)",
                f"[{rule.header.title_zh}](rules/{rule.id}.sql)<br>{rule.header.title}",
                "<br>".join(f"{SEVERITY_ZH[severity]} {severity}" for severity in severities(rule)),
                rule.header.valid_from,
                f"{rule.header.action_zh}<br>{rule.header.action}",
                "；".join(basis.cite for basis in rule.header.basis),
            )
            for rule in load_rules((SHIPPED,))
        ),
    )


def commands_table() -> str:
    """Every command with its options, from the parser itself. `--home` goes with all but `synth` and `template`."""
    commands = next(
        action for action in parser()._actions if isinstance(action, argparse._SubParsersAction)
    ).choices
    return table(
        ("命令 Command", "作用 What it does"),
        (
            (f"`doudi {name}{''.join(_words(command))}`", command.description or "")
            for name, command in commands.items()
        ),
    )


def _words(command: argparse.ArgumentParser) -> Iterator[str]:
    for action in command._actions:
        name = action.option_strings[-1] if action.option_strings else ""
        if name in ("--help", "--home"):
            continue
        values = "|".join(action.choices) if action.choices else str(action.metavar or action.dest.upper())
        word = f"{name} {values}".strip() if action.nargs != 0 else name
        yield f" {word}" if action.required else f" [{word}]"
