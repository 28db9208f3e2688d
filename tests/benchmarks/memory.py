"""How much memory counting takes while the records grow; the table is in docs/benchmarks.md.

The dossiers of a real plan are counted in Python from files of some hundred thousand, of ten and of a
hundred times as many records, each in a process of its own. The records are the synthetic sample of
the plan over and over, each time under new codes, so they are the same on every machine. A line of the
table is one such process:

- the form: CSV, Parquet, or a stream of Arrow batches that a `pyarrow.RecordBatchReader` reads;
- whether keys are compared: the plan asks for it, and then the tally holds a hash of each key;
- the limit of memory that the system enforces (`RLIMIT_AS`: everything that the process maps, the
  programs themselves included), if there is one. Under it, reading the whole file is tried first,
  which has to fail;
- the resident memory when everything is loaded and no record is read yet, and at its peak.

Whatever the form, the evaluations have to be the same, or there is no table.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import json
import os
import platform
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.csv
import pyarrow.ipc
import pyarrow.parquet

SAMPLE = Path(__file__).resolve().parents[1] / "plans" / "nha-trang-727-2022"
FORMS = ["csv", "parquet", "arrow"]
MIB = 1 << 20

#: Records of the smallest file, more than are ever counted at once.
ROWS = 200_000

#: How often the sample is repeated in one piece of a file: some hundred thousand records.
REPEATED = 8

#: Allocators that reserve much of the address space for each thread would meet the limit without using it.
ALLOCATING = {"MALLOC_ARENA_MAX": "2", "ARROW_DEFAULT_MEMORY_POOL": "system"}

HEADER = ["form", "keys", "rows", "file, MiB", "limit, MiB", "read whole", "before, MiB", "peak, MiB", "seconds"]


def sample() -> pa.Table:
    """The sample's records that can be read, typed as a database would give them."""
    with (SAMPLE / "dossiers.csv").open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    truths = {"true": True, "false": False, "": None}
    days = [at for at, name in enumerate(header) if name.endswith("_on")]
    # `published_online` ends in neither.
    booleans = [at for at, name in enumerate(header) if name.endswith("_properly") or name == "published_online"]
    columns: list[list[Any]] = [[] for _ in header]
    for row in rows:
        if len(row) != len(header) or any(row[at] not in truths for at in booleans):
            continue
        values: list[Any] = [text or None for text in row]
        try:
            for at in days:
                values[at] = date.fromisoformat(row[at]) if row[at] else None
        except ValueError:
            continue
        for at in booleans:
            values[at] = truths[row[at]]
        for column, value in zip(columns, values, strict=True):
            column.append(value)
    return pa.table(dict(zip(header, columns, strict=True)))


def pieces(rows: int) -> Iterator[pa.Table]:
    """So many records, some hundred thousand at a time."""
    records, repetition = sample(), 0
    codes = records["code"].to_pylist()
    while rows > 0:
        repeated = []
        for _ in range(REPEATED):
            new = [None if code is None else f"{code}-{repetition}" for code in codes]
            repeated.append(records.set_column(0, "code", pa.array(new, pa.string())))
            repetition += 1
        piece = pa.concat_tables(repeated).combine_chunks().slice(0, rows)
        rows -= piece.num_rows
        yield piece


def write(form: str, rows: int, path: Path) -> None:
    """A file of so many records; memory holds one piece of it."""
    schema = sample().schema
    if form == "csv":
        options = pa.csv.WriteOptions(quoting_style="needed")
        writer: Any = pa.csv.CSVWriter(path, schema, write_options=options)
    elif form == "parquet":
        # Repeated records compress as real ones do not.
        writer = pa.parquet.ParquetWriter(path, schema, compression="none")
    else:
        writer = pa.ipc.new_stream(path, schema)
    with writer:
        for piece in pieces(rows):
            writer.write_table(piece)


def resident() -> int:
    """The most memory that this process had in use so far, in bytes.

    Linux lets `ru_maxrss` begin with that of the process that started this one.
    """
    status = Path("/proc/self/status")
    if status.exists():
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) * 1024
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most * 1024


