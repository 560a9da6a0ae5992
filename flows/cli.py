"""The `doudi` command: a thin door. Nothing heavy is imported before the command is known."""

import argparse
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import ClassVar, NoReturn

from flows.command_line import deliveries, desk, first_steps, nights, people, policy, upkeep, warnings
from flows.private_process import private_process
from schemas.faults import DoudiError

USAGE, UNEXPECTED, AGAIN = 2, 70, 75


class Parser(argparse.ArgumentParser):
    """Says what is wrong with a command line the way every other error is said."""

    given: ClassVar[Sequence[str]] = ()

    def error(self, message: str) -> NoReturn:
        from flows.asked import asked
        from flows.talk import say_error

        for word in self.given:
            message = message.replace(word, asked(word))
        self.print_usage(sys.stderr)
        say_error(DoudiError("E-USAGE", f"{self.prog}: {message}", exit_code=USAGE))
        self.exit(USAGE)


def parser() -> argparse.ArgumentParser:
    """Every command with its options; each is carried out by the module of its name in `flows/commands`."""
    top = Parser(
        prog="doudi",
        description="兜底：低收入人口动态监测，夜间预警 / nightly early warning for a low-income population",
    )
    top.add_argument(
        "--debug",
        action="store_true",
        help="出错时显示经过程序何处，不含数据 / show through which places an error came; never data",
    )
    commands = top.add_subparsers(dest="command", metavar="命令 COMMAND", required=True)

    def add(name: str, text: str, *, json: bool = False) -> argparse.ArgumentParser:
        command = commands.add_parser(name, help=text, description=text)
        command.add_argument("--home", help="工作目录 / home folder (DOUDI_HOME, data/home)")
        if json:
            command.add_argument("--json", action="store_true", help="输出 JSON / answer as JSON")
        return command

    for group in (first_steps, nights, desk, warnings, deliveries, people, policy, upkeep):
        group.add_to(add)
    return top


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command. Returns its exit code: 0, 1, 2, 3, 4, 70 or 75 as the manual says."""
    from flows.talk import say_error

    private_process()
    Parser.given = sys.argv[1:] if argv is None else argv
    options = parser().parse_args(argv)
    try:
        return int(import_module(f"flows.commands.{options.command.replace('-', '_')}").run(options))
    except DoudiError as error:
        if options.debug:
            _say_trace(error)
        say_error(error)
        return error.exit_code
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        return 0
    except Exception as error:
        if options.debug:
            _say_trace(error)
        # The message of an unforeseen error may quote a cell; only its kind and place are said.
        trace = error.__traceback__
        while trace and trace.tb_next:
            trace = trace.tb_next
        place = (
            f"{type(error).__name__} {trace.tb_frame.f_code.co_filename.rsplit('/', 1)[-1]}:{trace.tb_lineno}"
            if trace
            else ""
        )
        from flows.disk import is_full

        if is_full(error):
            say_error(DoudiError("E-DISK", place, exit_code=AGAIN))
            return AGAIN
        say_error(DoudiError("E-UNEXPECTED", place, exit_code=UNEXPECTED))
        return UNEXPECTED


def _say_trace(error: Exception) -> None:
    from flows.talk import say
    from flows.trace import trace

    for line in trace(error):
        say(line)


if __name__ == "__main__":
    sys.exit(main())
