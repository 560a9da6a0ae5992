"""What was measured, as a table, a chart and a line of history."""

import json
import os
import platform
import subprocess
from collections import defaultdict
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from statistics import median
from typing import Any

FLOOR = "floor: typed read"
PANDAS = "four rules: pandas"
GUARANTEES = "loading: each guarantee"
"""Loading with a clock around every step: shown apart, because the clock costs too."""
GROUPS = {
    "imports": ("imports", "opening"),
    "reading to keeping": ("ingest",),
    "signals": ("watch",),
    "rules": ("rules",),
    "ledger": ("ledger",),
    "publish": ("publish", "closing"),
    "exports and report": ("exports", "report"),
}
"""Stages of a night drawn together; `between` belongs to none."""
TO_LEDGER = ("reading to keeping", "signals", "rules", "ledger")


@dataclass
class Measured:
    """One process: its stages, and what it told beside them."""

    stages: list[dict[str, Any]]
    told: dict[str, Any]

    @property
    def cpu(self) -> float:
        return sum(stage["cpu"] for stage in self.stages)

    @property
    def wall(self) -> float:
        return sum(stage["wall"] for stage in self.stages)

    @property
    def peak_mb(self) -> float:
        return max(stage["peak_mb"] for stage in self.stages)

    def group(self, name: str, figure: str = "cpu") -> float:
        of_group = [stage[figure] for stage in self.stages if stage["name"].split()[0] in GROUPS[name]]
        return max(of_group, default=0.0) if figure == "peak_mb" else sum(of_group)

    @property
    def work_cpu(self) -> float:
        """Without what starting costs; of a night, from reading to the ledger."""
        if any(stage["name"].startswith("ingest") for stage in self.stages):
            return sum(self.group(name) for name in TO_LEDGER)
        return sum(stage["cpu"] for stage in self.stages if stage["name"] != "imports")


@dataclass
class Row:
    """One implementation at one size: medians, and the range of its ratio to the floor of the same round."""

    name: str
    cpu: float
    work_cpu: float
    wall: float
    peak_mb: float
    to_floor: tuple[float, float, float]
    stages: dict[str, tuple[float, float, float]]
    """Median CPU, wall and peak memory by group, or by stage where it is no night."""
    finest: dict[str, float]


@dataclass
class Size:
    households: int
    rounds: dict[str, list[Measured]] = field(default_factory=lambda: defaultdict(list))
    rows: list[Row] = field(default_factory=list)
    count: int = 0
    told: dict[str, Any] = field(default_factory=dict)

    def add(self, name: str, measured: Measured) -> None:
        self.rounds[name].append(measured)

    def settle(self) -> None:
        """Medians of the rounds."""
        floors = [floor.work_cpu for floor in self.rounds[FLOOR]]
        self.count = len(floors)
        self.told = {
            "rows": self.rounds[FLOOR][0].told["rows"],
            "fingerprint": self.rounds[PANDAS][0].told["fingerprint"],
            "day_after_rows": self.rounds["night: day after"][0].told["rows"],
            "day_after_changed": self.rounds["night: day after"][0].told["changed"],
        }
        for name, runs in self.rounds.items():
            ratios = [run.work_cpu / floor for run, floor in zip(runs, floors, strict=True)]
            names = list(GROUPS) if "imports" in GROUPS and name.startswith("night") else []
            if "product" in name:
                names = list(GROUPS)
            stages = {
                group: tuple(
                    median(run.group(group, figure) for run in runs) for figure in ("cpu", "wall", "peak_mb")
                )
                for group in names
            }
            finest = {
                stage["name"]: median(
                    next((s["cpu"] for s in run.stages if s["name"] == stage["name"]), 0.0) for run in runs
                )
                for stage in runs[0].stages
            }
            self.rows.append(
                Row(
                    name,
                    median(run.cpu for run in runs),
                    median(run.work_cpu for run in runs),
                    median(run.wall for run in runs),
                    median(run.peak_mb for run in runs),
                    (median(ratios), min(ratios), max(ratios)),
                    stages,  # type: ignore[arg-type]
                    finest,
                )
            )


