"""Spark may be installed beside Great Expectations: a delivery is still judged, in any process."""

import subprocess
import sys
from pathlib import Path


def test_the_gate_does_not_look_for_spark(tmp_path: Path) -> None:
    """A package of Spark's name that ends whoever imports it, as the real one may."""
    (tmp_path / "pyspark").mkdir()
    (tmp_path / "pyspark" / "__init__.py").write_text("raise SystemExit(0)\n")
    done = subprocess.run(
        [sys.executable, "-c", "from flows.ingest.gate import _frames; _frames(); print('judged')"],
        env={"PYTHONPATH": f"{tmp_path}:{Path(__file__).parent.parent.parent}", "HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "judged" in done.stdout, done.stderr
