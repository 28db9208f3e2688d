"""A plan as it is written, its sources, and how its conditions are asked."""

from fractions import Fraction

import yaml

from calendars import Calendar
from conditions import condition
from records import Source


def read_yaml(path):
    """Every scalar stays the text that is written, so that no number is changed by reading."""
    with open(path, encoding="utf-8") as file:
        return yaml.load(file, Loader=yaml.BaseLoader)


KINDS = (
    "proportion", "ratio", "count", "total", "mean", "minimum", "maximum", "stock",
    "net_score", "milestone", "reported", "change", "share_of_members", "score",
)  # fmt: skip
OF_OTHERS = ("change", "share_of_members", "score")
DEFAULT_SCALES = {
    "proportion": "percent", "ratio": "percent", "net_score": "points", "milestone": "date",
    "share_of_members": "percent", "score": "points",
}  # fmt: skip


def kind_of(measure):
    return next(kind for kind in KINDS if kind in measure)


def scale_of(measure, measures):
    """The scale of a measure: as it says, else what goes with its kind."""
    if "scale" in measure:
        return measure["scale"]
    kind = kind_of(measure)
    body = measure[kind]
    if kind == "reported":
        return "number" if "value" in body else "percent"
    if kind == "change":
        way = body.get("as", "percent")
        if way == "points":
            return scale_of(measures[body["measure"]], measures)
        return "percent" if way == "percent" else "number"
    return DEFAULT_SCALES.get(kind, "number")


def factor_of(scale):
    """What 1 is called in the scale's units."""
    if scale.startswith("per ") and scale[4:].isdigit():
        return int(scale[4:])
    return {"percent": 100, "per_mille": 1000, "per_million": 1_000_000}.get(scale, 1)


def always(row):
    return True


class Plan:
    def __init__(self, path):
        self.described = read_yaml(path)
        self.described["_calendar"] = Calendar(self.described.get("calendar"))
        self.described["_parameters"] = {
            name: Fraction(value["value"] if isinstance(value, dict) else value)
            for name, value in self.described.get("parameters", {}).items()
        }
        self.measures = dict(self.described.get("measures", {}))
        self.sources = {
            name: Source(name, source, self.described)
            for name, source in self.described.get("sources", {}).items()
        }
        self.handed_in = set()
        self.compiled = {}

    def hand_in(self, source, path):
        self.handed_in.add(source)
        self.sources[source].read_file(path)

    def rule(self, text):
        if text is None:
            return always
        if text not in self.compiled:
            self.compiled[text] = condition(
                text, self.described["_calendar"], self.described["_parameters"]
            )
        return self.compiled[text]

    def scale(self, name):
        return scale_of(self.measures[name], self.measures)

    def period_column(self, source):
        columns = self.described["sources"][source]["columns"]
        return next(name for name, column in columns.items() if column["type"] == "period")

    def sides(self, measure):
        """Each counting that the measure rests on: a source and a date of it."""
        kind = kind_of(measure)
        body = measure[kind]
        if kind == "ratio":
            return [side for side in (body["numerator"], body["denominator"]) if "source" in side]
        if kind == "stock":
            return [{"source": body["source"], **body[side]} for side in ("entered", "left")]
        if kind == "reported":
            column = body.get("dated_by") or self.period_column(body["source"])
            return [{**body, "dated_by": column}]
        if kind in OF_OTHERS:
            return [
                side for name in self.parts_of(measure) for side in self.sides(self.measures[name])
            ]
        return [body]

    def parts_of(self, measure):
        """The measures that a measure is made of."""
        kind = kind_of(measure)
        body = measure[kind]
        if kind == "score":
            named = []
            for part in body["parts"]:
                named += [part["measure"]] if "measure" in part else []
                for step in part.get("steps", []):
                    named += measures_in(step.get("target", {}))
            return named
        base = body.get("than")
        return [body["measure"]] + (
            [base["measure"]] if isinstance(base, dict) and "measure" in base else []
        )

    def needed(self, measure):
        return {side["source"] for side in self.sides(measure)}

    def axes(self, source):
        """Each way in which a measure of the plan dates the source's records."""
        found = {}
        for measure in self.measures.values():
            for side in self.sides(measure):
                if side["source"] == source:
                    found[side["dated_by"]] = self.rule(side["dated_by"])
        return found


def measures_in(target):
    """The measures a tree of conditions asks."""
    if "measure" in target:
        return [target["measure"]]
    return [
        name
        for kind in ("all_of", "any_of")
        for part in target.get(kind, [])
        for name in measures_in(part)
    ]
