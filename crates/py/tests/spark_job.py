"""What test_spark.py runs in a process of its own: the recipe on two executor processes.

    python spark_job.py DOSSIERS.PARQUET

It prints what it found as JSON, for Java writes what it likes.
"""

from __future__ import annotations

import json
import sys

import quality_objectives as qo
from pyspark.errors import PySparkException
from pyspark.sql import SparkSession
from spark import DAY, PLAN, count, merge

PARTITIONS = 6
#: Java starts faster like this. One failure is enough, and both executors have to be there before anything is counted.
CONFIGURATION: dict[str, bool | float | int | str | None] = {
    "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
    "spark.executor.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
    "spark.scheduler.maxRegisteredResourcesWaitingTime": "60s",
    "spark.scheduler.minRegisteredResourcesRatio": "1.0",
    "spark.task.maxFailures": "1",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
}


def main() -> None:
    session = SparkSession.builder.master("local-cluster[2,1,1024]").config(map=CONFIGURATION).getOrCreate()
    session.sparkContext.setLogLevel("OFF")
    plan = qo.Plan.read(PLAN)
    # Four outcomes, and dossiers without one: not every partition gets records, and one gets most.
    records = session.read.parquet(sys.argv[1]).repartition(PARTITIONS, "outcome")
    parts = count(plan, "dossiers", records, DAY).collect()
    nobody = count(plan, "dossiers", records.limit(0), DAY).collect()
    found: dict[str, object] = {
        "asked": PARTITIONS,
        "partitions": [part.partition for part in parts],
        "executors": sorted({part.executor for part in parts}),
        "whole": merge(plan, "dossiers", parts, DAY).to_json(),
        "nothing": merge(plan, "dossiers", nobody, DAY).to_json(),
    }
    try:
        count(plan, "dossiers", records.withColumnRenamed("unit", "units"), DAY)
    except qo.DataError as error:
        found["columns"] = str(error)
    try:
        count(plan, "dossiers", records, DAY, cell_limit=int(sys.argv[2])).collect()
    except PySparkException as error:
        found["broken"] = str(error)
    print(json.dumps(found))
    session.stop()


if __name__ == "__main__":
    main()
