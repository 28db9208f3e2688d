"""One table in every flavour that its columns can have: the builders of `test_flavours`."""

# The types that pyarrow and pandas bring are partial: what stays unknown there is not reported.
# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false, reportUnknownVariableType=false, reportUnknownLambdaType=false

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa

Values = Sequence[Any]

#: The zone of the plan; instants are its civil times less this.
OFFSET = timezone(timedelta(hours=7))
TEXTS = [pa.string(), pa.large_string(), pa.string_view()]
INDEXES = [pa.int8(), pa.int16(), pa.int32(), pa.int64(), pa.uint8(), pa.uint16(), pa.uint32(), pa.uint64()]
UNITS: list[Any] = ["s", "ms", "us", "ns"]
#: Those that hold microseconds.
FINE: list[Any] = ["us", "ns"]
ZONES = ["UTC", "+07:00", "Asia/Ho_Chi_Minh", "America/New_York"]


def written(kind: str, values: Values) -> list[str | None]:
    """The values as texts, as a CSV file has them."""

    def text(value: Any) -> str:
        return str(value).lower() if kind == "boolean" else str(value)

    return [None if value is None else text(value) for value in values]


def midnights(values: Values) -> list[datetime | None]:
    return [None if value is None else datetime(value.year, value.month, value.day) for value in values]


def zoned(values: Values) -> list[datetime | None]:
    """Civil times of the plan as instants."""
    return [None if value is None else value.replace(tzinfo=OFFSET) for value in values]


def coded(values: Values, text: pa.DataType, index: pa.DataType) -> Any:
    encoded: Any = pa.array(values, pa.string()).dictionary_encode()
    return pa.DictionaryArray.from_arrays(encoded.indices.cast(index), encoded.dictionary.cast(text))


def narrowest(values: Values) -> pa.DataType:
    """The type of 64 bits that holds the numbers, if there is one; else one of 128."""
    there = [value for value in values if value is not None]
    if all(-(2**63) <= value < 2**63 for value in there):
        return pa.int64()
    return pa.uint64() if min(there) >= 0 else pa.decimal128(20, 0)


Arrow = Callable[[Values], Any]


def arrow(kind: str) -> dict[str, Arrow]:
    """The Arrow arrays that a kind of column comes in, by name."""
    found: dict[str, Any] = {}
    for text in TEXTS:
        found[f"{text}"] = lambda values, text=text: pa.array(written(kind, values), text)
        for index in INDEXES:
            found[f"dictionary<{text}, {index}>"] = lambda values, text=text, index=index: coded(
                written(kind, values), text, index
            )
    if kind == "boolean":
        found["bool"] = lambda values: pa.array(values, pa.bool_())
    if kind == "key":
        for index in INDEXES:
            found[f"{index}"] = lambda values, index=index: pa.array(values, index)
    if kind == "large":
        found["whole numbers"] = lambda values: pa.array(values, narrowest(values))
        for wide in [pa.decimal128(20, 0), pa.decimal128(30, 5), pa.decimal256(50, 3)]:
            found[f"{wide}"] = lambda values, wide=wide: pa.array([None if v is None else Decimal(v) for v in values], wide)
    if kind == "integer":
        for number in [*INDEXES, pa.float32(), pa.float64()]:
            found[f"{number}"] = lambda values, number=number: pa.array(values, number)
        for number in [pa.decimal128(20, 0), pa.decimal128(25, 3), pa.decimal256(40, 2)]:
            found[f"{number}"] = lambda values, number=number: pa.array(values, pa.int64()).cast(number)
        found["dictionary of int64"] = lambda values: pa.array(values, pa.int64()).dictionary_encode()
    if kind == "decimal":
        for number in [pa.decimal128(38, 2), pa.decimal128(30, 5), pa.decimal256(50, 3), pa.decimal64(12, 2), pa.decimal32(9, 2)]:
            found[f"{number}"] = lambda values, number=number: pa.array(values, number)
        found["double"] = lambda values: pa.array([None if v is None else float(v) for v in values], pa.float64())
    if kind == "date":
        for day in [pa.date32(), pa.date64()]:
            found[f"{day}"] = lambda values, day=day: pa.array(values, day)
        found["dictionary of date32"] = lambda values: pa.array(values, pa.date32()).dictionary_encode()
    if kind in ["date", "timestamp", "instant"]:
        civil = midnights if kind == "date" else list
        for unit in FINE if kind == "instant" else UNITS:
            found[f"timestamp[{unit}]"] = lambda values, unit=unit: pa.array(civil(values), pa.timestamp(unit))
            for zone in ZONES:
                found[f"timestamp[{unit}, {zone}]"] = lambda values, unit=unit, zone=zone: pa.array(
                    zoned(civil(values)), pa.timestamp(unit, zone)
                )
    return found


