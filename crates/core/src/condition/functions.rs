//! Checking the functions that reckon with dates, times of day and the calendar.

use super::checker::Checker;
use super::expression::{Shape, Term};
use super::fault::Fault;
use super::lexer::shortened;
use super::schema::Kind;
use super::syntax::{Form, Syntax};
use crate::ground::calendar::time_of_day;
use crate::ground::text::nearest;

/// What a function is called and how it is written.
const FUNCTIONS: [(&str, &str); 7] = [
    ("workdays", "`workdays(from, to)`"),
    ("add_workdays", "`add_workdays(date, count)`"),
    ("worktime", "`worktime(from, to)`"),
    ("add_worktime", "`add_worktime(timestamp, duration)`"),
    ("months", "`months(from, to)`"),
    ("add_months", "`add_months(date, count)`"),
    ("counted_from", "`counted_from(timestamp, '15:00')`"),
];

const WHOLE: Kind = Kind::Number { scale: 0 };
const DURATION: Kind = Kind::Duration { scale: 0 };

impl Checker<'_> {
    pub(super) fn call(
        &mut self,
        syntax: &Syntax,
        name: &str,
        arguments: &[Syntax],
    ) -> Option<Term> {
        let lower = name.to_ascii_lowercase();
        let Some((_, usage)) = FUNCTIONS.iter().find(|(own, _)| *own == lower) else {
            return self.unknown_function(syntax, name);
        };
        match (lower.as_str(), arguments) {
            ("workdays", [from, to, pauses @ ..]) if pauses.len() % 2 == 0 => {
                let (from, to, pauses) = self.span(Kind::Date, from, to, pauses)?;
                Some(Term::new(WHOLE, Shape::Workdays(from, to, pauses)))
            }
            ("worktime", [from, to, pauses @ ..]) if pauses.len() % 2 == 0 => {
                let span = self.span(Kind::Timestamp, from, to, pauses);
                self.office_hours(syntax)?;
                let (from, to, pauses) = span?;
                Some(Term::new(DURATION, Shape::Worktime(from, to, pauses)))
            }
            ("workdays" | "worktime", _) => {
                let message = format!(
                    "`{name}` takes 2 values, and 2 more for each pause, not {}",
                    arguments.len()
                );
                let help = format!("write {usage}, or `{lower}(from, to, pause_from, pause_to)`");
                let place = syntax.range.clone();
                self.refuse(Fault::new(place, "wrong-number-of-values", message).help(help))
            }
            ("add_workdays", [date, count]) => {
                let (date, count) = self.date_and_whole(date, count)?;
                Some(Term::new(Kind::Date, Shape::AddWorkdays(date, count)))
            }
            ("add_months", [date, count]) => {
                let (date, count) = self.date_and_whole(date, count)?;
                Some(Term::new(Kind::Date, Shape::AddMonths(date, count)))
            }
            ("months", [from, to]) => {
                let (from, to, _) = self.span(Kind::Date, from, to, &[])?;
                Some(Term::new(WHOLE, Shape::Months(from, to)))
            }
            ("add_worktime", [moment, time]) => {
                let from = self.of_kind(moment, Kind::Timestamp);
                let time = self.term(time).and_then(|term| self.whole_duration(time, term));
                self.office_hours(syntax)?;
                let (from, time) = (Box::new(from?), Box::new(time?));
                Some(Term::new(Kind::Timestamp, Shape::AddWorktime(from, time)))
            }
            ("counted_from", [moment, time]) => {
                let from = self.of_kind(moment, Kind::Timestamp);
                let time = self.time_of_day(time);
                Some(Term::new(Kind::Date, Shape::CountedFrom(Box::new(from?), time?)))
            }
            _ => {
                let message = format!("`{name}` takes 2 values, not {}", arguments.len());
                let fault = Fault::new(syntax.range.clone(), "wrong-number-of-values", message);
                self.refuse(fault.help(format!("write {usage}")))
            }
        }
    }

    fn unknown_function(&mut self, syntax: &Syntax, name: &str) -> Option<Term> {
        let message = format!("there is no function `{}`", shortened(name));
        let fault = Fault::new(syntax.range.clone(), "unknown-function", message);
        if let Some(near) = nearest(name, FUNCTIONS.iter().map(|(own, _)| *own)) {
            return self.refuse(fault.help(format!("did you mean `{near}`?")));
        }
        let listed: Vec<&str> = FUNCTIONS.iter().map(|(_, usage)| *usage).collect();
        self.refuse(
            fault.help(format!(
                "there are `COALESCE(a, b)`, `CAST(a AS DATE)`, {}",
                listed.join(", ")
            )),
        )
    }

    fn of_kind(&mut self, syntax: &Syntax, kind: Kind) -> Option<Term> {
        self.term(syntax).and_then(|term| self.expect(syntax, term, kind))
    }

    /// The two ends of a span and its pauses, all of one kind; the faults of all are found.
    fn span(
        &mut self,
        kind: Kind,
        from: &Syntax,
        to: &Syntax,
        pauses: &[Syntax],
    ) -> Option<(Box<Term>, Box<Term>, Vec<Term>)> {
        let (from, to) = (self.of_kind(from, kind), self.of_kind(to, kind));
        let pauses: Vec<Option<Term>> =
            pauses.iter().map(|pause| self.of_kind(pause, kind)).collect();
        let pauses: Option<Vec<Term>> = pauses.into_iter().collect();
        Some((Box::new(from?), Box::new(to?), pauses?))
    }

    fn date_and_whole(&mut self, date: &Syntax, count: &Syntax) -> Option<(Box<Term>, Box<Term>)> {
        let from = self.of_kind(date, Kind::Date);
        let number = self.term(count).and_then(|term| self.whole(count, term));
        Some((Box::new(from?), Box::new(number?)))
    }

    /// Refuses working time where the calendar has no office hours.
    fn office_hours(&mut self, syntax: &Syntax) -> Option<()> {
        if self.names.has_office_hours() {
            return Some(());
        }
        let message = "working time is asked for, and the calendar has no office hours";
        self.refuse(Fault::new(syntax.range.clone(), "office-hours-missing", message).help(
            "add them to the plan: `calendar: {office_hours: [\"07:30-11:30\", \"13:30-17:00\"]}`",
        ));
        None
    }

    /// The microseconds since midnight of a constant such as `'15:00'`.
    fn time_of_day(&mut self, syntax: &Syntax) -> Option<i64> {
        let time = match &syntax.form {
            Form::Text(text) => time_of_day(text.trim()),
            _ => None,
        };
        if time.is_none() {
            let message = format!("`{}` is not a time of day", self.written(syntax));
            let fault = Fault::new(syntax.range.clone(), "not-a-time-of-day", message);
            self.refuse(fault.help("write hours and minutes in single quotes: `'15:00'`"));
        }
        time
    }
}
