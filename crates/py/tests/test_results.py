"""What comes out: frozen classes with exact values."""

# The types that pyarrow and dicts of JSON bring are partial: what stays unknown there is not reported.
# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false, reportUnknownVariableType=false

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
import quality_objectives as qo

from repository import SAMPLE


def test_a_plan_has_its_parts() -> None:
    plan = qo.Plan.read(SAMPLE / "plan.yaml")
    assert plan.number == "727/UBND-VP"
    assert plan.issued == date(2022, 1, 28)
    assert (str(plan.period), plan.period.first) == ("2022", date(2022, 1, 1))
    assert (plan.language, plan.suppress_below) == ("vi", None)
    assert [source.name for source in plan.sources] == ["dossiers", "petitions", "forms"]
    columns = {column.name: column for column in plan.sources[0].columns}
    assert columns["code"].key and columns["received_on"].type == "date"
    members = columns["field"].members
    assert members is not None and members[0] == "Đất đai"
    late = next(measure for measure in plan.measures if measure.name == "late_rate")
    assert (late.kind, late.scale) == ("proportion", "percent")
    assert len(plan.objectives) == 5
    second = plan.objective("2")
    assert second is not None and second.period == plan.period
    assert plan.objective("9") is None
    assert plan.advice() == ()
    assert qo.Plan.parse(plan.text) == plan
    assert hash(qo.Plan.parse(plan.text)) == hash(plan)


def test_objectives(sample: qo.Evaluation) -> None:
    statuses = [(own.number, own.status, own.outlook) for own in sample.objectives]
    assert statuses == [
        ("1", "not_met", "lost"),
        ("2", "not_met", "lost"),
        ("3", "met", "secured"),
        ("4", "not_met", "open"),
        ("5", "met", "secured"),
    ]
    assert [own.headroom for own in sample.objectives] == [-15, -7, 164, -4, 44]
    assert sample.objective("2") == sample.objectives[1]
    assert sample.objective("nine") is None
    assert sample.as_of == date(2022, 12, 31)


def test_a_tree_of_targets(sample: qo.Evaluation) -> None:
    target = sample.objectives[1].target
    assert target is not None
    assert (target.kind, target.decided_by) == ("all_of", (1,))
    assert target.parts_room is not None
    assert (target.parts_room.least, target.parts_room.of) == (-7, (1, "Xây dựng"))
    whole, each = target.targets
    assert (whole.kind, whole.condition, whole.measure) == ("measure", "< 1.5%", "late_rate")
    assert (each.kind, each.column, each.condition) == ("each", "field", "<= 2%")
    building = next(own for own in each.members if own.member == "Xây dựng")
    assert (building.status, building.headroom, building.room.recovery) == ("not_met", -7, 318)
    assert each.value is None and whole.targets == ()


def test_values_are_exact(sample: qo.Evaluation) -> None:
    value = sample.value("late_rate", "2022")
    assert value.exact == Fraction(157, 11994)
    assert (value.numerator, value.denominator) == (157, 11994)
    assert (value.shown, value.decimal, value.scale) == ("1.31", Decimal("1.31"), "percent")
    assert isinstance(value.exact, Fraction) and isinstance(value.numerator, int)
    assert isinstance(value.decimal, Decimal) and value.day is None


def test_nothing_is_a_float(sample: qo.Evaluation) -> None:
    def look(value: Any) -> None:
        assert not isinstance(value, float)
        inner: list[Any] = [*value.values()] if isinstance(value, dict) else value if isinstance(value, list) else []
        for own in inner:
            look(own)

    look(sample.to_dict())
    assert json.dumps(sample.to_dict(), ensure_ascii=False, separators=(",", ":")) == sample.to_json()


