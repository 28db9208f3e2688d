"""Errors carry problems; nothing is a bare string, and nothing panics."""

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
from test_records import DAY, ROWS, arrow


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


def test_a_missing_column_is_named_with_its_nearest(small: qo.Plan) -> None:
    renamed = arrow().rename_columns(["code", "units", "fee", "day", "late"])
    for records in [renamed, pl.DataFrame(renamed), renamed.to_pandas(), renamed.to_pylist()]:
        own = problem(small, records)
        assert (own.code, own.path) == ("column-missing", "cases.unit")
        assert own.help is not None and "`units`" in own.help


def test_a_column_of_another_type_is_named(small: qo.Plan) -> None:
    table = arrow().set_column(3, "day", pa.array([1, 2, 3, 4]))
    for records in [table, pl.DataFrame(table), table.to_pylist()]:
        own = problem(small, records)
        assert (own.code, own.path) == ("column-type", "cases.day")
        assert "date" in own.message and "integer" in own.message
    lists = arrow().set_column(3, "day", pa.array([[1], [2], [3], [4]]))
    assert "List" in problem(small, lists).message
    binary = pl.DataFrame({"code": ["A"], "unit": ["North"], "day": [object()]})
    assert problem(small, binary).path == "cases.day"


def test_floats_that_are_not_exact(small: qo.Plan) -> None:
    rows = [{"code": "A", "unit": "North", "day": date(2022, 1, 3), "fee": 0.125}]
    tally = small.tally(as_of=DAY, cases=rows)
    assert tally.intake is not None
    assert tally.intake.sources[0].rows[0].column == "fee"


def test_columns_of_mixed_types(small: qo.Plan) -> None:
    mixed: list[dict[str, Any]] = [dict(row) for row in ROWS]
    mixed[2]["day"] = "2022-02-05"
    own = problem(small, mixed)
    assert own.message == "column `day` has a str after values of date in row 3"
    assert (own.code, own.path) == ("column-type", "cases.day")
    mixed[2]["day"] = [2022]
    assert problem(small, mixed).message == "column `day` has a value of the type `list` in row 3"
    frame = pd.DataFrame({"unit": pd.Series(["North", 1], dtype=object), "day": [date(2022, 1, 3)] * 2})
    with pytest.raises(qo.DataError, match="unit") as caught:
        small.tally(as_of=DAY, cases=frame)
    assert caught.value.problems[0].code == "frame-unreadable"
    assert isinstance(caught.value.__cause__, pa.ArrowException)


def test_a_reader_that_fails(small: qo.Plan) -> None:
    def batches() -> Any:
        yield arrow().to_batches()[0]
        raise ValueError("the server went away")

    reader = pa.RecordBatchReader.from_batches(arrow().schema, batches())
    own = problem(small, reader)
    assert own.code == "frame-unreadable" and "the server went away" in own.message


@pytest.mark.parametrize("wrong", [None, 5, 1.5, object(), b"code\n", {"unit": ["North"]}, [1], [None], ["a.csv", 5], arrow()["unit"]])
def test_records_of_no_known_form(small: qo.Plan, wrong: object) -> None:
    with pytest.raises((TypeError, qo.DataError)) as caught:
        small.tally(as_of=DAY, cases=wrong)
    assert "cases" in str(caught.value)


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
    for number in [-1, 10**30]:
        with pytest.raises(OverflowError):
            small.evaluate(tally, expected={"late_rate": number})
    rows = [{"code": "A", "unit": "North", "day": date(2022, 1, 3), "fee": Decimal(10) ** 40}]
    intake = small.tally(as_of=DAY, cases=rows).intake
    assert intake is not None and intake.sources[0].rejected == 1
