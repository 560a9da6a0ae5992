"""`doudi synth`: believable departments' files of a made-up county."""

from argparse import Namespace
from pathlib import Path

from flows.synth import write_extracts
from flows.talk import answer, progress, table


def run(options: Namespace) -> int:
    show = progress()
    summary = write_extracts(
        Path(options.out),
        households=options.households,
        seed=options.seed,
        as_of=options.as_of,
        months=options.months,
        dirty=options.dirty,
        area=options.area,
        progress=(lambda done, total: show("households", done, total)) if show else None,
    )
    answer(f"样例数据 / sample extracts: {options.out}")
    table(
        ("数据 extract", "文件 files", "行 rows"),
        [(name, summary.files[name], summary.rows[name]) for name in sorted(summary.rows)],
    )
    answer(
        f"  有意弄坏的行 spoiled on purpose: {sum(summary.spoiled.values()):,}（{Path(options.out) / 'truth'}）"
    )
    return 0
