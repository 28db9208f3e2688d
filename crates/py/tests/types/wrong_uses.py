"""Uses that type checkers have to refuse: each line that ends in `# wrong: …` (the kinds of error that mypy and pyright name).

Nothing here is run. `test_types.py` runs both checkers on it: a marked line that passes is a fault, and so is a line
without a mark that does not.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import quality_objectives as qo

DAY = date(2022, 12, 31)


def plans(plan: qo.Plan, records: list[dict[str, object]]) -> None:
    plan.tally(as_of=DAY, cases=records)
    plan.tally(as_of="2022-12-31", cases=records)  # wrong: arg-type, reportArgumentType
    plan.tally(cases=records)  # wrong: call-arg, reportCallIssue
    plan.tally(as_of=DAY, threads=1.5, cases=records)  # wrong: arg-type, reportArgumentType
    plan.tally(as_of=DAY, rename={"cases": "unit"}, cases=records)  # wrong: dict-item, reportArgumentType
    plan.taly(as_of=DAY, cases=records)  # wrong: attr-defined, reportAttributeAccessIssue
    plan.title = "Another title"  # wrong: misc, reportAttributeAccessIssue
    qo.Plan.parse(b"schema: 1")  # wrong: arg-type, reportArgumentType
    plan.cases("late_rate", "nominator", records, as_of=DAY)  # wrong: arg-type, reportArgumentType
    plan.cases("late_rate", "numerator", records, as_of=[DAY])  # wrong: arg-type, reportArgumentType


def evaluations(plan: qo.Plan, tally: qo.Tally) -> None:
    evaluation = plan.evaluate(tally, expected={"late_rate": 60000})
    plan.evaluate(tally, expected={"late_rate": 0.5})  # wrong: dict-item, reportArgumentType
    plan.evaluate(tally, assumed={"late_rate": 60000})  # wrong: call-arg, reportCallIssue
    plan.evaluate(tally, declared={"hall": True})  # wrong: dict-item, reportArgumentType
    evaluation.breakdown("late_rate", ["unit"], "week")
    evaluation.breakdown("late_rate", grain="weeks")  # wrong: arg-type, reportArgumentType
    evaluation.breakdown("late_rate", by=[1])  # wrong: list-item, reportArgumentType
    evaluation.report("de")  # wrong: arg-type, reportArgumentType
    evaluation.report(format="html")  # wrong: arg-type, reportArgumentType
    evaluation.as_of = DAY  # wrong: misc, reportAttributeAccessIssue
    qo.Declaration("2022-09-01", True)  # wrong: arg-type, reportArgumentType


def results(evaluation: qo.Evaluation) -> None:
    for objective in evaluation.objectives:
        print(objective.status == "met", objective.outlook == "lost")
        print(objective.status == "nott_met")  # wrong: comparison-overlap, reportUnnecessaryComparison
        print(objective.outlook == "met")  # wrong: comparison-overlap, reportUnnecessaryComparison
        objective.status = "met"  # wrong: misc, reportAttributeAccessIssue
        print(objective.headroom + 1)  # wrong: operator, reportOptionalOperand
    evaluation.objectives.append(1)  # wrong: attr-defined, reportAttributeAccessIssue
    print(evaluation.objective("2").status)  # wrong: union-attr, reportOptionalMemberAccess
    print(evaluation.objective(2))  # wrong: arg-type, reportArgumentType


def values(value: qo.Value) -> None:
    if value.exact is not None and value.decimal is not None:
        print(value.exact * 2, value.decimal * 2)
        print(value.exact + value.decimal)  # wrong: operator, reportOperatorIssue
        whole: int = value.exact  # wrong: assignment, reportAssignmentType
        print(whole)
    print(float(value.exact))  # wrong: arg-type, reportArgumentType
    print(value.exact > Fraction(1, 2))  # wrong: operator, reportOptionalOperand
    print(value.decimal > Decimal("0.5"))  # wrong: operator, reportOptionalOperand
    print(value.shown * 100)  # wrong: operator, reportOptionalOperand


class Better(qo.Plan):  # wrong: misc, reportGeneralTypeIssues
    """A plan with something more."""
