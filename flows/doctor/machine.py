"""The machine: its clock and calendar, its fonts, and that nothing phones home."""

import shutil
import subprocess
import time
from collections.abc import Iterator
from datetime import datetime

from flows.doctor.finding import Finding
from flows.quiet import SILENT
from monitors import working_days


def look(moment: datetime) -> Iterator[Finding]:
    yield Finding(
        "ok",
        "时钟 clock",
        f"北京时间 Beijing time {moment:%Y-%m-%d %H:%M}，本机时区 this machine's zone {time.tzname[0]}",
    )
    if working_days.is_known(moment.date()):
        yield Finding("ok", "节假日 holidays", f"{moment.year}")
    else:
        fix = "升级 chinesecalendar；目前按周一至周五计 / weekdays stand in"
        yield Finding("warn", "节假日 holidays", f"{moment.year}", fix)
    yield _fonts()
    yield Finding("ok", "遥测 telemetry", f"已在程序中关闭 off in the program: {', '.join(SILENT)}")


def _fonts() -> Finding:
    """Pages and slips bring no font of their own: whatever prints them needs one with Chinese."""
    lister = shutil.which("fc-list")
    found = (
        subprocess.run(
            [lister, ":lang=zh", "family"], capture_output=True, text=True, timeout=30
        ).stdout.splitlines()
        if lister
        else []
    )
    if found:
        return Finding("ok", "中文字体 fonts", f"{len(found)}")
    return Finding(
        "warn",
        "中文字体 fonts",
        "本机没有，在别的机器上看报告、打印不受影响 / none here; pages opened elsewhere are not affected",
        "apt-get install fonts-noto-cjk",
    )
