"""The exceptions; they stand here because a stable ABI of Python 3.10 cannot derive them in Rust."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ._core import Problem


class QualityObjectivesError(Exception):
    """Why a call could not do what it was asked for: one or more problems, never empty.

    Every exception of the package's own is one of these; its text is that of all its problems.

        >>> try:
        ...     evaluation.value("late_rate", "last year")
        ... except qo.QualityObjectivesError as error:
        ...     print(type(error).__name__, error, sep=": ")
        RequestError: period: `last year` is no period [period-unreadable]
          help: write 2022, 2022-H1, 2022-Q1, 2022-03, 2022-W05 or 2022-03-31
    """

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
    """The plan document has faults; all of them are in `problems`.

        >>> try:
        ...     qo.Plan.parse(plan.text.replace("period: 2022", "periods: 2022"))
        ... except qo.PlanError as error:
        ...     [(problem.line, problem.code) for problem in error.problems]
        [(2, 'key-missing'), (6, 'unknown-key')]
    """


class DataError(QualityObjectivesError):
    """The records do not have what the plan declares, or cannot be taken over.

        >>> misspelt = [{"closd" if name == "closed" else name: value for name, value in records[0].items()}]
        >>> try:
        ...     plan.tally(as_of=date(2022, 9, 30), cases=misspelt)
        ... except qo.DataError as error:
        ...     print(error)
        cases.closed: the records of `cases` have no column `closed` [column-missing]
          help: did you mean `closd`? say so with `header: closd` in the plan
    """


class TallyError(QualityObjectivesError):
    """A tally cannot be read, merged, handed on, or used with this plan.

        >>> june = plan.tally(as_of=date(2022, 6, 30), cases=records)
        >>> try:
        ...     june + tally
        ... except qo.TallyError as error:
        ...     error.problems[0].code
        'as-of-differs'
    """


class RequestError(QualityObjectivesError):
    """Something was asked for that the plan or the tally does not have.

        >>> try:
        ...     evaluation.breakdown("late_rate", by=["code"])
        ... except qo.RequestError as error:
        ...     print(error)
        sources.cases: `code` is a text column and has no members to tell apart [no-dimension]
          help: name a column with `type: category` or `type: boolean`
    """
