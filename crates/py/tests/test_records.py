"""What goes in: every form of records that Python has."""

# The types that pyarrow brings are partial: what stays unknown there is not reported.
# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false, reportUnknownVariableType=false

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
import quality_objectives as qo

from conftest import SMALL

DAY = date(2022, 12, 31)
COLUMNS: Mapping[str, list[Any]] = {
    "code": ["A", "B", "C", "D"],
    "unit": ["North", "South", None, "North"],
    "fee": [Decimal("10.50"), None, Decimal("0.25"), Decimal(3)],
    "day": [date(2022, 1, 3), date(2022, 2, 4), date(2022, 2, 5), date(2022, 3, 6)],
    "late": [True, False, None, False],
}
ROWS = [dict(zip(COLUMNS, row, strict=True)) for row in zip(*COLUMNS.values(), strict=True)]


@dataclass
class Record:
    code: str
    unit: str | None
    fee: Decimal | None
    day: date
    late: bool | None


def arrow() -> pa.Table:
    return pa.table(dict(COLUMNS))


def pandas_objects() -> pd.DataFrame:
    return pd.DataFrame({name: pd.Series(values, dtype=object) for name, values in COLUMNS.items()})


def pandas_pyarrow() -> pd.DataFrame:
    frame: pd.DataFrame = arrow().to_pandas(types_mapper=pd.ArrowDtype)
    return frame


def pandas_categories() -> pd.DataFrame:
    frame = pandas_objects()
    return frame.assign(unit=frame["unit"].astype("category"), day=pd.to_datetime(frame["day"]))


def polars_in_pieces() -> pl.DataFrame:
    frame = pl.DataFrame(COLUMNS)
    # The pieces of one column do not end where those of the others do.
    uneven = pl.concat([frame["late"][:1], frame["late"][1:]], rechunk=False)
    pieces = pl.concat([frame[:2], frame[2:]], rechunk=False)
    return pieces.with_columns(uneven)


def retyped(name: str, to: pa.DataType) -> pa.Table:
    table = arrow()
    at = table.schema.get_field_index(name)
    return table.set_column(at, name, table[name].cast(to))


FORMS: dict[str, Callable[[], object]] = {
    "dicts": lambda: ROWS,
    "a tuple of dicts": lambda: tuple(ROWS),
    "dicts without what is missing": lambda: [
        {name: value for name, value in row.items() if value is not None} for row in ROWS
    ],
    "dicts of texts": lambda: [
        {name: None if value is None else str(value).lower() if name == "late" else str(value)
         for name, value in row.items()} for row in ROWS
    ],
    "dataclasses": lambda: [Record(**row) for row in ROWS],
    "pyarrow table": arrow,
    "pyarrow batch": lambda: arrow().to_batches()[0],
    "pyarrow reader": lambda: arrow().to_reader(max_chunksize=2),
    "lists of dicts": lambda: [ROWS[:1], [], ROWS[1:]],
    "an empty list first": lambda: [[], ROWS],
    "a list and a table": lambda: [ROWS[:1], arrow()[1:]],
    "a table and a list": lambda: [arrow()[:1], ROWS[1:]],
    "pyarrow tables": lambda: [arrow()[:1], arrow()[1:]],
    "large texts": lambda: retyped("unit", pa.large_string()),
    "views of texts": lambda: retyped("unit", pa.string_view()),
    "dictionary": lambda: retyped("unit", pa.dictionary(pa.int8(), pa.string())),
    "date64": lambda: retyped("day", pa.date64()),
    "seconds": lambda: retyped("day", pa.timestamp("s")),
    "nanoseconds": lambda: retyped("day", pa.timestamp("ns")),
    "pandas": lambda: pd.DataFrame(COLUMNS),
    "pandas of objects": pandas_objects,
    "pandas of Arrow": pandas_pyarrow,
    "pandas with categories and times": pandas_categories,
    "polars": lambda: pl.DataFrame(COLUMNS),
    "polars in pieces": polars_in_pieces,
    "polars, lazy": lambda: pl.LazyFrame(COLUMNS),
    "polars with categories": lambda: pl.DataFrame(COLUMNS).with_columns(pl.col("unit").cast(pl.Categorical)),
    "polars with an enum": lambda: pl.DataFrame(COLUMNS).with_columns(pl.col("unit").cast(pl.Enum(["North", "South"]))),
    "polars with times": lambda: pl.DataFrame(COLUMNS).with_columns(pl.col("day").cast(pl.Datetime("us"))),
    "DuckDB": lambda: duckdb.from_arrow(arrow()),
    "DuckDB query": lambda: duckdb.from_arrow(arrow()).filter("true"),
}  # fmt: skip


@pytest.mark.parametrize("form", list(FORMS))
def test_every_form_gives_the_same_tally(small: qo.Plan, form: str) -> None:
    whole = small.tally(as_of=DAY, cases=ROWS)
    assert small.tally(as_of=DAY, cases=FORMS[form]()).to_json() == whole.to_json()
    fees = small.evaluate(whole).breakdown("fees")[0].value
    assert (fees.decimal, fees.undecided) == (Decimal("13.75"), 1)