def count(form: str, path: Path, keys: bool, limit: int | None) -> None:
    """What a process of its own does: it counts the file and prints what that took."""
    import quality_objectives as qo

    whole = "—"
    if limit is not None:
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
        try:
            path.read_bytes()
            whole = "fits"
        except MemoryError:
            whole = "fails"
    text = (SAMPLE / "plan.yaml").read_text(encoding="utf-8")
    plan = qo.Plan.parse(text if keys else text.replace("\n    keys: report\n", "\n"))
    before, started = resident(), time.perf_counter()
    if form == "arrow":
        # Opened as a file that is read, not as one that is mapped into memory.
        with pa.OSFile(str(path)) as file:
            tally = plan.tally(as_of=date(2022, 12, 31), dossiers=pa.ipc.open_stream(file))
    else:
        tally = plan.tally(as_of=date(2022, 12, 31), dossiers=path)
    seconds, peak = time.perf_counter() - started, resident()
    by_unit = plan.evaluate(tally).breakdown("late_rate", ["unit"], "week")
    digest = hashlib.sha256(repr(list(by_unit)).encode()).hexdigest()
    print(json.dumps({"whole": whole, "before": before, "peak": peak, "seconds": seconds, "digest": digest}))


def measured(form: str, path: Path, keys: bool, limit: int | None) -> dict[str, Any]:
    """What a new process says of itself."""
    command = [sys.executable, "-B", __file__, "--count", form, "--path", str(path)]
    command += ["--keys"] if keys else []
    command += ["--limit", str(limit)] if limit is not None else []
    run = subprocess.run(command, stdout=subprocess.PIPE, text=True, env={**os.environ, **ALLOCATING})
    if run.returncode != 0:
        sys.exit(f"counting {path.name} ended with {run.returncode}: see above")
    result: dict[str, Any] = json.loads(run.stdout)
    return result


def line(cells: Sequence[object]) -> None:
    print("| " + " | ".join(str(cell) for cell in cells) + " |", flush=True)


def table(forms: list[str], times: list[int], limit: int) -> None:
    """Writes each file, counts it in each way, and removes it."""
    line(HEADER)
    line(["---"] * 2 + ["---:"] * 3 + ["---"] + ["---:"] * 3)
    for often in times:
        rows, digests = ROWS * often, set()
        for form in forms:
            with tempfile.TemporaryDirectory() as folder:
                path = Path(folder) / f"dossiers.{form}"
                write(form, rows, path)
                size = path.stat().st_size
                ways: list[tuple[bool, int | None]] = [(False, None), (True, None)]
                # A limit that the file does not exceed would show nothing.
                ways += [(False, limit)] if size > limit else []
                for keys, allowed in ways:
                    own = measured(form, path, keys, allowed)
                    digests.add(own["digest"])
                    cells = [size // MIB, "" if allowed is None else allowed // MIB, own["whole"]]
                    cells += [own["before"] // MIB, own["peak"] // MIB, f"{own['seconds']:.1f}"]
                    line([form, "compared" if keys else "not compared", rows, *cells])
        if len(digests) != 1:
            sys.exit(f"{rows} records were counted differently: {len(digests)} results")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("--forms", choices=FORMS, nargs="+", default=FORMS, help="forms of the file")
    parser.add_argument("--times", type=int, nargs="+", default=[1, 10, 100], help=f"multiples of {ROWS} records")
    parser.add_argument("--limit", type=int, default=512 * MIB, help="bytes that the limited process may map")
    parser.add_argument("--count", choices=FORMS, help=argparse.SUPPRESS)
    parser.add_argument("--path", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--keys", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.count:
        limited = given.limit if "--limit" in sys.argv else None
        count(given.count, given.path, given.keys, limited)
        return
    names = ["quality-objectives", "pyarrow"]
    versions = ", ".join(f"{name} {version(name)}" for name in names)
    print(f"{platform.machine()}, {platform.system()}, Python {platform.python_version()}, {versions}, {date.today()}")
    table(given.forms, given.times, given.limit)


if __name__ == "__main__":
    main()
