"""Columns that do not fit the plan, in each library: what is said of their types and names."""

# The types that pyarrow brings are partial: what stays unknown there is not reported.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import make_dataclass
from datetime import date, datetime, time, timedelta, timezone
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import quality_objectives as qo

from test_records import DAY

PLAN = qo.Plan.parse("""
schema: 1
organisation: A city
title: Objectives
period: 2022
utc_offset: "+07:00"
sources:
  cases:
    columns:
      code: {type: text}
      unit: {type: category}
      fee: {type: decimal, scale: 2, optional: true}
      points: {type: integer, optional: true}
      day: {type: date}
      late: {type: boolean}
    breakdowns: [{by: [unit], grain: day}]
measures:
  late_rate: {proportion: {source: cases, dated_by: day, numerator: late}}
  north: {count: {source: cases, dated_by: day, where: "code = 'A'"}}
  fees: {total: {source: cases, dated_by: day, of: fee}, scale: VND}
  points: {mean: {source: cases, dated_by: day, of: points}, scale: points}
objectives:
  - {number: 1, statement: Few are late, target: {measure: late_rate, is: "<= 50%"}}
""")
COLUMNS: Mapping[str, Any] = {
    "code": ["A", "B"],
    "unit": ["North", "South"],
    "fee": [Decimal("1.50"), None],
    "points": [3, 4],
    "day": [date(2022, 1, 3), date(2022, 2, 4)],
    "late": [True, False],
}
TWO = datetime(2022, 1, 3, 20, 30)


def but(**columns: Any) -> pa.Table:
    """The table with these columns otherwise."""
    return pa.table({**COLUMNS, **columns})


def dataclasses(table: pa.Table, folder: Path) -> object:
    row = make_dataclass("Row", table.column_names)
    return [row(**own) for own in table.to_pylist()]


def parquet(table: pa.Table, folder: Path) -> object:
    pq.write_table(table, folder / "cases.parquet")
    return folder / "cases.parquet"


Library = Callable[[pa.Table, Path], object]
LIBRARIES: dict[str, Library] = {
    "dicts": lambda table, folder: table.to_pylist(),
    "dataclasses": dataclasses,
    "pandas": lambda table, folder: table.to_pandas(),
    "pandas of Arrow": lambda table, folder: table.to_pandas(types_mapper=pd.ArrowDtype),
    "polars": lambda table, folder: pl.DataFrame(table),
    "polars, lazy": lambda table, folder: pl.LazyFrame(pl.DataFrame(table)),
    "pyarrow": lambda table, folder: table,
    "pyarrow reader": lambda table, folder: table.to_reader(),
    "DuckDB": lambda table, folder: duckdb.from_arrow(table),
    "Parquet": parquet,
}
each_library = pytest.mark.parametrize("library", list(LIBRARIES))


def problem(records: object) -> qo.Problem:
    with pytest.raises(qo.DataError) as caught:
        PLAN.tally(as_of=DAY, cases=records)
    [own] = caught.value.problems
    return own


def rejected(records: object) -> list[tuple[int, str | None, str, str]]:
    intake = PLAN.tally(as_of=DAY, cases=records).intake
    assert intake is not None
    return [(own.row, own.column, own.code, own.message) for own in intake.sources[0].rows]


#: The column, what the plan declares, its values, and the word for what was found. In rows, values of
#: no known type are named as Python does.
TYPES: dict[str, tuple[str, str, pa.Array[Any], str, str]] = {
    "integers for a date": ("day", "date", pa.array([20220103, 20220204]), "integers", "integers"),
    "floats for a date": ("day", "date", pa.array([44564.0, 44565.5]), "floats", "floats"),
    "decimals for a date": ("day", "date", pa.array([Decimal("1.5"), Decimal(2)]), "decimals", "decimals"),
    "booleans for a date": ("day", "date", pa.array([True, False]), "booleans", "booleans"),
    "integers for a boolean": ("late", "boolean", pa.array([1, 0]), "integers", "integers"),
    "dates for a boolean": ("late", "boolean", pa.array([date(2022, 1, 3)] * 2), "dates", "dates"),
    "dates for a category": ("unit", "category", pa.array([date(2022, 1, 3)] * 2), "dates", "dates"),
    "floats for a text": ("code", "text", pa.array([1.0, 2.5]), "floats", "floats"),
    "booleans for a decimal": ("fee", "decimal", pa.array([True, False]), "booleans", "booleans"),
    "dates for an integer": ("points", "integer", pa.array([date(2022, 1, 3)] * 2), "dates", "dates"),
    "timestamps for an integer": ("points", "integer", pa.array([TWO] * 2, pa.timestamp("ns")), "timestamps", "timestamps"),
    "lists": ("day", "date", pa.array([[1], [2, 3]]), "List(", "`list`"),
    "structs": ("unit", "category", pa.array([{"a": 1}, {"a": 2}]), "Struct(", "`dict`"),
    "bytes": ("unit", "category", pa.array([b"North", b"South"]), "Binary", "`bytes`"),
    "durations": ("points", "integer", pa.array([timedelta(1)] * 2), "Duration(", "`timedelta`"),
    "times of day": ("day", "date", pa.array([time(8, 30)] * 2), "Time64(", "`time`"),
}  # fmt: skip


