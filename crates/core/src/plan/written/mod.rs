//! The plan as it is written: every key of the document, before anything is checked across.

mod derived;
mod measure;
mod objective;
mod source;

use chrono::{NaiveDate, Weekday};

use crate::document::read::{List, Named, OneOrMany, Short};
use crate::document::scalar::{Figure, Located, Text};
use crate::document::structure::structure;
use crate::ground::dates::Period;
use crate::ground::language::Language;

pub(crate) use derived::{
    BaseDocument, ChangeDocument, ClassDocument, ScoreDocument, ScorePartDocument,
    ShareOfMembersDocument, StepDocument, StepTargetDocument,
};
pub(crate) use measure::{
    AggregateDocument, CountDocument, FlowDocument, MeasureDocument, MilestoneDocument,
    NetScoreDocument, ProportionDocument, RatioDocument, RatioSideDocument, ReportedDocument,
    StockDocument,
};
pub(crate) use objective::{
    ActionDocument, DeclarationDocument, ObjectiveDocument, ReviewDocument, TargetDocument,
};
pub(crate) use source::{
    BreakdownDocument, CheckDocument, ColumnDocument, CsvDocument, SourceDocument, TypeName,
    WordsDocument,
};

structure! {
    /// A plan of quality objectives.
    pub(crate) struct PlanDocument ("Plan", "a plan") {
        /// The version of this format: 1.
        required "schema" schema: Located<u32>,
        /// The document's number.
        optional "number" number: Text,
        /// The organisation whose plan it is.
        required "organisation" organisation: Text,
        /// The plan's title.
        required "title" title: Text,
        /// The place of issue.
        optional "place" issued_at: Text,
        /// The date of issue.
        optional "issued" issued: Located<NaiveDate>,
        /// The lines of the letterhead.
        optional "letterhead" letterhead: OneOrMany<Text>,
        /// The period that the plan is for.
        required "period" period: Short<Located<Period>, SpanDocument>,
        /// Who signed it.
        optional "signatory" signatory: SignatoryDocument,
        /// Who receives it.
        optional "recipients" recipients: OneOrMany<Text>,
        /// The laws, decrees and standards that it rests on, each under an identifier.
        optional "legal_references" legal_references: Named<LegalReferenceDocument>,
        /// The offset from UTC by which instants become civil dates: `"+07:00"`.
        optional "utc_offset" utc_offset: Text,
        /// The language of reports.
        optional "language" language: Located<Language>,
        /// Places after the decimal mark when a value is shown; 2 unless said.
        optional "shown_places" shown_places: Located<u32>,
        /// Tallies with cells of fewer records than this are not handed on; at least 2.
        optional "suppress_below" suppress_below: Located<u32>,
        /// The working calendar.
        optional "calendar" calendar: CalendarDocument,
        /// Named numbers that conditions may use.
        optional "parameters" parameters: Named<Short<Located<Figure>, ParameterDocument>>,
        /// The kinds of records, each under its name.
        required "sources" sources: Named<SourceDocument>,
        /// The rules that turn records into values, each under its name.
        required "measures" measures: Named<MeasureDocument>,
        /// What persons declare of qualitative targets.
        optional "declarations" declarations: List<DeclarationDocument>,
        /// The objectives, in order.
        required "objectives" objectives: List<ObjectiveDocument>,
        /// Notes for readers.
        optional "notes" notes: OneOrMany<Text>,
    }
}

structure! {
    /// A period between two dates.
    pub(crate) struct SpanDocument ("Span", "a period") {
        /// The first day.
        required "from" from: Located<NaiveDate>,
        /// The last day, which belongs to it.
        required "to" to: Located<NaiveDate>,
    }
}

structure! {
    /// Who signed the plan.
    pub(crate) struct SignatoryDocument ("Signatory", "a signatory") {
        /// The person's name.
        required "name" name: Text,
        /// The office that the person holds.
        optional "position" position: Text,
        /// The body on whose behalf the person signs.
        optional "on_behalf_of" on_behalf_of: Text,
    }
}

structure! {
    /// A law, decree, circular or standard.
    pub(crate) struct LegalReferenceDocument ("LegalReference", "a legal reference") {
        /// Its title.
        required "title" title: Text,
        /// Its number.
        optional "number" number: Text,
        /// Its date.
        optional "issued" issued: Located<NaiveDate>,
        /// Who issued it.
        optional "issuer" issuer: Text,
    }
}

structure! {
    /// The working calendar.
    pub(crate) struct CalendarDocument ("Calendar", "a calendar") {
        /// A calendar that comes with the library, to whose days those here are added: `vietnam`.
        optional "base" base: Text,
        /// The weekdays of rest; Saturday and Sunday unless said.
        optional "weekend" weekend: List<Located<Weekday>>,
        /// Days of rest that would be worked otherwise.
        optional "holidays" holidays: List<Short<Located<NaiveDate>, DayDocument>>,
        /// Days that are worked although they are days of rest otherwise.
        optional "working_days" working_days: List<Short<Located<NaiveDate>, DayDocument>>,
        /// The office hours of a working day, in order: `07:30-11:30`. Working time is counted in them.
        optional "office_hours" office_hours: List<Text>,
        /// Where the calendar comes from.
        optional "source" origin: Text,
    }
}

structure! {
    /// A day with its title.
    pub(crate) struct DayDocument ("Day", "a day of the calendar") {
        /// The day.
        required "date" date: Located<NaiveDate>,
        /// What people call it.
        optional "title" title: Text,
    }
}

structure! {
    /// A named number with its provenance.
    pub(crate) struct ParameterDocument ("Parameter", "a parameter") {
        /// The number.
        required "value" value: Located<Figure>,
        /// What people call it.
        optional "title" title: Text,
        /// Where the value comes from.
        optional "source" origin: Text,
    }
}
