"""Counts a Parquet file on Spark: one tally for each partition, merged by the driver.

    python crates/py/examples/spark.py dossiers.parquet [--master spark://host:7077]

docs/spark.md explains it. The plan is the sample's, whose records are synthetic.
"""

from __future__ import annotations

import argparse
import os
import platform
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import chain
from pathlib import Path
from typing import Any

import pyarrow as pa
import quality_objectives as qo
from pyspark import TaskContext
from pyspark.sql import DataFrame, Row, SparkSession

PLAN = Path(__file__).resolve().parents[3] / "tests/plans/nha-trang-727-2022/plan.yaml"
DAY = date(2022, 12, 31)


def count(
    plan: qo.Plan, source: str, records: DataFrame, as_of: date, cell_limit: int | None = None
) -> DataFrame:
    """A row for each partition that has records: its number, the executor that counted it, its tally.

    Raises `DataError` when the columns do not fit, before Spark starts anything.
    """
    plan.tally({source: records.limit(0).toArrow()}, as_of=as_of)

    def counted(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        first = next(batches, None)
        if first is None:
            return
        task = TaskContext.get()
        partition = task.partitionId() if task else None
        reader = pa.RecordBatchReader.from_batches(first.schema, chain([first], batches))
        try:
            # Spark gives a task one core; the others are for other tasks.
            own = plan.tally({source: reader}, as_of=as_of, cell_limit=cell_limit, threads=1)
        except qo.QualityObjectivesError as error:
            raise RuntimeError(f"partition {partition} cannot be counted: {error}") from None
        row: dict[str, pa.Array[Any]] = {
            "partition": pa.array([partition], pa.int32()),
            # An executor forks all its Python workers from one process.
            "executor": pa.array([f"{platform.node()}:{os.getppid()}"], pa.string()),
            "tally": pa.array([own.to_bytes(for_merging=True)], pa.binary()),
        }
        yield pa.record_batch(row)

    # Spark does not look into `counted`: what it need not read has to be said.
    [own] = [one for one in plan.sources if one.name == source]
    wanted = [column.header for column in own.columns if column.header in records.columns]
    named = records.select([f"`{name}`" for name in wanted])
    return named.mapInArrow(counted, "partition int, executor string, tally binary")


def merge(plan: qo.Plan, source: str, parts: Iterable[Row], as_of: date) -> qo.Tally:
    """The tally of all records, from the rows of `count`."""
    # What no records give: if every partition is empty, the source has still been handed in.
    none = plan.tally({source: []}, as_of=as_of)
    return sum((qo.Tally.from_bytes(part.tally) for part in parts), none)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("dossiers")
    parser.add_argument("--master", default="local[*]")
    given = parser.parse_args()
    session = SparkSession.builder.master(given.master).appName("quality objectives").getOrCreate()
    plan = qo.Plan.read(PLAN)
    records = session.read.parquet(given.dossiers)
    parts = count(plan, "dossiers", records, DAY).collect()
    evaluation = plan.evaluate(merge(plan, "dossiers", parts, DAY))
    print(evaluation.report("en"))
    session.stop()


if __name__ == "__main__":
    main()
