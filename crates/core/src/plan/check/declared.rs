//! Qualitative targets and the declarations that decide them.

use std::collections::BTreeMap;

use super::target::Within;
use super::{Checker, text, texts};
use crate::document::faults::listed;
use crate::document::read::List;
use crate::document::scalar::Text;
use crate::document::text::shown;
use crate::ground::target::{Asked, Phrase, Scale};
use crate::plan::declaration::{Declaration, NamedDeclaration};
use crate::plan::target::{DeclaredTarget, Target};
use crate::plan::written::{DeclarationDocument, TargetDocument};

impl Checker<'_> {
    pub(super) fn declared_target(
        &mut self,
        mut document: TargetDocument,
        within: Within,
    ) -> Option<Target> {
        let name = document.declared.take()?;
        let name = self.free_name(&name, "a declaration");
        let title = document.title.as_ref().map(|title| title.text.clone());
        let is = document.is.take();
        if let Some(is) = &is
            && let phrase = self.phrase(is)?
            && matches!(phrase.asked, Asked::Yearly { .. })
        {
            return self.declared_yearly(document, &name, (is, &phrase), title, within);
        }
        let recurring = self.recurring(&document, None, within);
        let mut bound = None;
        if let Some(is) = &is {
            let phrase = self.phrase_of_one(is)?;
            let Asked::Level { bound: days, scale: Scale::Date } = phrase.asked else {
                let message = format!(
                    "`{}` is not a day, and a declaration has no other value",
                    shown(&is.text)
                );
                let help = "write by when it has to be declared: `by 2025-12-31`";
                self.push(is.problem("declared-not-a-day", message).help(help));
                return None;
            };
            bound = Some(days);
        }
        self.declared_names.insert(name.clone());
        let (is, place) = (is.map(|is| is.text), document.place);
        let of_one = |title| {
            Target::Declared(DeclaredTarget {
                name: name.clone(),
                is: is.clone(),
                bound: bound.clone(),
                title,
                place: place.clone(),
            })
        };
        match recurring? {
            None => Some(of_one(title)),
            Some(recurring) => self.repeated(recurring, title, |_| Some(of_one(None))),
        }
    }

    /// What has to be declared by days of every year.
    fn declared_yearly(
        &mut self,
        document: TargetDocument,
        name: &str,
        (is, phrase): (&Text, &Phrase),
        title: Option<String>,
        within: Within,
    ) -> Option<Target> {
        self.declared_names.insert(name.to_owned());
        let (recurring, bounds) = self.deadlines(&document, is, phrase, within)?;
        let place = document.place;
        let mut bounds = bounds.into_iter();
        self.repeated(recurring, title, |_| {
            let (name, place) = (name.to_owned(), place.clone());
            let (is, bound) = (Some(is.text.clone()), bounds.next());
            Some(Target::Declared(DeclaredTarget { name, is, bound, title: None, place }))
        })
    }

    /// What the plan itself holds of declarations; each has to be asked for by a target.
    pub(super) fn declarations(
        &mut self,
        documents: Option<List<DeclarationDocument>>,
    ) -> Vec<NamedDeclaration> {
        let mut seen = BTreeMap::new();
        let mut declarations = Vec::new();
        for document in documents.map_or_else(Vec::new, |list| list.items) {
            let DeclarationDocument { place, name, on, holds, by, evidence, .. } = document;
            let Some(name_text) = name else { continue };
            let name = name_text.name();
            if !self.declared_names.contains(&name) && !self.faults.is_full() {
                let asked = self.declared_names.iter().map(String::as_str);
                let message = format!("no target asks whether `{}` is declared", shown(&name));
                let help = match self.faults.suggest(&name, asked.clone()) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None if asked.clone().next().is_none() => {
                        format!("write `target: {{declared: {}}}` in an objective", shown(&name))
                    }
                    None => format!("targets ask for {}", listed(asked)),
                };
                self.push(name_text.problem("declaration-unasked", message).help(help));
            }
            let (Some(on), Some(holds)) = (on, holds) else { continue };
            if let Some(line) = seen.insert((name.clone(), on.value), on.place.line) {
                let message = format!("`{}` is declared twice on {}", shown(&name), on.value);
                let help = format!("keep the one that counts; the first is on line {line}");
                self.push(on.problem("duplicate-declaration", message).help(help));
            }
            let declaration = Declaration {
                on: on.value,
                holds: holds.value,
                by: text(by),
                evidence: texts(evidence),
            };
            declarations.push(NamedDeclaration { name, declaration, place });
        }
        declarations
    }
}
