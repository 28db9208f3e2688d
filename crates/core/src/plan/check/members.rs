//! The members of a target that is asked of each.

use std::collections::BTreeSet;

use super::Checker;
use crate::document::scalar::Text;
use crate::document::text::shown;
use crate::plan::measure::{Base, MeasureKind, RatioSide};
use crate::plan::source::ColumnType;

impl Checker<'_> {
    /// The column of a target for each member, looked up in every source of the measure.
    pub(super) fn each(&mut self, measure: &str, each: &Text, members: &[Text]) -> Option<String> {
        self.measures.get(measure)?.as_ref()?;
        let sources = self.sources_of(measure);
        if self.has_figure(measure) {
            let message = format!("`{measure}` rests on a figure that no member has for itself");
            let help = "ask the measure as a whole, or count both sides of its ratio";
            self.faults.push(each.problem("each-of-figure", message).help(help));
        }
        let mut column = None;
        for source in sources {
            column = self.in_source(&source, |checker, declared| {
                let column = checker.dimension(declared, each)?;
                let column_type = declared.column(&column).map(|column| &column.column_type);
                if let Some(column_type) = column_type {
                    checker.check_members(column_type, members);
                }
                Some(column)
            });
        }
        column
    }

    fn check_members(&mut self, column_type: &ColumnType, names: &[Text]) {
        let declared: BTreeSet<&str> = match column_type {
            ColumnType::Boolean(_) => ["true", "false"].into(),
            ColumnType::Category(category) => match &category.members {
                Some(members) => members.iter().map(String::as_str).collect(),
                None => return,
            },
            _ => return,
        };
        for name in names {
            let member = name.name();
            if declared.contains(member.as_str()) {
                continue;
            }
            let alias = match column_type {
                ColumnType::Category(category) => {
                    category.aliases.iter().find(|alias| alias.spelling == member)
                }
                _ => None,
            };
            if let Some(alias) = alias {
                let message = format!("`{}` is an alias, not a member", shown(&member));
                let help = format!("write `{}`", shown(&alias.member));
                self.push(name.problem("unknown-member", message).help(help));
            } else {
                let declared = declared.iter().copied();
                Self::unknown(self.faults, "unknown-member", "member", name, declared);
            }
        }
    }

    /// Does something with a declared source; `None` where the source is at fault.
    pub(super) fn in_source<T>(
        &mut self,
        name: &str,
        work: impl FnOnce(&mut Self, &super::Declared) -> Option<T>,
    ) -> Option<T> {
        // It is taken out meanwhile, so that faults can be pushed; it is put back below.
        let declared = self.sources.get_mut(name)?.take()?;
        let result = work(self, &declared);
        self.sources.insert(name.to_owned(), Some(declared));
        result
    }

    /// Whether a measure, or one that it is made from, rests on a given figure.
    fn has_figure(&self, measure: &str) -> bool {
        let Some(Some(measure)) = self.measures.get(measure) else { return false };
        let own = match &measure.kind {
            MeasureKind::Ratio(ratio) => [&ratio.numerator, &ratio.denominator]
                .into_iter()
                .any(|side| matches!(side, RatioSide::Figure(_))),
            MeasureKind::Change(change) => matches!(change.than, Base::Figure(_)),
            _ => false,
        };
        own || measure.kind.measures().into_iter().any(|name| self.has_figure(name))
    }
}
