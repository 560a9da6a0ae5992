"""`make bench`: what a night costs beside the floor, in one run, in processor seconds.

The floor is bare DuckDB reading the same CSV files with declared types and keeping nothing. Machines are
noisy: read the ratios. `BENCH_HOUSEHOLDS` sets the sizes (default 10000 100000).
"""

import os
import resource
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path

AS_OF = "2022-06-22"

FLOOR = """
import sys, pathlib, duckdb
con = duckdb.connect()
con.execute("SET threads = 2")
types = {"金额": "DECIMAL(18,2)", "总费用": "DECIMAL(18,2)", "基本医保支付": "DECIMAL(18,2)", "大病保险支付": "DECIMAL(18,2)",
         "医疗救助支付": "DECIMAL(18,2)", "个人自付": "DECIMAL(18,2)", "个人自费": "DECIMAL(18,2)", "月发放金额": "DECIMAL(18,2)"}
rows = 0
for path in sorted(pathlib.Path(sys.argv[1]).rglob("*.csv")):
    names = path.open(encoding="utf-8").readline().strip().split(",")
    columns = ", ".join(f"'{name}': '{types.get(name, 'VARCHAR')}'" for name in names)
    touched = " + ".join(f'count("{name}")' for name in names)
    rows += con.execute(f"SELECT count(*), {touched} FROM read_csv(?, auto_detect=false, header=true, columns={{{columns}}})",
                        [str(path)]).fetchall()[0][0]
print(rows)
"""

NIGHT = """
import sys, pathlib
from datetime import date
from flows import home
from flows.nightly import run_night
bureau = home.make(pathlib.Path(sys.argv[1]), "370902")
run_night(bureau, date.fromisoformat(sys.argv[2]))
"""


def timed(*command: str) -> tuple[float, str]:
    """User and system seconds of a child process, and what it printed."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run([sys.executable, "-c", *command], check=True, capture_output=True, text=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, done.stdout.strip()


def main() -> None:
    from flows.synth import write_extracts

    print(
        f"{'households':>10} {'rows':>10} {'floor s':>8} {'night s':>8} {'ratio':>6} {'2nd night s':>11} {'peak MB':>8}"
    )
    for households in map(int, os.environ.get("BENCH_HOUSEHOLDS", "10000 100000").split()):
        with tempfile.TemporaryDirectory() as folder:
            home = Path(folder) / "home"
            write_extracts(
                home / "landing",
                households=households,
                seed=1,
                as_of=date.fromisoformat(AS_OF),
                dirty=0.003,
                truth=Path(folder) / "truth",
            )
            plain = Path(folder) / "plain"
            for path in (home / "landing").rglob("*.csv"):
                clean(path, plain / path.relative_to(home / "landing"))
            floor, rows = timed(FLOOR, str(plain))
            night, _ = timed(NIGHT, str(home), AS_OF)
            second, _ = timed(NIGHT, str(home), "2022-06-23")
            peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
            print(
                f"{households:>10,} {int(rows):>10,} {floor:>8.1f} {night:>8.1f} {night / floor:>6.1f} {second:>11.1f} {peak:>8.0f}"
            )


def clean(source: Path, target: Path) -> None:
    """The same file in UTF-8 without the spoiled lines, which the bare reader would refuse."""
    target.parent.mkdir(parents=True, exist_ok=True)
    raw = source.read_bytes()
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("gb18030")
    lines = text.splitlines()
    width = lines[0].count(",")
    kept = [line for line in lines if line.count(",") == width and '"' not in line]
    money = [
        place
        for place, name in enumerate(lines[0].split(","))
        if name
        in (
            "金额",
            "个人自付",
            "总费用",
            "月发放金额",
            "基本医保支付",
            "大病保险支付",
            "医疗救助支付",
            "个人自费",
        )
    ]
    kept = [
        kept[0],
        *(line for line in kept[1:] if all(is_amount(line.split(",")[place]) for place in money)),
    ]
    target.write_text("\n".join(kept) + "\n", encoding="utf-8")


def is_amount(cell: str) -> bool:
    return not cell or (
        cell.replace(".", "", 1).replace("-", "", 1).isascii()
        and cell.replace(".", "", 1).replace("-", "", 1).isdigit()
    )


if __name__ == "__main__":
    main()