def machine() -> dict[str, Any]:
    cpu = next(
        (
            line.partition(":")[2].strip()
            for line in Path("/proc/cpuinfo").read_text().splitlines()
            if line.startswith("model name")
        ),
        platform.processor(),
    )
    memory = int(Path("/proc/meminfo").read_text().split()[1]) / 1024**2
    return {
        "cpu": cpu,
        "cores": os.cpu_count(),
        "memory_gb": round(memory),
        "system": f"{platform.system()} {platform.release().split('-')[0]}",
        "python": platform.python_version(),
        **{name: version(name) for name in ("duckdb", "pandas", "polars", "numpy", "pyarrow")},
    }


def write(out: Path, size: Size) -> None:
    """Add the size to the history, and make table and chart anew from the newest line of every size."""
    out.mkdir(parents=True, exist_ok=True)
    line = {
        "measured_on": f"{datetime.now(UTC):%Y-%m-%d}",
        "revision": _revision(),
        "load": round(os.getloadavg()[2], 1),
        "machine": machine(),
        "households": size.households,
        "rounds": size.count,
        **size.told,
        "results": [asdict(row) for row in size.rows],
    }
    history = out / "history.jsonl"
    with history.open("a", encoding="utf-8") as opened:
        opened.write(json.dumps(line, ensure_ascii=False) + "\n")
    newest = {
        told["households"]: told for told in map(json.loads, history.read_text(encoding="utf-8").splitlines())
    }
    lines = [newest[households] for households in sorted(newest)]
    (out / "measured.md").write_text(table(lines), encoding="utf-8")
    draw(lines, out)


def _revision() -> str:
    asked = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False
    )
    return asked.stdout.strip()


def table(lines: list[dict[str, Any]]) -> str:
    said = ["# Measured", "", "Made by `make bench`; how to read it: [performance](../performance.md).", ""]
    for line in lines:
        on = line["machine"]
        said += [
            f"## {line['households']:,} households",
            "",
            f"{line['rows']:,} rows as delivered, {line['rounds']} round(s), {line['measured_on']}, revision {line['revision']}; "
            f"{on['cores']} cores ({on['cpu']}), {on['memory_gb']} GB, load {line['load']}; {on['system']}, "
            f"Python {on['python']}, duckdb {on['duckdb']}, pandas {on['pandas']}, polars {on['polars']}. "
            f"The day after: {line['day_after_rows']:,} rows delivered, {line['day_after_changed']:,} of them with something new "
            f"({line['day_after_changed'] / line['rows']:.2%} of all).",
            "",
            "| | CPU s | without start-up, to the ledger: CPU s | times the floor | wall s | peak MB |",
            "| --- | ---: | ---: | ---: | ---: | ---: |",
        ]
        for row in (row for row in line["results"] if row["name"] != GUARANTEES):
            middle, low, high = row["to_floor"]
            spread = f" [{low:.1f}-{high:.1f}]" if line["rounds"] > 1 else ""
            said.append(
                f"| {row['name']} | {row['cpu']:.2f} | {row['work_cpu']:.2f} | {middle:.1f}{spread} | {row['wall']:.1f} | {row['peak_mb']:,.0f} |"
            )
        said += [
            "",
            "| a night, CPU s (wall s; peak MB) | full | four rules | day after | day after / full |",
            "| --- | ---: | ---: | ---: | ---: |",
        ]
        by_name = {row["name"]: row["stages"] for row in line["results"]}
        full, four, after = (
            by_name[name] for name in ("night: full", "four rules: product", "night: day after")
        )
        for group in GROUPS:
            cells = [
                f"{s[group][0]:.2f} ({s[group][1]:.1f}; {s[group][2]:,.0f})" for s in (full, four, after)
            ]
            share = after[group][0] / full[group][0] if full[group][0] else 0
            said.append(f"| {group} | {' | '.join(cells)} | {share:.0%} |")
        sums = [sum(s[group][0] for group in TO_LEDGER) for s in (full, four, after)]
        said.append(
            f"| **reading to ledger** | {' | '.join(f'**{value:.2f}**' for value in sums)} | **{sums[2] / sums[0]:.0%}** |"
        )
        finest = next(row["finest"] for row in line["results"] if row["name"] == "night: full")
        reading = sorted(
            (
                (cpu, name.removeprefix("ingest "))
                for name, cpu in finest.items()
                if name.startswith("ingest")
            ),
            reverse=True,
        )
        said += [
            "",
            "Reading, by extract: " + ", ".join(f"{name} {cpu:.2f}" for cpu, name in reading) + ".",
            "",
            *_guarantees(line),
        ]
    return "\n".join(said)


