"""Parquet files, folders of them, datasets and readers: batch by batch, only the columns that are read."""

# The types that pyarrow brings are partial: what stays unknown there is not reported.
# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false, reportUnknownLambdaType=false

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import polars as pl
import pyarrow as pa
import pyarrow.dataset as ds
import pyarrow.parquet as pq
import pytest
import quality_objectives as qo

from repository import SAMPLE
from test_records import DAY, ROWS, arrow


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """The records in two files, of which one has several row groups."""
    paths = [tmp_path / "part-1.parquet", tmp_path / "part-2.parq"]
    pq.write_table(arrow()[:3], paths[0], row_group_size=2)
    pq.write_table(arrow()[3:], paths[1])
    return paths


@pytest.fixture
def whole(small: qo.Plan) -> qo.Tally:
    return small.tally(as_of=DAY, cases=ROWS)


def test_paths(small: qo.Plan, files: list[Path], whole: qo.Tally) -> None:
    for records in [files, [str(path) for path in files], files[0].parent, [files[0], arrow()[3:]]]:
        assert small.tally(as_of=DAY, cases=records) == whole
    one = small.tally(as_of=DAY, cases=str(files[0]))
    assert one == small.tally(as_of=DAY, cases=ROWS[:3])


def test_what_is_in_a_file_says_what_it_is(small: qo.Plan, tmp_path: Path, whole: qo.Tally) -> None:
    pq.write_table(arrow(), tmp_path / "export")
    assert small.tally(as_of=DAY, cases=tmp_path / "export") == whole
    pl.DataFrame(arrow()).write_csv(tmp_path / "csv.parquet")
    assert small.tally(as_of=DAY, cases=tmp_path / "csv.parquet") == whole


def test_a_folder_as_hive_writes_it(small: qo.Plan, tmp_path: Path, whole: qo.Tally) -> None:
    ds.write_dataset(
        arrow(), tmp_path, format="parquet",
        partitioning=ds.partitioning(pa.schema([("unit", pa.string())]), flavor="hive"),
    )  # fmt: skip
    (tmp_path / "_metadata.parquet").write_text("none of the data")
    assert small.tally(as_of=DAY, cases=tmp_path) == whole
    dataset = ds.dataset(tmp_path, partitioning="hive", exclude_invalid_files=True)
    assert small.tally(as_of=DAY, cases=dataset) == whole


def test_every_file_of_a_folder_is_read(small: qo.Plan, tmp_path: Path, whole: qo.Tally) -> None:
    """Whatever its name ends in, and through links."""
    folder, elsewhere = tmp_path / "export", tmp_path / "elsewhere"
    (folder / "below").mkdir(parents=True)
    elsewhere.mkdir()
    for at, path in enumerate([folder / "a.pq", folder / "below" / "B.PARQUET", folder / "part-0000", elsewhere / "d"]):
        pq.write_table(arrow()[at : at + 1], path)
    (folder / "linked").symlink_to(elsewhere, target_is_directory=True)
    (folder / "_SUCCESS").touch()
    (folder / ".part-0000.crc").write_bytes(b"crc")
    (folder / "_delta_log").mkdir()
    (folder / "_delta_log" / "0.json").write_text("{}", encoding="utf-8")
    assert small.tally(as_of=DAY, cases=folder) == whole


@pytest.mark.parametrize("kind", ["csv", "empty", "broken link", "circle"])
def test_what_is_no_parquet_in_a_folder_is_named(small: qo.Plan, files: list[Path], kind: str) -> None:
    path = files[0].parent / "more"
    if kind == "csv":
        pl.DataFrame(arrow()).write_csv(path)
    elif kind == "empty":
        path.touch()
    else:
        path.symlink_to(path.parent if kind == "circle" else "nowhere")
    with pytest.raises(qo.DataError) as caught:
        small.tally(as_of=DAY, cases=files[0].parent)
    [problem] = caught.value.problems
    said = "is a link to a folder that it lies in" if kind == "circle" else "is no Parquet file"
    assert problem.code == "file-unreadable" and problem.message.startswith(f"`{path}` {said}")


def test_names_of_folders_are_texts(tmp_path: Path) -> None:
    plan = qo.Plan.parse(PLAN)
    (tmp_path / "unit=007" / "day=2022-02-03").mkdir(parents=True)
    (tmp_path / "unit=a%2Fb" / "day=2022-02-04").mkdir(parents=True)
    for number, folder in enumerate(sorted(tmp_path.glob("*/*"))):
        pq.write_table(pa.table({"code": [str(number)]}), folder / "0.parquet")
    tally = plan.tally(as_of=DAY, cases=tmp_path)
    units = plan.evaluate(tally).breakdown("all", ["unit"], "month")
    assert [(own.members, own.bucket, own.value.numerator) for own in units] == [
        (("007",), "2022-02", 1), (("a/b",), "2022-02", 1),
    ]  # fmt: skip


