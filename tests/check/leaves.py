"""One condition on one value: status, room and outlook."""

from fractions import Fraction

from bounds import Bound, day_number, decimal, rounded, shown
from periods import ONE_DAY
from plan import factor_of, kind_of
from room import (
    Share,
    judged,
    outlook_of_count,
    outlook_of_share,
    room_of_count,
    room_of_share,
    slack,
)
from values import Values, iso


class Leaves(Values):
    def __init__(self, plan, day, expected=None, baselines=None):
        super().__init__(plan, day, baselines)
        self.expected = expected or {}

    def leaf(self, name, bound, span, member=None):
        """A bound, or the name of the class that is asked for at least."""
        measure = self.plan.measures[name]
        found = self.value(name, span, member)
        if found.missing:
            return {"status": "no_data", "source_missing": True, "empty": True}
        closed = self.day >= span[1]
        result = {
            "numerator": found.top,
            "denominator": found.bottom,
            "undecided": found.undecided,
        }
        result = {key: value for key, value in result.items() if value is not None}
        for key in ("base", "points"):
            if key in found.more:
                result[key] = found.more[key]
        if isinstance(bound, str):
            bound = AtLeastClass(bound, measure["classes"], self.plan.scale(name))
        status = self.status(found, bound, measure, result)
        result["status"] = status
        result |= self.prospect(name, measure, found, bound, closed, span, member, status)
        if found.amount is not None:
            result["shown"] = self.as_shown(name, found.amount, bound)
            if "classes" in measure:
                result["class"] = self.class_of(name, found.amount)
        return result

    def as_shown(self, name, amount, bound):
        measure, scale = self.plan.measures[name], self.plan.scale(name)
        if scale == "date":
            return iso(amount)
        default = self.plan.described.get("shown_places", "2")
        default = "0" if kind_of(measure) in ("count", "stock") else default
        places = int(measure.get("shown_places", default))
        if scale == "1:n" and amount:
            figure = decimal(1 / amount, places)
            return "1:" + (figure.rstrip("0").rstrip(".") if "." in figure else figure)
        return shown(amount, bound, places)

    @staticmethod
    def status(found, bound, measure, result):
        if found.amount is None:
            if kind_of(measure) == "milestone":
                return "not_met"
            # What the plan decides is no gap; what has cases without a value is no emptiness.
            result["empty"] = "when_empty" not in measure and not found.cases
            return measure.get("when_empty", "no_data")
        return "met" if bound.holds(found.amount) else "not_met"

    def prospect(self, name, measure, found, bound, closed, span, member, status):
        """Room and outlook."""
        kind = kind_of(measure)
        body = measure[kind]
        if found.counts is not None:
            return self.prospect_of_share(name, measure, found, bound, closed, member, status)
        if kind == "milestone":
            return {"outlook": self.outlook_of_day(found, bound, closed, span)}
        if kind in ("count", "stock"):
            room = room_of_count(int(found.amount), bound, status == "met")
            if kind == "stock":
                room = {"headroom": room.get("headroom")}
                return room | {"outlook": self.outlook(kind, found, bound, closed, status)}
            if closed or self.settles(body):
                return room | {
                    "outlook": outlook_of_count(int(found.amount), found.undecided, closed, bound)
                }
            return room | {"outlook": "open"}
        room = {}
        if kind == "total":
            room = {"slack": slack(found.amount, 1, bound)}
        elif kind == "mean" and found.amount is not None:
            places = int(measure["round"]["places"]) if "round" in measure else None
            room = {"slack": slack(found.top, found.bottom, bound, places)}
        if kind == "ratio" and self.quota(body) and found.amount is not None:
            return room | {
                "outlook": self.outlook_of_quota(body, found, bound, span, member, name, closed)
            }
        # What has no value yet may still get one after the period is over.
        decided = closed and not found.undecided
        return room | {"outlook": self.outlook(kind, found, bound, decided, status)}

    def prospect_of_share(self, name, measure, found, bound, closed, member, status):
        factor = factor_of(self.plan.scale(name))
        places = int(measure["round"]["places"]) if "round" in measure else None
        leave_out = measure.get("undecided") == "leave_out"
        yes, no, undecided, coming = found.counts
        share = Share(yes, no, undecided, coming, leave_out, factor, places, bound, rounded)
        expected = None if member else self.expected.get(name)
        outlook = outlook_of_share(share, closed, expected, measure.get("when_empty"))
        if kind_of(measure) == "reported" and found.undecided:
            outlook = "open"  # figures that are missing may still come, and be any
        room = room_of_share(share, status == "met", expected, closed)
        return room | {"coming": coming, "outlook": outlook}

    def outlook_of_day(self, found, bound, closed, span):
        """Every day that is still to come may be one on which it is done; or none is."""
        pick, done = found.more["pick"], found.more["done"]
        if found.more["unknown"]:
            return "open"
        days = []
        day = max(self.day + ONE_DAY, span[0])
        while not closed and day <= span[1]:
            days.append(day)
            day += ONE_DAY
        futures = [bound.holds(day_number(pick([*done, later]))) for later in days]
        futures.append(bound.holds(day_number(pick(done))) if done else False)
        return judged(futures)

    @staticmethod
    def quota(body):
        """Whether a count is divided by a given figure: it grows only."""
        numerator = body["numerator"]
        return (
            "figure" in body["denominator"] and "source" in numerator and "total" not in numerator
        )

    def outlook_of_quota(self, body, found, bound, span, member, name, closed):
        if not closed and not self.settles(body["numerator"]):
            return "open"
        undecided = self.counted(body["numerator"], span, member)[1]
        unit = Fraction(factor_of(self.plan.scale(name))) / found.bottom
        return outlook_of_count(int(found.top), undecided, closed, Scaled(bound, unit))

    @staticmethod
    def outlook(kind, found, bound, decided, status):
        if decided:
            return "secured" if status == "met" else "lost"
        if found.amount is not None and kind in ("minimum", "maximum"):
            # A minimum only falls, a maximum only rises, as far as one likes.
            down = -1 if kind == "minimum" else 1
            values = [found.amount, found.amount + down * 10**9]
            for end in (bound.limit, bound.low, bound.high):
                near = (Fraction(-1, 10**9), 0, Fraction(1, 10**9))
                values += [] if end is None else [end + step for step in near]
            return judged(
                [bound.holds(value) for value in values if down * (value - found.amount) >= 0]
            )
        return "open"


class Scaled(Bound):
    """A bound asked of a count, of which each one is so many units of the scale."""

    def __init__(self, bound, unit):
        self.__dict__.update(bound.__dict__)
        for end in ("limit", "low", "high"):
            value = getattr(bound, end)
            setattr(self, end, None if value is None else value / unit)


class AtLeastClass(Bound):
    """That class or a better one: the first that holds stands at or before it."""

    def __init__(self, wanted, classes, scale):
        self.text, self.sign = wanted, "class"
        self.limit = self.low = self.high = None
        self.bounds = [Bound(described["is"], scale) for described in classes]
        self.worst = [described["name"] for described in classes].index(wanted)

    def holds(self, value):
        held = [bound.holds(value) for bound in self.bounds]
        return True in held[: self.worst + 1]
