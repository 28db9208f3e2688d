//! Objectives as they are written.

use chrono::NaiveDate;

use super::derived::BaseDocument;
use crate::document::read::{List, Named, OneOrMany, Short};
use crate::document::scalar::{Located, Text};
use crate::document::structure::structure;
use crate::ground::dates::{Grain, Period};
use crate::plan::words::{ActionStatus, Between, NoCases};

structure! {
    /// One numbered row of the plan.
    pub(crate) struct ObjectiveDocument ("Objective", "an objective") {
        /// Its number.
        required "number" number: Text,
        /// What is to be achieved.
        required "statement" statement: Text,
        /// How it is measured, in the plan's words.
        optional "measured_by" measured_by: Text,
        /// The target.
        optional "target" target: TargetDocument,
        /// What will be done.
        optional "actions" actions: OneOrMany<Short<Text, ActionDocument>>,
        /// The units responsible.
        optional "responsible" responsible: OneOrMany<Text>,
        /// The day, month, quarter, half year or year with which it begins; the plan's first day unless said.
        optional "start" start: Located<Period>,
        /// The day, month, quarter, half year or year by whose end it is due; the plan's last day unless said.
        optional "due" due: Located<Period>,
        /// The identifiers of the legal references that it rests on.
        optional "legal_references" legal_references: OneOrMany<Text>,
        /// The review that it asks for.
        optional "review" review: ReviewDocument,
        /// Notes for readers.
        optional "notes" notes: OneOrMany<Text>,
    }
}

structure! {
    /// A target: `measure` with `is`, or `declared`, or `all_of`, or `any_of`.
    pub(crate) struct TargetDocument ("Target", "a target") {
        /// What people call it.
        optional "title" title: Text,
        /// The measure whose value is asked.
        optional "measure" measure: Text,
        /// The condition: `< 1.5%`, `>= 25%`, `55%..60%`, `<= 14 working days`.
        optional "is" is: Text,
        /// With what the value is compared where `is` says how it changes (`up 5%`): a period, the
        /// previous one, a figure, another measure, an earlier tally.
        optional "than" than: Short<Text, BaseDocument>,
        /// Instead of `is`: a class of the measure, that one or a better one.
        optional "class" class: Text,
        /// Instead of `is`: a condition for each member of `each`.
        optional "by_member" by_member: Named<Text>,
        /// Instead of `is`: a condition for each of some periods, all years, or all quarters …
        optional "path" path: Named<Text>,
        /// What a path asks of the periods that it does not name.
        optional "between" between: Located<Between>,
        /// The category or boolean column whose members are asked one by one.
        optional "each" each: Text,
        /// The members that are asked; all unless said.
        optional "members" members: List<Text>,
        /// What a member or a period without a case means.
        optional "no_cases" no_cases: Located<NoCases>,
        /// The periods of which it is asked one by one, each within the objective's time.
        optional "every" every: Located<Grain>,
        /// Over how many of these periods each is asked, the last ones together: `3 months`.
        optional "over" over: Text,
        /// Instead of `measure`: what a person has to declare, by its name; `is` may say by when.
        optional "declared" declared: Text,
        /// Met when all are met.
        optional "all_of" all_of: List<TargetDocument>,
        /// Met when one is met.
        optional "any_of" any_of: List<TargetDocument>,
    }
}

structure! {
    /// What a person declares of a qualitative target.
    pub(crate) struct DeclarationDocument ("Declaration", "a declaration") {
        /// The name by which targets ask for it.
        required "name" name: Text,
        /// The day on which it was declared.
        required "on" on: Located<NaiveDate>,
        /// Whether the target holds.
        required "holds" holds: Located<bool>,
        /// Who declared it.
        optional "by" by: Text,
        /// What shows it: documents, records.
        optional "evidence" evidence: OneOrMany<Text>,
    }
}

structure! {
    /// Something that will be done.
    pub(crate) struct ActionDocument ("Action", "an action") {
        /// What will be done.
        required "text" text: Text,
        /// How far it has got.
        optional "status" status: Located<ActionStatus>,
        /// What shows it.
        optional "evidence" evidence: OneOrMany<Text>,
    }
}

structure! {
    /// A review: of which measures, by what, how often.
    pub(crate) struct ReviewDocument ("Review", "a review") {
        /// How often.
        required "every" every: Located<Grain>,
        /// The category and boolean columns by which the measures are looked at.
        optional "by" by: List<Text>,
        /// The measures.
        required "measures" measures: List<Text>,
    }
}
