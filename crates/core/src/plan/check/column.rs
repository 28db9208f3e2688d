//! Columns.

use std::collections::BTreeSet;

use super::{Checker, text};
use crate::document::place::Place;
use crate::document::read::{List, Named};
use crate::document::scalar::{Located, Text};
use crate::document::text::shown;
use crate::ground::dates::Grain;
use crate::plan::source::{Alias, BooleanWords, Category, Column, ColumnType};
use crate::plan::words::MemberOrder;
use crate::plan::written::{ColumnDocument, TypeName, WordsDocument};

/// Digits after the decimal mark of a decimal column where nothing is said, and at most.
const SCALE: u8 = 2;
const MOST_SCALE: u8 = 18;

impl Checker<'_> {
    /// A column, unless its type is at fault.
    pub(super) fn column(&mut self, name: &Text, document: ColumnDocument) -> Option<Column> {
        let column_name = self.free_name(name, "a column");
        if self.parameter_names.contains(&column_name) {
            let message = format!("`{}` is the name of a parameter too", shown(&column_name));
            let help = "give the parameter another name; conditions could not tell them apart";
            self.push(name.problem("name-clash", message).help(help));
        }
        let type_name = document.type_name.as_ref()?.value;
        self.options_of_type(&document, type_name);
        let key = is(document.key.as_ref());
        let optional = is(document.optional.as_ref());
        let event = is(document.event.as_ref());
        if key && optional {
            let help = "a record is identified by its key; remove `optional` or `key`";
            self.push(name.problem("optional-key", "a key cannot be optional").help(help));
        }
        if event && let Some(known_with) = &document.known_with {
            let help = "an event is known from its own day on; remove `known_with` or `event`";
            let message = "an event cannot become known with another column";
            self.push(known_with.problem("event-known-with", message).help(help));
        }
        let column_type = match type_name {
            TypeName::Text => ColumnType::Text,
            TypeName::Integer => ColumnType::Integer,
            TypeName::Date => ColumnType::Date,
            TypeName::Timestamp => ColumnType::Timestamp,
            TypeName::Period => {
                ColumnType::Period { grain: self.grain_of_column(name, &document)? }
            }
            TypeName::Decimal => {
                ColumnType::Decimal { scale: self.scale_of_column(document.scale.as_ref()) }
            }
            TypeName::Boolean => ColumnType::Boolean(self.words(document.words)),
            TypeName::Category => ColumnType::Category(self.category(
                document.members,
                document.order,
                document.aliases,
            )),
        };
        let empty = self.empty(document.empty, &column_type);
        Some(Column {
            header: document.header.map_or_else(|| column_name.clone(), |header| header.name()),
            name: column_name,
            title: text(document.title),
            column_type,
            key,
            event,
            known_with: document.known_with.map(|column| column.name()),
            optional,
            empty,
            place: name.place.clone(),
        })
    }

    /// Refuses the keys that mean nothing for the column's type.
    fn options_of_type(&mut self, document: &ColumnDocument, type_name: TypeName) {
        let category = type_name == TypeName::Category;
        let dated = matches!(type_name, TypeName::Date | TypeName::Timestamp);
        let event = document.event.as_ref().filter(|event| event.value);
        let options: [(&str, Option<&Place>, bool, &str); 7] = [
            (
                "grain",
                document.grain.as_ref().map(|x| &x.place),
                type_name == TypeName::Period,
                "period",
            ),
            (
                "scale",
                document.scale.as_ref().map(|x| &x.place),
                type_name == TypeName::Decimal,
                "decimal",
            ),
            ("members", document.members.as_ref().map(|x| &x.place), category, "category"),
            ("order", document.order.as_ref().map(|x| &x.place), category, "category"),
            ("aliases", document.aliases.as_ref().map(|x| &x.place), category, "category"),
            (
                "words",
                document.words.as_ref().map(|x| &x.place),
                type_name == TypeName::Boolean,
                "boolean",
            ),
            ("event", event.map(|x| &x.place), dated, "date"),
        ];
        for (key, place, fits, wanted) in options {
            let Some(place) = place.filter(|_| !fits) else { continue };
            let message = format!("`{key}` means nothing for {} column", with_article(type_name));
            let help = format!("remove `{key}`, or make the column `type: {wanted}`");
            self.push(place.problem("option-not-for-type", message).help(help));
        }
    }

    /// The grain of a period column, which has to be said.
    fn grain_of_column(&mut self, name: &Text, document: &ColumnDocument) -> Option<Grain> {
        if document.grain.is_none() && !document.written.contains(&"grain") {
            let message =
                format!("the period column `{}` does not say its `grain`", shown(&name.name()));
            let help = "write `grain: month`, `quarter`, `year`, `week` or `day`";
            self.push(name.problem("grain-missing", message).help(help));
        }
        document.grain.as_ref().map(|grain| grain.value)
    }

    fn scale_of_column(&mut self, scale: Option<&Located<u32>>) -> u8 {
        let Some(scale) = scale else { return SCALE };
        let value = u8::try_from(scale.value).ok().filter(|value| *value <= MOST_SCALE);
        value.unwrap_or_else(|| {
            let message = format!("{} digits after the decimal mark are too many", scale.value);
            let help = format!("at most {MOST_SCALE} are possible");
            self.push(scale.problem("scale-range", message).help(help));
            SCALE
        })
    }

    fn words(&mut self, document: Option<WordsDocument>) -> BooleanWords {
        let Some(document) = document else {
            let words = |words: [&str; 2]| words.map(str::to_owned).to_vec();
            return BooleanWords { yes: words(["true", "1"]), no: words(["false", "0"]) };
        };
        let yes = self.members(document.yes);
        let mut no = Vec::new();
        for word in document.no.map_or_else(Vec::new, |list| list.items) {
            let name = word.name();
            if yes.contains(&name) {
                let message = format!("`{}` cannot mean both true and false", shown(&name));
                self.push(word.problem("words-clash", message).help("keep it in one of the lists"));
            }
            no.push(name);
        }
        BooleanWords { yes, no }
    }

    /// The names of a list, each once.
    pub(super) fn members(&mut self, list: Option<List<Text>>) -> Vec<String> {
        let mut seen = BTreeSet::new();
        let mut members = Vec::new();
        for member in list.map_or_else(Vec::new, |list| list.items) {
            let name = member.name();
            if seen.insert(name.clone()) {
                members.push(name);
            } else {
                let message = format!("`{}` is listed twice", shown(&name));
                self.push(member.problem("duplicate-member", message).help("keep it once"));
            }
        }
        members
    }

    /// The texts that mean no value, none of which may mean one.
    fn empty(&mut self, list: Option<List<Text>>, column_type: &ColumnType) -> Vec<String> {
        let means = |name: &str| match column_type {
            ColumnType::Category(category) => {
                let members = category.members.iter().flatten();
                members
                    .chain(category.aliases.iter().map(|alias| &alias.spelling))
                    .any(|own| own == name)
            }
            ColumnType::Boolean(words) => words.yes.iter().chain(&words.no).any(|own| own == name),
            _ => false,
        };
        for text in list.iter().flat_map(|list| &list.items) {
            if means(&text.name()) {
                let message = format!("`{}` cannot mean a value and none", shown(&text.name()));
                let help = "remove it from `empty`, or from what the column can be";
                self.push(text.problem("empty-means-value", message).help(help));
            }
        }
        self.members(list)
    }

    fn category(
        &mut self,
        members: Option<List<Text>>,
        order: Option<Located<MemberOrder>>,
        aliases: Option<Named<Text>>,
    ) -> Category {
        let closed = members.is_some();
        if let Some(order) = order.as_ref().filter(|_| !closed) {
            let message = "an order needs the members that have it";
            let help = "list them with `members` in their order, or remove `order`";
            self.push(order.problem("order-without-members", message).help(help));
        }
        let members = self.members(members);
        let known: BTreeSet<&str> = members.iter().map(String::as_str).collect();
        let entries = aliases.map_or_else(Vec::new, |aliases| aliases.entries);
        let spellings: BTreeSet<String> = entries.iter().map(|(name, _)| name.name()).collect();
        let mut built = Vec::new();
        for (spelling, member) in entries {
            let Some(member) = member else { continue };
            let (alias, name) = (spelling.name(), member.name());
            if known.contains(alias.as_str()) || alias == name {
                let message = format!("`{}` is a member itself", shown(&alias));
                let help = "an alias is a spelling that is not a member; remove one of the two";
                self.push(spelling.problem("alias-is-member", message).help(help));
            } else if closed && !known.contains(name.as_str()) {
                let members = members.iter().map(String::as_str);
                Self::unknown(self.faults, "unknown-member", "member", &member, members);
            } else if spellings.contains(&name) {
                let message = format!("`{}` is an alias itself", shown(&name));
                let help = "let the alias stand for the member directly";
                self.push(member.problem("alias-of-alias", message).help(help));
            }
            built.push(Alias { spelling: alias, member: name });
        }
        let order = order.filter(|_| closed).map(|order| order.value);
        Category { members: closed.then_some(members), order, aliases: built }
    }
}

fn with_article(type_name: TypeName) -> String {
    let article = if type_name == TypeName::Integer { "an" } else { "a" };
    format!("{article} {}", type_name.name())
}

/// Whether a flag is set.
pub(super) fn is(flag: Option<&Located<bool>>) -> bool {
    flag.is_some_and(|flag| flag.value)
}
