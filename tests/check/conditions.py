"""The condition language of plans, read and answered the slow way.

A parser by recursive descent turns a text into a function of one record. NULL is None; AND, OR and
NOT are SQL's. Numbers are Fractions, so nothing is rounded.
"""

import re
from datetime import date, datetime, timedelta
from fractions import Fraction

from calendars import FUNCTIONS

TOKEN = re.compile(
    r"""\s*(?:(?P<number>\d+(?:\.\d+)?)|(?P<text>'(?:[^']|'')*')|(?P<quoted>"[^"]*")
    |(?P<name>[^\W\d]\w*)|(?P<sign><>|!=|<=|>=|[=<>()+\-*,]))""",
    re.VERBOSE,
)

KEYWORDS = {
    "and", "or", "not", "in", "between", "is", "null", "true", "false", "case", "when", "then",
    "else", "end", "coalesce", "cast", "as", "date", "interval",
}  # fmt: skip
SECONDS = {"second": 1, "minute": 60, "hour": 3600, "day": 86400, "week": 604800}


def moved(day, days):
    """A day so many days later; past the calendar's ends its last day stands for all beyond."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return type(day).max if days > 0 else type(day).min


def tokens_of(text):
    found, place = [], 0
    text = text.rstrip()
    while place < len(text):
        match = TOKEN.match(text, place)
        if not match:
            raise ValueError(f"cannot read the condition `{text}` at character {place}")
        kind = match.lastgroup
        word = match.group(kind)
        if kind == "name" and word.lower() in KEYWORDS:
            kind, word = "keyword", word.lower()
        elif kind == "quoted":
            kind, word = "name", word[1:-1]
        elif kind == "text":
            word = word[1:-1].replace("''", "'")
        found.append((kind, word))
        place = match.end()
    return found


def both(left, right):
    if left is False or right is False:
        return False
    return None if left is None or right is None else True


def either(left, right):
    if left is True or right is True:
        return True
    return None if left is None or right is None else False


def opposite(value):
    return None if value is None else not value


class Ordered(str):
    """A member of an ordered column: its place in the order, if it is declared."""

    places = None

    @staticmethod
    def of(member, listed, order):
        self = Ordered(member)
        listed = listed if order == "lowest_first" else listed[::-1]
        self.places = {name: place for place, name in enumerate(listed)}
        return self


def compare(sign, left, right):
    if left is None or right is None:
        return None
    places = getattr(left, "places", None) or getattr(right, "places", None)
    if places and sign not in ("=", "<>", "!="):
        left, right = places.get(left), places.get(right)
        return None if left is None or right is None else compare(sign, left, right)
    if sign == "=":
        return left == right
    if sign in ("<>", "!="):
        return left != right
    if sign == "<":
        return left < right
    if sign == "<=":
        return left <= right
    if sign == ">":
        return left > right
    return left >= right


def add(left, right, direction):
    if left is None or right is None:
        return None
    if isinstance(right, timedelta):
        return left + direction * right
    if isinstance(left, timedelta):
        return right + left
    if isinstance(left, datetime) and isinstance(right, datetime):
        return left - right
    if isinstance(left, date) and isinstance(right, date):
        return Fraction((left - right).days)
    if isinstance(left, date):
        return moved(left, direction * int(right))
    if isinstance(right, date):
        return moved(right, int(left))
    return left + direction * right


class Parser:
    def __init__(self, text, calendar, parameters):
        self.tokens = tokens_of(text)
        self.place = 0
        self.text = text
        self.calendar = calendar
        self.parameters = parameters

    def peek(self, *wanted):
        return (
            self.place < len(self.tokens)
            and self.tokens[self.place][1] in wanted
            and (self.tokens[self.place][0] in ("keyword", "sign"))
        )

    def take(self, *wanted):
        if self.peek(*wanted):
            self.place += 1
            return self.tokens[self.place - 1][1]
        return None

    def need(self, wanted):
        if self.take(wanted) is None:
            raise ValueError(f"`{wanted}` is missing in `{self.text}` (token {self.place})")

    def whole(self):
        answer = self.disjunction()
        if self.place != len(self.tokens):
            raise ValueError(f"something is left over in `{self.text}` (token {self.place})")
        return answer

    def disjunction(self):
        left = self.conjunction()
        while self.take("or"):
            left = self.joined(either, left, self.conjunction())
        return left

    def conjunction(self):
        left = self.negation()
        while self.take("and"):
            left = self.joined(both, left, self.negation())
        return left

    @staticmethod
    def joined(join, left, right):
        return lambda row: join(left(row), right(row))

    def negation(self):
        if self.take("not"):
            inner = self.negation()
            return lambda row: opposite(inner(row))
        return self.predicate()

    def predicate(self):
        left = self.sum()
        while True:
            sign = self.take("=", "<>", "!=", "<", "<=", ">", ">=")
            if sign:
                left = self.comparison(sign, left, self.sum())
            elif self.take("is"):
                left = self.being(left)
            elif self.peek("not", "in", "between"):
                negated = self.take("not") is not None
                found = self.members(left) if self.take("in") else self.span(left)
                left = self.negated(found) if negated else found
            else:
                return left

    @staticmethod
    def comparison(sign, left, right):
        return lambda row: compare(sign, left(row), right(row))

    @staticmethod
    def negated(inner):
        return lambda row: opposite(inner(row))

    def being(self, left):
        negated = self.take("not") is not None
        what = self.take("null", "true", "false")
        wanted = {"null": None, "true": True, "false": False}[what]
        return lambda row: (left(row) is wanted) != negated

    def members(self, left):
        self.need("(")
        listed = [self.sum()]
        while self.take(","):
            listed.append(self.sum())
        self.need(")")

        def answer(row):
            found = False
            for item in listed:
                found = either(found, compare("=", left(row), item(row)))
            return found

        return answer

    def span(self, left):
        self.need("between")
        low = self.sum()
        self.need("and")
        high = self.sum()
        return lambda row: both(
            compare(">=", left(row), low(row)), compare("<=", left(row), high(row))
        )

    def sum(self):
        left = self.product()
        while self.peek("+", "-"):
            direction = 1 if self.take("+", "-") == "+" else -1
            left = self.added(left, self.product(), direction)
        return left

    @staticmethod
    def added(left, right, direction):
        return lambda row: add(left(row), right(row), direction)

    def product(self):
        left = self.signed()
        while self.take("*"):
            left = self.multiplied(left, self.signed())
        return left

    def multiplied(self, left, right):
        def answer(row):
            one, other = left(row), right(row)
            if one is None or other is None:
                return None
            if isinstance(other, timedelta):
                one, other = other, one
            if isinstance(one, timedelta):
                microseconds = one // timedelta(microseconds=1) * other
                if microseconds.denominator != 1:
                    raise ValueError(f"`{self.text}` needs parts of a microsecond")
                return timedelta(microseconds=int(microseconds))
            return one * other

        return answer

    def signed(self):
        if self.take("-"):
            inner = self.signed()
            return lambda row: None if inner(row) is None else -inner(row)
        return self.primary()

    def primary(self):
        if self.take("("):
            inner = self.disjunction()
            self.need(")")
            return inner
        if self.take("null"):
            return lambda row: None
        if self.take("true"):
            return lambda row: True
        if self.take("false"):
            return lambda row: False
        if self.take("case"):
            return self.case()
        if self.take("coalesce"):
            return self.first_known()
        if self.take("cast"):
            return self.cast()
        if self.take("interval"):
            number = Fraction(self.tokens[self.place][1])
            self.place += 1
            constant = self.with_unit(number)
            return lambda row: constant
        if self.take("date"):
            day = date.fromisoformat(self.tokens[self.place][1])
            self.place += 1
            return lambda row: day
        if self.place >= len(self.tokens):
            raise ValueError(f"`{self.text}` stops too early")
        kind, word = self.tokens[self.place]
        self.place += 1
        if kind == "number":
            constant = self.with_unit(Fraction(word))
            return lambda row: constant
        if kind == "text":
            return lambda row: word
        if kind == "name":
            return self.named(word)
        raise ValueError(f"`{word}` is not expected in `{self.text}`")

    def with_unit(self, number):
        """`90 minutes` is a duration; a number without a unit is a number."""
        if self.place < len(self.tokens) and self.tokens[self.place][0] == "name":
            seconds = SECONDS.get(self.tokens[self.place][1].lower().rstrip("s"))
            if seconds:
                self.place += 1
                return timedelta(microseconds=int(number * seconds * 1_000_000))
        return number

    def case(self):
        branches, otherwise = [], lambda row: None
        while self.take("when"):
            condition = self.disjunction()
            self.need("then")
            branches.append((condition, self.disjunction()))
        if self.take("else"):
            otherwise = self.disjunction()
        self.need("end")

        def answer(row):
            for condition, result in branches:
                if condition(row) is True:
                    return result(row)
            return otherwise(row)

        return answer

    def arguments(self):
        self.need("(")
        listed = [self.disjunction()]
        while self.take(","):
            listed.append(self.disjunction())
        self.need(")")
        return listed

    def first_known(self):
        listed = self.arguments()

        def answer(row):
            for item in listed:
                value = item(row)
                if value is not None:
                    return value
            return None

        return answer

    def cast(self):
        self.need("(")
        inner = self.disjunction()
        self.need("as")
        self.need("date")
        self.need(")")

        def answer(row):
            value = inner(row)
            return value.date() if isinstance(value, datetime) else value

        return answer

    def named(self, word):
        if word.lower() in FUNCTIONS and self.peek("("):
            function = getattr(self.calendar, word.lower())
            listed = self.arguments()
            return lambda row: function(*(item(row) for item in listed))
        if word in self.parameters:
            number = self.parameters[word]
            return lambda row: number

        def answer(row):
            if word not in row:
                raise ValueError(f"`{word}` in `{self.text}` is no column")
            return row[word]

        return answer


def condition(text, calendar, parameters):
    """The function of one record that the text means."""
    return Parser(text, calendar, parameters).whole()
