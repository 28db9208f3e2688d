"""Results as tables of any data frame, and cases that select from the caller's own."""

# The types that pyarrow brings are partial: what stays unknown there is not reported.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

import copy
import pickle
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
import quality_objectives as qo

from repository import cases, evaluation_of
from test_records import DAY, ROWS

LATE = [row for row in ROWS if row["late"]]


def table_of(rows: Any) -> pd.DataFrame:
    """What `pd.DataFrame` makes of it; the stubs of pandas know of no sequence of mappings."""
    frame = pd.DataFrame(rows)
    if pd.__version__ < "3":
        # It orders the columns by name, unless the rows are of the class dict itself.
        assert list(frame.columns) == sorted(rows[0].keys())
        assert pd.DataFrame([dict(row) for row in rows])[list(frame.columns)].equals(frame)
        return pd.DataFrame([dict(row) for row in rows])
    return frame


#: A plan whose columns have the names that the tables of breakdowns have.
COLLIDING = """
schema: 1
organisation: A city
title: Objectives
period: 2022
sources:
  cases:
    columns:
      day: {type: date}
      late: {type: boolean}
      period: {type: category}
      numerator: {type: category}
      numerator_: {type: category}
    breakdowns: [{by: [period, numerator, numerator_], grain: month}]
measures: {late_rate: {proportion: {source: cases, dated_by: day, numerator: late}}}
objectives: [{number: 1, statement: Few are late, target: {measure: late_rate, is: "<= 50%"}}]
"""


def test_columns_of_the_plan_keep_their_names() -> None:
    plan = qo.Plan.parse(COLLIDING)
    row = {"day": date(2022, 1, 3), "late": True, "period": "P", "numerator": "N", "numerator_": "M"}
    evaluation = plan.evaluate(plan.tally(as_of=DAY, cases=[row]))
    breakdown = evaluation.breakdown("late_rate", ["period", "numerator", "numerator_"], "month")
    names = [
        "period", "numerator", "numerator_", "period_", "first", "last", "clipped",
        "numerator__", "denominator", "exact", "shown", "undecided", "coming",
    ]  # fmt: skip
    assert pl.DataFrame(breakdown).columns == pa.table(breakdown).column_names == names
    assert list(table_of(breakdown).columns) == list(breakdown[0].keys()) == names
    frame = pl.DataFrame(breakdown)
    assert frame.row(0)[:4] == ("P", "N", "M", "2022-01") and frame["numerator__"].to_list() == [1]
    assert (breakdown[0]["period"], breakdown[0]["period_"], breakdown[0]["numerator__"]) == ("P", "2022-01", 1)


def test_pandas_takes_a_breakdown(sample: qo.Evaluation) -> None:
    breakdown = sample.breakdown("late_rate", ["unit"], "month")
    frame = table_of(breakdown)
    assert list(frame.columns) == pl.DataFrame(breakdown).columns
    assert frame["numerator"].sum() == 157 and frame["numerator"].dtype == "int64"
    assert frame["shown"].tolist() == [row.value.decimal for row in breakdown]
    assert frame["exact"].tolist() == [row.value.exact for row in breakdown]
    # pandas 3 has it, its stubs do not yet.
    from_arrow = getattr(pd.DataFrame, "from_arrow", None)
    if from_arrow is not None:
        assert from_arrow(breakdown)["numerator"].tolist() == frame["numerator"].tolist()


def test_a_row_is_a_mapping(sample: qo.Evaluation) -> None:
    row = sample.breakdown("late_rate", ["unit"])[0]
    assert dict(row) == {
        "unit": row.members[0], "numerator": row.value.numerator, "denominator": row.value.denominator,
        "exact": row.value.exact, "shown": row.value.decimal, "undecided": 0, "coming": row.value.coming,
    }  # fmt: skip
    assert isinstance(row["exact"], Fraction) and isinstance(row["shown"], Decimal)
    assert (len(row), tuple(row), tuple(row.items())) == (7, row.keys(), tuple(zip(row.keys(), row.values(), strict=True)))
    assert "unit" in row and "units" not in row
    with pytest.raises(KeyError, match="units"):
        row["units"]