@pytest.mark.parametrize("misfit", list(TYPES))
@each_library
def test_a_column_of_a_type_that_does_not_fit(library: str, misfit: str, tmp_path: Path) -> None:
    column, declared, values, found, in_rows = TYPES[misfit]
    own = problem(LIBRARIES[library](but(**{column: values}), tmp_path))
    assert (own.code, own.path) == ("column-type", f"cases.{column}")
    assert f"column `{column}`" in own.message
    assert f"is declared as {declared} and" in own.message or own.message.endswith(f"; the plan declares it as {declared}")
    expected = in_rows if library in ["dicts", "dataclasses"] else found
    if (library, misfit) == ("DuckDB", "durations"):
        expected = "Interval("
    assert expected in own.message
    assert own.help is not None and own.help.split()[0] in ["convert", "give"]


@each_library
def test_a_column_that_the_plan_does_not_read_may_be_of_any_type(library: str, tmp_path: Path) -> None:
    plain = PLAN.tally(as_of=DAY, cases=but())
    for name, (_, _, values, _, _) in TYPES.items():
        assert PLAN.tally(as_of=DAY, cases=LIBRARIES[library](but(other=values), tmp_path)) == plain, name


#: Types that only one library has: the column, its values, and what is said to be found.
POLARS = {
    "Int128": ("points", pl.Series([1, 2], dtype=pl.Int128), "type Int128 of polars"),
    "UInt128": ("day", pl.Series([1, None], dtype=pl.UInt128), "type UInt128 of polars"),
    "Object": ("unit", pl.Series([object(), None], dtype=pl.Object), "FixedSizeBinary"),
    "Float16": ("fee", pl.Series([1, 2], dtype=pl.Float16), "Float16"),
}
PANDAS = {
    "mixed": ("unit", pd.Series(["North", 1], dtype=object), "type object of pandas and cannot be read: Expected bytes"),
    "dates and texts": ("day", pd.Series([date(2022, 1, 3), "soon"], dtype=object), "type object of pandas"),
    "objects": ("code", pd.Series([object(), None], dtype=object), "type object of pandas"),
    "complex": ("fee", pd.Series([1j, 2j]), "type complex128 of pandas"),
    "sparse": ("points", pd.Series(pd.arrays.SparseArray([1, 2])), "type Sparse"),
    "intervals": ("points", pd.Series(pd.interval_range(0, 2)), "Struct("),
    "timedelta": ("points", pd.Series([timedelta(1)] * 2), "Duration("),
}  # fmt: skip


@pytest.mark.parametrize("misfit", list(POLARS))
@pytest.mark.parametrize("lazy", [False, True])
def test_types_that_only_polars_has(misfit: str, lazy: bool) -> None:
    column, values, found = POLARS[misfit]
    frame = pl.DataFrame(but())
    own = problem(frame.with_columns(values.alias(column)).lazy() if lazy else frame.with_columns(values.alias(column)))
    assert (own.code, own.path) == ("column-type", f"cases.{column}")
    assert found in own.message and "; the plan declares it as " in own.message and own.help is not None
    # In pieces, and beside what the plan reads, it is passed over.
    other = pl.concat([frame.with_columns(values.alias("other"))] * 2, rechunk=False)
    assert PLAN.tally(as_of=DAY, cases=other) == PLAN.tally(as_of=DAY, cases=[frame, frame])


@pytest.mark.parametrize("misfit", list(PANDAS))
def test_types_that_only_pandas_has(misfit: str) -> None:
    column, values, found = PANDAS[misfit]
    frame = but().to_pandas()
    own = problem(frame.assign(**{column: values}))
    assert (own.code, own.path) == ("column-type", f"cases.{column}")
    assert found in own.message and "; the plan declares it as " in own.message and own.help is not None
    tally = PLAN.tally(as_of=DAY, cases=frame.assign(other=values, another=values))
    assert tally == PLAN.tally(as_of=DAY, cases=frame)


