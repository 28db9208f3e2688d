//! What the plan says of itself, its legal references and its parameters.

use chrono::{Datelike, Months};

use super::{Checker, text};
use crate::condition::{Fixed, is_reserved};
use crate::document::place::Place;
use crate::document::read::{Named, Short};
use crate::document::scalar::{Figure, Located, Text};
use crate::document::text::shown;
use crate::ground::calendar::ShippedCalendar;
use crate::ground::dates::Period;
use crate::ground::exact::Exact;
use crate::ground::language::Language;
use crate::plan::asked::windows;
use crate::plan::measure::Measure;
use crate::plan::objective::Objective;
use crate::plan::written::{
    LegalReferenceDocument, ParameterDocument, PlanDocument, SignatoryDocument,
};
use crate::plan::{LegalReference, Parameter, Signatory};

/// The version of the format that is read.
const SCHEMA: u32 = 1;
/// Places shown where nothing is said.
const SHOWN_PLACES: u8 = 2;
/// Most places shown or rounded to.
const MOST_PLACES: u8 = 18;
/// The longest span that is counted, in years: each of its days may have a bucket of its own.
const MOST_YEARS: u32 = 200;
/// The farthest that civil time is from UTC.
const MOST_OFFSET_MINUTES: i32 = 14 * 60;

/// What the plan says of itself.
pub(super) struct Head {
    pub(super) period: Option<Period>,
    pub(super) period_place: Place,
    pub(super) signatory: Option<Signatory>,
    pub(super) utc_offset_minutes: i32,
    pub(super) language: Language,
    pub(super) shown_places: u8,
    pub(super) suppress_below: Option<u32>,
}

