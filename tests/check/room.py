"""Room and outlook by trying out.

Nothing here is a formula for the answer: every number is found by asking the target of made-up
cases, one more or one fewer at a time, or by doubling and halving where the number is large.
"""

from fractions import Fraction
from math import ceil, floor

FAR = 2**100


class Share:
    """A proportion's counts and how its target is asked of others."""

    def __init__(self, yes, no, undecided, coming, leave_out, factor, places, bound, rounder):
        self.yes, self.no = yes, no
        self.undecided, self.coming = undecided, coming
        self.leave_out = leave_out
        self.factor, self.places = factor, places
        self.bound, self.rounder = bound, rounder
        self.side = bound.side(factor)

    @property
    def numerator(self):
        return self.yes

    @property
    def denominator(self):
        return self.yes + self.no + (0 if self.leave_out else self.undecided)

    def value(self, numerator, denominator):
        value = Fraction(numerator, denominator) * self.factor
        return value if self.places is None else self.rounder(value, self.places)

    def holds(self, numerator, denominator):
        if denominator <= 0 or not 0 <= numerator <= denominator:
            return None
        return self.bound.holds(self.value(numerator, denominator))

    def with_bad(self, more, further=0):
        """`more` of the cases there turn bad; then `further` bad ones join."""
        numerator, denominator = self.numerator, self.denominator + further
        if self.side == "low":
            return self.holds(numerator + more + further, denominator)
        return self.holds(numerator - more, denominator)

    def with_good(self, further):
        numerator, denominator = self.numerator, self.denominator + further
        return self.holds(numerator + (further if self.side == "high" else 0), denominator)

    def goods(self):
        n, x = self.denominator, self.numerator
        return n - x if self.side == "low" else x


def largest(holds):
    """The largest k ≥ 0 such that it holds up to k; None when it never stops; -1 when at once."""
    if not holds(0):
        return -1
    high = 1
    while holds(high):
        high *= 2
        if high > FAR:
            return None
    low = high // 2
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if holds(middle) else (low, middle)
    return low


def smallest(holds):
    """The smallest k ≥ 0 for which it holds; None when there is none."""
    low = largest(lambda k: not holds(k))
    return None if low is None else low + 1


def room_of_share(share, met, expected, closed):
    if share.bound.sign == "..":
        return room_of_range(share, met)
    if share.side is None:
        return {}
    room = {"recovery": 0 if met else smallest(lambda k: share.with_good(k) is True)}
    if share.denominator > 0:
        room["headroom"] = headroom(share, 0)
        if not closed and share.coming is not None:
            room["after_coming"] = headroom(share, share.coming)
    if met and share.denominator > 0:
        arrivals = largest(lambda k: share.with_bad(0, k) is True)
        room["arrivals"] = "unlimited" if arrivals is None else arrivals
    if expected is not None and expected >= share.denominator:
        room["left_at_expected"] = left_at(share, expected)
    return room


def headroom(share, joined):
    """Among the cases there once `joined` bad ones are in."""
    goods = share.goods()
    bads = share.denominator + joined - goods
    if share.with_bad(0, joined):
        return largest(lambda k: k <= goods and share.with_bad(k, joined))
    for turned in range(1, bads + 1):
        if share.with_bad(-turned, joined):
            return -turned
    return None


def left_at(share, expected):
    further = expected - share.denominator

    def holds(bad):
        good = further - bad
        if share.side == "low":
            return share.holds(share.numerator + bad, expected)
        return share.holds(share.numerator + good, expected)

    if holds(0):
        return largest(lambda k: k <= further and holds(k))
    for bad in range(-1, -expected - 1, -1):
        if holds(bad):
            return bad
    return None


def room_of_range(share, met):
    if not met or not share.denominator:
        return {}
    x, n = share.numerator, share.denominator
    return {
        "down": largest(lambda k: k <= x and share.holds(x - k, n)),
        "up": largest(lambda k: k <= n - x and share.holds(x + k, n)),
    }


def room_of_count(count, bound, met):
    side = bound.side(None) or ("low" if bound.sign == "=" and bound.limit == 0 else None)
    if bound.sign == "..":
        if not met:
            return {}
        return {
            "down": largest(lambda k: k <= count and bound.holds(count - k)),
            "up": largest(lambda k: bound.holds(count + k)),
        }
    if side == "low":
        if met:
            most = largest(lambda k: bound.holds(count + k))
            return {"headroom": most, "arrivals": most, "recovery": 0}
        return {"headroom": -smallest(lambda k: bound.holds(count - k)), "recovery": None}
    if side == "high":
        if met:
            least = largest(lambda k: k <= count and bound.holds(count - k))
            return {"headroom": least, "recovery": 0}
        missing = smallest(lambda k: bound.holds(count + k))
        return {"headroom": -missing, "recovery": missing}
    return {}


