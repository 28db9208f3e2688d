"""The working calendar, and the functions of the condition language that ask it, day by day."""

from datetime import date, datetime, time, timedelta
from fractions import Fraction

from periods import ONE_DAY, months
from vietnam import DAYS_OFF, WORKED

FUNCTIONS = (
    "workdays", "add_workdays", "worktime", "add_worktime", "months", "add_months", "counted_from",
)  # fmt: skip


def known(function):
    """A function of unknown arguments is unknown."""

    def answer(self, first, second, *rest):
        return None if first is None or second is None else function(self, first, second, *rest)

    return answer


def pairs(pauses, end):
    """Pauses as pairs: none without a beginning; one without an end lasts."""
    for begun, ended in zip(pauses[::2], pauses[1::2]):
        if begun is not None:
            yield begun, end if ended is None else ended


class Calendar:
    """Weekends, days off, make-up working days and office hours."""

    NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

    def __init__(self, described):
        described = described or {}
        weekend = described.get("weekend", ["saturday", "sunday"])
        self.weekend = {self.NAMES.index(name) for name in weekend}
        self.off = self.days(described.get("holidays", []))
        self.on = self.days(described.get("working_days", []))
        self.years = None
        if described.get("base") == "vietnam":
            self.years = range(2021, 2028)
            self.off |= DAYS_OFF - self.on
            self.on |= WORKED - self.off
        self.hours = [
            tuple(self.since_midnight(end) for end in span.split("-"))
            for span in described.get("office_hours", [])
        ]

    @staticmethod
    def since_midnight(text):
        hours, minutes = text.split(":")
        return timedelta(hours=int(hours), minutes=int(minutes))

    @staticmethod
    def days(listed):
        return {date.fromisoformat(day["date"] if isinstance(day, dict) else day) for day in listed}

    def knows(self, day):
        """Outside the years of the calendar that a plan takes, nothing is known of a day."""
        return self.years is None or day.year in self.years

    def works(self, day):
        if day in self.on:
            return True
        return day.weekday() not in self.weekend and day not in self.off

    @known
    def workdays(self, start, end, *pauses):
        """Working days after the first up to the last; a pause takes out those of its own."""
        if not (self.knows(start) and self.knows(end)):
            return None
        if end < start:
            return -self.workdays(end, start, *pauses)
        paused, count, day = list(pairs(pauses, end)), 0, start
        while day < end:
            day += ONE_DAY
            if not any(begun < day <= ended for begun, ended in paused):
                count += self.works(day)
        return Fraction(count)

    @known
    def add_workdays(self, start, count):
        step = ONE_DAY if count > 0 else -ONE_DAY
        day, left = start, abs(count)
        while left > 0:
            day += step
            left -= self.works(day)
        return day if self.knows(start) and self.knows(day) else None

    def office_spans(self, first, last):
        """The office hours of each working day from one day to another."""
        day = first
        while day <= last:
            if self.works(day):
                for begin, end in self.hours:
                    midnight = datetime.combine(day, time())
                    yield midnight + begin, midnight + end
            day += ONE_DAY

    @known
    def worktime(self, start, end, *pauses):
        """Time within office hours, each pause cut out of what is left."""
        if not (self.knows(start) and self.knows(end)):
            return None
        if end < start:
            return -self.worktime(end, start, *pauses)
        left = list(self.office_spans(start.date(), end.date()))
        left = [(max(begin, start), min(close, end)) for begin, close in left]
        for begun, ended in pairs(pauses, end):
            cut = []
            for begin, close in left:
                cut += [(begin, min(close, begun)), (max(begin, ended), close)]
            left = cut if begun < ended else left
        return sum((close - begin for begin, close in left if close > begin), timedelta())

    @known
    def add_worktime(self, start, duration):
        """The first moment by which so much office time has passed; the last one before, if it is to go back."""
        moment = (
            self.back(start, -duration) if duration < timedelta() else self.forth(start, duration)
        )
        return moment if self.knows(start) and moment and self.knows(moment) else None

    def forth(self, start, duration):
        if not duration:
            return start
        for begin, close in self.office_spans(start.date(), start.date() + 3660 * ONE_DAY):
            begin = max(begin, start)
            if close > begin:
                if duration <= close - begin:
                    return begin + duration
                duration -= close - begin
        return None

    def back(self, start, duration):
        spans = self.office_spans(start.date() - 3660 * ONE_DAY, start.date())
        for begin, close in reversed(list(spans)):
            close = min(close, start)
            if close > begin:
                if duration <= close - begin:
                    return close - duration
                duration -= close - begin
        return None

    @known
    def add_months(self, day, count):
        counted = day.year * 12 + day.month - 1 + int(count)
        first, last = months(counted // 12, counted % 12 + 1, 1)
        return min(first + (day.day - 1) * ONE_DAY, last)

    @known
    def months(self, start, end):
        """The least number of months after which the day is reached."""
        count = (end.year - start.year) * 12 + end.month - start.month - 2
        while self.add_months(start, count) < end:
            count += 1
        return Fraction(count)

    @known
    def counted_from(self, moment, late):
        day = moment.date()
        if moment.time() >= time.fromisoformat(late):
            day += ONE_DAY
            while not self.works(day):
                day += ONE_DAY
            if not (self.knows(moment) and self.knows(day)):
                return None
        return day
