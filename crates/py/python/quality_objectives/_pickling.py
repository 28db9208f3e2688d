"""How results are made again where they are unpickled: from the plan and the tally, in the same way."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from ._core import Breakdown, Declaration, Evaluation, Plan, Tally


def evaluated(
    plan: Plan,
    tally: Tally,
    as_of: date,
    expected: Mapping[str, int],
    declared: Mapping[str, Sequence[Declaration]],
    baselines: Mapping[str, Tally],
) -> Evaluation:
    """The evaluation of a tally under the same assumptions."""
    return plan.evaluate(
        tally, as_of=as_of, expected=expected, declared=declared, baselines=baselines
    )


def broken_down(evaluation: Evaluation, measure: str, by: Sequence[str], grain: Any) -> Breakdown:
    """The same breakdown of an evaluation."""
    return evaluation.breakdown(measure, by, grain)
