"""The operator's page as a browser sees it: accessible by axe's rules, no wider than its window, and A4 on paper."""

import json
import re
import shutil
import subprocess
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from tests.flows.test_report import county, page

__all__ = ["county", "page"]

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not CHROMIUM, reason="chromium is not installed"),
]

LOOK = """
<script>{axe}</script>
<script>
axe.run(document, {{resultTypes: ["violations"]}}).then(found => {{
  const seen = document.createElement("pre");
  seen.id = "seen";
  seen.textContent = JSON.stringify({{
    broken: found.violations.map(rule => [rule.id, rule.impact, rule.nodes.map(node => node.target.join(" "))]),
    checked: found.testEngine.name,
    width: document.documentElement.scrollWidth,
    window: window.innerWidth,
  }});
  document.body.append(seen);
}});
</script>
"""


def browse(tmp_path: Path, *words: str) -> bytes:
    assert CHROMIUM
    flags = ["--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path / 'profile'}"]
    return subprocess.run([CHROMIUM, *flags, *words], check=True, capture_output=True, timeout=180).stdout


def seen(page: str, tmp_path: Path, width: int) -> dict[str, Any]:
    """What axe and the browser find in the page; its guard against scripts is lifted in the copy that is looked at."""
    guard = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')
    axe = files("axe_core_python").joinpath("axe.min.js").read_text(encoding="utf-8")
    copy = tmp_path / "page.html"
    copy.write_text(
        guard.sub("", page).replace("</body>", LOOK.format(axe=axe) + "</body>"), encoding="utf-8"
    )
    words = ["--dump-dom", "--virtual-time-budget=30000", f"--window-size={width},1000", copy.as_uri()]
    dom = browse(tmp_path, *words).decode()
    told = re.search(r'<pre id="seen">(.*?)</pre>', dom, re.S)
    assert told, "axe said nothing"
    return dict(json.loads(told[1].replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")))


@pytest.mark.parametrize("width", [1280, 500])
def test_it_is_accessible_and_no_wider_than_its_window(page: str, tmp_path: Path, width: int) -> None:
    found = seen(page, tmp_path, width)
    assert found["checked"] == "axe-core" and found["window"] == width
    assert found["broken"] == []
    assert found["width"] <= found["window"]


def test_axe_does_find_what_is_wrong(page: str, tmp_path: Path) -> None:
    spoilt = page.replace('<html lang="zh-CN">', "<html>").replace("</main>", '<img src="x.png"></main>')
    assert {"html-has-lang", "image-alt"} <= {rule for rule, *_ in seen(spoilt, tmp_path, 1280)["broken"]}


@pytest.mark.skipif(not shutil.which("pdfinfo"), reason="pdfinfo is not installed")
def test_it_prints_on_a4(page: str, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(page, encoding="utf-8")
    printed = tmp_path / "page.pdf"
    browse(tmp_path, "--no-pdf-header-footer", f"--print-to-pdf={printed}", (tmp_path / "page.html").as_uri())
    told = subprocess.run(["pdfinfo", printed], check=True, capture_output=True, text=True).stdout
    assert "(A4)" in told, told
