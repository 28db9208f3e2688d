"""A plan evaluated as of a day, from its records, by plain loops."""

from datetime import date

from bounds import Bound, day_number
from forms import asked_windows, relative
from leaves import Leaves
from periods import ONE_DAY, buckets, period
from plan import Plan, kind_of, read_yaml
from trees import joined, none_left, over_periods

__all__ = ["Evaluator", "Plan", "read_yaml"]


class Evaluator(Leaves):
    def __init__(self, plan, day, expected=None, declared=(), baselines=None):
        super().__init__(plan, day, expected, baselines)
        self.declared = [*plan.described.get("declarations", []), *declared]

    def bound(self, target, name):
        if "class" in target:
            return target["class"]
        asked = target["is"]
        return asked if isinstance(asked, Bound) else Bound(asked, self.plan.scale(name))

    # Trees

    def node(self, target, span, path, nodes):
        windows = asked_windows(target, span, self.plan.scale)
        if windows is not None:
            result = self.recurring(target, windows, span, path, nodes)
        elif "declared" in target:
            result = self.declaration(target, span)
        elif "each" in target:
            result = self.each(relative(target, self.plan.measures, span), span, path, nodes)
        elif "measure" in target:
            target = relative(target, self.plan.measures, span)
            name = target["measure"]
            result = self.leaf(name, self.bound(target, name), span)
        else:
            kind = "all_of" if "all_of" in target else "any_of"
            children = [
                self.node(child, span, f"{path}.{kind}[{place}]", nodes)
                for place, child in enumerate(target[kind])
            ]
            result = joined(kind, children, range(len(children)))
        nodes[path] = result
        return result

    def each(self, target, span, path, nodes):
        column, name = target["each"], target["measure"]
        thresholds = target.get("by_member")
        if thresholds:
            listed = self.members_of(name, column, list(thresholds))
            texts = dict(zip(listed, thresholds.values()))
        else:
            listed = self.members_of(name, column, target.get("members"))
            texts = {}
        kept, names, skipped = [], [], []
        for member in listed:
            one = {**target, "is": texts[member]} if texts else target
            leaf = self.leaf(name, self.bound(one, name), span, (column, member))
            nodes[f"{path}.{column}={member}"] = leaf
            if leaf.get("empty") and target.get("no_cases", "skip") == "skip":
                skipped.append(member)
            else:
                kept.append(leaf)
                names.append(member)
        if not kept:
            return none_left(self.day >= span[1], skipped)
        # Members that count although they have no case are something that is asked.
        return joined("each", kept, names) | {"skipped": skipped, "empty": False}

    def recurring(self, target, windows, span, path, nodes):
        """The target asked of each window; closed ones join, and a current one once it is lost."""
        periods, skipped = {}, []
        for name, window, inner in windows:
            found = self.node(inner, window, f"{path}@{name}", nodes)
            closed = self.day >= window[1]
            found["current"] = self.day >= window[0] and not closed
            if found.get("empty") and closed and target.get("no_cases", "skip") == "skip":
                skipped.append(name)
                found["joins"] = False
                continue
            found["joins"] = closed or found.get("outlook") == "lost"
            periods[name] = found
        return over_periods(periods, self.day >= span[1], skipped)

    def declaration(self, target, span):
        """The latest declaration that is known decides, of those that lie in time.

        What was declared outside the days that are asked was not done in time.
        """
        bound = Bound(target["is"]) if isinstance(target.get("is"), str) else target.get("is")
        known = [
            (date.fromisoformat(one["on"]), str(one["holds"]).lower() == "true")
            for one in self.declared
            if one["name"] == target["declared"]
        ]
        known = [(on, holds) for on, holds in known if on <= self.day]
        if "windowed" in target:
            known = [(on, holds) for on, holds in known if span[0] <= on <= span[1]]
        in_time = [one for one in known if bound is None or bound.holds(day_number(one[0]))]
        if not known:
            return {"status": "no_data", "outlook": "open"}
        on, holds = max(in_time or known, key=lambda one: one[0])
        met = holds and bool(in_time)
        last = span[1]
        if bound is not None:
            days = (day for day in self.days_of(span) if bound.holds(day_number(day)))
            last = max(days, default=span[0])
        outlook = "open" if self.day < last else "secured" if met else "lost"
        return {
            "status": "met" if met else "not_met",
            "outlook": outlook,
            "declared_on": on.isoformat(),
        }

    @staticmethod
    def days_of(span):
        return (span[0] + place * ONE_DAY for place in range((span[1] - span[0]).days + 1))

    # The whole

    def objective(self, described):
        whole = period(self.plan.described["period"])
        first = period(described["start"])[0] if "start" in described else whole[0]
        last = period(described["due"])[1] if "due" in described else whole[1]
        phase = "in_progress"
        if self.day < first:
            phase = "not_started"
        elif self.day >= last:
            phase = "closed"
        result = {"from": first.isoformat(), "to": last.isoformat(), "phase": phase}
        nodes = {}
        if "target" in described:
            top = self.node(described["target"], (first, last), "target", nodes)
            result |= {"status": top["status"], "outlook": top.get("outlook")}
        return result | {"targets": nodes}

    def evaluate(self):
        return {
            "as_of": self.day.isoformat(),
            "objectives": {
                described["number"]: self.objective(described)
                for described in self.plan.described["objectives"]
            },
            "sources": {
                name: view.accounting(self.plan.axes(name)) for name, view in self.views.items()
            },
        }

    def cells(self, name, by, grain):
        """A measure for each cell of a breakdown within the plan's period; hindsight."""
        measure = self.plan.measures[name]
        kind, table = kind_of(measure), {}
        for label, first, last in buckets(period(self.plan.described["period"]), grain):
            span = (first, last)
            for member in self.members_of(name, by) if by else [None]:
                only = (by, member) if by else None
                if kind == "proportion":
                    counts = self.proportion(measure[kind], span, only)[:3]
                elif kind == "stock":
                    counts = (self.stock(measure[kind], span, only),)
                else:
                    counts = self.counted(measure[kind], span, only)
                if any(counts):
                    table[f"{label} {member or ''}".strip()] = counts
        return table
