"""What is said on standard error: faults, and what was noticed about the records."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence

from .. import Evaluation, Intake, Problem, QualityObjectivesError, SourceIntake

#: How many rejected rows and unknown members of a source are told one by one.
SHOWN = 5


def say(text: str) -> None:
    try:
        print(text, file=sys.stderr, flush=True)
    except OSError:
        # Nobody can be told; the exit code still says how it went.
        pass


def counted(count: int, one: str, several: str) -> str:
    """So many of something: `1 measure`, `2 measures`, `0 measures`."""
    return f"{count} {one if count == 1 else several}"


def fault(error: QualityObjectivesError) -> None:
    for problem in error.problems:
        say(f"error: {problem}")


def at(path: str, problem: Problem) -> str:
    """A problem of a document as compilers write it, so that editors find the place."""
    text = str(problem)
    return f"{path}:{text}" if problem.line is not None else f"{path}: {text}"


def noticed(intake: Intake, paths: Mapping[str, Sequence[str]]) -> None:
    """What an intake has to tell; records that were all in order are passed over in silence."""
    for source in intake.sources:
        of_source(source, paths.get(source.source, ()))


def of_source(own: SourceIntake, paths: Sequence[str]) -> None:
    if own.rejected:
        read = counted(own.read, "record", "records")
        are = "is" if own.rejected == 1 else "are"
        say(f"note: {own.source}: {own.rejected} of {read} could not be read and {are} left out")
        for row in own.rows[:SHOWN]:
            path = paths[row.input - 1] if row.input <= len(paths) else own.source
            place = f"{path}:{row.line}" if row.line is not None else f"{path}: row {row.row}"
            column = f" {row.column}:" if row.column else ""
            say(f"  {place}:{column} {row.message} [{row.code}]")
        more(own.rejected - min(own.rejected, SHOWN, len(own.rows)))
    if own.unknown_members:
        say(f"note: {own.source}: members that the plan does not declare are counted in a group of their own")
        for member in own.unknown_members[:SHOWN]:
            say(f"  {member.message}: {member.help}")
        more(len(own.unknown_members) - min(len(own.unknown_members), SHOWN))
    if own.repeated_keys:
        repeated = counted(own.repeated_keys, "record repeats", "records repeat")
        say(f"note: {own.source}: {repeated} the key of an earlier one")


def more(count: int) -> None:
    if count:
        say(f"  and {count} more")


def not_handed_in(evaluation: Evaluation) -> None:
    names = [f"`{source.source}`" for source in evaluation.sources if not source.handed_in]
    if names:
        say(f"note: no records of {', '.join(names)} were handed in; what needs them has no data")
