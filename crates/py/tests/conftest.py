"""The sample of the real plan, counted once."""

from __future__ import annotations

from datetime import date

import pytest
import quality_objectives as qo

from repository import SAMPLE

#: A small plan that says what the tests ask for.
SMALL = """
schema: 1
organisation: A city
title: Objectives
period: 2022
utc_offset: "+07:00"
sources:
  cases:
    columns:
      code: {type: text, key: true}
      unit: {type: category, members: [North, South]}
      fee: {type: decimal, scale: 2, optional: true}
      day: {type: date}
      due: {type: date, optional: true}
      late: {type: boolean, optional: true}
    breakdowns: [{by: [unit], grain: month}]
measures:
  late_rate: {proportion: {source: cases, dated_by: day, numerator: late}}
  fees: {total: {source: cases, dated_by: day, of: fee}, scale: VND}
  all: {count: {source: cases, dated_by: day}}
objectives:
  - {number: 1, statement: Few are late, target: {measure: late_rate, is: "<= 50%"}}
"""


@pytest.fixture(scope="session")
def sample() -> qo.Evaluation:
    plan = qo.Plan.read(SAMPLE / "plan.yaml")
    sources = {name: SAMPLE / f"{name}.csv" for name in ["dossiers", "petitions", "forms"]}
    return plan.evaluate(plan.tally(sources, as_of=date(2022, 12, 31)))


@pytest.fixture(scope="session")
def small() -> qo.Plan:
    return qo.Plan.parse(SMALL)