def test_what_is_shown_of_objects(sample: qo.Evaluation) -> None:
    assert repr(sample.objectives[4]) == (
        "ObjectiveResult(number='5', status='met', outlook='secured', phase='closed', headroom=44)"
    )
    assert repr(sample.value("late_rate", "2022")) == (
        "Value(exact=Fraction(157, 11994), shown='1.31', scale='percent', numerator=157, "
        "denominator=11994, undecided=0)"
    )
    assert repr(sample.plan).startswith("Plan(number='727/UBND-VP', organisation='")
    assert repr(sample.tally).startswith("Tally(as_of_days=(datetime.date(2022, 12, 31),), cells=")


def test_objects_are_frozen(sample: qo.Evaluation) -> None:
    with pytest.raises(AttributeError):
        sample.objectives[0].status = "met"  # type: ignore[misc]
    assert isinstance(sample.objectives, tuple)
    assert {sample.objectives[0], sample.objectives[0]} == {sample.objectives[0]}


def test_accounts_and_certificate(sample: qo.Evaluation) -> None:
    dossiers = sample.sources[0]
    assert (dossiers.source, dossiers.read, dossiers.rejected) == ("dossiers", 12520, 9)
    for dated in dossiers.dates:
        rest = dossiers.rejected + dossiers.superseded + dossiers.not_yet_known
        assert dossiers.read == rest + dated.undated + dated.counted
    assert "date-unreadable" in [own.code for own in dossiers.rejected_for]
    assert sample.certificate.plan == sample.plan.digest
    assert sample.certificate.tally == sample.tally.digest
    assert sample.certificate.version == qo.__version__


def test_intake() -> None:
    plan = qo.Plan.read(SAMPLE / "plan.yaml")
    tally = plan.tally(as_of=date(2022, 12, 31), dossiers=SAMPLE / "dossiers.csv")
    assert tally.intake is not None
    assert tally.intake.source("petitions") is None
    dossiers = tally.intake.source("dossiers")
    assert dossiers is not None
    assert (dossiers.read, dossiers.rejected) == (12520, 9)
    first = dossiers.rows[0]
    assert (first.line, first.message) == (1866, "the record has 13 fields where the header has 14")
    near = {own.value: own.nearest for own in dossiers.unknown_members}
    assert near["Dất đai"] == "Đất đai"
    assert tally.intake.to_dict()["sources"][0]["read"] == 12520


def test_a_breakdown_is_a_sequence_and_a_table(sample: qo.Evaluation) -> None:
    breakdown = sample.breakdown("late_rate", by=["unit"], grain="month")
    assert (breakdown.measure, breakdown.by, breakdown.grain) == ("late_rate", ("unit",), "month")
    assert len(breakdown) == len(list(breakdown)) == len(breakdown.rows)
    assert breakdown[-1] == breakdown.rows[-1]
    first = breakdown[0]
    assert (first.bucket, str(first.period)) == ("2022-01", "2022-01")
    frame = pl.DataFrame(breakdown)
    assert frame.columns == [
        "unit", "period", "first", "last", "clipped",
        "numerator", "denominator", "exact", "shown", "undecided", "coming",
    ]  # fmt: skip
    assert frame.height == len(breakdown)
    assert frame.schema["numerator"] == pl.Int64
    assert frame.schema["first"] == pl.Date
    assert isinstance(frame.schema["shown"], pl.Decimal)
    assert frame["numerator"].sum() == 157
    assert frame["shown"].to_list() == [own.value.decimal for own in breakdown]
    table = pa.table(breakdown)
    assert table.num_rows == len(breakdown)
    assert pa.table(breakdown).to_pandas()["denominator"].sum() == 11994
    # pandas 3 has it, its stubs do not yet.
    from_arrow = getattr(pd.DataFrame, "from_arrow", None)
    if from_arrow is not None:
        assert from_arrow(breakdown)["denominator"].sum() == 11994
    assert breakdown.to_dict()["rows"][0]["bucket"] == "2022-01"


