"""The exceptions; they stand here because a stable ABI of Python 3.10 cannot derive them in Rust."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ._core import Problem


class QualityObjectivesError(Exception):
    """Why a call could not do what it was asked for: one or more problems, never empty."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(problems)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Every fault that was found, each with code, place, message and help."""
        problems: tuple[Problem, ...] = self.args[0]
        return problems

    def __str__(self) -> str:
        return "\n".join(str(problem) for problem in self.problems)


class PlanError(QualityObjectivesError):
    """The plan document has faults; all of them are in `problems`."""


class DataError(QualityObjectivesError):
    """The records do not have what the plan declares, or cannot be taken over."""


class TallyError(QualityObjectivesError):
    """A tally cannot be read, merged, handed on, or used with this plan."""


class RequestError(QualityObjectivesError):
    """Something was asked for that the plan or the tally does not have."""
