"""The recipe of docs/spark.md on real Spark: two executor processes, the bytes of one machine."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest
import quality_objectives as qo

from repository import ROOT, SAMPLE

DAY = date(2022, 12, 31)
#: More cells than the small partitions have, and fewer than the large one.
CELL_LIMIT = 10_000


@pytest.fixture(scope="module")
def dossiers() -> pl.DataFrame:
    return pl.read_csv(SAMPLE / "dossiers.csv", infer_schema=False, truncate_ragged_lines=True)


@pytest.fixture(scope="module")
def found(dossiers: pl.DataFrame, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What the job found. It is a process of its own, for Spark reads the environment when it starts."""
    folder = tmp_path_factory.mktemp("spark")
    path = folder / "dossiers.parquet"
    dossiers.write_parquet(path)
    environment = {
        **os.environ,
        "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]),
        "PYSPARK_PYTHON": sys.executable,
        "PYTHONPATH": str(ROOT / "crates/py/examples"),
        "SPARK_LOCAL_IP": "127.0.0.1",
    }
    job = Path(__file__).with_name("spark_job.py")
    own = subprocess.run(
        [sys.executable, "-B", job, path, str(CELL_LIMIT)],
        env=environment,
        cwd=folder,
        capture_output=True,
        timeout=300,
        check=False,
    )
    assert own.returncode == 0, own.stderr.decode()[-4000:]
    found: dict[str, Any] = json.loads(own.stdout.decode().splitlines()[-1])
    return found


def test_executors_count_what_one_machine_counts(found: dict[str, Any], dossiers: pl.DataFrame) -> None:
    plan = qo.Plan.read(SAMPLE / "plan.yaml")
    assert len(found["executors"]) == 2
    assert found["whole"] == plan.tally(as_of=DAY, dossiers=dossiers).to_json()


def test_partitions_may_be_empty(found: dict[str, Any]) -> None:
    plan = qo.Plan.read(SAMPLE / "plan.yaml")
    assert 2 <= len(found["partitions"]) < found["asked"]
    assert found["nothing"] == plan.tally(as_of=DAY, dossiers=[]).to_json()


def test_columns_are_looked_at_before_anything_is_counted(found: dict[str, Any]) -> None:
    assert found["columns"].startswith("dossiers.unit: the records of `dossiers` have no column `unit`")
    assert "did you mean `units`?" in found["columns"]


def test_a_broken_partition_is_named_with_its_reason(found: dict[str, Any]) -> None:
    begin = "RuntimeError: partition "
    [line] = [line for line in found["broken"].splitlines() if line.startswith(begin)]
    assert int(line.removeprefix(begin).split()[0]) in found["partitions"]
    assert "the breakdowns of `dossiers` have come to" in line
    assert "break down by fewer or coarser columns" in found["broken"]


def test_versions_of_a_record_belong_into_one_partition() -> None:
    """Which docs/spark.md asks for: split by key, the latest version is chosen as in one counting."""
    folder = ROOT / "tests/corpus/38-latest-version-of-a-record"
    plan = qo.Plan.read(folder / "plan.yaml")
    rows = pl.read_csv(next(folder.glob("*.csv")), infer_schema=False)
    whole = plan.tally(as_of=DAY, dossiers=rows)
    by_key = [plan.tally(as_of=DAY, dossiers=part) for part in rows.partition_by("code")]
    by_row = [plan.tally(as_of=DAY, dossiers=rows[at : at + 1]) for at in range(len(rows))]
    assert sum(by_key) == whole and sum(by_row) != whole
