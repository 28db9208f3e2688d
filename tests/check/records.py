"""Records of a source: read from CSV row by row, then seen as of a day."""

import csv
import re
import unicodedata
from collections import Counter
from datetime import date, datetime, timedelta, timezone
from fractions import Fraction

from conditions import Ordered, condition
from periods import SHAPES, bucket, period


def normal(text):
    return unicodedata.normalize("NFC", text.strip())


class Unreadable(Exception):
    """A cell that does not say what its column's type needs."""

    def __init__(self, code):
        super().__init__(code)
        self.code = code


def date_pattern(described):
    parts = {"yyyy": r"(?P<y>\d{4})", "MM": r"(?P<m>\d{1,2})", "dd": r"(?P<d>\d{1,2})"}
    if described == "yyyy-MM-dd":
        parts = {"yyyy": r"(?P<y>\d{4})", "MM": r"(?P<m>\d{2})", "dd": r"(?P<d>\d{2})"}
    pieces = re.split(r"(yyyy|MM|dd)", described)
    return re.compile("".join(parts.get(piece, re.escape(piece)) for piece in pieces))


def read_date(text, pattern):
    match = pattern.fullmatch(text)
    if not match:
        raise Unreadable("unreadable-date")
    try:
        return date(int(match["y"]), int(match["m"]), int(match["d"]))
    except ValueError:
        raise Unreadable("unreadable-date") from None


STAMP = re.compile(
    r"(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,6}))?)?(Z|[+-]\d{2}:\d{2})?"
)


def zone_of(text):
    if text == "Z":
        return timezone.utc
    sign = -1 if text[0] == "-" else 1
    return timezone(sign * timedelta(hours=int(text[1:3]), minutes=int(text[4:6])))


def read_timestamp(text, offset):
    """A civil time; one with a zone is moved to the plan's offset first."""
    match = STAMP.fullmatch(text)
    if not match:
        raise Unreadable("unreadable-timestamp")
    year, month, day, hour, minute, second, fraction, zone = match.groups()
    try:
        stamp = datetime(
            int(year), int(month), int(day), int(hour), int(minute), int(second or 0),
            int((fraction or "0").ljust(6, "0")),
        )  # fmt: skip
    except ValueError:
        raise Unreadable("unreadable-timestamp") from None
    if zone:
        stamp = stamp.replace(tzinfo=zone_of(zone)).astimezone(zone_of(offset))
    return stamp.replace(tzinfo=None)


