"""`make bench`: what a night costs beside the floor, in one run, in processor seconds.

The floor is bare DuckDB reading the same CSV files with declared types and keeping nothing. Machines are
noisy: read the ratios. `BENCH_HOUSEHOLDS` sets the sizes (default 10000 100000).
"""

import json
import os
import re
import resource
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path

from schemas.extracts import EXTRACTS

AS_OF = "2022-06-22"

DAY = "(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))"
FORM = {"money": r"(?:-?[0-9]+(?:\.[0-9]+)?)?", "date": f"(?:[0-9]{{4}}-{DAY})?"}
"""What the bare reader can type; cells in another form are spoiled for it."""

FLOOR = """
import sys, pathlib, duckdb
from schemas.extracts import EXTRACTS
con = duckdb.connect()
con.execute("SET threads = 2")
types = {"money": "DECIMAL(18,2)", "date": "DATE"}
rows = 0
for path in sorted(pathlib.Path(sys.argv[1]).rglob("*.csv")):
    kinds = {heading: column.kind for column in EXTRACTS[path.parent.parent.name].columns
             for heading in (column.zh, column.name, *column.aliases)}
    names = path.open(encoding="utf-8").readline().strip().split(",")
    columns = ", ".join(f"'{name}': '{types.get(kinds.get(name), 'VARCHAR')}'" for name in names)
    touched = " + ".join(f'count("{name}")' for name in names)
    rows += con.execute(f"SELECT count(*), {touched} FROM read_csv(?, auto_detect=false, header=true, columns={{{columns}}})",
                        [str(path)]).fetchall()[0][0]
print(rows)
"""

NIGHT = """
import json, resource, sys, pathlib
from datetime import date
from flows import home
from flows.nightly import judge, land, under_way
from flows.publish.night import publish

def seconds():
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime

bureau = home.make(pathlib.Path(sys.argv[1]), "370902")
spent = {"imports": seconds()}
with under_way(bureau, date.fromisoformat(sys.argv[2])) as tonight:
    for name, step in (("ingest", land), ("judge", judge), ("publish", publish)):
        before = seconds()
        step(tonight)
        spent[name] = seconds() - before
spent["all"] = seconds()
spent["peak_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(json.dumps(spent))
"""


def timed(*command: str) -> tuple[float, str]:
    """User and system seconds of a child process, and what it printed."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run([sys.executable, "-c", *command], check=True, capture_output=True, text=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, done.stdout.strip()


def night(home: Path, as_of: str) -> dict[str, float]:
    """Seconds of a night by stage, and its peak memory."""
    found: dict[str, float] = json.loads(timed(NIGHT, str(home), as_of)[1])
    return found


def main() -> None:
    from flows.synth import write_extracts

    print(
        f"{'households':>10} {'rows':>11} {'floor s':>8} {'ingest s':>9} {'ratio':>6} {'judge s':>8} {'publish s':>9}"
        f" {'all s':>7} {'next night s':>12} {'peak MB':>8}"
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
            first, second = night(home, AS_OF), night(home, "2022-06-23")
            print(
                f"{households:>10,} {int(rows):>11,} {floor:>8.1f} {first['ingest']:>9.1f} {first['ingest'] / floor:>6.1f}"
                f" {first['judge']:>8.1f} {first['publish']:>9.1f} {first['all']:>7.1f} {second['all']:>12.1f}"
                f" {first['peak_mb']:>8.0f}",
                flush=True,
            )


def clean(source: Path, target: Path) -> None:
    """The same file in UTF-8 without the spoiled lines, which the bare reader would refuse."""
    target.parent.mkdir(parents=True, exist_ok=True)
    raw = source.read_bytes()
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("gb18030")
    header, *lines = text.splitlines()
    kinds = {
        heading: column.kind
        for column in EXTRACTS[source.parent.parent.name].columns
        for heading in (column.zh, column.name, *column.aliases)
    }
    forms = [FORM.get(kinds.get(name, ""), "[^,]*") for name in header.split(",")]
    line_form = re.compile(",".join(forms))
    kept = (line for line in lines if '"' not in line and line_form.fullmatch(line))
    target.write_text("\n".join([header, *kept]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
