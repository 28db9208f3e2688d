"""Records counted and summed by plain loops, as of a day."""

import re
from datetime import timedelta
from fractions import Fraction

from bounds import time_unit


class Counting:
    def __init__(self, plan, day):
        self.plan = plan
        self.day = day
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

    def cases(self, body, span, member):
        denominator = self.plan.rule(body.get("denominator"))
        return [record for record in self.dated(body, span, member) if denominator(record) is True]

    def proportion(self, body, span, member):
        """Cases in the numerator, out of it, undecided, and those sure to come as bad ones."""
        numerator = self.plan.rule(body["numerator"])
        answers = [numerator(record) for record in self.cases(body, span, member)]
        coming = None
        if "coming" in body:
            denominator = self.plan.rule(body.get("denominator"))
            dated_by, coming_when = self.plan.rule(body["dated_by"]), self.plan.rule(body["coming"])
            coming = 0
            for record in self.records(body["source"], span, member):
                day = dated_by(record)
                is_case = day is not None and denominator(record) is True
                may_join = day is None or span[0] <= day <= span[1]
                coming += may_join and not is_case and coming_when(record) is True
        return answers.count(True), answers.count(False), answers.count(None), coming

    def net(self, body, span, member):
        """Promoters, detractors, cases, and those of which one or the other is unknown."""
        promoters, detractors = (
            self.plan.rule(body["promoters"]),
            self.plan.rule(body["detractors"]),
        )
        answers = [
            (promoters(record), detractors(record)) for record in self.cases(body, span, member)
        ]
        unknown = sum(1 for both in answers if None in both and True not in both)
        return (
            sum(1 for promoter, _ in answers if promoter is True),
            sum(1 for _, detractor in answers if detractor is True),
            len(answers),
            unknown,
        )

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

    def summed(self, body, span, member, expression, scale=None):
        where, of = self.plan.rule(body.get("where")), self.plan.rule(expression)
        values, undecided = [], 0
        for record in self.dated(body, span, member):
            if where(record) is True and of(record) is not None:
                values.append(amount(of(record), scale))
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

    def reported(self, body, span, member):
        """The figures of the rows, as pairs or single ones, and the number of rows without them."""
        where = self.plan.rule(body.get("where"))
        names = ("value",) if "value" in body else ("numerator", "denominator")
        rules = [self.plan.rule(body[name]) for name in names]
        dated_by = body.get("dated_by") or self.plan.period_column(body["source"])
        figures, missing = [], 0
        for record in self.dated({**body, "dated_by": dated_by}, span, member):
            if where(record) is not True:
                missing += where(record) is None
                continue
            found = [rule(record) for rule in rules]
            if None in found:
                missing += 1
            else:
                figures.append(found)
        return figures, missing

    def days(self, body, span, member):
        """The days of a milestone, and those of records for which it is unknown."""
        where, dated_by = self.plan.rule(body.get("where")), self.plan.rule(body["dated_by"])
        done, unknown = [], []
        for record in self.dated(body, span, member):
            if where(record) is not False:
                (done if where(record) else unknown).append(dated_by(record))
        return done, unknown


def amount(value, scale):
    """A number as it is; a duration in the units of the scale."""
    if isinstance(value, timedelta):
        microseconds = value // timedelta(microseconds=1)
        # A working hour is an hour, spent within office hours.
        return Fraction(microseconds, 1_000_000 * time_unit(scale.removeprefix("working ")))
    return value
