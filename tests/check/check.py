#!/usr/bin/env python3
"""An independent check of the numbers.

It shares no code with the library: it reads the same plans and records, counts in plain loops
with exact fractions, and says where its numbers differ from those worked out by hand (`expect`
in case.yaml) or from the library's (`evaluation.json` beside it).

    python3 tests/check/check.py                    every case of tests/corpus
    python3 tests/check/check.py 07-leap-day        some of them
    python3 tests/check/check.py --plan plan.yaml --as-of 2022-12-31 \\
        --source dossiers=dossiers.csv [--against evaluation.json] \\
        [--breakdown late:unit:week] [--expected late_rate=60000]
"""

import argparse
import json
import re
import sys
from datetime import date
from fractions import Fraction
from pathlib import Path

from evaluation import Evaluator, Plan, read_yaml

CORPUS = Path(__file__).resolve().parent.parent / "corpus"

# Fault codes are the library's to name; where its name is another, it is put here.
CODES = {
    "boolean-unreadable": "unreadable-boolean",
    "date-unreadable": "unreadable-date",
    "decimal-unreadable": "unreadable-decimal",
    "field-count": "wrong-field-count",
    "integer-unreadable": "unreadable-integer",
    "member-empty": "empty-member",
    "member-undeclared": "undeclared-member",
    "timestamp-unreadable": "unreadable-timestamp",
    "value-missing": "missing-value",
}


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


# The library's evaluation.json -----------------------------------------------------------


def number_in(text):
    """The bare number of a shown value such as `1.50%`."""
    match = re.search(r"-?\d+(?:\.\d+)?", text or "")
    return match.group(0) if match else None


def from_library(evaluation):
    """The library's evaluation in the shape of ours. All that is known of its layout is here."""

    def leaf(node):
        value, room = node.get("value") or {}, node.get("room") or {}
        result = {"status": node["status"], "outlook": node.get("outlook")}
        if node.get("outlook_expected"):
            result["outlook"] = node["outlook_expected"]
        for key in ("numerator", "denominator", "undecided"):
            if value.get(key) is not None:
                result[key] = value[key]
        if value.get("shown"):
            result["shown"] = value["shown"]
        for key, inner in room.items():
            if key not in ("reason", "least", "of") and inner is not None:
                result[key] = inner
        return result

    def walk(node, path, nodes):
        nodes[path] = result = leaf(node)
        if node.get("kind") in ("each", "all_of", "any_of"):
            result["decided_by"] = node.get("decided_by", [])
        if node.get("room", {}).get("of"):
            result["headroom"] = node["room"]["least"]
        if "skipped" in node:
            result["skipped"] = [skipped["member"] for skipped in node["skipped"]]
        for member in node.get("members", []):
            nodes[f"{path}.{node['column']}={member['member']}"] = leaf(member)
        for place, child in enumerate(node.get("targets", [])):
            walk(child, f"{path}.{node['kind']}[{place}]", nodes)

    objectives = {}
    for objective in evaluation["objectives"]:
        keys = ("from", "to", "phase", "status", "outlook")
        nodes = {}
        if objective.get("target"):
            walk(objective["target"], "target", nodes)
        kept = {key: objective.get(key) for key in keys}
        expected = (objective.get("target") or {}).get("outlook_expected")
        if expected:
            kept["outlook"] = expected
        objectives[str(objective["number"])] = kept | {"targets": nodes}
    sources = {}
    for source in evaluation["sources"]:
        if not source["handed_in"]:
            continue
        faults = {}
        for fault in source["rejected_for"] + source["flagged_for"]:
            code = CODES.get(fault["code"], fault["code"])
            column = fault.get("column")
            faults[f"{code} {column}" if column else code] = fault["count"]
        if source["repeated_keys"]:
            faults["repeated-key"] = source["repeated_keys"]
        sources[source["source"]] = {
            "read": source["read"],
            "rejected": source["rejected"],
            "superseded": source["superseded"],
            "not_yet_known": source["not_yet_known"],
            "axes": {
                axis["dated_by"]: {"undated": axis["undated"], "counted": axis["counted"]}
                for axis in source["dates"]
            },
            "faults": faults,
        }
    return {"as_of": evaluation["as_of"], "objectives": objectives, "sources": sources}


def without_own(found):
    """Ours less what only we keep: helpers, and what no library number stands against."""
    kept = {key: inner for key, inner in found.items() if key != "source_missing"}
    for objective in kept["objectives"].values():
        nodes = objective["targets"]
        if any("source_missing" in node for node in nodes.values()):
            objective.pop("outlook")
        for path, node in list(nodes.items()):
            parent, _, name = path.rpartition("=")
            if name in nodes.get(parent.rpartition(".")[0], {}).get("skipped", ()):
                del nodes[path]
            for key in ("empty", "coming", "source_missing", "values"):
                node.pop(key, None)
    for source in kept["sources"].values():
        if not source["superseded"]:
            source.pop("superseded")
    return kept


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


# Cases -----------------------------------------------------------------------------------


def evaluated(plan_path, inputs, days, expected=None):
    plan = Plan(plan_path)
    for source, paths in inputs.items():
        for path in paths:
            plan.hand_in(source, path)
    return {day: Evaluator(plan, date.fromisoformat(day), expected).evaluate() for day in days}


def check_case(folder):
    case = read_yaml(folder / "case.yaml")
    days = case["as_of"] if isinstance(case["as_of"], list) else [case["as_of"]]
    inputs = {
        source: [folder / name for name in names]
        for source, names in (case.get("inputs") or {}).items()
    }
    expected = {
        measure: int(count)
        for measure, count in case.get("assume", {}).get("expected", {}).items()
    }
    ours = evaluated(folder / case.get("plan", "plan.yaml"), inputs, days, expected)
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
    for folder in sorted(path.parent for path in CORPUS.glob("*/case.yaml")):
        if names and folder.name not in names:
            continue
        try:
            faults = check_case(folder)
        except Exception as problem:  # a case that cannot be checked is a failed one
            faults = [f"{type(problem).__name__}: {problem}"]
        failed += bool(faults)
        passed += not faults
        print(f"ok    {folder.name}" if not faults else f"FAIL  {folder.name}: " + "; ".join(faults))
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not passed else 0


def evaluate_one(options):
    inputs = {}
    for pair in options.source:
        name, path = pair.split("=", 1)
        inputs.setdefault(name, []).append(path)
    expected = dict(pair.split("=", 1) for pair in options.expected)
    expected = {measure: int(count) for measure, count in expected.items()}
    if options.breakdown:
        plan = Plan(options.plan)
        for source, paths in inputs.items():
            for path in paths:
                plan.hand_in(source, path)
        measure, by, grain = options.breakdown.split(":")
        found = Evaluator(plan, date.fromisoformat(options.as_of[0])).cells(measure, by, grain)
    else:
        found = evaluated(options.plan, inputs, options.as_of, expected)
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
