"""A plan evaluated as of a day, from its records, by plain loops."""

import re
from datetime import date, timedelta
from fractions import Fraction

import yaml

from bounds import Bound, rounded, shown
from conditions import Calendar, condition
from records import Source, normal
from room import (
    Share,
    outlook_of_count,
    outlook_of_share,
    room_of_count,
    room_of_share,
    slack,
)

ONE_DAY = timedelta(days=1)


def read_yaml(path):
    """Every scalar stays the text that is written, so that no number is changed by reading."""
    with open(path, encoding="utf-8") as file:
        return yaml.load(file, Loader=yaml.BaseLoader)


def period(text):
    """First and last day of `2022`, `2022-Q3`, `2022-03`, `2022-W05`, a day, or {from, to}."""
    if isinstance(text, dict):
        return date.fromisoformat(text["from"]), date.fromisoformat(text["to"])
    if re.fullmatch(r"\d{4}", text):
        return date(int(text), 1, 1), date(int(text), 12, 31)
    if "Q" in text:
        year, quarter = (int(part) for part in text.split("-Q"))
        return months(year, 3 * quarter - 2, 3)
    if "W" in text:
        year, week = (int(part) for part in text.split("-W"))
        monday = date.fromisocalendar(year, week, 1)
        return monday, monday + 6 * ONE_DAY
    if re.fullmatch(r"\d{4}-\d{2}", text):
        year, month = (int(part) for part in text.split("-"))
        return months(year, month, 1)
    return date.fromisoformat(text), date.fromisoformat(text)