class Source:
    """What the plan says of one kind of record."""

    def __init__(self, name, described, plan):
        self.name = name
        self.columns = described["columns"]
        self.exists_from = described.get("exists_from")
        self.latest_by = described.get("latest_by")
        self.strict = described.get("strict") == "true"
        self.keys = described.get("keys", "unchecked")
        self.offset = plan.get("utc_offset", "+00:00")
        form = described.get("csv", {})
        self.delimiter = form.get("delimiter", ",")
        self.pattern = date_pattern(form.get("date_format", "yyyy-MM-dd"))
        self.key = [name for name, column in self.columns.items() if column.get("key") == "true"]
        self.checks = {
            code: condition(check["when"], plan["_calendar"], plan["_parameters"])
            for code, check in described.get("checks", {}).items()
        }
        self.periods = [name for name, column in self.columns.items() if column["type"] == "period"]
        self.read = 0
        self.rejected = Counter()
        self.records = []

    def over(self, column, first):
        """The last day of the period that a row of figures is of."""
        return first and bucket(first, self.columns[column]["grain"])[1]

    normal = staticmethod(normal)

    def members(self, column):
        listed = self.columns[column].get("members")
        return None if listed is None else [normal(member) for member in listed]

    def value(self, column, text, faults):
        """The cell's value; what is wrong with it but readable goes into `faults`."""
        described = self.columns[column]
        kind = described["type"]
        text = text.strip()
        if text == "" or normal(text) in [normal(empty) for empty in described.get("empty", [])]:
            if described.get("optional") != "true":
                faults.append(("empty-member" if kind == "category" else "missing-value", column))
            return None
        if kind == "text":
            return normal(text)
        if kind == "category":
            member = normal(text)
            aliases = {normal(k): normal(v) for k, v in described.get("aliases", {}).items()}
            member = aliases.get(member, member)
            listed = self.members(column)
            if listed is not None and member not in listed:
                faults.append(("undeclared-member", column))
            if "order" in described:
                return Ordered.of(member, listed, described["order"])
            return member
        if kind == "boolean":
            words = described.get("words", {"true": ["true"], "false": ["false"]})
            for answer, meaning in (("true", True), ("false", False)):
                if normal(text).lower() in [normal(word).lower() for word in words[answer]]:
                    return meaning
            raise Unreadable("unreadable-boolean")
        if kind == "integer":
            if not re.fullmatch(r"[+-]?\d+", text):
                raise Unreadable("unreadable-integer")
            return Fraction(text)
        if kind == "decimal":
            if not re.fullmatch(r"[+-]?\d+(\.\d+)?", text):
                raise Unreadable("unreadable-decimal")
            return Fraction(text)
        if kind == "period":
            if not re.fullmatch(SHAPES[described["grain"]], text):
                raise Unreadable("unreadable-period")
            try:
                return period(text)[0]
            except ValueError:
                raise Unreadable("unreadable-period") from None
        if kind == "date":
            return read_date(text, self.pattern)
        return read_timestamp(text, self.offset)

    def read_file(self, path):
        with open(path, encoding="utf-8-sig", newline="") as file:
            rows = csv.reader(file, delimiter=self.delimiter)
            header = [normal(name) for name in next(rows)]
            wanted = {
                normal(column.get("header", name)): name for name, column in self.columns.items()
            }
            for row in rows:
                if not row:
                    continue
                self.read += 1
                self.read_row(header, wanted, row)

    def read_row(self, header, wanted, row):
        if len(row) != len(header):
            self.rejected[("wrong-field-count", None)] += 1
            return
        record, faults = {}, []
        for name, text in zip(header, row):
            column = wanted.get(name)
            if column is None:
                continue
            try:
                record[column] = self.value(column, text, faults)
            except Unreadable as problem:
                self.rejected[(problem.code, column)] += 1
                return
        self.records.append((record, faults))

    def latest(self):
        """With `latest_by`, only the newest version of each key; the others are superseded."""
        if not self.latest_by:
            return self.records, 0
        newest = {}
        for record, faults in self.records:
            key = tuple(record[name] for name in self.key)
            kept = newest.get(key)
            if kept is None or record[self.latest_by] >= kept[0][self.latest_by]:
                newest[key] = (record, faults)
        return list(newest.values()), len(self.records) - len(newest)

    def as_of(self, day):
        return AsOf(self, day)


def later(value, day):
    if isinstance(value, datetime):
        value = value.date()
    return value is not None and value > day


class AsOf:
    """What was known of a source at the end of a day."""

    def __init__(self, source, day):
        self.source = source
        self.day = day
        self.records = []
        self.not_yet_known = 0
        self.rejected = sum(source.rejected.values())
        self.faults = Counter(source.rejected)
        self.read = source.read
        kept, self.superseded = source.latest()
        seen = set()
        for record, faults in kept:
            if source.exists_from and later(record[source.exists_from], day):
                self.not_yet_known += 1
                continue
            if any(later(source.over(name, record[name]), day) for name in source.periods):
                self.not_yet_known += 1
                continue
            record = self.masked(record)
            flags = list(faults)
            flags += [
                (code, None) for code, check in source.checks.items() if check(record) is True
            ]
            for flag in flags:
                self.faults[flag] += 1
            if flags and source.strict:
                self.rejected += 1
                continue
            key = tuple(record[name] for name in source.key)
            if source.keys == "report" and source.key:
                self.faults[("repeated-key", None)] += key in seen
                seen.add(key)
            self.records.append(record)

    def masked(self, record):
        columns = self.source.columns
        hidden = {
            name
            for name, column in columns.items()
            if column.get("event") == "true" and later(record[name], self.day)
        }
        for name, column in columns.items():
            known_with = column.get("known_with")
            if known_with and later(record[known_with], self.day):
                hidden.add(name)
        seen = {name: None if name in hidden else value for name, value in record.items()}
        seen["as_of"] = self.day
        return seen

    def accounting(self, axes):
        counted = {}
        for text, dated_by in axes.items():
            dated = sum(1 for record in self.records if dated_by(record) is not None)
            counted[text] = {"undated": len(self.records) - dated, "counted": dated}
        faults = {}
        for (code, column), count in self.faults.items():
            if count:
                faults[code if column is None else f"{code} {column}"] = count
        return {
            "read": self.read,
            "rejected": self.rejected,
            "superseded": self.superseded,
            "not_yet_known": self.not_yet_known,
            "axes": counted,
            "faults": dict(sorted(faults.items())),
        }