def test_sums_in_tables_are_decimals(small: qo.Plan) -> None:
    rows = [
        {"code": "A", "unit": "North", "fee": Decimal("1234567890123.10"), "day": date(2022, 1, 3)},
        {"code": "B", "unit": "South", "fee": Decimal("0.05"), "day": date(2022, 1, 4)},
        {"code": "C", "unit": "West", "fee": None, "day": date(2022, 1, 5)},
    ]
    evaluation = small.evaluate(small.tally(as_of=date(2022, 12, 31), cases=rows))
    breakdown = evaluation.breakdown("fees", ["unit"])
    assert pl.DataFrame(breakdown)["numerator"].to_list() == [
        Decimal("1234567890123.10"), Decimal("0.05"), Decimal(0),
    ]  # fmt: skip
    assert breakdown[2].members == (None,)
    assert breakdown[0].value.numerator == Fraction("1234567890123.1")
    assert evaluation.breakdown("fees")[0].value.exact == Fraction("1234567890123.15")


def test_reports(sample: qo.Evaluation) -> None:
    english = sample.report("en")
    assert "5 objectives: 2 met, 1 not yet met, 2 not met" in english
    assert sample.report() == sample.report("vi") != english
    assert sample.report("en", "markdown").startswith("# ")
    assert max(map(len, sample.report("en", width=60).splitlines())) <= 60


def test_assumptions(sample: qo.Evaluation) -> None:
    plan = sample.plan
    tally = plan.tally(as_of=date(2022, 6, 30), dossiers=SAMPLE / "dossiers.csv")
    expected = plan.evaluate(tally, expected={"late_rate": 12000})
    target = expected.objectives[1].target
    assert target is not None
    room = target.targets[0].room
    # Below 1.5 % of 12 000 are 179; 80 are late already.
    assert room is not None and room.left_at_expected == 99
    assert expected != plan.evaluate(tally) == plan.evaluate(tally, as_of=date(2022, 6, 30))


def test_declarations() -> None:
    plan = qo.Plan.parse(
        """
schema: 1
organisation: A city
title: Objectives
period: 2022
sources: {visits: {columns: {day: {type: date}}}}
measures: {visits: {count: {source: visits, dated_by: day}}}
objectives: [{number: 1, statement: The archive works well, target: {declared: archive}}]
"""
    )
    tally = plan.tally(as_of=date(2022, 6, 30))
    given = qo.Declaration(date(2022, 6, 15), True, by="A head", evidence=["Minutes 12"])
    target = plan.evaluate(tally, declared={"archive": given}).objectives[0].target
    assert target is not None and target.status == "met"
    assert (target.declared, target.declaration) == ("archive", given)
    later = qo.Declaration(date(2022, 7, 1), False)
    assert plan.evaluate(tally, declared={"archive": [given, later]}).objectives[0].status == "met"
    assert repr(later) == "Declaration(on=datetime.date(2022, 7, 1), holds=False, by=None, evidence=())"


def test_cases_behind_a_number() -> None:
    plan = qo.Plan.read(SAMPLE / "plan.yaml")
    frame = pl.read_csv(SAMPLE / "dossiers.csv", infer_schema=False, truncate_ragged_lines=True)
    late = plan.cases(
        "late_rate",
        "numerator",
        pl.concat([frame[:4000], frame[4000:]], rechunk=False),
        as_of=date(2022, 12, 31),
        members={"unit": "Phòng Quản lý đô thị"},
        period="2022-W28",
    )
    assert (late.total, late.more, len(late)) == (3, 0, 3)
    assert late[0].key == "000.03.21.H32-220524-0031" and late[0].input == 1
    # Of one frame in two pieces the rows are those of the frame.
    assert frame[late.rows]["code"].to_list() == [case.key for case in late]
    assert [case.row for case in late][0] == 4282
    assert late.to_dict()["cases"][0]["row"] == 4282
    few = plan.cases("late_rate", "numerator", frame, as_of=date(2022, 12, 31), limit=2)
    assert (len(few), few.total) == (2, 157)