Series = Callable[[Values, Any], Any]


def pandas(kind: str) -> dict[str, Series]:
    """The pandas series that a kind of column comes in; what stands for nothing is drawn."""

    def filled(values: Values, null: Any) -> list[Any]:
        return [null if value is None else value for value in values]

    found: dict[str, Any] = {
        "str": lambda values, null: pd.Series(written(kind, values), dtype="str" if pd.__version__ >= "3" else "string"),
        "string[python]": lambda values, null: pd.Series(written(kind, values), dtype="string[python]"),
        "string[pyarrow]": lambda values, null: pd.Series(written(kind, values), dtype="string[pyarrow]"),
        "texts in objects": lambda values, null: pd.Series(filled(written(kind, values), null), dtype=object),
        "categories": lambda values, null: pd.Series(written(kind, values), dtype=object).astype("category"),
    }
    for name, array in arrow(kind).items():
        if "view" not in name:
            found[f"Arrow {name}"] = lambda values, null, array=array: pd.Series(pd.arrays.ArrowExtensionArray(array(values)))
    if kind == "key":
        found["Int64"] = lambda values, null: pd.Series(values, dtype="Int64")
    if kind == "large":
        of_pandas: dict[Any, Any] = {pa.int64(): "Int64", pa.uint64(): "UInt64"}
        # numpy knows no whole numbers of more than 64 bits, and pandas none without a value.
        found["whole numbers"] = lambda values, null: pd.Series(
            values, dtype=of_pandas.get(narrowest(values), pd.ArrowDtype(pa.decimal128(20, 0)))
        )
    if kind not in ["text", "large"]:
        found["objects"] = lambda values, null: pd.Series(filled(values, null), dtype=object)
    if kind == "boolean":
        found["boolean"] = lambda values, null: pd.Series(values, dtype="boolean")
        found["bool"] = lambda values, null: pd.Series(values, dtype="boolean" if None in values else "bool")
    if kind == "integer":
        for number in ["Int8", "Int64", "UInt16"]:
            found[number] = lambda values, null, number=number: pd.Series(values, dtype=number)
            found[number.lower()] = lambda values, null, number=number: pd.Series(
                values, dtype=number if None in values else number.lower()
            )
        found["float64"] = lambda values, null: pd.Series(filled(values, np.nan), dtype="float64")
    if kind == "decimal":
        found["float64"] = lambda values, null: pd.Series([np.nan if v is None else float(v) for v in values], dtype="float64")
        found["Float64"] = lambda values, null: pd.Series([None if v is None else float(v) for v in values], dtype="Float64")
    if kind in ["date", "timestamp", "instant"]:
        civil = midnights if kind == "date" else list
        for unit in FINE if kind == "instant" else UNITS:
            found[f"datetime64[{unit}]"] = lambda values, null, unit=unit: pd.Series(civil(values), dtype=f"datetime64[{unit}]")
            found[f"datetime64[{unit}], zoned"] = lambda values, null, unit=unit: pd.Series(
                zoned(civil(values)), dtype=f"datetime64[{unit}, UTC]"
            )
        found["datetimes in objects"] = lambda values, null: pd.Series(filled(civil(values), null), dtype=object)
        found["Timestamps in objects"] = lambda values, null: pd.Series(
            [null if v is None else pd.Timestamp(v) for v in civil(values)], dtype=object
        )
    return found