def test_a_case_is_a_mapping_and_cases_a_table(small: qo.Plan) -> None:
    found = small.cases("late_rate", "numerator", ROWS, as_of=DAY)
    names = ["input", "row", "line", "key"]
    assert list(found[0].keys()) == names and dict(found[0])["key"] == found[0].key
    with pytest.raises(KeyError, match="rows"):
        found[0]["rows"]
    for frame in [pl.DataFrame(found), pl.DataFrame(pa.table(found)), pl.from_pandas(table_of(found))]:
        assert frame.columns == names
        assert frame["key"].to_list() == [case.key for case in found] == [row["code"] for row in LATE]
        assert frame["row"].to_list() == [case.row for case in found]
    assert pl.DataFrame(found).schema == {"input": pl.Int64, "row": pl.Int64, "line": pl.Int64, "key": pl.String}
    none = small.cases("late_rate", "numerator", ROWS[:0], as_of=DAY)
    assert (len(none), pl.DataFrame(none).columns) == (0, names)


def test_integers_with_holes_stay_integers(small: qo.Plan) -> None:
    text = small.text.replace("late_rate: {", "most: {maximum: {source: cases, dated_by: day, of: fee}}\n  late_rate: {")
    plan = qo.Plan.parse(text)
    # More than a float can tell apart; of the other unit's records none has a fee.
    fees = [10**16 + 1, None]
    rows = [{**row, "unit": unit, "fee": fee} for row, unit, fee in zip(ROWS, ["North", "South"], fees, strict=False)]
    breakdown = plan.evaluate(plan.tally(as_of=DAY, cases=rows)).breakdown("most", ["unit"])
    frame: pd.DataFrame = pa.table(breakdown).to_pandas(types_mapper=pd.ArrowDtype)
    assert frame["numerator"].dtype == pd.ArrowDtype(pa.int64())
    assert frame["numerator"].tolist() == [10**16 + 1, pd.NA]
    assert list(frame.columns) == [*dict(breakdown[0])]


def from_pandas(frame: pd.DataFrame, rows: list[int]) -> list[Any]:
    return list(frame.iloc[rows]["code"])


def from_polars(frame: pl.DataFrame, rows: list[int]) -> list[Any]:
    return frame[rows]["code"].to_list()


def from_pyarrow(frame: pa.Table, rows: list[int]) -> list[Any]:
    return [str(code) for code in frame.take(pa.array(rows, pa.int64()))["code"].to_pylist()]


def from_list(frame: list[dict[str, Any]], rows: list[int]) -> list[Any]:
    return [frame[row]["code"] for row in rows]


FRAMES: dict[str, tuple[Callable[[list[dict[str, Any]]], Any], Callable[[Any, list[int]], list[Any]]]] = {
    "pandas": (pd.DataFrame, from_pandas),
    "polars": (pl.DataFrame, from_polars),
    "pyarrow": (pa.Table.from_pylist, from_pyarrow),
    "dicts": (list, from_list),
}


@pytest.mark.parametrize("form", FRAMES)
def test_rows_select_from_the_callers_own_frame(small: qo.Plan, form: str) -> None:
    make, select = FRAMES[form]
    rows: list[dict[str, Any]] = [dict(row) for row in ROWS]
    frame = make(rows)
    if form == "pandas":
        # Positions, whatever the index.
        frame.index = list("dcba")
    found = small.cases("late_rate", "numerator", frame, as_of=DAY)
    assert select(frame, found.rows) == [case.key for case in found] == [row["code"] for row in LATE]


