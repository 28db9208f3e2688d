"""What measures come to: one value for a span, and what it is made of."""

from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from bounds import Bound, day_number, rounded
from counting import Counting
from periods import period, previous
from plan import OF_OTHERS, factor_of, kind_of


@dataclass
class Value:
    """A value in the units of its scale; None where there is no data."""

    amount: Fraction | None = None
    top: Fraction | None = None
    bottom: Fraction | None = None
    undecided: int | None = None
    missing: bool = False  # a source was not handed in
    counts: tuple | None = None  # yes, no, undecided, coming of a share
    cases: int = 0  # how many there are, even where they give no value
    more: dict = field(default_factory=dict)  # `base`, `points`, days of a milestone

    def has_cases(self):
        return int(self.amount is not None or self.cases > 0)


MISSING = "missing"  # no data, because a source was not handed in


class Values(Counting):
    def __init__(self, plan, day, baselines=None):
        super().__init__(plan, day)
        self.baselines = baselines or {}

    def value(self, name, span, member=None):
        measure = self.plan.measures[name]
        kind = kind_of(measure)
        if kind not in OF_OTHERS and not self.plan.needed(measure) <= self.plan.handed_in:
            return Value(missing=True)
        found = getattr(self, f"value_of_{kind}")(name, measure, span, member)
        if found.amount is not None and "round" in measure:
            found.amount = rounded(found.amount, int(measure["round"]["places"]))
        return found

    def class_of(self, name, amount):
        """The first class whose condition holds."""
        for described in self.plan.measures[name].get("classes", []):
            if Bound(described["is"], self.plan.scale(name)).holds(amount):
                return described["name"]
        return None

    # Of records

    def value_of_proportion(self, name, measure, span, member):
        yes, no, undecided, coming = self.proportion(measure["proportion"], span, member)
        leave_out = measure.get("undecided") == "leave_out"
        return self.share(name, yes, no, undecided, coming, 0 if leave_out else undecided)

    def share(self, name, yes, no, undecided, coming, more_cases):
        cases = yes + no + more_cases
        amount = Fraction(yes, cases) * factor_of(self.plan.scale(name)) if cases else None
        counts = (yes, no, undecided, coming)
        return Value(amount, yes, cases, undecided, counts=counts, cases=yes + no + undecided)

    def value_of_ratio(self, name, measure, span, member):
        top, bottom = (
            self.side_of_ratio(measure["ratio"][side], span, member)
            for side in ("numerator", "denominator")
        )
        return Value(self.divided(name, top, bottom), top, bottom)

    def divided(self, name, top, bottom):
        return top / bottom * factor_of(self.plan.scale(name)) if bottom else None

    def value_of_count(self, name, measure, span, member):
        count, undecided = self.counted(measure["count"], span, member)
        return Value(Fraction(count), count, undecided=undecided)

    def value_of_stock(self, name, measure, span, member):
        standing = self.stock(measure["stock"], span, member)
        return Value(Fraction(standing), standing)

    def value_of_total(self, name, measure, span, member):
        body = measure["total"]
        values, undecided = self.summed(body, span, member, body["of"], self.plan.scale(name))
        total = sum(values, Fraction(0))
        return Value(total, total, undecided=undecided)

    def value_of_mean(self, name, measure, span, member):
        body = measure["mean"]
        values, undecided = self.summed(body, span, member, body["of"], self.plan.scale(name))
        total = sum(values, Fraction(0))
        if not values:
            return Value(None, None, 0, undecided)
        return Value(total / len(values), total, len(values), undecided)

    def value_of_minimum(self, name, measure, span, member):
        kind = kind_of(measure)
        body = measure[kind]
        values, undecided = self.summed(body, span, member, body["of"], self.plan.scale(name))
        if not values:
            return Value(undecided=undecided)
        best = min(values) if kind == "minimum" else max(values)
        return Value(best, best, undecided=undecided)

    value_of_maximum = value_of_minimum

    def value_of_net_score(self, name, measure, span, member):
        promoters, detractors, cases, unknown = self.net(measure["net_score"], span, member)
        amount = Fraction(100 * (promoters - detractors), cases) if cases else None
        return Value(amount, promoters - detractors, cases, unknown)

    def value_of_milestone(self, name, measure, span, member):
        body = measure["milestone"]
        done, unknown = self.days(body, span, member)
        pick = max if body.get("which") == "last" else min
        # Nothing done is not met: no emptiness.
        found = Value(undecided=len(unknown), cases=1, more={"done": done, "unknown": unknown, "pick": pick})
        if done:
            found.amount = day_number(pick(done))
        return found

    def value_of_reported(self, name, measure, span, member):
        body = measure["reported"]
        figures, missing = self.reported(body, span, member)
        if "value" in body:
            if len(figures) != 1:
                return Value(undecided=missing, cases=len(figures) + missing)
            figure = figures[0][0]
            return Value(figure * factor_of(self.plan.scale(name)), figure, undecided=missing)
        top = sum((figure[0] for figure in figures), Fraction(0))
        bottom = sum((figure[1] for figure in figures), Fraction(0))
        counts = None
        if 0 <= top <= bottom and top.denominator == bottom.denominator == 1:
            counts = (int(top), int(bottom - top), 0, None)
        amount = self.divided(name, top, bottom)
        return Value(amount, top, bottom, missing, counts=counts, cases=missing)

    # Of other measures

    def base(self, than, name, span, member):
        """The value that a change starts from."""
        if isinstance(than, str):
            words = than.split()
            if words[0] == "previous":
                return self.value(name, previous(span, words[1]), member)
            return self.value(name, period(than), member)
        if "figure" in than:
            return Value(Fraction(than["figure"]))
        if "measure" in than:
            return self.value(than["measure"], span, member)
        earlier = self.baselines.get(than["tally"])
        if earlier is None:
            return Value(missing=True)
        whole = earlier.plan.described["period"]
        return earlier.value(name, period(than.get("period", whole)), member)

    def value_of_change(self, name, measure, span, member):
        body = measure["change"]
        now = self.value(body["measure"], span, member)
        base = self.base(body["than"], body["measure"], span, member)
        factor = factor_of(self.plan.scale(body["measure"]))
        more = {} if base.amount is None else {"base": base.amount / factor}
        found = Value(
            undecided=(now.undecided or 0) + (base.undecided or 0),
            missing=now.missing or base.missing,
            cases=now.has_cases(),
            more=more,
        )
        if now.amount is None or base.amount is None:
            return found
        way = body.get("as", "percent")
        if way == "points":
            found.amount = now.amount - base.amount
        elif base.amount > 0:
            times = now.amount / base.amount
            found.amount = (times - 1) * 100 if way == "percent" else times
        return found

    def value_of_share_of_members(self, name, measure, span, member):
        body = measure["share_of_members"]
        bound = Bound(body["is"], self.plan.scale(body["measure"]))
        met = counted = 0
        if not self.plan.needed(measure) <= self.plan.handed_in:
            return Value(missing=True)
        for each in self.members_of(body["measure"], body["each"], body.get("members")):
            found = self.value(body["measure"], span, (body["each"], each))
            if found.amount is None and body.get("no_cases", "not_met") == "skip":
                continue
            counted += 1
            met += found.amount is not None and bound.holds(found.amount)
        amount = Fraction(met, counted) * factor_of(self.plan.scale(name)) if counted else None
        return Value(amount, met, counted)

    def members_of(self, name, column, listed=None):
        """The members named, else declared, else met with in any record."""
        source = self.plan.sides(self.plan.measures[name])[0]["source"]
        declared = listed or self.plan.sources[source].members(column)
        if declared is not None:
            return [self.plan.sources[source].normal(member) for member in declared]
        if source not in self.views:
            return []
        seen = {record[column] for record in self.views[source].records}
        return sorted(seen - {None}, key=lambda member: str(member).encode())

    def value_of_score(self, name, measure, span, member):
        body = measure["score"]
        points = [self.part(part, span, member) for part in body["parts"]]
        without = body.get("without_data", "no_data")
        if MISSING in points:
            return Value(missing=True)
        known = [point for point in points if point is not None]
        more = {"points": points}
        if without != "zero" and not known or without == "no_data" and None in points:
            asked = [one for part in body["parts"] for one in measures_of(part)]
            cases = sum(self.value(one, span, member).has_cases() for one in asked)
            return Value(cases=cases, more=more)
        return Value(sum(known, Fraction(0)), more=more)

    def part(self, part, span, member):
        """The points of one part; None where it has no data."""
        if "steps" in part:
            points = self.step(part, span, member)
        else:
            found = self.value(part["measure"], span, member)
            if found.missing or found.amount is None:
                return MISSING if found.missing else None
            points = found = found.amount
            if "full_at" in part:
                full = Bound(f">= {part['full_at']}", self.plan.scale(part["measure"])).limit
                most = Fraction(part["points"])
                points = most if found >= full else found * most / full
        return points if points in (None, MISSING) else points * Fraction(part.get("weight", 1))

    def step(self, part, span, member):
        """The points of the first step that holds."""
        found = None
        if "measure" in part:
            found = self.value(part["measure"], span, member)
            if found.missing or found.amount is None:
                return MISSING if found.missing else None
            found = found.amount
        for step in part["steps"]:
            if "target" in step:
                holds = self.asked(step["target"], span, member)
                if holds in (None, MISSING):
                    return holds
            else:
                holds = "is" not in step or Bound(
                    step["is"], self.plan.scale(part["measure"])
                ).holds(found)
            if holds:
                return Fraction(step["points"])
        return Fraction(0)

    def asked(self, target, span, member):
        """A tree of conditions, three-valued."""
        if "measure" in target:
            found = self.value(target["measure"], span, member)
            if found.missing:
                return MISSING
            if found.amount is None:
                when_empty = self.plan.measures[target["measure"]].get("when_empty")
                return {"met": True, "not_met": False}.get(when_empty)
            return Bound(target["is"], self.plan.scale(target["measure"])).holds(found.amount)
        kind = "all_of" if "all_of" in target else "any_of"
        answers = [self.asked(part, span, member) for part in target[kind]]
        decisive = kind == "any_of"
        if decisive in answers:
            return decisive
        if MISSING in answers:
            return MISSING
        return None if None in answers else not decisive


def measures_of(part):
    """The measures that a part of a score, or a target of a step, asks."""
    if "measure" in part:
        return [part["measure"]]
    inner = [step["target"] for step in part.get("steps", []) if "target" in step]
    inner += part.get("all_of", []) + part.get("any_of", [])
    return [name for one in inner for name in measures_of(one)]


def iso(amount):
    """A day number as people write the day."""
    return date.fromordinal(date(1970, 1, 1).toordinal() + int(amount)).isoformat()