def _guarantees(line: dict[str, Any]) -> list[str]:
    """What loading pays for what; nothing for a line of the time before that was measured."""
    steps = next((row["finest"] for row in line["results"] if row["name"] == GUARANTEES), {})
    paid = {name: cpu for name, cpu in steps.items() if name not in ("imports", "closing")}
    if not paid:
        return []
    every, floor = sum(paid.values()), next(row for row in line["results"] if row["name"] == FLOOR)
    return [
        "| loading, what for | CPU s | share | microseconds a row | times the floor |",
        "| --- | ---: | ---: | ---: | ---: |",
        *(
            f"| {name} | {cpu:.2f} | {cpu / every:.0%} | {cpu / line['rows'] * 1e6:.2f} | {cpu / floor['work_cpu']:.2f} |"
            for name, cpu in sorted(paid.items(), key=lambda each: -each[1])
        ),
        "",
    ]


def draw(lines: list[dict[str, Any]], out: Path) -> None:
    """Two pictures in one: seconds by size, and where the seconds of the largest county's nights go."""
    import vl_convert

    points = [
        {"households": line["households"], "what": row["name"], "cpu": row["work_cpu"]}
        for line in lines
        for row in line["results"]
        if row["name"] != GUARANTEES
    ]
    largest = lines[-1]
    parts = [
        {"night": row["name"], "stage": group, "cpu": row["stages"][group][0], "place": place}
        for row in largest["results"]
        if row["name"].startswith("night")
        for place, group in enumerate(GROUPS)
    ]
    spec = {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "background": "white",
        "hconcat": [
            {
                "title": "CPU seconds from reading to the result",
                "width": 320,
                "height": 300,
                "data": {"values": points},
                "mark": {"type": "line", "point": True},
                "encoding": {
                    "x": {
                        "field": "households",
                        "type": "quantitative",
                        "scale": {"type": "log"},
                        "axis": {"format": "~s"},
                    },
                    "y": {
                        "field": "cpu",
                        "type": "quantitative",
                        "scale": {"type": "log"},
                        "title": "CPU seconds",
                    },
                    "color": {"field": "what", "type": "nominal", "title": None},
                    "shape": {"field": "what", "type": "nominal", "title": None},
                },
            },
            {
                "title": f"Where a night's CPU goes, {largest['households']:,} households",
                "width": 320,
                "height": 300,
                "data": {"values": parts},
                "mark": "bar",
                "encoding": {
                    "y": {"field": "stage", "type": "nominal", "sort": list(GROUPS), "title": None},
                    "x": {"field": "cpu", "type": "quantitative", "title": "CPU seconds"},
                    "yOffset": {"field": "night"},
                    "color": {"field": "night", "type": "nominal", "title": None},
                },
            },
        ],
        "resolve": {"scale": {"color": "independent", "shape": "independent"}},
    }
    (out / "measured.svg").write_text(vl_convert.vegalite_to_svg(spec), encoding="utf-8")
    (out / "measured.png").write_bytes(vl_convert.vegalite_to_png(spec, scale=1.25))