def slack(total, count, bound, places=None):
    """How far a sum lies on the good side of limit × n; with a prescribed rounding, of the value
    from which on the rounded one is good."""
    if bound.sign in ("..", "="):
        return min(
            slack(total, count, end, places) for end in (bound.lower_end(), bound.upper_end())
        )
    limit = bound.limit
    if bound.sign not in ("<", "<=", ">", ">="):
        return None
    if places is not None:
        step = Fraction(1, 10**places)
        if bound.sign == ">=":
            limit = ceil(limit / step) * step - step / 2
        elif bound.sign == ">":
            limit = (floor(limit / step) + 1) * step - step / 2
        elif bound.sign == "<=":
            limit = floor(limit / step) * step + step / 2
        else:
            limit = (ceil(limit / step) - 1) * step + step / 2
    return total - limit * count if bound.sign in (">", ">=") else limit * count - total


def judged(answers):
    """The outlook from the statuses of all futures tried: True met, False not, None no data."""
    if all(answer is True for answer in answers):
        return "secured"
    return "open" if any(answer is True for answer in answers) else "lost"


def futures(closed, further, leave_out):
    """Pairs of further cases in and out of the numerator to try."""
    if closed:
        return [(0, 0)]
    if further is not None:
        # Where the undecided are left out, further cases may as well stay undecided.
        joining = (
            [further] if not leave_out else range(further + 1) if further <= 200 else [0, further]
        )
        return [(into, joins - into) for joins in joining for into in range(joins + 1)]
    pairs = [(into, out) for into in range(25) for out in range(25)]
    for power in range(5, 101):
        pairs += [(2**power, 0), (0, 2**power)]
    return pairs


def on_target(yes, no, bound, factor):
    """Further cases that bring a share of so many in and out just to the value that is asked."""
    if bound.sign in ("..", "outside"):
        middle = (bound.low + bound.high) / 2 / factor
    elif bound.sign in ("=", "<>"):
        middle = bound.limit / factor
    else:
        return []
    if not 0 < middle < 1:
        return []
    whole = middle.denominator * 2**100
    into = middle.numerator * 2**100 - yes
    return [(into, whole - yes - no - into)]


def outlook_of_share(share, closed, expected, when_empty):
    further = None
    if expected is not None and not closed and expected >= share.denominator:
        further = expected - share.denominator
    answers = []
    undecided = share.undecided
    ways = {(k, undecided - k) for k in (0, undecided)}
    if undecided <= 60:
        ways = {(k, undecided - k) for k in range(undecided + 1)}
        if share.leave_out:
            ways |= {(k, j) for k in range(undecided + 1) for j in range(undecided + 1 - k)}
    elif share.leave_out:
        ways.add((0, 0))
    if share.bound.sign in ("..", "=", "<>") and 60 < undecided:
        ways |= {(k, undecided - k) for k in range(undecided + 1)}
    tried = futures(closed, further, share.leave_out)
    if not closed and further is None:
        for turned_in, turned_out in ways:
            yes, no = share.yes + turned_in, share.no + turned_out
            tried += on_target(yes, no, share.bound, share.factor)
    for into, out in tried:
        for turned_in, turned_out in ways:
            numerator = share.yes + turned_in + into
            denominator = share.yes + share.no + turned_in + turned_out + into + out
            answer = share.holds(numerator, denominator)
            if denominator == 0:
                answer = {"met": True, "not_met": False}.get(when_empty)
            answers.append(answer)
        if len(answers) > 64 and True in answers and not all(answers):
            break
    return judged(answers)


def outlook_of_count(count, undecided, closed, bound):
    answers = []
    steps = range(undecided + 1)
    more = [0] if closed else [*range(200), *(2**power for power in range(8, 101))]
    if not closed:
        for limit in (bound.limit, bound.low, bound.high):
            if limit is not None and limit > count:
                more += [int(limit - count) + k for k in (-1, 0, 1)]
    for step in steps:
        answers += [bound.holds(count + step + further) for further in more if further >= 0]
    return judged(answers)
