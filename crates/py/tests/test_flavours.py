"""Whatever flavour its columns have, a table gives one tally: drawn at random, the same ones each time."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
import quality_objectives as qo
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import flavours

DOCUMENT = """
schema: 1
organisation: A city
title: Objectives
period: 2022
utc_offset: "+07:00"
sources:
  cases:
    keys: report
    columns:
      key: {type: text, key: true}
      code: {type: text, optional: true}
      unit: {type: category, optional: true}
      day: {type: date, optional: true}
      moment: {type: timestamp, optional: true}
      late: {type: boolean, optional: true}
      instant: {type: timestamp, optional: true}
      number: {type: integer, optional: true}
      large: {type: integer, optional: true}
      fee: {type: decimal, scale: 2, optional: true}
    breakdowns: [{by: [unit], grain: day}]
measures:
  late_rate: {proportion: {source: cases, dated_by: day, numerator: late}}
  fees: {total: {source: cases, dated_by: day, of: fee}, scale: VND}
  numbers: {total: {source: cases, dated_by: day, of: number}, scale: VND}
  large: {total: {source: cases, dated_by: day, of: large}, scale: VND}
  later: {count: {source: cases, dated_by: day, where: "instant > TIMESTAMP '2022-03-01 18:00:00'"}}
  moments: {count: {source: cases, dated_by: CAST(moment AS DATE)}}
  north: {count: {source: cases, dated_by: day, where: "moment >= TIMESTAMP '2022-03-01 18:00:00'"}}
objectives:
  - {number: 1, statement: Few are late, target: {measure: late_rate, is: "<= 50%"}}
"""
PLAN = qo.Plan.parse(DOCUMENT)
DAY = date(2022, 12, 31)
KINDS = {
    "key": "key", "code": "text", "unit": "text", "day": "date", "moment": "timestamp", "instant": "instant",
    "late": "boolean", "number": "integer", "large": "large", "fee": "decimal",
}  # fmt: skip

#: Texts that are easily changed on their way: blanks, marks of two code points, long ones, quotes.
TEXTS = ["North", " North ", "Hòa", "Ho\u0300a", "", "nan", "None", "NULL", "é,\"'\n", "x" * 40, "𝄞" * 5, "\u00a0"]
#: Beyond what floats tell apart, and the limits of 64 bits with and without a sign.
LARGE = [0, 1, -1, 2**53 - 1, 2**53, 2**53 + 1, -(2**53) - 1, 2**63 - 1, -(2**63), 2**63, 2**64 - 1]
#: Just before, at and after the moment that the plan asks for.
NEAR = [-1, 0, 1, 999, 1_000, 500_000, 999_999, -999_999]
VALUES: dict[str, st.SearchStrategy[Any]] = {
    "text": st.sampled_from(TEXTS),
    "date": st.integers(0, 364).map(flavours.the_day),
    "timestamp": st.integers(0, 365 * 86400 - 1).map(lambda s: datetime(2022, 1, 1) + timedelta(seconds=s)),
    "instant": st.sampled_from(NEAR).map(lambda micros: datetime(2022, 3, 1, 18) + timedelta(microseconds=micros)),
    "key": st.sampled_from([*range(20), None]),
    "large": st.sampled_from(LARGE),
    "boolean": st.booleans(),
    "integer": st.integers(0, 127),
    "decimal": st.integers(-(10**6), 10**6).map(lambda n: Decimal(n) / 100),
}


@st.composite
def tables(draw: st.DrawFn) -> dict[str, list[Any]]:
    rows = draw(st.integers(0, 9))
    some = {name: VALUES[kind] if name == "key" else st.none() | VALUES[kind] for name, kind in KINDS.items()}
    return {name: draw(st.lists(values, min_size=rows, max_size=rows)) for name, values in some.items()}


def counted(records: object) -> tuple[str, dict[str, Any]]:
    """The tally, and what was noticed: rows with their keys, and keys that occur again."""
    tally = PLAN.tally(as_of=DAY, cases=records)
    assert tally.intake is not None
    (own,) = tally.intake.to_dict()["sources"]
    for row in own["rows"]:
        # A value that cannot be read is shown as it is written: a decimal with its zeros.
        row["message"] = re.sub(r"\.0+`", "`", row["message"])
    return tally.to_json(), own


@pytest.mark.parametrize("library", ["dicts", "pyarrow", "pandas", "polars", "DuckDB"])
def test_one_table_in_any_flavour(library: str) -> None:
    @settings(
        max_examples=40 if library == "DuckDB" else 80, derandomize=True, database=None, deadline=None,
        suppress_health_check=list(HealthCheck),  # pyright: ignore[reportArgumentType]
    )  # fmt: skip
    @given(table=tables(), data=st.data())
    def check(table: dict[str, list[Any]], data: st.DataObject) -> None:
        drawn = data.draw(tables_in(library, table))
        plain = [dict(zip(table, row, strict=True)) for row in zip(*table.values(), strict=True)]
        assert counted(drawn) == counted(plain)

    check()


@st.composite
def tables_in(draw: st.DrawFn, library: str, table: dict[str, list[Any]]) -> object:
    if library == "dicts":
        ways = {name: draw(st.sampled_from(sorted(flavours.rows(kind)))) for name, kind in KINDS.items()}
        columns = {name: flavours.rows(KINDS[name])[ways[name]](table[name]) for name in table}
        return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]
    if library == "pandas":
        series: dict[str, Any] = {}
        for name, kind in KINDS.items():
            series_of = flavours.pandas(kind)[draw(st.sampled_from(sorted(flavours.pandas(kind))))]
            series[name] = series_of(table[name], draw(st.sampled_from(flavours.NULLS)))
        return pd.DataFrame(series)
    if library == "polars":
        makes = {name: draw(st.sampled_from(sorted(flavours.polars(kind)))) for name, kind in KINDS.items()}
        frame = pl.DataFrame({name: flavours.polars(KINDS[name])[make](table[name]) for name, make in makes.items()})
        cut = draw(st.integers(0, frame.height))
        return pl.concat([frame[:cut], frame[cut:]], rechunk=draw(st.booleans()))
    # DuckDB has no decimals of 256 bits.
    wide = {name for kind in KINDS.values() for name in flavours.arrow(kind) if "256" in name}
    refused = {name for name in wide if library == "DuckDB"}
    makes = {
        name: draw(st.sampled_from(sorted(set(flavours.arrow(kind)) - refused)))
        for name, kind in KINDS.items()
    }
    arrays: dict[str, Any] = {}
    for name, make in makes.items():
        # A column in pieces, each of which is a part of a longer one.
        array = flavours.arrow(KINDS[name])[make]([table[name][0], *table[name]] if table[name] else [])
        array = array[1:]
        cut = draw(st.integers(0, len(array)))
        arrays[name] = pa.chunked_array([array[:cut], array[cut:]])
    whole = pa.table(arrays)
    return duckdb.from_arrow(whole) if library == "DuckDB" else whole
