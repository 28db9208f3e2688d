"""Errors carry problems; nothing is a bare string, and nothing panics."""

# The types that pyarrow brings are partial: what stays unknown there is not reported.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

import pickle
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
import quality_objectives as qo

from conftest import SMALL
from test_records import COLUMNS, DAY, ROWS, arrow


def test_a_plan_with_several_faults() -> None:
    with pytest.raises(qo.PlanError) as caught:
        qo.Plan.parse("schema: 1\ntitel: Objectives\n")
    problems = caught.value.problems
    assert len(problems) > 1
    problem = next(own for own in problems if own.code == "unknown-key")
    assert (problem.path, problem.line, problem.column) == ("titel", 2, 1)
    assert problem.message == "`titel` is not a key of a plan"
    assert problem.help == "did you mean `title`?"
    assert str(problem) in str(caught.value)
    assert repr(problem).startswith("Problem(path='titel', line=2, column=1, code='unknown-key'")
    assert isinstance(caught.value, qo.QualityObjectivesError)


def test_errors_pickle() -> None:
    with pytest.raises(qo.PlanError) as caught:
        qo.Plan.parse("schema: 2")
    again = pickle.loads(pickle.dumps(caught.value))
    assert type(again) is qo.PlanError
    assert again.problems == caught.value.problems and str(again) == str(caught.value)


def test_files_that_cannot_be_read(small: qo.Plan, tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError) as caught:
        qo.Plan.read(tmp_path / "none.yaml")
    assert caught.value.filename == str(tmp_path / "none.yaml")
    with pytest.raises(FileNotFoundError, match=r"none\.csv"):
        small.tally(as_of=DAY, cases=tmp_path / "none.csv")
    with pytest.raises(IsADirectoryError):
        small.tally(as_of=DAY, cases=tmp_path)
    (tmp_path / "latin.yaml").write_bytes("title: Đ".encode("utf-16"))
    with pytest.raises(qo.PlanError, match="not UTF-8") as faulty:
        qo.Plan.read(tmp_path / "latin.yaml")
    assert faulty.value.problems[0].code == "text-not-utf-8"


def problem(small: qo.Plan, records: object) -> qo.Problem:
    with pytest.raises(qo.DataError) as caught:
        small.tally(as_of=DAY, cases=records)
    assert len(caught.value.problems) == 1
    return caught.value.problems[0]


def test_a_reader_that_fails(small: qo.Plan) -> None:
    def batches() -> Any:
        yield arrow().to_batches()[0]
        raise ValueError("the server went away")

    reader = pa.RecordBatchReader.from_batches(arrow().schema, batches())
    own = problem(small, reader)
    assert own.code == "frame-unreadable" and "the server went away" in own.message


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (None, "not a `NoneType`"),
        (5, "not a `int`"),
        (1.5, "not a `float`"),
        (object(), "not a `object`"),
        (b"code\n", "not a `bytes`"),
        ({1, 2}, "not a `set`"),
        (ROWS[0], "not a `dict`; a dict of columns becomes a table with `pyarrow.table`"),
        (COLUMNS, "not a `dict`; a dict of columns becomes a table with `pyarrow.table`"),
        (iter(ROWS), "not a `list_iterator`; an iterator becomes a list with `list`"),
        ((number for number in [1]), "not a `generator`; an iterator becomes a list with `list`"),
        (arrow()["unit"], "not a `ChunkedArray`, which is one column"),
        (arrow()["unit"].combine_chunks(), "not a `StringArray`, which is one column"),
        (pl.Series(["North"]), "not a `Series`, which is one column"),
        # A series of pandas 2 does not speak the protocol, so nothing says that it is a column.
        (pd.Series(["North"]), "not a `Series`, which is one column" if pd.__version__ >= "3" else "not a `Series`"),
        ([1], "a row is a dict or a dataclass, not a `int`"),
        ([None], "a row is a dict or a dataclass, not a `NoneType`"),
        ([["A", "North"]], "not a `list`; say which column is which: `dict(zip(names, row))`"),
        ([("A", "North")], "not a `tuple`; say which column is which: `dict(zip(names, row))`"),
        ([ROWS[0], "North"], "a row is a dict or a dataclass, not a `str`"),
        ([{5: "North"}], "the name of a column is a `str`, not a `int`"),
        ([arrow(), None], "not a `NoneType`"),
        ([arrow(), 5], "not a `int`"),
    ],
)
def test_records_of_no_known_form(small: qo.Plan, wrong: object, said: str) -> None:
    with pytest.raises(TypeError) as caught:
        small.tally(as_of=DAY, cases=wrong)
    assert str(caught.value).startswith("`cases`: ") and said in str(caught.value)


def test_a_source_is_handed_in_once(small: qo.Plan) -> None:
    with pytest.raises(TypeError, match="`cases` is handed in twice"):
        small.tally({"cases": ROWS}, as_of=DAY, cases=ROWS)


def test_a_misspelt_source_is_named_with_its_nearest(small: qo.Plan) -> None:
    calls: list[Callable[[], object]] = [
        lambda: small.tally(as_of=DAY, case=ROWS),
        lambda: small.tally({"case": ROWS}, as_of=DAY),
        lambda: small.tally(as_of=DAY, cases=ROWS, rename={"case": {"unit": "x"}}),
    ]
    for call in calls:
        with pytest.raises(qo.RequestError) as caught:
            call()
        [own] = caught.value.problems
        assert (own.code, own.path, own.help) == ("source-unknown", "case", "did you mean `cases`?")
    with pytest.raises(qo.RequestError, match="its sources are: cases"):
        small.tally(as_of=DAY, petitions=ROWS)


