"""`manifest.json`: what was handed out, so that anyone can check that nothing is missing or changed."""

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from flows.exports.exported_file import ExportedFile, exported
from flows.exports.private_file import private_file
from flows.exports.yuan import yuan

MANIFEST = "manifest.json"


def write_manifest(
    path: Path,
    files: Sequence[ExportedFile],
    *,
    area_code: str,
    area_name: str,
    as_of: date,
    run_id: str,
    townships: int,
    rows: int,
    suggested_fen: int,
) -> ExportedFile:
    """Written last: a folder without a manifest is a folder that was not finished."""
    content = {
        "as_of": as_of.isoformat(),
        "run_id": run_id,
        "area": {"code": area_code, "name": area_name},
        "files": [
            {
                "file_name": file.file_name,
                "kind": file.kind,
                "township_code": file.township_code,
                "rows": file.rows,
                "suggested_cny": yuan(file.suggested_fen),
                "sha256": file.sha256,
            }
            for file in files
        ],
        "totals": {
            "files": len(files),
            "townships": townships,
            "rows": rows,
            "suggested_cny": yuan(suggested_fen),
        },
    }
    with private_file(path) as out:
        out.write(json.dumps(content, ensure_ascii=False, indent=2, sort_keys=True).encode() + b"\n")
    return exported(path, area_code, "manifest", rows, suggested_fen)
