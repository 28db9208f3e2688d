"""What type checkers refuse, and what they let an analyst do: mypy and pyright, in their strict modes."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from repository import ROOT

PACKAGE = ROOT / "crates/py"
WRONG = PACKAGE / "tests/types/wrong_uses.py"

#: A line with its kinds of error.
Found = dict[int, set[str]]


def by_mypy(path: Path, folder: Path) -> Found:
    command = [
        sys.executable, "-m", "mypy", "--strict", "--no-error-summary", "--output", "json",
        "--config-file", "", "--cache-dir", str(folder / "mypy"), str(path),
    ]  # fmt: skip
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ran.stderr == ""
    found: Found = {}
    for own in map(json.loads, ran.stdout.splitlines()):
        if own["severity"] == "error":
            found.setdefault(own["line"], set()).add(own["code"])
    return found


def by_pyright(path: Path, folder: Path) -> Found:
    # An attribute that is not there is unknown as well; one error a line is enough.
    consequences = dict.fromkeys(["reportUnknownArgumentType", "reportUnknownMemberType"], False)
    settings = {"typeCheckingMode": "strict", "include": [path.name], **consequences}
    (folder / path.name).write_text(path.read_text(encoding="utf-8"), encoding="utf-8")
    (folder / "pyrightconfig.json").write_text(json.dumps(settings), encoding="utf-8")
    command = [sys.executable, "-m", "pyright", "--outputjson", "--pythonpath", sys.executable, "--project", str(folder)]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    document: dict[str, Any] = json.loads(ran.stdout)
    found: Found = {}
    for own in document["generalDiagnostics"]:
        if own["severity"] == "error":
            found.setdefault(own["range"]["start"]["line"] + 1, set()).add(own["rule"])
    assert document["summary"]["filesAnalyzed"] == 1
    return found


CHECKERS = {"mypy": by_mypy, "pyright": by_pyright}


@pytest.mark.parametrize("name", CHECKERS)
def test_each_wrong_use_is_refused_and_nothing_else(name: str, tmp_path: Path) -> None:
    wanted: Found = {}
    for number, line in enumerate(WRONG.read_text(encoding="utf-8").splitlines(), start=1):
        mark = re.search(r"  # wrong: (\S+), (\S+)$", line)
        if mark is not None:
            wanted[number] = {mark[1 if name == "mypy" else 2]}
    assert len(wanted) > 30
    assert CHECKERS[name](WRONG, tmp_path) == wanted
