"""`doudi bundle`: a night sealed in one file for an auditor, and such a file checked."""

import json
from argparse import Namespace
from dataclasses import asdict
from pathlib import Path

from flows import home
from flows.audit import note
from flows.bundle import seal
from flows.bundle_check import check
from flows.talk import answer, say
from schemas.faults import DoudiError

BROKEN = 1


def run(options: Namespace) -> int:
    return _verify(options) if options.action == "verify" else _make(options)


def _make(options: Namespace) -> int:
    bureau = home.find(home.resolve(options.home))
    sealed = seal(bureau, options.as_of, Path(options.file).expanduser())
    note(bureau, "bundle make", f"{sealed.run_id} sha256={sealed.sha256}")
    if options.json:
        print(json.dumps(asdict(sealed) | {"path": str(sealed.path)}, ensure_ascii=False, indent=2))  # noqa: T201
        return 3 if sealed.lacks else 0
    answer(f"{sealed.run_id}  {sealed.path}\nSHA-256  {sealed.sha256}")
    if sealed.lacks:
        say(
            f"▲ 那一晚以后改过，卷宗里只有摘要 / changed since that night, so only its digest is in there: {', '.join(sealed.lacks)}"
        )
    return 3 if sealed.lacks else 0


def _verify(options: Namespace) -> int:
    path = Path(options.file).expanduser()
    if not path.is_file():
        raise DoudiError("E-NO-FILE", path.name)
    bureau = home.find(home.resolve(options.home)) if options.home or options.replay else None
    wrong = check(path, bureau, replays=options.replay)
    if options.json:
        print(json.dumps({"wrong": wrong}, ensure_ascii=False, indent=2))  # noqa: T201
        return BROKEN if wrong else 0
    for line in wrong:
        answer(f"✘ {line}")
    if not wrong:
        answer("✔ 卷宗完整，各部分说法一致 / whole, and its parts agree")
    return BROKEN if wrong else 0