impl Checker<'_> {
    pub(super) fn head(&mut self, document: &PlanDocument) -> Head {
        if let Some(schema) = &document.schema
            && schema.value != SCHEMA
        {
            let message = format!("version {} of the format is not known", schema.value);
            let help = "this library reads `schema: 1`";
            self.push(schema.problem("schema-version", message).help(help));
        }
        let period = document.period.as_ref().and_then(|period| match period {
            Short::Short(period) => Some(period.value),
            Short::Long(span) => {
                let (from, to) = (span.from.as_ref()?, span.to.as_ref()?);
                let period = Period::through(from.value, to.value);
                if period.is_none() {
                    let message = format!("the period ends on {}, before it begins", to.value);
                    let help = "`to` is the last day that belongs to it";
                    self.push(to.problem("period-order", message).help(help));
                }
                period
            }
        });
        let period_place = match &document.period {
            Some(Short::Short(period)) => period.place.clone(),
            Some(Short::Long(span)) => span.place.clone(),
            None => Place::default(),
        };
        Head {
            period,
            period_place,
            signatory: document.signatory.clone().and_then(signatory),
            utc_offset_minutes: document
                .utc_offset
                .as_ref()
                .map_or(0, |offset| self.utc_offset(offset)),
            language: document
                .language
                .as_ref()
                .map_or_else(Language::default, |language| language.value),
            shown_places: self.places(document.shown_places.as_ref()).unwrap_or(SHOWN_PLACES),
            suppress_below: self.suppress_below(document.suppress_below.as_ref()),
        }
    }

    fn suppress_below(&mut self, least: Option<&Located<u32>>) -> Option<u32> {
        let least = least?;
        if least.value < 2 {
            let message = format!("{} suppresses no cell", least.value);
            let help = "write at least 2, often 5; without the key every cell may be handed on";
            self.push(least.problem("suppress-below-range", message).help(help));
        }
        Some(least.value)
    }

    /// Refuses a plan whose period and objectives together span more time than is counted, or
    /// than its calendar knows.
    pub(super) fn check_span(
        &mut self,
        head: &Head,
        base: Option<&'static ShippedCalendar>,
        measures: &[Measure],
        objectives: &[Objective],
    ) {
        let Some(mut span) = head.period else { return };
        let compared = windows(span, measures, objectives);
        let parts = objectives.iter().map(|own| (own.period, &own.place)).chain(compared);
        for (period, place) in std::iter::once((span, &head.period_place)).chain(parts) {
            span = span.hull(&period);
            let latest = span.first().checked_add_months(Months::new(MOST_YEARS * 12));
            if latest.is_none_or(|latest| span.last() >= latest) {
                let message = format!(
                    "with this the plan spans from {} to {}, more than {MOST_YEARS} years",
                    span.first(),
                    span.last()
                );
                let help = "look for a slip in a year; a plan is for one period, such as a year";
                self.push(place.problem("span-too-long", message).help(help));
                return;
            }
            let Some(base) = base else { continue };
            let years = base.years();
            let last = span.last().year();
            if !years.contains(&span.first().year()) || !years.contains(&last) {
                let message = format!(
                    "with this the plan spans from {} to {}, beyond the years {} to {} of the \
                     calendar `{}`",
                    span.first(),
                    span.last(),
                    years.start(),
                    years.end(),
                    base.name(),
                );
                let help = "leave `base` out and list the holidays and make-up working days of \
                            these years";
                self.push(place.problem("calendar-years", message).help(help));
                return;
            }
        }
    }

    fn utc_offset(&mut self, offset: &Text) -> i32 {
        let minutes = offset_minutes(offset.text.trim());
        if minutes.is_none() {
            let message = format!("`{}` is not an offset from UTC", shown(&offset.text));
            let help = "write a sign, hours and minutes in quotation marks, up to 14 hours: \
                        `\"+07:00\"`";
            self.push(offset.problem("utc-offset", message).help(help));
        }
        minutes.unwrap_or(0)
    }

    /// A number of places after the decimal mark.
    pub(super) fn places(&mut self, places: Option<&Located<u32>>) -> Option<u8> {
        let places = places?;
        let value = u8::try_from(places.value).ok().filter(|value| *value <= MOST_PLACES);
        if value.is_none() {
            let message = format!("{} places are too many", places.value);
            let help = format!("at most {MOST_PLACES} are possible");
            self.push(places.problem("places-range", message).help(help));
        }
        value
    }

    pub(super) fn legal_references(
        &mut self,
        documents: Option<Named<LegalReferenceDocument>>,
    ) -> Vec<LegalReference> {
        let mut references = Vec::new();
        for (id, document) in documents.map_or_else(Vec::new, |named| named.entries) {
            let id = self.free_name(&id, "a legal reference");
            self.legal_references.insert(id.clone());
            let Some(document) = document else { continue };
            let Some(title) = text(document.title) else { continue };
            references.push(LegalReference {
                id,
                title,
                number: text(document.number),
                issued: document.issued.map(|issued| issued.value),
                issuer: text(document.issuer),
            });
        }
        references
    }

    pub(super) fn parameters(
        &mut self,
        documents: Option<Named<Short<Located<Figure>, ParameterDocument>>>,
    ) -> Vec<Parameter> {
        let mut parameters = Vec::new();
        for (name, document) in documents.map_or_else(Vec::new, |named| named.entries) {
            let name_text = self.word(&name, "a parameter");
            if is_reserved(&name_text) {
                let message =
                    format!("`{}` has a meaning of its own in conditions", shown(&name_text));
                let help = "give the parameter another name";
                self.push(name.problem("reserved-name", message).help(help));
            }
            self.parameter_names.insert(name_text.clone());
            let (value, title, source) = match document {
                Some(Short::Short(value)) => (Some(value), None, None),
                Some(Short::Long(long)) => (long.value, text(long.title), text(long.origin)),
                None => (None, None, None),
            };
            let fixed = value.as_ref().and_then(|value| Fixed::parse(&value.value.0));
            let exact = value.as_ref().and_then(|value| Exact::from_decimal_text(&value.value.0));
            match (fixed, exact) {
                (Some(fixed), Some(value)) => {
                    self.parameters.push(name_text.clone(), fixed);
                    parameters.push(Parameter { name: name_text, value, title, source });
                }
                _ => {
                    self.broken_parameters.insert(name_text);
                }
            }
        }
        parameters
    }
}

fn signatory(document: SignatoryDocument) -> Option<Signatory> {
    Some(Signatory {
        name: text(document.name)?,
        position: text(document.position),
        on_behalf_of: text(document.on_behalf_of),
    })
}

/// The minutes of `+07:00` or `-03:30`.
fn offset_minutes(text: &str) -> Option<i32> {
    let sign = match text.chars().next()? {
        '+' => 1,
        '-' => -1,
        _ => return None,
    };
    let (hours, minutes) = text.get(1..)?.split_once(':')?;
    let number = |digits: &str| -> Option<i32> {
        (digits.len() == 2 && digits.bytes().all(|byte| byte.is_ascii_digit()))
            .then(|| digits.parse().ok())?
    };
    let (hours, minutes) = (number(hours)?, number(minutes)?);
    let total = hours * 60 + minutes;
    (minutes < 60 && total <= MOST_OFFSET_MINUTES).then_some(sign * total)
}
