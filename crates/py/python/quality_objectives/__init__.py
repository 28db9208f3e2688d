"""Plans of quality objectives as data: measured, counted and evaluated exactly.

Everything is immutable and exact: values are `int`, `Decimal`, `Fraction` and `date`, never `float`.

A plan says what is counted and what is to be reached; records are counted once, into a tally, and
everything else follows from that. This small plan, its records and what comes of them are meant by
`plan`, `records`, `tally` and `evaluation` in the examples of all classes and methods (they are made up):

    >>> from datetime import date
    >>> import quality_objectives as qo
    >>> plan = qo.Plan.parse('''
    ... schema: 1
    ... number: 7/QD
    ... organisation: A city
    ... title: Quality objectives of 2022
    ... period: 2022
    ... language: en
    ... sources:
    ...   cases:
    ...     keys: report
    ...     columns:
    ...       code: {type: text, key: true}
    ...       unit: {type: category, members: [North, South]}
    ...       due: {type: date}
    ...       closed: {type: date}
    ...       points: {type: integer, optional: true}
    ...     breakdowns: [{by: [unit], grain: quarter}]
    ... measures:
    ...   late_rate: {proportion: {source: cases, dated_by: closed, numerator: closed > due}}
    ...   courtesy: {mean: {source: cases, dated_by: closed, of: points}, scale: points}
    ...   score: {score: {parts: [{measure: courtesy, title: Courtesy}]}, scale: points}
    ... objectives:
    ...   - number: 1
    ...     statement: Few cases are late, in no unit more than half
    ...     target:
    ...       all_of:
    ...         - {measure: late_rate, is: "< 50%"}
    ...         - {measure: late_rate, is: "<= 50%", each: unit}
    ...   - number: 2
    ...     statement: No half year is bad
    ...     target: {measure: late_rate, is: "<= 60%", every: half_year}
    ...   - {number: 3, statement: Nobody is rude, target: {measure: score, is: ">= 4 points"}}
    ...   - {number: 4, statement: The hall is built, target: {declared: hall}}
    ... ''')
    >>> def case(code, unit, due, closed, points):
    ...     due, closed = date.fromisoformat(due), date.fromisoformat(closed)
    ...     return {"code": code, "unit": unit, "due": due, "closed": closed, "points": points}
    >>> records = [
    ...     case("A1", "North", "2022-02-01", "2022-01-28", 5),
    ...     case("A2", "North", "2022-03-01", "2022-03-04", 3),
    ...     case("A3", "South", "2022-05-02", "2022-05-02", 4),
    ...     case("A4", "South", "2022-08-01", "2022-08-01", None),
    ...     case("A5", "South", "2022-08-01", "2022-08-03", 5),
    ... ]
    >>> tally = plan.tally(as_of=date(2022, 9, 30), cases=records)
    >>> evaluation = plan.evaluate(tally)
    >>> [objective.status for objective in evaluation.objectives]
    ['met', 'met', 'met', 'no_data']
    >>> evaluation.value("late_rate", "2022").exact
    Fraction(2, 5)
"""

from collections.abc import Mapping as _Mapping

from ._core import (
    VERSION,
    Breakdown,
    BreakdownRow,
    Case,
    Cases,
    Certificate,
    Column,
    DateAccount,
    Declaration,
    Evaluation,
    FaultCount,
    Intake,
    Limits,
    Measure,
    MemberResult,
    Objective,
    ObjectiveResult,
    PartsRoom,
    Period,
    PeriodResult,
    Plan,
    Problem,
    Progress,
    RejectedRow,
    Room,
    ScorePart,
    Source,
    SourceAccount,
    SourceIntake,
    Tally,
    TargetResult,
    UnknownMember,
    Value,
)
from ._errors import DataError, PlanError, QualityObjectivesError, RequestError, TallyError

__version__ = VERSION

# Rows are mappings of column names to values, and pandas asks for the class.
_Mapping.register(BreakdownRow)  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType]
_Mapping.register(Case)  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType]

__all__ = [
    "Breakdown",
    "BreakdownRow",
    "Case",
    "Cases",
    "Certificate",
    "Column",
    "DataError",
    "DateAccount",
    "Declaration",
    "Evaluation",
    "FaultCount",
    "Intake",
    "Limits",
    "Measure",
    "MemberResult",
    "Objective",
    "ObjectiveResult",
    "PartsRoom",
    "Period",
    "PeriodResult",
    "Plan",
    "PlanError",
    "Problem",
    "Progress",
    "QualityObjectivesError",
    "RejectedRow",
    "RequestError",
    "Room",
    "ScorePart",
    "Source",
    "SourceAccount",
    "SourceIntake",
    "Tally",
    "TallyError",
    "TargetResult",
    "UnknownMember",
    "Value",
    "__version__",
]
