"""Columns without any value: one result, whatever library and type they come in."""

# The types that pyarrow and pandas bring are partial: what stays unknown there is not reported.
# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false
# pyright: reportUnknownVariableType=false, reportUnknownLambdaType=false

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import duckdb
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
import quality_objectives as qo

from test_flavours import DAY, DOCUMENT
from test_flavours import KINDS as ALL

ROWS = 3
#: The plan of the flavours without its key, for a record cannot do without.
PLAN = qo.Plan.parse(DOCUMENT.replace("      key: {type: text, key: true}\n", "").replace("    keys: report\n", ""))
KINDS = [name for name in ALL if name != "key"]


def dicts(value: Any) -> object:
    return [dict.fromkeys(KINDS, value) for _ in range(ROWS)]


def pandas(values: Any, dtype: Any) -> object:
    return pd.DataFrame({name: pd.Series(values, dtype=dtype) for name in KINDS})


def polars(dtype: Any) -> pl.DataFrame:
    return pl.DataFrame({name: pl.Series([None] * ROWS, dtype=dtype) for name in KINDS})


def arrow(data_type: Any) -> pa.Table:
    return pa.table({name: pa.nulls(ROWS, data_type) for name in KINDS})


FORMS: dict[str, Callable[[], object]] = {
    "dicts with None": lambda: dicts(None),
    "dicts without the keys": lambda: [{"other": 1} for _ in range(ROWS)],
    "empty dicts": lambda: [{} for _ in range(ROWS)],
    "pandas, none of the columns": lambda: pd.DataFrame({"other": [1] * ROWS}),
    "pandas, NaN": lambda: pandas([np.nan] * ROWS, "float64"),
    "pandas, NaN in objects": lambda: pandas([np.nan] * ROWS, object),
    "pandas, None": lambda: pandas([None] * ROWS, object),
    "pandas, NaT": lambda: pandas([pd.NaT] * ROWS, "datetime64[ns]"),
    "pandas, NaT of a duration": lambda: pandas([pd.NaT] * ROWS, "timedelta64[ns]"),
    "pandas, NaT in objects": lambda: pandas([pd.NaT] * ROWS, object),
    "pandas, NA": lambda: pandas([pd.NA] * ROWS, "Int64"),
    "pandas, NA in objects": lambda: pandas([pd.NA] * ROWS, object),
    "pandas, texts": lambda: pandas([None] * ROWS, "string"),
    "pandas, categories": lambda: pandas([None] * ROWS, "category"),
    "DuckDB": lambda: duckdb.sql(f"SELECT {', '.join(f'NULL AS {name}' for name in KINDS)} FROM range({ROWS})"),
    "DuckDB, blobs": lambda: duckdb.sql(f"SELECT {', '.join(f'NULL::BLOB AS {name}' for name in KINDS)} FROM range({ROWS})"),
}  # fmt: skip
POLARS: list[Any] = [
    pl.Null, pl.Int128, pl.UInt128, pl.Int64, pl.Float64, pl.String, pl.Categorical, pl.Date, pl.Datetime, pl.Boolean,
    pl.Binary, pl.Time, pl.Duration, pl.List(pl.Int64), pl.List(pl.Null), pl.Object, pl.Decimal(20, 2),
]  # fmt: skip
ARROW: list[Any] = [
    pa.null(), pa.int64(), pa.float64(), pa.string(), pa.string_view(), pa.bool_(), pa.date32(), pa.timestamp("s", "UTC"),
    pa.decimal128(9, 2), pa.decimal256(50, 2), pa.binary(), pa.time64("us"), pa.duration("ns"), pa.list_(pa.int64()),
    pa.dictionary(pa.int8(), pa.string()), pa.dictionary(pa.int8(), pa.binary()), pa.struct([("a", pa.int8())]),
]  # fmt: skip


def in_pieces(frame: pl.DataFrame) -> pl.DataFrame:
    return pl.concat([frame[:1], frame[1:]], rechunk=False)


for own in POLARS:
    FORMS[f"polars, {own}"] = partial(polars, own)
    if own is not pl.Object:
        FORMS[f"polars, lazy, {own}"] = partial(lambda own: polars(own).lazy(), own)
        FORMS[f"polars, in pieces, {own}"] = partial(lambda own: in_pieces(polars(own)), own)
for own in ARROW:
    FORMS[f"pyarrow, {own}"] = partial(arrow, own)


@pytest.mark.parametrize("form", list(FORMS))
def test_columns_without_any_value(form: str) -> None:
    tally = PLAN.tally(as_of=DAY, cases=FORMS[form]())
    assert tally.to_json() == PLAN.tally(as_of=DAY, cases=dicts(None)).to_json()
    account = PLAN.evaluate(tally).sources[0]
    assert (account.read, account.rejected) == (ROWS, 0)


def test_a_column_that_is_needed_has_to_be_there(small: qo.Plan) -> None:
    """Nothing in it is a matter of the records; without it, the records are not those of the source."""
    rows = [{"code": "A", "unit": "North", "day": None}]
    for records in [rows, pd.DataFrame(rows), pl.DataFrame(rows), pa.Table.from_pylist(rows)]:
        assert small.evaluate(small.tally(as_of=DAY, cases=records)).sources[0].read == 1
    without = [{"code": "A", "unit": "North"}]
    for records in [without, pd.DataFrame(without), pl.DataFrame(without), pa.Table.from_pylist(without)]:
        with pytest.raises(qo.DataError, match="have no column `day`"):
            small.tally(as_of=DAY, cases=records)