PLAN = """
schema: 1
organisation: A city
title: Objectives
period: 2022
sources:
  cases:
    columns: {code: {type: text, key: true}, unit: {type: category}, day: {type: date}}
    breakdowns: [{by: [unit], grain: month}]
measures: {all: {count: {source: cases, dated_by: day}}}
objectives: [{number: 1, statement: Many, target: {measure: all, is: ">= 1"}}]
"""

DATASETS: dict[str, Callable[[list[Path]], object]] = {
    "dataset": lambda files: ds.dataset(files),
    "dataset, filtered": lambda files: ds.dataset(files).filter(ds.field("code") != "none"),
    "scanner": lambda files: ds.dataset(files).scanner(columns=["late", "day", "unit", "code", "fee"]),
    "fragments": lambda files: list(ds.dataset(files).get_fragments()),
    "datasets": lambda files: [ds.dataset(files[0]), ds.dataset(files[1])],
    "in memory": lambda files: ds.dataset(arrow()),
    "union": lambda files: ds.dataset([ds.dataset(files[0]), ds.dataset(files[1])]),
    "polars, lazy": lambda files: pl.scan_parquet(files),
    "polars, lazy, several": lambda files: [pl.scan_parquet(path) for path in files],
    "Parquet file": lambda files: [pq.ParquetFile(path).read() for path in files],
}


@pytest.mark.parametrize("form", list(DATASETS))
def test_datasets(small: qo.Plan, files: list[Path], whole: qo.Tally, form: str) -> None:
    assert small.tally(as_of=DAY, cases=DATASETS[form](files)) == whole
    assert small.cases("all", "counted", DATASETS[form](files), as_of=DAY).total == 4


def test_rows_are_numbered_through_a_dataset(small: qo.Plan, files: list[Path]) -> None:
    found = small.cases("all", "counted", ds.dataset(files), as_of=DAY)
    assert found.rows == [0, 1, 2, 3]
    assert [own.key for own in found] == ["A", "B", "C", "D"]
    in_files = small.cases("all", "counted", files, as_of=DAY)
    assert [(own.input, own.row) for own in in_files] == [(1, 1), (1, 2), (1, 3), (2, 1)]


def test_only_the_columns_that_the_plan_has_are_read(small: qo.Plan, tmp_path: Path, whole: qo.Tally) -> None:
    """A column that is not read may be broken; one under another name is found."""
    path = tmp_path / "one.parquet"
    broken = pa.array([[b"noise" * 1000]] * 4)
    table = arrow().append_column("noise", broken).rename_columns(["code", "u.nit", "fee", "day", "late", "noise"])
    pq.write_table(table, path, compression="none", use_dictionary=False)
    content = path.read_bytes()
    column = pq.ParquetFile(path).metadata.row_group(0).column(5)
    start = column.data_page_offset
    path.write_bytes(content[:start] + b"\xff" * 40 + content[start + 40 :])
    with pytest.raises(OSError):
        pq.read_table(path)
    rename = {"cases": {"unit": " u.nit "}}
    for records in [path, ds.dataset(path)]:
        assert small.tally(as_of=DAY, cases=records, rename=rename) == whole


def test_progress_of_a_file(small: qo.Plan, files: list[Path]) -> None:
    told: list[qo.Progress] = []
    small.tally(as_of=DAY, cases=files, progress=told.append)
    assert (told[-1].records, told[-1].total_records, told[-1].total_bytes) == (4, 4, None)
    small.tally(as_of=DAY, cases=ds.dataset(files), progress=told.append)
    assert (told[-1].records, told[-1].total_records) == (4, None)


def test_no_records(small: qo.Plan, tmp_path: Path) -> None:
    pq.write_table(arrow()[:0], tmp_path / "none.parquet")
    path = tmp_path / "none.parquet"
    for records in [path, tmp_path, ds.dataset(path), ds.dataset(path).scanner(), pl.scan_parquet(path)]:
        account = small.evaluate(small.tally(as_of=DAY, cases=records)).sources[0]
        assert (account.handed_in, account.read) == (True, 0)


def problem(small: qo.Plan, records: object) -> qo.Problem:
    with pytest.raises(qo.DataError) as caught:
        small.tally(as_of=DAY, cases=records)
    assert len(caught.value.problems) == 1
    return caught.value.problems[0]


