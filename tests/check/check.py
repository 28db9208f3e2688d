#!/usr/bin/env python3
"""An independent check of the numbers.

It shares no code with the library: it reads the same plans and records, counts in plain loops
with exact fractions, and says where its numbers differ from those worked out by hand (`expect`
in case.yaml) or from the library's (`evaluation.json` beside it).

    python3 tests/check/check.py                    every case of tests/corpus and tests/plans
    python3 tests/check/check.py 07-leap-day        some of them
    python3 tests/check/check.py --plan plan.yaml --as-of 2022-12-31 \\
        --source dossiers=dossiers.csv [--against evaluation.json] \\
        [--breakdown late:unit:week] [--expected late_rate=60000]
"""

import argparse
import json
import sys
from datetime import date
from fractions import Fraction
from pathlib import Path

from evaluation import Evaluator, Plan, read_yaml
from library import from_library, without_own

TESTS = Path(__file__).resolve().parent.parent


def exact(value):
    """Numbers as the library writes them: text, a decimal where it ends, else a fraction."""
    if isinstance(value, bool) or not isinstance(value, (int, Fraction)):
        return value
    value = Fraction(value)
    rest, places = value.denominator, 0
    while rest % 2 == 0 or rest % 5 == 0:
        rest = rest // 10 if rest % 10 == 0 else rest // 2 if rest % 2 == 0 else rest // 5
        places += 1
    if rest != 1:
        return f"{value.numerator}/{value.denominator}"
    text = f"{abs(value.numerator) * 10**places // value.denominator:0{places + 1}}"
    if places:
        text = f"{text[:-places]}.{text[-places:]}".rstrip("0").rstrip(".")
    return ("-" if value < 0 else "") + text


def plain(value):
    """Everything as text, lists and maps, so that what is written by hand compares."""
    if isinstance(value, dict):
        return {str(key): plain(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple, range)):
        return [plain(inner) for inner in value]
    if value is None:
        return "none"
    value = exact(value)
    return "true" if value is True else "false" if value is False else str(value)


def differences(wanted, found, path=""):
    """What `wanted` says and `found` does not; what only `found` says is no difference."""
    if isinstance(wanted, dict) and isinstance(found, dict):
        for key, inner in wanted.items():
            place = f"{path}/{key}"
            if key in found:
                yield from differences(inner, found[key], place)
            elif inner != "none":
                yield f"{place}: wanted {inner}, found nothing"
    elif wanted != found:
        yield f"{path}: wanted {wanted}, found {found}"


# Cases -----------------------------------------------------------------------------------


def against_library(ours, path):
    kept = json.loads(Path(path).read_text(encoding="utf-8"))
    kept = kept if isinstance(kept, list) else [kept]
    theirs = {evaluation["as_of"]: evaluation for evaluation in kept}
    for day, found in ours.items():
        if day not in theirs:
            yield f"{day}: the library has no evaluation as of it"
            continue
        mine = plain(without_own(found))
        yield from differences(mine, plain(from_library(theirs[day])), f"library {day}")


def with_records(plan_path, inputs, folder=Path()):
    plan = Plan(folder / plan_path)
    for source, paths in (inputs or {}).items():
        for path in paths:
            plan.hand_in(source, folder / path)
    return plan


def evaluated(plan, days, **assumed):
    return {day: Evaluator(plan, date.fromisoformat(day), **assumed).evaluate() for day in days}


def check_case(folder):
    case = read_yaml(folder / "case.yaml")
    days = case["as_of"] if isinstance(case["as_of"], list) else [case["as_of"]]
    own_plan = case.get("plan", "plan.yaml")
    assume = case.get("assume", {})
    baselines = {}
    for name, earlier in assume.get("baselines", {}).items():
        plan = with_records(earlier.get("plan", own_plan), earlier["inputs"], folder)
        baselines[name] = Evaluator(plan, date.fromisoformat(earlier["as_of"]))
    ours = evaluated(
        with_records(own_plan, case.get("inputs"), folder),
        days,
        expected={name: int(count) for name, count in assume.get("expected", {}).items()},
        declared=assume.get("declared", []),
        baselines=baselines,
    )
    faults = []
    for day in days:
        wanted = case["expect"][day] if isinstance(case["as_of"], list) else case["expect"]
        faults += differences(plain(wanted), plain(ours[day]), day)
    library = folder / "evaluation.json"
    if library.exists():
        faults += against_library(ours, library)
    return faults


def check_corpus(names):
    passed = failed = 0
    for folder in sorted(path.parent for path in TESTS.glob("*/*/case.yaml")):
        if names and folder.name not in names:
            continue
        try:
            faults = check_case(folder)
        except Exception as problem:  # a case that cannot be checked is a failed one
            faults = [f"{type(problem).__name__}: {problem}"]
        failed += bool(faults)
        passed += not faults
        print(
            f"ok    {folder.name}" if not faults else f"FAIL  {folder.name}: " + "; ".join(faults)
        )
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not passed else 0


def evaluate_one(options):
    inputs = {}
    for pair in options.source:
        name, path = pair.split("=", 1)
        inputs.setdefault(name, []).append(path)
    expected = dict(pair.split("=", 1) for pair in options.expected)
    expected = {measure: int(count) for measure, count in expected.items()}
    plan = with_records(options.plan, inputs)
    if options.breakdown:
        measure, by, grain = options.breakdown.split(":")
        found = Evaluator(plan, date.fromisoformat(options.as_of[0])).cells(measure, by, grain)
    else:
        found = evaluated(plan, options.as_of, expected=expected)
    if options.against:
        faults = list(against_library(found, options.against))
        print("\n".join(faults) or "the library agrees")
        return 1 if faults else 0
    print(json.dumps(plain(found), ensure_ascii=False, indent=1))
    return 0


def main():
    parser = argparse.ArgumentParser(description="recompute evaluations in plain Python")
    parser.add_argument("cases", nargs="*", help="names of cases; all of them if none is given")
    parser.add_argument("--plan")
    parser.add_argument("--as-of", action="append", default=[])
    parser.add_argument("--source", action="append", default=[], metavar="NAME=FILE")
    parser.add_argument("--expected", action="append", default=[], metavar="MEASURE=COUNT")
    parser.add_argument("--breakdown", metavar="MEASURE:COLUMN:GRAIN")
    parser.add_argument("--against", metavar="EVALUATION.JSON")
    options = parser.parse_args()
    return evaluate_one(options) if options.plan else check_corpus(options.cases)


if __name__ == "__main__":
    sys.exit(main())
