//! What names and members mean, and what may have been meant.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use super::expression::{Shape, Term};
use super::fault::Fault;
use super::lexer::shortened;
use super::schema::{FieldKind, Schema};
use crate::ground::text::{nearest, normal};

/// Beyond this length a name is no slip of the pen, and likeness is not sought.
const LONGEST_SUGGESTED: usize = 200;

/// Most names, and longest name, among which likeness is sought.
const CANDIDATES: usize = 400;
const LONGEST_CANDIDATE: usize = 64;

pub(super) struct Names<'a> {
    schema: Schema<'a>,
    reported: BTreeSet<String>,
}

impl<'a> Names<'a> {
    pub(super) fn new(schema: &Schema<'a>) -> Self {
        Self { schema: *schema, reported: BTreeSet::new() }
    }

    pub(super) fn has_office_hours(&self) -> bool {
        self.schema.office_hours
    }

    /// The column or parameter of that name. Nothing for a name that was reported before.
    pub(super) fn resolve(
        &mut self,
        name: &str,
        quoted: bool,
        place: Range<usize>,
    ) -> Option<Result<Term, Fault>> {
        let wanted = normal(name);
        let Schema { fields, parameters, .. } = self.schema;
        if let Some(index) = fields.position(&wanted)
            && let Some((name, kind)) = fields.get(index)
        {
            let shape = Shape::Field { index, name: name.clone() };
            return Some(Ok(Term::new(kind.kind(), shape)));
        }
        let parameter = parameters.position(&wanted).filter(|_| !quoted);
        if let Some((_, value)) = parameter.and_then(|index| parameters.get(index)) {
            return Some(Ok(Term::number(*value)));
        }
        if !self.reported.insert(wanted.clone().into_owned()) {
            return None;
        }
        let message =
            format!("`{}` is neither a column of the source nor a parameter", shortened(name));
        let fault = Fault::new(place, "unknown-name", message);
        Some(Err(match self.meant(&wanted) {
            Some(help) => fault.help(help),
            None => fault,
        }))
    }

    /// What an unknown name may have meant.
    fn meant(&self, wanted: &str) -> Option<String> {
        const MOST_LISTED: usize = 12;
        let is_member = |kind: &FieldKind| match kind {
            FieldKind::Category { members: Some(members), .. } => {
                members.iter().any(|member| member == wanted)
            }
            _ => false,
        };
        if self.schema.fields.iter().any(|(_, kind)| is_member(kind)) {
            return Some(format!("text is written in single quotes: `'{wanted}'`"));
        }
        let mut fields = self.schema.fields.iter().map(|(name, _)| name.as_str());
        let parameters = self.schema.parameters.iter().map(|(name, _)| name.as_str());
        let likely = fields.clone().chain(parameters).take(CANDIDATES);
        let likely = likely.filter(|name| name.len() <= LONGEST_CANDIDATE);
        if wanted.len() <= LONGEST_SUGGESTED
            && let Some(name) = nearest(wanted, likely)
        {
            return Some(format!("did you mean `{name}`?"));
        }
        let mut listed: Vec<String> =
            fields.by_ref().take(MOST_LISTED).map(|name| format!("`{name}`")).collect();
        if fields.next().is_some() {
            listed.push("…".to_owned());
        }
        (!listed.is_empty()).then(|| format!("the columns are {}", listed.join(", ")))
    }

    /// What is wrong with comparing the value with the text, where the value's column has a
    /// closed list of members.
    pub(super) fn member_fault(
        &self,
        value: &Term,
        text: &str,
        place: Range<usize>,
    ) -> Option<Fault> {
        let mut members = Vec::new();
        if !self.closed(value, &mut members) || members.contains(&text) {
            return None;
        }
        let message = match &value.shape {
            Shape::Field { name, .. } => {
                format!("`{}` is not a declared member of `{name}`", shortened(text))
            }
            _ => format!("`{}` is not among the texts this can be", shortened(text)),
        };
        let fault = Fault::new(place, "unknown-member", message);
        let likely = if text.len() <= LONGEST_SUGGESTED {
            nearest(text, members.iter().copied())
        } else {
            None
        };
        Some(match likely {
            Some(member) => fault.help(format!("did you mean `'{member}'`?")),
            None => fault.help("compare with a member as the column declares it, or declare it"),
        })
    }

    /// Whether all texts that the term can be are known; they are put into `members`.
    fn closed<'s>(&'s self, term: &'s Term, members: &mut Vec<&'s str>) -> bool {
        match &term.shape {
            Shape::Null => true,
            Shape::Text(text) => {
                members.push(text);
                true
            }
            Shape::Field { index, .. } => {
                match self.schema.fields.get(*index).map(|(_, kind)| kind) {
                    Some(FieldKind::Category { members: Some(declared), .. }) => {
                        members.extend(declared.iter().map(String::as_str));
                        true
                    }
                    _ => false,
                }
            }
            Shape::Case(arms, otherwise) => {
                arms.iter().all(|(_, value)| self.closed(value, members))
                    && self.closed(otherwise, members)
            }
            Shape::Coalesce(terms) => terms.iter().all(|term| self.closed(term, members)),
            _ => false,
        }
    }

    /// The order of the members that the term can be, if the columns that it may come from have
    /// one and the same.
    pub(super) fn order(&self, term: &Term) -> Option<Arc<[String]>> {
        let mut order = None;
        let mut members = Vec::new();
        let has_order = self.same_order(term, &mut order) && self.closed(term, &mut members);
        let order = order.filter(|_| has_order)?;
        members.iter().all(|text| order.iter().any(|own| own == text)).then(|| Arc::clone(order))
    }

    fn same_order<'s>(&'s self, term: &'s Term, found: &mut Option<&'s Arc<[String]>>) -> bool {
        match &term.shape {
            Shape::Null | Shape::Text(_) => true,
            Shape::Field { index, .. } => {
                match self.schema.fields.get(*index).map(|(_, kind)| kind) {
                    Some(FieldKind::Category { order: Some(order), .. }) => {
                        *found.get_or_insert(order) == order
                    }
                    _ => false,
                }
            }
            Shape::Case(arms, otherwise) => {
                arms.iter().all(|(_, value)| self.same_order(value, found))
                    && self.same_order(otherwise, found)
            }
            Shape::Coalesce(terms) => terms.iter().all(|term| self.same_order(term, found)),
            _ => false,
        }
    }

    /// Whether the term is a category column, which could have an order.
    pub(super) fn is_category(&self, term: &Term) -> bool {
        let Shape::Field { index, .. } = term.shape else { return false };
        let kind = self.schema.fields.get(index).map(|(_, kind)| kind);
        matches!(kind, Some(FieldKind::Category { .. }))
    }
}
