"""Ctrl-C ends a counting of any length, as `KeyboardInterrupt`."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest
import quality_objectives as qo

#: What is counted, by its name. None of it ends before the signal comes, which is sent when something
#: of it has been counted, or when it says that it is `ready`.
INPUTS = {
    "a reader that never ends": """
batch = pa.record_batch({"code": ["A"] * 1000, "unit": ["North"] * 1000, "day": [date(2022, 1, 3)] * 1000})
def for_ever():
    while True:
        yield batch
records = pa.RecordBatchReader.from_batches(batch.schema, for_ever())
""",
    "a reader that waits": """
import time
batch = pa.record_batch({"code": ["A"], "unit": ["North"], "day": [date(2022, 1, 3)]})
told = None
def slowly():
    yield batch
    ready()
    time.sleep(3600)
records = pa.RecordBatchReader.from_batches(batch.schema, slowly())
""",
    "a table in one piece": """
first = pa.repeat(pa.scalar(0, pa.int8()), 100_000_000)
unit = pa.DictionaryArray.from_arrays(first, ["North"])
day = pa.DictionaryArray.from_arrays(first, [date(2022, 1, 3)])
records = pa.table({"code": unit, "unit": unit, "day": day})
""",
    "a pipe of CSV that never ends": """
import os, threading
os.mkfifo("cases.csv")
def write():
    with open("cases.csv", "wb") as pipe:
        pipe.write(b"code,unit,day\\n")
        while True:
            pipe.write(b"A,North,2022-01-03\\n" * 10_000)
threading.Thread(target=write, daemon=True).start()
records = "cases.csv"
""",
    "a pipe of CSV that waits": """
import os, threading, time
told = None
os.mkfifo("cases.csv")
def write():
    with open("cases.csv", "wb") as pipe:
        pipe.write(b"code,unit,day\\nA,North,2022-01-03\\n")
        pipe.flush()
        time.sleep(1)
        ready()
        time.sleep(3600)
threading.Thread(target=write, daemon=True).start()
records = "cases.csv"
""",
    "large files of CSV": """
with open("cases.csv", "wb") as file:
    file.write(b"code,unit,day\\n")
    file.write(b"A,North,2022-01-03\\n" * 2_000_000)
records = ["cases.csv"] * 100
""",
    "a long list of dicts": """
row = {"code": "A", "unit": "North", "day": date(2022, 1, 3)}
records = [row] * 3_000_000
told = None
import threading
before = threading.Timer(0.2, ready).start
""",
}

SCRIPT = """
import sys
from datetime import date
import pyarrow as pa
import quality_objectives as qo

plan = qo.Plan.parse({plan!r})
def ready():
    print("counting", flush=True)
told = lambda reached: None if reached.finished else ready()
before = lambda: None
{records}
try:
    before()
    {call}
except KeyboardInterrupt:
    print("interrupted", flush=True)
    import os
    os._exit(0)
print("ended", flush=True)
"""

TALLY = "plan.tally(as_of=date(2022, 12, 31), cases=records, progress=told)"
CASES = 'plan.cases("all", "counted", records, as_of=date(2022, 12, 31), limit=1, progress=told)'
CALLS = [pytest.param(name, TALLY, id=name) for name in INPUTS]
CALLS.append(pytest.param("a reader that never ends", CASES, id="cases of a reader that never ends"))


@pytest.mark.skipif(sys.platform == "win32", reason="a process cannot be sent Ctrl-C there")
@pytest.mark.parametrize(("name", "call"), CALLS)
def test_a_signal_ends_the_counting(small: qo.Plan, tmp_path: Path, name: str, call: str) -> None:
    code = SCRIPT.format(plan=small.text, records=INPUTS[name], call=call)
    with subprocess.Popen(
        [sys.executable, "-B", "-c", code], cwd=tmp_path, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "counting\n"
        os.kill(process.pid, signal.SIGINT)
        # A machine may be slow; what does not obey does not end at all, or ends in its own way.
        late = threading.Timer(20, process.kill)
        late.start()
        words = process.stdout.read().split()
        process.wait()
        late.cancel()
    assert words[-1:] == ["interrupted"]
