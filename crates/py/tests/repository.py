"""What all tests share: the corpus as the other languages read it, and records in every form."""

# The types that documents in YAML have are partial: what stays unknown there is not reported.
# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false, reportUnknownVariableType=false

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import quality_objectives as qo
import yaml

ROOT = Path(__file__).resolve().parents[3]
SAMPLE = ROOT / "tests" / "plans" / "nha-trang-727-2022"

Rows = list[dict[str, str | None]]


@dataclass(frozen=True)
class Case:
    """One folder of the corpus."""

    folder: Path
    document: Mapping[str, Any]

    @property
    def name(self) -> str:
        return self.folder.name

    @property
    def plan(self) -> qo.Plan:
        return qo.Plan.read(self.folder / self.document.get("plan", "plan.yaml"))

    @property
    def days(self) -> list[date]:
        given = self.document["as_of"]
        return [day_of(one) for one in given] if isinstance(given, list) else [day_of(given)]

    @property
    def kept(self) -> str:
        return (self.folder / "evaluation.json").read_text(encoding="utf-8")


def day_of(text: object) -> date:
    return text if isinstance(text, date) else date.fromisoformat(str(text))


def cases() -> list[Case]:
    folders = sorted([*(ROOT / "tests" / "corpus").iterdir(), *(ROOT / "tests" / "plans").iterdir()])
    return [
        Case(folder, yaml.safe_load((folder / "case.yaml").read_text(encoding="utf-8")))
        for folder in folders
        if (folder / "case.yaml").exists()
    ]


#: How the files of a source become what is handed in.
Form = Callable[[qo.Source, Sequence[Path], str], object]


def evaluated(case: Case, form: Form) -> str:
    """The evaluations of a case as the corpus keeps them: the library's version left out."""
    evaluations = [
        own.to_json().replace(f'"version":"{qo.__version__}"', '"version":""')
        for own in evaluations_of(case, form)
    ]
    text = ",\n".join(evaluations)
    return f"[{text}]\n" if isinstance(case.document["as_of"], list) else f"{text}\n"


def evaluation_of(case: Case) -> qo.Evaluation:
    """The evaluation of a case as of its last day, from its files."""
    return evaluations_of(case, as_csv)[-1]


def evaluations_of(case: Case, form: Form) -> list[qo.Evaluation]:
    plan = case.plan
    tally = counted(case, plan, case.days, case.document.get("inputs") or {}, form)
    assume = case.document.get("assume") or {}
    declared: dict[str, list[qo.Declaration]] = {}
    for one in assume.get("declared") or []:
        # YAML 1.1, which PyYAML reads, takes the key `on` for a boolean.
        declaration = qo.Declaration(day_of(one.get("on", one.get(True))), one["holds"])
        declared.setdefault(one["name"], []).append(declaration)
    baselines = {}
    for name, earlier in (assume.get("baselines") or {}).items():
        before = qo.Plan.read(case.folder / earlier.get("plan", case.document.get("plan", "plan.yaml")))
        days = [day_of(earlier["as_of"])]
        baselines[name] = counted(case, before, days, earlier["inputs"], form)
    return [
        plan.evaluate(
            tally,
            as_of=day,
            expected=assume.get("expected"),
            declared=declared,
            baselines=baselines,
        )
        for day in case.days
    ]


def counted(
    case: Case, plan: qo.Plan, days: Sequence[date], inputs: Mapping[str, list[str]], form: Form
) -> qo.Tally:
    sources = {source.name: source for source in plan.sources}
    document = (case.folder / case.document.get("plan", "plan.yaml")).read_text(encoding="utf-8")
    given = {
        name: form(sources[name], [case.folder / file for file in files], document)
        for name, files in inputs.items()
    }
    return plan.tally(given, as_of=list(days))


def delimiter(source: qo.Source, document: str) -> str:
    stated = yaml.safe_load(document)["sources"][source.name].get("csv") or {}
    return str(stated.get("delimiter", ","))


def rows_of(source: qo.Source, path: Path, document: str) -> Rows:
    """The rows of a CSV file, every value a text; None where there is none."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.reader(file, delimiter=delimiter(source, document))
        header = next(reader)
        return [dict(zip(header, row, strict=True)) for row in reader if row]


def columns_of(rows: Rows, source: qo.Source) -> dict[str, list[str | None]]:
    names = list(rows[0]) if rows else [column.header for column in source.columns]
    return {name: [row[name] for row in rows] for name in names}


def as_csv(source: qo.Source, paths: Sequence[Path], document: str) -> object:
    return list(paths) if len(paths) > 1 else paths[0]


def as_dicts(source: qo.Source, paths: Sequence[Path], document: str) -> object:
    return [row for path in paths for row in rows_of(source, path, document)]


def as_pyarrow(source: qo.Source, paths: Sequence[Path], document: str) -> object:
    tables = [columns_of(rows_of(source, path, document), source) for path in paths]
    return [pa.table({n: pa.array(v, pa.string()) for n, v in table.items()}) for table in tables]


def as_polars(source: qo.Source, paths: Sequence[Path], document: str) -> object:
    """One frame in as many pieces as there are files."""
    tables = [columns_of(rows_of(source, path, document), source) for path in paths]
    frames = [
        pl.DataFrame(table, schema=dict.fromkeys(table, pl.String)).rechunk() for table in tables
    ]
    return pl.concat(frames, how="diagonal", rechunk=False)


def as_pandas(source: qo.Source, paths: Sequence[Path], document: str) -> object:
    tables = [columns_of(rows_of(source, path, document), source) for path in paths]
    return [pd.DataFrame({n: pd.Series(v, dtype="str") for n, v in t.items()}) for t in tables]


def as_duckdb(source: qo.Source, paths: Sequence[Path], document: str) -> object:
    tables = as_pyarrow(source, paths, document)
    assert isinstance(tables, list)
    return [duckdb.from_arrow(table) for table in tables]


#: How the tests hand in the records of a case.
FORMS: dict[str, Form] = {
    "csv": as_csv,
    "dicts": as_dicts,
    "pyarrow": as_pyarrow,
    "polars": as_polars,
    "pandas": as_pandas,
    "duckdb": as_duckdb,
}
