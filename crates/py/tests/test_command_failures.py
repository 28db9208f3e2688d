"""The command line where something is wrong outside of it: exit code 1 is an answer, never a crash."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest

from test_command import PROGRAM, ROWS, evaluated, folder, run

__all__ = ["folder"]

AS_OF = ("--as-of", "2022-12-31")
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="streams are closed by a shell, and names are bytes")


def in_shell(words: list[str | Path], streams: str) -> subprocess.CompletedProcess[bytes]:
    line = " ".join(shlex.quote(str(word)) for word in [PROGRAM, *words])
    return subprocess.run(["bash", "-c", f"{line} {streams}"], capture_output=True, timeout=60)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--width", "-1"), "`-1` is no whole number"),
        (("--width", "9" * 30), "is no whole number of at most 18 digits"),
        (("--expected", f"late_rate={'9' * 30}"), "is no whole number of at most 18 digits"),
        (("--expected", "late_rate=٣"), "the cases are a whole number"),
        (("--by", ""), "`` lacks a name"),
        (("--by", "unit,,month"), "`unit,,month` lacks a name"),
        (("--measure", "late_rate"), "there is no `--by`"),
    ],
)
def test_numbers_and_names(folder: Path, words: tuple[str, ...], said: str) -> None:
    own = evaluated(folder, *words)
    assert (own.returncode, own.stdout) == (2, b"") and said in own.stderr.decode()


@pytest.mark.parametrize("limit", ["-1", "1.5", "9" * 5000])
def test_limits(folder: Path, limit: str) -> None:
    words: list[str | Path] = ["cases", folder / "plan.yaml", "late_rate", "numerator", "--cases", folder / "a.csv", *AS_OF]
    assert run(*words, "--limit", limit).returncode == 2


@pytest.mark.parametrize(
    "words",
    [
        ("--by", "units"),
        ("--by", "unit,week"),
        ("--by", "unit", "--measure", "lateness"),
        ("--declared", "archive=2022-06-15:yes"),
        ("--expected", "lateness=100"),
    ],
)
def test_names_that_the_plan_does_not_have_are_told_before_counting(folder: Path, words: tuple[str, ...]) -> None:
    """Before: the records are not read, or what is wrong with them would be told."""
    (folder / "a.csv").write_text("no such column\n", encoding="utf-8")
    own = evaluated(folder, *words)
    assert (own.returncode, own.stdout) == (2, b"") and own.stderr.startswith(b"error: ")
    assert evaluated(folder).returncode == 4


def test_folders_of_parquet_files(folder: Path) -> None:
    rows = pl.read_csv(folder / "a.csv", try_parse_dates=True)
    parts = folder / "parts"
    parts.mkdir()
    words: list[str | Path] = ["cases", folder / "plan.yaml", "all", "counted", *AS_OF, "--cases", parts, folder / "a.csv"]
    empty = run(*words)
    assert empty.returncode == 4 and b"parts`: the folder has no Parquet files" in empty.stderr
    for at in range(2):
        rows[at : at + 1].write_parquet(parts / f"{at}.pq")
    assert run("tally", folder / "plan.yaml", "--cases", parts, *AS_OF).returncode == 0
    whole = run("evaluate", folder / "plan.yaml", "--cases", parts, *AS_OF, "--format", "json")
    assert whole.stdout == evaluated(folder, "--format", "json").stdout
    # A case is in a file, not in a folder.
    found = [line.rsplit(": ", 1)[0] for line in run(*words).stdout.decode().splitlines()]
    assert found == [f"{parts}/0.pq:row 1", f"{parts}/1.pq:row 1", f"{folder}/a.csv:2", f"{folder}/a.csv:3"]
    (parts / "notes.txt").write_text("no records", encoding="utf-8")
    own = run("tally", folder / "plan.yaml", "--cases", parts, *AS_OF)
    assert own.returncode == 4 and b"notes.txt` is no Parquet file" in own.stderr


def test_a_plan_on_standard_input_that_is_no_text(folder: Path) -> None:
    own = run("check", "-", given=b"title: \xff\n")
    assert own.returncode == 3 and own.stderr.startswith(b"-: the document is not UTF-8 text: see its byte 8")


@POSIX
def test_outputs_that_cannot_be_written(folder: Path) -> None:
    words: list[str | Path] = ["evaluate", folder / "plan.yaml", "--cases", folder / "a.csv", *AS_OF]
    if Path("/dev/full").exists():
        full = in_shell(words, "> /dev/full")
        assert full.returncode == 74 and full.stderr == b"error: `standard output`: no space left on device\n"
        assert in_shell([*words, "--output", "/dev/full"], "").returncode == 74
        # What cannot be told changes nothing.
        assert in_shell([*words, "--by", "unit"], "2> /dev/full").returncode == 0
        assert in_shell(["evaluate", "absent.yaml", *AS_OF], "2> /dev/full").returncode == 3
    closed = in_shell(words, ">&-")
    assert closed.returncode == 74 and closed.stderr.startswith(b"error: standard output is closed")
    assert in_shell([*words, "--output", folder / "report"], ">&-").returncode == 0
    assert in_shell(["evaluate", "absent.yaml", *AS_OF], "2>&-").returncode == 3
    # Messages do not get into what is written.
    alone = in_shell(["evaluate", folder / "plan.yaml", *AS_OF, "--format", "json"], "2>&-")
    assert alone.returncode == 5 and alone.stdout.startswith(b"{") and alone.stdout.count(b"\n") == 1
    assert in_shell(["check", "-"], "<&-").returncode == 2


@POSIX
def test_names_that_are_not_utf_8(folder: Path) -> None:
    name = os.fsdecode(os.fsencode(folder) + b"/\xff.csv")
    try:
        Path(name).write_text(ROWS, encoding="utf-8")
    except OSError:
        pytest.skip("the file system takes UTF-8 only")
    words: list[str | Path] = ["cases", folder / "plan.yaml", "late_rate", "numerator", *AS_OF, "--cases"]
    own = run(*words, name)
    assert (own.returncode, own.stdout) == (0, os.fsencode(name) + b":2: A\n")
    assert os.fsencode(name) in run(*words, name, "--format", "csv").stdout
    absent = run(*words, name + "x")
    assert absent.returncode == 4 and b"\\udcff.csvx`: no such file" in absent.stderr
    strange = run(*words, name, "--where", f"unit={name}")
    assert strange.returncode == 2 and b"only names of files may be other than UTF-8" in strange.stderr


def test_a_crash_has_a_code_of_its_own(folder: Path) -> None:
    code = f"""
import sys
from quality_objectives import _command
from quality_objectives._command import _actions
class Panic(BaseException):
    pass
def broken(given):
    raise Panic("out of order")
_actions.check = broken
sys.exit(_command.main(["check", {str(folder / "plan.yaml")!r}]))
"""
    own = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert own.returncode == 70 and own.stdout == ""
    assert "Panic: out of order" in own.stderr and "a fault of the program" in own.stderr
