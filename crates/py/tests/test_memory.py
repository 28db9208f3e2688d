"""A file larger than the memory that the system allows is counted; the table of figures is in docs/benchmarks.md."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import quality_objectives as qo

#: Room for Python, the package and its threads; the file is larger.
LIMIT = 192 << 20

SCRIPT = """
import resource
import sys
from datetime import date
from pathlib import Path

import quality_objectives as qo

resource.setrlimit(resource.RLIMIT_AS, ({limit}, {limit}))
path = Path(sys.argv[1])
try:
    path.read_bytes()
except MemoryError:
    print("the whole does not fit")
plan = qo.Plan.parse({plan!r})
tally = plan.tally(as_of=date(2022, 12, 31), cases=path)
print(tally.intake.source("cases").read)
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux enforces the limit")
def test_a_file_larger_than_the_memory_allowed(small: qo.Plan, tmp_path: Path) -> None:
    path = tmp_path / "cases.csv"
    row = b"A-%07d,North,2022-01-03," + b"x" * 1000 + b"\n"
    rows = 0
    with path.open("wb") as file:
        file.write(b"code,unit,day,remark\n")
        while file.tell() <= LIMIT + (16 << 20):
            file.write(b"".join(row % number for number in range(rows, rows + 1000)))
            rows += 1000
    assert path.stat().st_size > LIMIT
    code = SCRIPT.format(limit=LIMIT, plan=small.text)
    run = subprocess.run(
        [sys.executable, "-B", "-c", code, str(path)],
        capture_output=True,
        text=True,
        # For each thread, the allocator would reserve 64 MiB that it does not use.
        env={"MALLOC_ARENA_MAX": "1"},
    )
    assert run.stderr == ""
    assert run.stdout.splitlines() == ["the whole does not fit", str(rows)]