def months(year, first, count):
    after = date(year + (first + count - 1) // 12, (first + count - 1) % 12 + 1, 1)
    return date(year, first, 1), after - ONE_DAY


def factor_of(measure, kind):
    scale = measure.get("scale", "percent" if kind in ("proportion", "ratio") else "number")
    if scale.startswith("per ") and scale[4:].isdigit():
        return int(scale[4:])
    return {"percent": 100, "per_mille": 1000, "per_million": 1_000_000}.get(scale, 1)


KINDS = ("proportion", "ratio", "count", "total", "mean", "minimum", "maximum", "stock")


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
        self.sources = {
            name: Source(name, source, self.described)
            for name, source in self.described["sources"].items()
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

    def axes(self, source):
        """Each way in which a measure of the plan dates the source's records."""
        found = {}
        for measure in self.described["measures"].values():
            for side in sides(measure):
                if side["source"] == source:
                    found[side["dated_by"]] = self.rule(side["dated_by"])
        return found


def sides(measure):
    kind = next(kind for kind in KINDS if kind in measure)
    body = measure[kind]
    if kind == "ratio":
        return [side for side in (body["numerator"], body["denominator"]) if "source" in side]
    if kind == "stock":
        return [{"source": body["source"], **body[side]} for side in ("entered", "left")]
    return [body]


class Evaluator:
    def __init__(self, plan, day, expected=None):
        self.plan = plan
        self.day = day
        self.expected = expected or {}
        self.views = {name: plan.sources[name].as_of(day) for name in plan.handed_in}

    def records(self, source, span, member):
        for record in self.views[source].records:
            record["period_start"], record["period_end"] = span
            if member is None or record[member[0]] == member[1]:
                yield record

    def dated(self, side, span, member):
        """The records that a date places into the span."""
        dated_by = self.plan.rule(side["dated_by"])
        for record in self.records(side["source"], span, member):
            day = dated_by(record)
            if day is not None and span[0] <= day <= span[1]:
                yield record

    # Values

    def proportion(self, body, span, member):
        denominator = self.plan.rule(body.get("denominator"))
        numerator = self.plan.rule(body["numerator"])
        answers = [
            numerator(record)
            for record in self.dated(body, span, member)
            if denominator(record) is True
        ]
        coming = None
        if "coming" in body:
            dated_by, coming_when = self.plan.rule(body["dated_by"]), self.plan.rule(body["coming"])
            coming = 0
            for record in self.records(body["source"], span, member):
                day = dated_by(record)
                is_case = day is not None and denominator(record) is True
                may_join = day is None or span[0] <= day <= span[1]
                coming += may_join and not is_case and coming_when(record) is True
        return answers.count(True), answers.count(False), answers.count(None), coming

    def counted(self, body, span, member):
        where = self.plan.rule(body.get("where"))
        answers = [where(record) for record in self.dated(body, span, member)]
        return answers.count(True), answers.count(None)

    def settles(self, body):
        """Whether a record that counts goes on counting, whatever becomes known."""
        where = body.get("where") or ""
        if re.search(r"\bas_of\b", where, re.I):
            return False
        if not re.search(r"\b(IS|COALESCE|CASE)\b", where, re.I):
            return True
        columns = self.plan.described["sources"][body["source"]]["columns"]
        waiting = [
            name
            for name, column in columns.items()
            if str(column.get("event")).lower() == "true" or "known_with" in column
        ]
        return not any(re.search(rf"\b{re.escape(name)}\b", where) for name in waiting)

    def summed(self, body, span, member, expression):
        where, of = self.plan.rule(body.get("where")), self.plan.rule(expression)
        values, undecided = [], 0
        for record in self.dated(body, span, member):
            if where(record) is True and of(record) is not None:
                values.append(of(record))
            elif where(record) is not False:
                undecided += 1
        return values, undecided

    def side_of_ratio(self, side, span, member):
        if "figure" in side:
            return Fraction(side["figure"])
        if "total" in side:
            values, _ = self.summed(side, span, member, side["total"])
            return sum(values, Fraction(0))
        return Fraction(self.counted(side, span, member)[0])

    def stock(self, body, span, member):
        """How many stand at the end of the span, or of the as-of day if that comes first."""
        last = min(span[1], self.day)
        standing = 0
        for side, direction in (("entered", 1), ("left", -1)):
            where = self.plan.rule(body[side].get("where"))
            dated_by = self.plan.rule(body[side]["dated_by"])
            for record in self.records(body["source"], span, member):
                day = dated_by(record)
                if day is not None and day <= last and where(record) is True:
                    standing += direction
        return standing

    # One leaf

    def leaf(self, name, target, span, member=None):
        measure = self.plan.described["measures"][name]
        kind = next(kind for kind in KINDS if kind in measure)
        body = measure[kind]
        bound = Bound(target["is"])
        factor = factor_of(measure, kind)
        places = int(measure["round"]["places"]) if "round" in measure else None
        closed = self.day >= span[1]
        needed = {side["source"] for side in sides(measure)}
        if not needed <= self.plan.handed_in:
            return {"status": "no_data", "source_missing": True}
        expected = None if member else self.expected.get(name)
        leaf = {}
        if kind == "proportion":
            yes, no, undecided, coming = self.proportion(body, span, member)
            leave_out = measure.get("undecided") == "leave_out"
            share = Share(
                yes, no, undecided, coming, leave_out, factor, places, bound, rounded
            )
            leaf = {
                "numerator": share.numerator,
                "denominator": share.denominator,
                "undecided": undecided,
                "coming": coming,
            }
            value = share.value(yes, share.denominator) if share.denominator else None
            status = self.status(value, bound, measure, leaf)
            leaf |= room_of_share(share, status == "met", expected, closed)
            leaf["outlook"] = outlook_of_share(
                share, closed, expected, measure.get("when_empty")
            )
        elif kind == "count":
            value, undecided = self.counted(body, span, member)
            value = Fraction(value)
            leaf = {"numerator": int(value), "undecided": undecided}
            status = self.status(value, bound, measure, leaf)
            leaf |= room_of_count(int(value), bound, status == "met")
            if closed or self.settles(body):
                leaf["outlook"] = outlook_of_count(int(value), undecided, closed, bound)
            else:
                leaf["outlook"] = "open"
        else:
            value, leaf = self.other(kind, body, span, member, bound, places, factor)
            if value is not None and places is not None:
                value = rounded(value, places)
            status = self.status(value, bound, measure, leaf)
            # What has no value yet may still get one after the period is over.
            decided = closed and not leaf.get("undecided")
            leaf["outlook"] = self.outlook(kind, value, bound, decided, status)
        leaf["status"] = status
        if value is not None:
            default = self.plan.described.get("shown_places", "2")
            default = "0" if kind in ("count", "stock") else default
            leaf["shown"] = shown(value, bound, int(measure.get("shown_places", default)))
        return leaf

    def other(self, kind, body, span, member, bound, places, factor):
        """The value and what it is made of, where it is no proportion and no count."""
        if kind == "stock":
            standing = self.stock(body, span, member)
            met = bound.holds(Fraction(standing))
            room = room_of_count(standing, bound, met)
            return Fraction(standing), {
                "numerator": standing,
                "headroom": room.get("headroom"),
            }
        if kind == "ratio":
            top = self.side_of_ratio(body["numerator"], span, member)
            bottom = self.side_of_ratio(body["denominator"], span, member)
            value = top / bottom * factor if bottom else None
            return value, {"numerator": top, "denominator": bottom}
        values, undecided = self.summed(body, span, member, body["of"])
        total = sum(values, Fraction(0))
        leaf = {"undecided": undecided}
        if kind == "total":
            return total, leaf | {"numerator": total, "slack": slack(total, 1, bound)}
        leaf["denominator" if kind == "mean" else "values"] = len(values)
        if not values:
            return None, leaf
        if kind == "mean":
            leaf |= {"numerator": total, "slack": slack(total, len(values), bound, places)}
            return total / len(values), leaf
        value = min(values) if kind == "minimum" else max(values)
        return value, leaf | {"numerator": value}

    @staticmethod
    def status(value, bound, measure, leaf):
        if value is None:
            leaf["empty"] = True
            return measure.get("when_empty", "no_data")
        return "met" if bound.holds(value) else "not_met"

    @staticmethod
    def outlook(kind, value, bound, decided, status):
        if decided:
            return "secured" if status == "met" else "lost"
        if value is not None:
            low, high = bound.sign in ("<", "<="), bound.sign in (">", ">=")
            fixed = {"maximum": (low, high), "minimum": (high, low)}.get(kind, (False, False))
            if fixed[0] and status == "not_met":
                return "lost"
            if fixed[1] and status == "met":
                return "secured"
        return "open"

    # Trees

    def members(self, measure, column, span):
        measure = self.plan.described["measures"][measure]
        source = sides(measure)[0]["source"]
        declared = self.plan.sources[source].members(column)
        if declared is not None:
            return declared
        if source not in self.views:
            return []
        seen = {record[column] for record in self.views[source].records}
        return sorted(seen - {None}, key=lambda member: str(member).encode())

    def node(self, target, span, path, nodes):
        if "each" in target:
            result = self.each(target, span, path, nodes)
        elif "measure" in target:
            result = self.leaf(target["measure"], target, span)
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
        column = target["each"]
        listed = target.get("members")
        listed = (
            [normal(member) for member in listed]
            if listed
            else self.members(target["measure"], column, span)
        )
        kept, names, skipped = [], [], []
        for member in listed:
            leaf = self.leaf(target["measure"], target, span, (column, member))
            nodes[f"{path}.{column}={member}"] = leaf
            if leaf.get("empty") and target.get("no_cases", "skip") == "skip":
                skipped.append(member)
            else:
                kept.append(leaf)
                names.append(member)
        if not kept:
            closed = self.day >= span[1]
            return {
                "status": "no_data",
                "outlook": "lost" if closed else "open",
                "skipped": skipped,
                "decided_by": [],
            }
        return joined("each", kept, names) | {"skipped": skipped}

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
        whole = period(self.plan.described["period"])
        measure = self.plan.described["measures"][name]
        kind = next(kind for kind in KINDS if kind in measure)
        table, start = {}, whole[0]
        while start <= whole[1]:
            label, last = bucket(start, grain)
            span = (start, min(last, whole[1]))
            for member in self.members(name, by, span) if by else [None]:
                only = (by, member) if by else None
                if kind == "proportion":
                    counts = self.proportion(measure[kind], span, only)[:3]
                elif kind == "stock":
                    counts = (self.stock(measure[kind], span, only),)
                else:
                    counts = self.counted(measure[kind], span, only)
                if any(counts):
                    table[f"{label} {member or ''}".strip()] = counts
            start = last + ONE_DAY
        return table


def bucket(day, grain):
    """The name and last day of the bucket a day lies in."""
    if grain == "day":
        return day.isoformat(), day
    if grain == "week":
        year, week, weekday = day.isocalendar()
        return f"{year}-W{week:02}", day + (7 - weekday) * ONE_DAY
    if grain == "month":
        return f"{day.year}-{day.month:02}", months(day.year, day.month, 1)[1]
    if grain == "quarter":
        quarter = (day.month - 1) // 3 + 1
        return f"{day.year}-Q{quarter}", months(day.year, 3 * quarter - 2, 3)[1]
    return str(day.year), date(day.year, 12, 31)


def joined(kind, children, names):
    """Status, outlook and room of a tree from its branches."""
    statuses = [child["status"] for child in children]
    outlooks = [child.get("outlook") for child in children]
    first, last = ("met", "not_met") if kind == "any_of" else ("not_met", "met")
    status = first if first in statuses else "no_data" if "no_data" in statuses else last
    early, late = ("secured", "lost") if kind == "any_of" else ("lost", "secured")
    if early in outlooks:
        outlook = early
    else:
        outlook = late if all(outlook == late for outlook in outlooks) else "open"
    result = {
        "status": status,
        "outlook": outlook,
        "decided_by": [name for name, child in zip(names, children) if child["status"] == status],
    }
    rooms = [child["headroom"] for child in children if child.get("headroom") is not None]
    if rooms:
        result["headroom"] = max(rooms) if kind == "any_of" else min(rooms)
    return result