def test_rows_with_values_that_do_not_go_together() -> None:
    rows: list[dict[str, Any]] = but().to_pylist()
    plain = PLAN.tally(as_of=DAY, cases=rows)
    mixed = [{**rows[0], "other": 1}, {**rows[1], "other": "two"}]
    assert PLAN.tally(as_of=DAY, cases=mixed) == plain
    mixed = [rows[0], {**rows[1], "day": "2022-02-04"}]
    own = problem(mixed)
    assert own.message == "column `day` has a str after values of date in row 2; the plan declares it as date"
    assert own.path == "cases.day"


@each_library
def test_a_misspelt_column_is_named_with_its_nearest(library: str, tmp_path: Path) -> None:
    names = [{"unit": "Unit", "day": "days"}.get(name, name) for name in COLUMNS]
    with pytest.raises(qo.DataError) as caught:
        PLAN.tally(as_of=DAY, cases=LIBRARIES[library](but().rename_columns(names), tmp_path))
    own, other = caught.value.problems
    assert (own.code, own.path) == ("column-missing", "cases.unit")
    assert own.message == "the records of `cases` have no column `unit`"
    assert own.help == "did you mean `Unit`? say so with `header: Unit` in the plan"
    assert (other.code, other.path) == ("column-missing", "cases.day")
    assert other.help == "did you mean `days`? say so with `header: days` in the plan"


@each_library
def test_a_missing_column_is_named_with_those_that_there_are(library: str, tmp_path: Path) -> None:
    own = problem(LIBRARIES[library](but().drop_columns(["unit"]), tmp_path))
    assert (own.code, own.path) == ("column-missing", "cases.unit")
    assert own.help == "the columns are `code`, `fee`, `points`, `day`, `late`; name it with `header` in the plan"


def test_names_in_csv_files(tmp_path: Path) -> None:
    path = tmp_path / "cases.csv"
    for header, said in {
        "code,Unit,day,late": "did you mean `Unit`?",
        "code,day,late": "the columns are `code`, `day`, `late`",
        "code;unit;day;late": "state the `delimiter` under `csv`",
    }.items():
        path.write_text(f"{header}\n", encoding="utf-8")
        own = problem(path)
        assert own.code == "column-missing" and own.help is not None and said in own.help
    with pytest.raises(qo.DataError) as caught:
        PLAN.tally(as_of=DAY, cases=but(), rename={"cases": {"unit": "units"}})
    assert caught.value.problems[0].path == "cases.units"
    assert caught.value.problems[0].help == "did you mean `unit`? say so with `header: unit` in the plan"


@each_library
def test_values_that_cannot_be_read_reject_their_rows(library: str, tmp_path: Path) -> None:
    texts = but(day=["2022-01-03", "soon"])
    assert rejected(LIBRARIES[library](texts, tmp_path)) == [
        (2, "day", "date-unreadable", "`soon` is not a date written as yyyy-MM-dd")
    ]
    floats = but(points=pa.array([2.5, 4.0]))
    assert rejected(LIBRARIES[library](floats, tmp_path)) == [(1, "points", "integer-unreadable", "`2.5` is not a whole number")]
    decimals = but(points=pa.array([Decimal("2.0"), Decimal("2.5")]))
    assert [own[:3] for own in rejected(LIBRARIES[library](decimals, tmp_path))] == [(2, "points", "integer-unreadable")]
    fractions = but(fee=pa.array([0.125, 0.25]))
    [own] = rejected(LIBRARIES[library](fractions, tmp_path))
    assert own[:3] == (1, "fee", "decimal-unreadable") and "0.125" in own[3]


def test_values_of_csv_files_that_cannot_be_read(tmp_path: Path) -> None:
    path = tmp_path / "cases.csv"
    path.write_text("code,unit,points,day,late\nA,North,2.5,2022-01-03,true\nB,South,2,soon,false\n", encoding="utf-8")
    assert [own[:3] for own in rejected(path)] == [(1, "points", "integer-unreadable"), (2, "day", "date-unreadable")]


@each_library
def test_timestamps_for_a_date_are_the_days_of_the_plan(library: str, tmp_path: Path) -> None:
    # 20:30 in UTC is the next morning at +07:00; without a zone it is the plan's own time.
    for moment, day in {TWO: "2022-01-03", TWO.replace(tzinfo=timezone.utc): "2022-01-04"}.items():
        values = pa.array([moment] * 2, pa.timestamp("us", "UTC" if moment.tzinfo else None))  # pyright: ignore[reportArgumentType]
        tally = PLAN.tally(as_of=DAY, cases=LIBRARIES[library](but(day=values), tmp_path))
        rows = PLAN.evaluate(tally).breakdown("late_rate", ["unit"], "day")
        assert [own.bucket for own in rows] == [day, day]
