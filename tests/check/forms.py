"""Forms of targets, turned into what is asked of which window."""

from fractions import Fraction

from bounds import Bound, Interpolated
from periods import buckets, grain_of, period, previous, windows
from phrases import change, compound, every_in, whole_years, yearly, yearly_windows


def asked_windows(target, span, scale_of):
    """Of a recurring target: name, window and the target asked of it; None of any other."""
    rest = {
        key: value
        for key, value in target.items()
        if key not in ("every", "over", "path", "between", "title")
    }
    if "path" in target:
        return list(path_windows(target, rest, span, scale_of))
    if "declared" in target:
        rest["windowed"] = True
    text = target.get("is")
    deadlines = yearly(text) if isinstance(text, str) else None
    if deadlines:
        return [
            (name, window, {**rest, "is": bound})
            for name, window, bound in yearly_windows(*deadlines, span)
        ]
    grain, over = target.get("every"), 1
    if isinstance(text, str) and grain is None and change(text) is None:
        rest["is"], grain = every_in(text)
    if grain is None:
        return None
    if "over" in target:
        over = int(target["over"].split()[0])
    return [(name, window, rest) for name, window in windows(span, grain, over)]


def path_windows(target, rest, span, scale_of):
    """A threshold by period; `between` says what is asked of the periods that are not named."""
    named = {str(name): text for name, text in target["path"].items()}
    grain = grain_of(next(iter(named)))
    scale = scale_of(target["measure"]) if "measure" in target else None
    listed = sorted(named, key=lambda name: period(name)[0])
    for name, first, last in buckets(span, grain):
        before = [other for other in listed if period(other)[0] <= first]
        after = [other for other in listed if period(other)[0] >= first]
        text = named.get(name)
        between = target.get("between", "nothing")
        if text is None and between == "previous" and before:
            text = named[before[-1]]
        elif text is None and between == "next" and after:
            text = named[after[0]]
        elif text is None and between == "linear" and before and after:
            text = interpolated(named, before[-1], after[0], name, grain, scale)
        if text is not None:
            yield name, (first, last), {**rest, "is": text}


def interpolated(named, before, after, name, grain, scale):
    """So many periods on the way of so many."""
    between = (period(before)[0], period(after)[1])
    order = [bucket for bucket, _, _ in buckets(between, grain)]
    way = order.index(name)
    return Interpolated(
        Bound(named[before], scale), Bound(named[after], scale), Fraction(way, len(order) - 1)
    )


def relative(target, measures, span):
    """A relative target as one of an unnamed change measure; every other as it is."""
    asked = change(target["is"]) if isinstance(target.get("is"), str) else None
    if asked is None and "than" not in target:
        return target
    than = target.get("than") or asked.base
    if asked is None:
        raise ValueError(f"`{target['is']}` does not say how the value changes")
    bound = asked.bound
    if asked.compounded:
        bound = compound(bound, whole_years(period_of(than, span), span))
    name = f"{target['measure']}: change {than} {asked.measured}"
    measures[name] = {"change": {"measure": target["measure"], "than": than, "as": asked.measured}}
    return {**target, "measure": name, "is": bound}


def period_of(than, span):
    if isinstance(than, str):
        return previous(span, than.split()[1]) if than.startswith("previous") else period(than)
    return period(than["period"])