def test_csv_by_text_path_and_several(small: qo.Plan, tmp_path: Path) -> None:
    frame = pl.DataFrame(COLUMNS)
    frame.write_csv(tmp_path / "all.csv")
    frame[:1].write_csv(tmp_path / "first.csv")
    frame[1:].write_csv(tmp_path / "rest.csv")
    whole = small.tally(as_of=DAY, cases=ROWS)
    assert small.tally(as_of=DAY, cases=tmp_path / "all.csv") == whole
    assert small.tally(as_of=DAY, cases=str(tmp_path / "all.csv")) == whole
    parts = [tmp_path / "first.csv", str(tmp_path / "rest.csv")]
    assert small.tally(as_of=DAY, cases=parts) == whole
    assert small.tally({"cases": parts}, as_of=DAY) == whole


def test_moments_with_a_zone_become_days_by_the_plan(small: qo.Plan) -> None:
    # 18:30 in UTC is the next morning at +07:00.
    moments = [
        datetime(2022, 1, 31, 18, 30, tzinfo=timezone.utc),
        datetime(2022, 2, 1, 3, 30, tzinfo=timezone(timedelta(hours=9))),
    ]
    plan = qo.Plan.parse(SMALL.replace("day: {type: date}", "day: {type: timestamp}").replace("dated_by: day", "dated_by: CAST(day AS DATE)"))
    rows = [{"code": "A", "unit": "North", "day": moment} for moment in moments]
    for records in [rows, pl.DataFrame({"code": ["A", "B"], "unit": ["North"] * 2, "day": [m.astimezone(timezone.utc) for m in moments]})]:
        tally = plan.tally(as_of=DAY, cases=records)
        months = plan.evaluate(tally).breakdown("all", ["unit"], "month")
        assert [(own.bucket, own.value.numerator) for own in months] == [("2022-02", 2)]


def test_renaming(small: qo.Plan) -> None:
    rows = [{**row, "Phòng ban": row["unit"]} for row in ROWS]
    for row in rows:
        del row["unit"]
    whole = small.tally(as_of=DAY, cases=ROWS)
    assert small.tally(as_of=DAY, cases=rows, rename={"cases": {"unit": "Phòng ban"}}) == whole
    found = small.cases("all", "counted", rows, as_of=DAY, rename={"unit": "Phòng ban"})
    assert (found.total, found.rows) == (4, [0, 1, 2, 3])


def test_no_records_are_not_no_source(small: qo.Plan) -> None:
    for nothing in [[], (), arrow()[:0], arrow().schema.empty_table(), pl.DataFrame(COLUMNS)[:0], pl.DataFrame(COLUMNS).clear()]:
        account = small.evaluate(small.tally(as_of=DAY, cases=nothing)).sources[0]
        assert (account.handed_in, account.read) == (True, 0)
    reader = pa.RecordBatchReader.from_batches(arrow().schema, [])
    assert small.evaluate(small.tally(as_of=DAY, cases=reader)).sources[0].handed_in
    assert not small.evaluate(small.tally(as_of=DAY)).sources[0].handed_in


def test_several_days_in_one_pass(small: qo.Plan) -> None:
    days = [date(2022, 6, 30), date(2022, 12, 31)]
    tally = small.tally(as_of=days, cases=ROWS)
    assert tally.as_of_days == tuple(days)
    assert small.evaluate(tally).as_of == days[1]
    assert small.evaluate(tally, as_of=days[0]).as_of == days[0]


def test_rows_of_a_frame_in_pieces_are_numbered_through(small: qo.Plan) -> None:
    table = pa.table({**COLUMNS, "day": ["2022-01-03", "2022-02-04", "2022-02-05", "??"]})
    pieces = pa.concat_tables([table[:3], table[3:]])
    for records in [pieces, pieces.to_reader(max_chunksize=1), pl.concat([pl.DataFrame(table[:3]), pl.DataFrame(table[3:])], rechunk=False)]:
        intake = small.tally(as_of=DAY, cases=[table[:2], records] if records is pieces else records).intake
        assert intake is not None
        row = intake.sources[0].rows[0]
        assert (row.input, row.row, row.code, row.key) == (2 if records is pieces else 1, 4, "date-unreadable", "D")


def test_numbers_of_dicts_stay_exact(small: qo.Plan) -> None:
    rows = [{"code": "A", "unit": "North", "day": date(2022, 1, 3), "fee": fee} for fee in [Decimal("0.1"), 10**20, Decimal("1E+2"), None, Decimal("NaN")]]
    value = small.evaluate(small.tally(as_of=DAY, cases=rows)).breakdown("fees")[0].value
    assert (value.decimal, value.undecided) == (Decimal("100000000000000000100.10"), 2)


def test_rows_of_several_lists_are_told_apart(small: qo.Plan) -> None:
    wrong = {**ROWS[0], "day": "soon"}
    intake = small.tally(as_of=DAY, cases=[ROWS[:2], [*[{**row, "day": None} for row in ROWS], wrong]]).intake
    assert intake is not None
    assert [(own.input, own.row) for own in intake.sources[0].rows if own.code == "date-unreadable"] == [(2, 5)]


def test_other_threads_go_on_while_counting(small: qo.Plan) -> None:
    def batches() -> Iterator[pa.RecordBatch]:
        for _ in range(20):
            yield big

    big = pa.table({name: values * 25_000 for name, values in COLUMNS.items()}).combine_chunks().to_batches()[0]
    ticks, done = 0, threading.Event()

    def count() -> None:
        small.tally(as_of=DAY, cases=pa.RecordBatchReader.from_batches(big.schema, batches()))
        done.set()

    worker = threading.Thread(target=count)
    worker.start()
    while not done.is_set():
        ticks += 1
        time.sleep(0.001)
    worker.join()
    assert ticks > 3
