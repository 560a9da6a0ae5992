"""`doudi demo`: a sample county and its first night, with nothing to prepare."""

import shutil
import time
from argparse import Namespace

from flows import home
from flows.nightly import run_night
from flows.summary import tell
from flows.synth import write_extracts
from flows.talk import answer, progress
from schemas.faults import DoudiError

AREA = "370902"


def run(options: Namespace) -> int:
    path = home.resolve(options.home)
    if (path / "doudi.toml").exists():
        if not home.find(path).is_demo:
            raise DoudiError("E-HOME-TAKEN", str(path), exit_code=2)
        shutil.rmtree(path)
    bureau = home.make(path, AREA, is_demo=True)
    show = progress()
    started = time.monotonic()
    answer(
        f"造一个约 {options.households:,} 户的样例县（全部是虚构人物）/ making a county of invented people"
    )
    write_extracts(
        bureau.landing,
        households=options.households,
        seed=options.seed,
        as_of=options.as_of,
        truth=bureau.path / "truth",
        progress=(lambda done, total: show("样例 sample", done, total)) if show else None,
    )
    made = time.monotonic()
    outcome = run_night(bureau, options.as_of, None, show)
    ended = time.monotonic()
    answer(
        f"造数据 {made - started:.0f} 秒，运行一晚 {ended - made:.0f} 秒 / seconds to make the county, to run the night"
    )
    answer()
    tell(bureau, outcome)
    return 0 if outcome.exit_code == 3 else outcome.exit_code
