"""How far the reading has come is told; large tables are fed in slices; both keep the rows' numbers."""

# The types that pyarrow brings are partial: what stays unknown there is not reported.
# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false, reportUnknownVariableType=false

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import polars as pl
import pyarrow as pa
import pytest
import quality_objectives as qo

from test_records import COLUMNS, DAY, ROWS, arrow

#: More rows than are counted at once.
MANY = 300_000


def many() -> pa.RecordBatch:
    """One batch of records of one unit, of which the last row has a date that cannot be read."""
    days = pa.concat_arrays([pa.repeat("2022-01-03", MANY), pa.array(["??"])])
    codes = pa.array([str(number) for number in range(MANY + 1)])
    units = pa.repeat("North", MANY + 1).dictionary_encode()
    return pa.record_batch({"code": codes, "unit": units, "day": days})


def test_a_large_batch_is_one_input_with_its_own_row_numbers(small: qo.Plan) -> None:
    batch = many()
    for records in [batch, pa.Table.from_batches([batch]), pl.DataFrame(batch)]:
        tally = small.tally(as_of=DAY, cases=[arrow(), records] if records is batch else records)
        assert tally.intake is not None
        row = tally.intake.sources[0].rows[0]
        assert (row.input, row.row, row.key) == (2 if records is batch else 1, MANY + 1, str(MANY))
    found = small.cases("all", "counted", batch, as_of=DAY, limit=MANY)
    assert (found.total, found.rows[-1], found.cases[-1].input) == (MANY, MANY - 1, 1)


def test_slices_of_a_dictionary_with_more_values_than_a_slice_has_rows() -> None:
    batch = many()
    codes = batch.column(0).dictionary_encode()
    plan = qo.Plan.parse(SLICED)
    one = plan.tally(as_of=DAY, cases=batch)
    assert plan.tally(as_of=DAY, cases=batch.set_column(0, "code", codes)) == one
    assert one.intake is not None and one.intake.sources[0].repeated_keys == 0


SLICED = """
schema: 1
organisation: A city
title: Objectives
period: 2022
sources: {cases: {columns: {code: {type: text, key: true}, day: {type: date}}, keys: report}}
measures: {all: {count: {source: cases, dated_by: day}}}
objectives: [{number: 1, statement: Many, target: {measure: all, is: ">= 1"}}]
"""


def test_each_source_ends_with_a_call(small: qo.Plan, tmp_path: Path) -> None:
    pl.DataFrame(COLUMNS).write_csv(tmp_path / "cases.csv")
    size = (tmp_path / "cases.csv").stat().st_size
    path = tmp_path / "cases.csv"
    expected: list[tuple[object, tuple[int, int | None, int, int | None]]] = [
        (ROWS, (4, 4, 0, None)),
        (arrow(), (4, 4, 0, None)),
        (arrow().to_batches()[0], (4, 4, 0, None)),
        (pl.DataFrame(COLUMNS), (4, 4, 0, None)),
        (arrow().to_pandas(), (4, 4, 0, None)),
        (arrow().to_reader(), (4, None, 0, None)),
        (path, (4, None, size, size)),
        ([path, path], (8, None, 2 * size, 2 * size)),
        ([path, arrow()], (8, None, size, None)),
        ([], (0, 0, 0, None)),
    ]
    for records, reached in expected:
        told: list[qo.Progress] = []
        small.tally(as_of=DAY, cases=records, progress=told.append)
        assert [own.source for own in told] == ["cases"]
        last = told[0]
        assert (last.records, last.total_records, last.bytes, last.total_bytes) == reached
        assert last.finished
    told = []
    small.cases("all", "counted", path, as_of=DAY, progress=told.append)
    assert repr(told) == (
        f"[Progress(source='cases', records=4, total_records=None, bytes={size}, "
        f"total_bytes={size}, finished=True)]"
    )


def test_long_inputs_tell_now_and_then(small: qo.Plan) -> None:
    """As often as it takes, and not at every batch: the reader waits for the third call, however long that takes."""
    told: list[qo.Progress] = []
    handed_out = 0

    def batches() -> Iterator[pa.RecordBatch]:
        nonlocal handed_out
        while len(told) < 3:
            handed_out += 1
            yield from arrow().to_batches()
            time.sleep(0.002)

    reader = pa.RecordBatchReader.from_batches(arrow().schema, batches())
    tally = small.tally(as_of=DAY, cases=reader, progress=told.append)
    counts = [own.records for own in told]
    assert counts == sorted(counts) and counts[-1] == 4 * handed_out
    assert len(told) < handed_out
    assert [own.finished for own in told] == [False, False, False, True]
    assert small.evaluate(tally).sources[0].read == 4 * handed_out


def test_what_the_callable_raises_ends_the_counting(small: qo.Plan) -> None:
    class Stop(Exception):
        pass

    def stop(_: qo.Progress) -> None:
        raise Stop

    def for_ever() -> Iterator[pa.RecordBatch]:
        while True:
            yield arrow().to_batches()[0]

    reader = pa.RecordBatchReader.from_batches(arrow().schema, for_ever())
    with pytest.raises(Stop):
        small.tally(as_of=DAY, cases=reader, progress=stop)
    with pytest.raises(TypeError, match="`progress` is a callable that takes a `Progress`, not a `bool`"):
        small.tally(as_of=DAY, cases=ROWS, progress=True)  # type: ignore[arg-type]
