"""Plans of quality objectives as data: measured, counted and evaluated exactly.

    >>> from datetime import date
    >>> import quality_objectives as qo
    >>> plan = qo.Plan.read("plan.yaml")                                     # doctest: +SKIP
    >>> tally = plan.tally(as_of=date(2022, 12, 31), dossiers="dossiers.csv") # doctest: +SKIP
    >>> plan.evaluate(tally).objectives[1].status                            # doctest: +SKIP
    'met'

Everything is immutable and exact: values are `int`, `Decimal`, `Fraction` and `date`, never `float`.
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
_Mapping.register(BreakdownRow)
_Mapping.register(Case)

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