Polars = Callable[[Values], pl.Series]


def polars(kind: str) -> dict[str, Polars]:
    """The polars series that a kind of column comes in."""
    found: dict[str, Any] = {
        "String": lambda values: pl.Series(written(kind, values), dtype=pl.String),
        "Categorical": lambda values: pl.Series(written(kind, values), dtype=pl.String).cast(pl.Categorical),
        "Enum": lambda values: pl.Series(
            written(kind, values), dtype=pl.Enum(sorted({v for v in written(kind, values) if v is not None}))
        ),
    }
    if kind == "boolean":
        found["Boolean"] = lambda values: pl.Series(values, dtype=pl.Boolean)
    if kind == "integer":
        for number in [pl.Int8, pl.Int16, pl.Int32, pl.Int64, pl.UInt8, pl.UInt64, pl.Float64]:
            found[f"{number}"] = lambda values, number=number: pl.Series(values, dtype=number, strict=False)
    if kind == "key":
        for number in [pl.Int8, pl.Int64, pl.UInt32]:
            found[f"{number}"] = lambda values, number=number: pl.Series(values, dtype=number)
    if kind == "large":
        wide: dict[Any, Any] = {pa.int64(): pl.Int64, pa.uint64(): pl.UInt64}
        found["whole numbers"] = lambda values: pl.Series(values, dtype=wide.get(narrowest(values), pl.Decimal(38, 0)))
        found["Decimal"] = lambda values: pl.Series([None if v is None else Decimal(v) for v in values], dtype=pl.Decimal(38, 4))
    if kind == "decimal":
        for scale in [2, 4]:
            found[f"Decimal({scale})"] = lambda values, scale=scale: pl.Series(values, dtype=pl.Decimal(30, scale))
        found["Float64"] = lambda values: pl.Series([None if v is None else float(v) for v in values], dtype=pl.Float64)
    if kind == "date":
        found["Date"] = lambda values: pl.Series(values, dtype=pl.Date)
    if kind in ["date", "timestamp", "instant"]:
        civil = midnights if kind == "date" else list
        for unit in FINE if kind == "instant" else UNITS[1:]:
            found[f"Datetime({unit})"] = lambda values, unit=unit: pl.Series(civil(values), dtype=pl.Datetime(unit))
            found[f"Datetime({unit}), zoned"] = lambda values, unit=unit: pl.Series(
                civil(values), dtype=pl.Datetime(unit)
            ).dt.replace_time_zone("Asia/Ho_Chi_Minh")
    return found


def rows(kind: str) -> dict[str, Callable[[Values], Values]]:
    """What a kind of column holds in dicts."""
    found: dict[str, Any] = {
        "as it is": lambda values: values,
        "texts": lambda values: written(kind, values),
    }
    if kind == "integer":
        found["Decimal"] = lambda values: [None if v is None else Decimal(v) for v in values]
        found["float"] = lambda values: [None if v is None else float(v) for v in values]
    if kind == "decimal":
        found["float"] = lambda values: [float("nan") if v is None else float(v) for v in values]
    if kind == "date":
        found["datetime"] = midnights
    if kind == "large":
        found["Decimal"] = lambda values: [None if v is None else Decimal(v) for v in values]
    if kind in ["timestamp", "instant"]:
        found["with a zone"] = zoned
        found["in UTC"] = lambda values: [None if v is None else v.astimezone(timezone.utc) for v in zoned(values)]
    return found


#: What stands for nothing in pandas' columns of objects.
NULLS = [None, np.nan, pd.NA, pd.NaT]


def the_day(number: int) -> date:
    return date(2022, 1, 1) + timedelta(days=number)
