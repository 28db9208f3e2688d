//! Checking comparisons, which know what may be compared with what.

use std::collections::BTreeSet;

use super::checker::Checker;
use super::expression::{Comparator, Shape, Term};
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
            return self.without_order(left, "a condition");
        }
        Some(Term::condition(Shape::Compare(comparator, Box::new(first), Box::new(second))))
    }

    fn without_order(&mut self, syntax: &Syntax, what: &str) -> Option<Term> {
        let message = format!("`{}` is {what}, which has no order", self.written(syntax));
        self.refuse(
            Fault::new(syntax.range.clone(), "without-order", message)
                .help("use `=`, `<>` or `IN`; dates and numbers are columns of those types"),
        )
    }

    fn compare_text(
        &mut self,
        comparator: Comparator,
        (left, first): (&Syntax, Term),
        (right, second): (&Syntax, Term),
    ) -> Option<Term> {
        if !matches!(comparator, Comparator::Equal | Comparator::NotEqual) {
            return self.without_order(left, "text");
        }
        let (value, place, text) = match (first, second) {
            (value, Term { shape: Shape::Text(text), .. }) => (value, right, text),
            (Term { shape: Shape::Text(text), .. }, value) => (value, left, text),
            _ => return self.text_with_text(left, right),
        };
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
        if matches!(first.kind, Kind::Text | Kind::Boolean) {
            return self.without_order(value, first.kind.described());
        }
        let (first, least, most) = (Box::new(first), Box::new(least), Box::new(most));
        Some(Term::condition(Shape::Between(first, least, most)))
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
        let fits = match (first.kind, second.kind) {
            (Kind::Number { .. }, Kind::Number { .. }) => true,
            (one, other) => one == other,
        };
        if fits {
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