@pytest.mark.parametrize("count", range(4))
@pytest.mark.parametrize("form", FRAMES)
def test_rows_select_however_many_there_are(small: qo.Plan, form: str, count: int) -> None:
    """A tuple of two would be a row and a column to polars."""
    make, select = FRAMES[form]
    rows: list[dict[str, Any]] = [{**ROWS[0], "code": f"C{at}", "late": at < count} for at in range(5)]
    frame = make(rows)
    found = small.cases("late_rate", "numerator", frame, as_of=DAY)
    assert select(frame, found.rows) == [f"C{at}" for at in range(count)]
    assert found.rows == found.rows_of(1) == list(range(count))


def test_rows_of_several_inputs_are_asked_for_one_by_one(small: qo.Plan) -> None:
    parts = [pl.DataFrame(ROWS[:1]), pl.DataFrame(ROWS[1:])]
    found = small.cases("all", "counted", parts, as_of=DAY)
    codes = [part[found.rows_of(at)]["code"].to_list() for at, part in enumerate(parts, start=1)]
    assert codes == [["A"], ["B", "C", "D"]]
    with pytest.raises(qo.RequestError, match="the rows are of 2 files or tables") as caught:
        _ = found.rows
    assert caught.value.problems[0].help == "ask for those of one, counted from 1: `cases.rows_of(1)`"
    for wrong in [0, 3]:
        with pytest.raises(IndexError, match=f"there is no input {wrong}, of 2"):
            found.rows_of(wrong)
    # One table in a list is one table.
    assert small.cases("all", "counted", [pl.DataFrame(ROWS)], as_of=DAY).rows == [0, 1, 2, 3]
    assert small.cases("all", "counted", [], as_of=DAY).rows == []


@pytest.mark.parametrize("form", FRAMES)
def test_of_several_inputs_a_case_says_which(small: qo.Plan, form: str) -> None:
    make, select = FRAMES[form]
    rows: list[dict[str, Any]] = [dict(row) for row in ROWS]
    frames = [make(rows[:1]), make(rows[1:])]
    if form == "dicts":
        frames = [rows]
    found = small.cases("late_rate", "numerator", rows if form == "dicts" else frames, as_of=DAY)
    own = [select(frames[case.input - 1], [case.row - 1])[0] for case in found]
    assert own == [case.key for case in found] == [row["code"] for row in LATE]


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.name)
def test_evaluations_pickle(case: Any) -> None:
    evaluation = evaluation_of(case)
    again = pickle.loads(pickle.dumps(evaluation))
    assert again == evaluation and again.to_json() == evaluation.to_json()
    assert hash(again) == hash(evaluation)


def test_breakdowns_pickle_and_what_does_not_says_so(sample: qo.Evaluation) -> None:
    breakdown = sample.breakdown("late_rate", ["unit"], "month")
    again = pickle.loads(pickle.dumps(breakdown))
    assert again == breakdown and hash(again) == hash(breakdown)
    assert again.evaluation == sample
    with pytest.raises(TypeError, match="cannot pickle 'quality_objectives.ObjectiveResult'"):
        pickle.dumps(sample.objectives[0])


def test_what_is_frozen_is_its_own_copy(sample: qo.Evaluation) -> None:
    for own in [sample, sample.plan, sample.tally, sample.objectives[1], sample.breakdown("late_rate"), sample.sources[0]]:
        assert copy.copy(own) == own == copy.deepcopy(own)
    assert copy.deepcopy({"kept": sample.objectives[1]}) == {"kept": sample.objectives[1]}
    assert repr(sample.objectives[1].target.targets[0].limits) == (  # type: ignore[union-attr]
        "Limits(low=None, low_included=False, high=Fraction(3, 200), high_included=False, outside=False)"
    )


def test_results_are_matched(sample: qo.Evaluation) -> None:
    match sample.objectives[1]:
        case qo.ObjectiveResult(status="not_met", outlook=outlook, target=qo.TargetResult(kind="all_of", targets=[whole, each])):
            assert (outlook, whole.status, each.status) == ("lost", "met", "not_met")
        case _:
            pytest.fail("it was not matched")