def test_columns_that_do_not_fit(small: qo.Plan, tmp_path: Path) -> None:
    path = tmp_path / "cases.parquet"
    pq.write_table(arrow().rename_columns(["code", "units", "fee", "day", "late"]), path)
    for records in [path, tmp_path, ds.dataset(path), ds.dataset(path).scanner(), pl.scan_parquet(path)]:
        own = problem(small, records)
        assert (own.code, own.path) == ("column-missing", "cases.unit")
        assert own.help is not None and "`units`" in own.help
    pq.write_table(arrow().set_column(3, "day", pa.array([1, 2, 3, 4])), path)
    for records in [path, ds.dataset(path), pl.scan_parquet(path)]:
        own = problem(small, records)
        assert (own.code, own.path) == ("column-type", "cases.day")
        assert "date" in own.message and "integer" in own.message


def test_files_that_are_broken(small: qo.Plan, tmp_path: Path) -> None:
    path = tmp_path / "cases.parquet"
    pq.write_table(arrow(), path)
    path.write_bytes(path.read_bytes()[:-20])
    own = problem(small, [arrow(), path])
    assert own.code == "file-unreadable" and str(path) in own.message
    pq.write_table(arrow(), path, compression="none", use_dictionary=False)
    content = path.read_bytes()
    start = pq.ParquetFile(path).metadata.row_group(0).column(3).data_page_offset
    path.write_bytes(content[:start] + b"\xff" * 40 + content[start + 40 :])
    own = problem(small, [arrow(), path])
    assert own.code == "file-unreadable" and str(path) in own.message
    with pytest.raises(IsADirectoryError):
        (tmp_path / "empty").mkdir()
        small.tally(as_of=DAY, cases=tmp_path / "empty")


def test_a_reader_can_be_handed_in_once(small: qo.Plan, whole: qo.Tally) -> None:
    reader = arrow().to_reader()
    assert small.tally(as_of=DAY, cases=reader) == whole
    for records in [reader, [arrow(), reader]]:
        own = problem(small, records)
        assert own.code == "reader-already-read"
        assert own.message == "the reader of the records of `cases` was handed in before"
    again = arrow().to_reader()
    assert problem(small, [again, again]).code == "reader-already-read"
    with pytest.raises(qo.DataError, match="handed in before"):
        small.cases("all", "counted", reader, as_of=DAY)


def test_a_reader_that_failed_is_not_read_on(small: qo.Plan) -> None:
    """Its first records are gone; the rest would be counted as if it were all."""
    wrong = arrow().rename_columns(["code", "units", "fee", "day", "late"])
    reader = wrong.to_reader(max_chunksize=1)
    assert problem(small, reader).code == "column-missing"
    with pytest.raises(qo.DataError, match="handed in before"):
        small.tally(as_of=DAY, cases=reader, rename={"cases": {"unit": "units"}})


def test_what_a_reader_raises_is_the_cause(small: qo.Plan) -> None:
    def batches() -> Iterator[pa.RecordBatch]:
        yield arrow().to_batches()[0]
        raise ConnectionResetError("the server went away")

    with pytest.raises(qo.DataError, match="the server went away") as caught:
        small.tally(as_of=DAY, cases=pa.RecordBatchReader.from_batches(arrow().schema, batches()))
    assert isinstance(caught.value.__cause__, ConnectionResetError)


def test_the_sample_from_parquet(tmp_path: Path) -> None:
    plan, day = qo.Plan.read(SAMPLE / "plan.yaml"), date(2022, 12, 31)
    csv = SAMPLE / "dossiers.csv"
    frame = pl.read_csv(csv, infer_schema=False, truncate_ragged_lines=True)
    frame.write_parquet(tmp_path / "dossiers.parquet", row_group_size=1000)
    from_frame = plan.tally(as_of=day, dossiers=frame)
    assert plan.tally(as_of=day, dossiers=tmp_path / "dossiers.parquet") == from_frame
    assert plan.tally(as_of=day, dossiers=ds.dataset(tmp_path / "dossiers.parquet")) == from_frame


def test_without_pyarrow(small: qo.Plan, tmp_path: Path) -> None:
    """What needs it says what to install; everything else goes on."""
    path = tmp_path / "cases.parquet"
    pq.write_table(arrow(), path)
    pl.DataFrame(arrow()).write_csv(tmp_path / "cases.csv")
    code = f"""
import sys
sys.modules["pyarrow"] = None
from datetime import date
import quality_objectives as qo
plan = qo.Plan.parse({small.text!r})
plan.tally(as_of=date(2022, 12, 31), cases={str(tmp_path / "cases.csv")!r})
plan.tally(as_of=date(2022, 12, 31), cases=[{{"code": "A", "unit": "North", "day": date(2022, 1, 3)}}])
try:
    plan.tally(as_of=date(2022, 12, 31), cases={str(path)!r})
except ImportError as error:
    print(error)
"""
    done = subprocess.run([sys.executable, "-B", "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == (
        "a Parquet file is read with pyarrow, which is not installed: `pip install pyarrow`\n"
    )
