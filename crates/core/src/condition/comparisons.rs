//! Checking comparisons, which know what may be compared with what.

use std::collections::BTreeSet;

use super::checker::Checker;
use super::expression::{AskedRank, Comparator, Ranked, Shape, Term};
use super::fault::Fault;
use super::schema::Kind;
use super::syntax::Syntax;

impl Checker<'_> {
    pub(super) fn compare(
        &mut self,
        comparator: Comparator,
        left: &Syntax,
        right: &Syntax,
    ) -> Option<Term> {
        let (first, second) = (self.term(left), self.term(right));
        let (first, second) = (first?, second?);
        if first.kind == Kind::Text && second.kind == Kind::Text {
            return self.compare_text(comparator, (left, first), (right, second));
        }
        self.comparable((left, &first), (right, &second))?;
        let ordered = !matches!(comparator, Comparator::Equal | Comparator::NotEqual);
        if first.kind == Kind::Boolean && ordered {
            return self.without_order(left, &first);
        }
        Some(Term::condition(Shape::Compare(comparator, Box::new(first), Box::new(second))))
    }

    fn without_order(&mut self, syntax: &Syntax, term: &Term) -> Option<Term> {
        let what = term.kind.described();
        let message = format!("`{}` is {what}, which has no order", self.written(syntax));
        let fault = Fault::new(syntax.range.clone(), "without-order", message);
        self.refuse(if self.names.is_category(term) {
            fault.help(
                "use `=`, `<>` or `IN`; or list the `members` of the column in their order and say \
                 `order: lowest_first` or `order: highest_first`",
            )
        } else {
            fault.help("use `=`, `<>` or `IN`; dates and numbers are columns of those types")
        })
    }

    fn compare_text(
        &mut self,
        comparator: Comparator,
        (left, first): (&Syntax, Term),
        (right, second): (&Syntax, Term),
    ) -> Option<Term> {
        let ordered = !matches!(comparator, Comparator::Equal | Comparator::NotEqual);
        let (comparator, value, place, text) = match (first, second) {
            (value, Term { shape: Shape::Text(text), .. }) => {
                (comparator, (left, value), right, text)
            }
            (Term { shape: Shape::Text(text), .. }, value) => {
                (comparator.turned(), (right, value), left, text)
            }
            (value, _) if ordered && self.names.order(&value).is_none() => {
                return self.without_order(left, &value);
            }
            _ => return self.text_with_text(left, right),
        };
        if ordered {
            let asked = AskedRank::Compare(comparator, text.clone());
            return self.ranked(value, &[(place, &text)], asked);
        }
        let value = value.1;
        self.allowed(&value, place, &text)?;
        let equal = Term::condition(Shape::OneOf(Box::new(value), BTreeSet::from([text])));
        Some(if comparator == Comparator::Equal {
            equal
        } else {
            Term::condition(Shape::Not(Box::new(equal)))
        })
    }

    fn text_with_text(&mut self, left: &Syntax, right: &Syntax) -> Option<Term> {
        let (first, second) = (self.written(left), self.written(right));
        let message = format!("`{first}` and `{second}` are both text that varies by record");
        self.refuse(Fault::new(left.range.start..right.range.end, "text-with-text", message).help(
            "text is compared with text in single quotes; compare the columns before \
                 counting and hand in a boolean column",
        ))
    }

    pub(super) fn one_of(&mut self, value: &Syntax, list: &[Syntax]) -> Option<Term> {
        let (first, terms) = (self.term(value), self.terms(list));
        let (first, terms) = (first?, terms?);
        for (syntax, term) in list.iter().zip(&terms) {
            self.comparable((value, &first), (syntax, term))?;
        }
        if first.kind != Kind::Text {
            return Some(Term::condition(Shape::In(Box::new(first), terms)));
        }
        let mut texts = BTreeSet::new();
        let mut complete = true;
        for (syntax, term) in list.iter().zip(terms) {
            let Shape::Text(text) = term.shape else { return self.text_with_text(value, syntax) };
            complete &= self.allowed(&first, syntax, &text).is_some();
            texts.insert(text);
        }
        complete.then(|| Term::condition(Shape::OneOf(Box::new(first), texts)))
    }

    pub(super) fn between(&mut self, value: &Syntax, low: &Syntax, high: &Syntax) -> Option<Term> {
        let (first, least, most) = (self.term(value), self.term(low), self.term(high));
        let (first, least, most) = (first?, least?, most?);
        self.comparable((value, &first), (low, &least))?;
        self.comparable((value, &first), (high, &most))?;
        if first.kind == Kind::Text {
            return self.between_members((value, first), (low, least), (high, most));
        }
        if first.kind == Kind::Boolean {
            return self.without_order(value, &first);
        }
        let (first, least, most) = (Box::new(first), Box::new(least), Box::new(most));
        Some(Term::condition(Shape::Between(first, least, most)))
    }

    fn between_members(
        &mut self,
        value: (&Syntax, Term),
        (low, least): (&Syntax, Term),
        (high, most): (&Syntax, Term),
    ) -> Option<Term> {
        if self.names.order(&value.1).is_none() {
            return self.without_order(value.0, &value.1);
        }
        let Shape::Text(least) = least.shape else { return self.text_with_text(value.0, low) };
        let Shape::Text(most) = most.shape else { return self.text_with_text(value.0, high) };
        let written = value.0;
        let asked = AskedRank::Between(least.clone(), most.clone());
        let term = self.ranked(value, &[(low, &least), (high, &most)], asked)?;
        let is_reversed = match &term.shape {
            Shape::Ranked(ranked) => {
                let rank = |member| ranked.order.iter().position(|own| own == member);
                rank(&least) > rank(&most)
            }
            _ => false,
        };
        if !is_reversed {
            return Some(term);
        }
        let place = low.range.start..high.range.end;
        let (written, low, high) = (self.written(written), self.written(low), self.written(high));
        let message = format!("{low} is higher than {high}: nothing lies between them");
        let help = format!("write the lower one first: `{written} BETWEEN {high} AND {low}`");
        self.refuse(Fault::new(place, "between-reversed", message).help(help))
    }

    /// The value's place in its order compared with those of the texts, if it has an order and
    /// they are members of it.
    fn ranked(
        &mut self,
        (syntax, value): (&Syntax, Term),
        texts: &[(&Syntax, &str)],
        asked: AskedRank,
    ) -> Option<Term> {
        let Some(order) = self.names.order(&value) else {
            return self.without_order(syntax, &value);
        };
        let mut are_members = true;
        for (place, text) in texts {
            are_members &= self.allowed(&value, place, text).is_some();
        }
        let ranked = Ranked { value, asked, order };
        are_members.then(|| Term::condition(Shape::Ranked(Box::new(ranked))))
    }

    /// Whether the two can be compared; refused with what to do if not.
    fn comparable(
        &mut self,
        (left, first): (&Syntax, &Term),
        (right, second): (&Syntax, &Term),
    ) -> Option<()> {
        let place = left.range.start.min(right.range.start)..right.range.end;
        if first.is_null() || second.is_null() {
            let other = self.written(if first.is_null() { right } else { left });
            self.refuse(
                Fault::new(place, "null-comparison", "a comparison with `NULL` is never true")
                    .help(format!("write `{other} IS NULL` or `{other} IS NOT NULL`")),
            );
            return None;
        }
        if first.kind.is_like(second.kind) {
            return Some(());
        }
        let (one, other) = (self.written(left), self.written(right));
        let message = format!(
            "`{one}` is {} and `{other}` is {}; they cannot be compared",
            first.kind.described(),
            second.kind.described(),
        );
        let fault = Fault::new(place, "kinds-differ", message);
        let text_side = |term: &Term, written: &str| match &term.shape {
            Shape::Text(_) => Some(written.to_owned()),
            _ => None,
        };
        let literal = text_side(second, &other).or_else(|| text_side(first, &one));
        let help = match (first.kind, second.kind, literal) {
            (Kind::Duration { .. }, Kind::Number { .. }, _) => Some(unit_missing(second, &other)),
            (Kind::Number { .. }, Kind::Duration { .. }, _) => Some(unit_missing(first, &one)),
            (Kind::Timestamp, Kind::Date, _) => Some(format!("write `CAST({one} AS DATE)`")),
            (Kind::Date, Kind::Timestamp, _) => Some(format!("write `CAST({other} AS DATE)`")),
            (Kind::Date, _, Some(text)) | (_, Kind::Date, Some(text)) => {
                Some(format!("write `DATE {text}`"))
            }
            (Kind::Timestamp, _, Some(text)) | (_, Kind::Timestamp, Some(text)) => {
                Some(format!("write `TIMESTAMP {text}`"))
            }
            (Kind::Number { .. }, _, Some(text)) | (_, Kind::Number { .. }, Some(text)) => {
                Some(format!("write the number without quotes: `{}`", text.trim_matches('\'')))
            }
            (Kind::Text, Kind::Number { .. }, None) => {
                Some(format!("write the text in single quotes: `'{other}'`"))
            }
            _ => None,
        };
        self.refuse(match help {
            Some(help) => fault.help(help),
            None => fault,
        });
        None
    }

    /// Whether the text can be a value of the term at all.
    fn allowed(&mut self, value: &Term, place: &Syntax, text: &str) -> Option<()> {
        match self.names.member_fault(value, text, place.range.clone()) {
            None => Some(()),
            Some(fault) => {
                self.refuse(fault);
                None
            }
        }
    }
}

/// What to write for a number that is compared with a duration.
fn unit_missing(number: &Term, written: &str) -> String {
    match number.shape {
        Shape::Number(_) => {
            format!("write it with its unit: `{written} minutes`, `{written} hours`")
        }
        Shape::DaysBetween(..) | Shape::Workdays(..) => {
            format!("`{written}` is a whole number of days; compare it with a number without unit")
        }
        Shape::Months(..) => {
            format!(
                "`{written}` is a whole number of months; compare it with a number without unit"
            )
        }
        _ => format!("say in which unit the number is: `{written} * 1 hour`"),
    }
}