def test_what_the_plan_does_not_have(small: qo.Plan) -> None:
    tally = small.tally(as_of=DAY, cases=ROWS)
    evaluation = small.evaluate(tally)
    calls: dict[str, Callable[[], object]] = {
        "source-unknown": lambda: small.tally(as_of=DAY, case=ROWS),
        "column-unknown": lambda: small.tally(as_of=DAY, cases=ROWS, rename={"cases": {"units": "x"}}),
        "as-of-missing": lambda: small.tally(as_of=[], cases=ROWS),
        "as-of-not-counted": lambda: small.evaluate(tally, as_of=date(2022, 6, 30)),
        "measure-unknown": lambda: evaluation.breakdown("late"),
        "breakdown-undeclared": lambda: evaluation.breakdown("late_rate", ["unit"], "week"),
        "grain-unknown": lambda: evaluation.breakdown("late_rate", [], "fortnight"),  # type: ignore[arg-type]
        "language-unknown": lambda: evaluation.report("fr"),  # type: ignore[arg-type]
        "format-unknown": lambda: evaluation.report("en", "pdf"),  # type: ignore[arg-type]
        "period-unreadable": lambda: evaluation.value("late_rate", "soon"),
        "part-unknown": lambda: small.cases("late_rate", "upper", ROWS, as_of=DAY),  # type: ignore[arg-type]
        "expected-not-a-proportion": lambda: small.evaluate(tally, expected={"fees": 5}),
    }
    for code, call in calls.items():
        with pytest.raises(qo.RequestError) as caught:
            call()
        assert [own.code for own in caught.value.problems] == [code]


def test_tallies_that_do_not_fit(small: qo.Plan) -> None:
    other = qo.Plan.parse(SMALL.replace("numerator: late", "numerator: NOT late"))
    one, two = small.tally(as_of=DAY, cases=ROWS), other.tally(as_of=DAY, cases=ROWS)
    with pytest.raises(qo.TallyError):
        _ = one + two
    with pytest.raises(qo.TallyError, match="other rules"):
        small.evaluate(two)
    for text in ["", "{}", "[1]", one.to_json()[:-9]]:
        with pytest.raises(qo.TallyError, match="not a tally"):
            qo.Tally.from_json(text)


def test_too_many_cells(small: qo.Plan) -> None:
    with pytest.raises(qo.DataError) as caught:
        small.tally(as_of=DAY, cases=ROWS, cell_limit=2)
    assert caught.value.problems[0].code == "too-many-cells"


def test_small_cells_are_not_handed_on() -> None:
    plan = qo.Plan.parse(SMALL.replace("period: 2022", "period: 2022\nsuppress_below: 5"))
    tally = plan.tally(as_of=DAY, cases=ROWS)
    with pytest.raises(qo.TallyError):
        tally.to_json()
    assert qo.Tally.from_json(tally.to_json(for_merging=True)) == tally
    assert pickle.loads(pickle.dumps(tally)) == tally


def test_arguments_of_the_wrong_type(small: qo.Plan) -> None:
    """What a type checker refuses, Python refuses as well."""
    tally = small.tally(as_of=DAY, cases=ROWS)
    calls: list[Callable[[], object]] = [
        lambda: small.tally(cases=ROWS),  # type: ignore[call-arg]
        lambda: small.tally(as_of="2022-12-31", cases=ROWS),  # type: ignore[arg-type]
        lambda: small.tally(as_of=datetime(2022, 12, 31, 10), cases=ROWS),
        lambda: small.tally(as_of=[DAY, None], cases=ROWS),  # type: ignore[list-item]
        lambda: small.tally(ROWS, as_of=DAY),  # type: ignore[arg-type]
        lambda: small.tally(as_of=DAY, rename={"cases": "unit"}, cases=ROWS),  # type: ignore[dict-item]
        lambda: small.evaluate(tally.to_json()),  # type: ignore[arg-type]
        lambda: small.evaluate(tally, expected={"late_rate": 1.5}),  # type: ignore[dict-item]
        lambda: small.evaluate(tally, declared={"late_rate": True}),  # type: ignore[dict-item]
        lambda: qo.Plan.parse(b"schema: 1"),  # type: ignore[arg-type]
        lambda: qo.Plan.read(5),  # type: ignore[arg-type]
        lambda: qo.Plan(),
        lambda: tally + 1,
        lambda: sum([tally], 1),
        lambda: qo.Declaration("2022-01-01", True),  # type: ignore[arg-type]
        lambda: small.tally(as_of=DAY, cases=[{5: "North"}]),
        lambda: small.tally(as_of=DAY, cases=[dict(ROWS[0]), "North"]),
    ]
    for number, call in enumerate(calls):
        with pytest.raises(TypeError):
            call()
            pytest.fail(f"call {number} was taken")


def test_numbers_of_the_wrong_size(small: qo.Plan) -> None:
    tally = small.tally(as_of=DAY, cases=ROWS)
    for number, said in {-1: "of at least 0, not -1", 10**30: "is at most"}.items():
        with pytest.raises(ValueError, match=said):
            small.evaluate(tally, expected={"late_rate": number})
    rows = [{"code": "A", "unit": "North", "day": date(2022, 1, 3), "fee": Decimal(10) ** 40}]
    intake = small.tally(as_of=DAY, cases=rows).intake
    assert intake is not None and intake.sources[0].rejected == 1
