//! Measures.

mod derived;
mod order;
mod records;
mod time;

use super::{Checker, text};
use crate::document::faults::listed;
use crate::document::place::Place;
use crate::document::read::Named;
use crate::document::scalar::Text;
use crate::document::text::shown;
use crate::ground::target::{ChangeIn, Scale};
use crate::plan::measure::{Measure, MeasureKind, ReportedFigures};
use crate::plan::words::{Undecided, WhenEmpty};
use crate::plan::written::{AggregateDocument, MeasureDocument};

/// The keys of which a measure has one.
pub(crate) const KINDS: [&str; 14] = [
    "proportion",
    "ratio",
    "count",
    "total",
    "mean",
    "minimum",
    "maximum",
    "stock",
    "net_score",
    "milestone",
    "reported",
    "change",
    "share_of_members",
    "score",
];

impl Checker<'_> {
    pub(super) fn measures(
        &mut self,
        documents: Option<Named<MeasureDocument>>,
        shown_places: u8,
    ) -> Vec<Measure> {
        let entries = documents.map_or_else(Vec::new, |named| named.entries);
        let mut written = Vec::new();
        for (name, document) in entries {
            let measure_name = self.word(&name, "a measure");
            self.measures.insert(measure_name.clone(), None);
            written.push((name, measure_name, document));
        }
        let names: Vec<String> = written.iter().map(|(_, name, _)| name.clone()).collect();
        // A measure comes after those that it is made from, wherever they are declared.
        for at in self.order(&written) {
            let Some((name, measure_name, document)) = written.get_mut(at) else { continue };
            let Some(document) = document.take() else { continue };
            let measure = self.measure(name, measure_name, document, shown_places);
            self.measures.insert(measure_name.clone(), measure);
        }
        names.iter().filter_map(|name| self.measures.get(name)?.clone()).collect()
    }

    fn measure(
        &mut self,
        name: &Text,
        measure_name: &str,
        document: MeasureDocument,
        shown_places: u8,
    ) -> Option<Measure> {
        let rounding = document.round.as_ref().and_then(|round| self.places(round.places.as_ref()));
        let own_places = self.places(document.shown_places.as_ref());
        let scale = document.scale.as_ref().map(|scale| self.scale(scale));
        let written: Vec<&str> =
            KINDS.into_iter().filter(|kind| document.written.contains(kind)).collect();
        if written.len() != 1 {
            let message = match written.as_slice() {
                [] => "the measure does not say how its value is made".to_owned(),
                several => format!(
                    "the measure says in several ways how its value is made: {}",
                    listed(several.iter().copied())
                ),
            };
            let help = format!("write one of {}", listed(KINDS));
            self.push(name.problem("measure-kind", message).help(help));
        }
        self.options_of_kind(&document, &written);
        let round = document.round.as_ref().map(|round| round.place.clone());
        let (title, when_empty) = (text(document.title.clone()), document.when_empty.clone());
        let undecided = document.undecided.clone();
        let wanted_scale = document.scale.clone();
        let classes = document.classes.clone();
        let kind = self.kind(document)?;
        let scale = match scale {
            Some(scale) => scale?,
            None => self.default_scale(&kind)?,
        };
        if let Some(written) = &wanted_scale {
            self.check_scale(written, &scale, &kind);
        }
        if let Some(place) = round.filter(|_| matches!(scale, Scale::OneTo | Scale::Date)) {
            let message = format!("a value on the scale `{scale}` has no places to round to");
            let help = "remove `round`, or write the measure in another `scale`";
            self.push(place.problem("round-of-scale", message).help(help));
        }
        if let Some(rule) = kind.aggregate() {
            self.time_scale(name, wanted_scale.as_ref(), &scale, &rule.of);
        }
        let classes = self.classes(classes, measure_name, &scale);
        // What is counted in whole records has no decimals to show.
        let is_whole = matches!(&kind, MeasureKind::Count(_) | MeasureKind::Stock(_));
        let shown_places = own_places.unwrap_or(if is_whole { 0 } else { shown_places });
        let measure = Measure {
            name: measure_name.to_owned(),
            title,
            kind,
            scale,
            when_empty_said: when_empty.is_some(),
            when_empty: when_empty.map_or_else(WhenEmpty::default, |word| word.value),
            undecided: undecided.map_or_else(Undecided::default, |word| word.value),
            rounding,
            shown_places,
            classes: classes?,
            place: name.place.clone(),
        };
        self.check_depth(&measure).then_some(measure)
    }

    /// The scale of a measure that does not name one.
    pub(in crate::plan::check) fn default_scale(&self, kind: &MeasureKind) -> Option<Scale> {
        Some(match kind {
            MeasureKind::Proportion(_) | MeasureKind::Ratio(_) | MeasureKind::ShareOfMembers(_) => {
                Scale::Percent
            }
            MeasureKind::Reported(rule) => match rule.figures {
                ReportedFigures::Shares { .. } => Scale::Percent,
                ReportedFigures::Value(_) => Scale::Number,
            },
            MeasureKind::NetScore(_) | MeasureKind::Score(_) => Scale::Points,
            MeasureKind::Milestone(_) => Scale::parse("date")?,
            MeasureKind::Change(change) => match change.measured {
                ChangeIn::Percent => Scale::Percent,
                ChangeIn::Points => self.measures.get(&change.measure)?.as_ref()?.scale.clone(),
                ChangeIn::Times => Scale::Number,
            },
            _ => Scale::Number,
        })
    }

    /// Refuses a scale in which values of the kind are not written.
    fn check_scale(&mut self, written: &Text, scale: &Scale, kind: &MeasureKind) {
        let is_share = scale.is_share() || *scale == Scale::Number;
        let (fits, help) = match kind {
            MeasureKind::Proportion(_) | MeasureKind::ShareOfMembers(_) => {
                (is_share, "write `percent`, `per_mille`, `per 1000`, …")
            }
            MeasureKind::NetScore(_) => {
                let fits = [Scale::Points, Scale::Number, Scale::Percent].contains(scale);
                (fits, "write `points`, `number` or `percent`, or remove `scale`")
            }
            MeasureKind::Milestone(_) => {
                (self.default_scale(kind).as_ref() == Some(scale), "remove `scale`: it is a date")
            }
            MeasureKind::Change(change) => match change.measured {
                ChangeIn::Percent => (is_share, "write `percent`, or remove `scale`"),
                ChangeIn::Times => (*scale == Scale::Number, "remove `scale`: it is a number"),
                ChangeIn::Points => (
                    self.default_scale(kind).is_none_or(|own| own == *scale),
                    "remove `scale`: it is that of the measure",
                ),
            },
            MeasureKind::Score(_) => (!scale.is_share(), "write `points`, or remove `scale`"),
            MeasureKind::Count(_) | MeasureKind::Stock(_) => {
                let fits = !scale.is_share() && *scale != Scale::Date;
                (fits, "write `number`, or a unit such as `dossiers`")
            }
            _ => {
                (*scale != Scale::Date, "remove `scale`: a day is the value of a `milestone` alone")
            }
        };
        if !fits {
            let message =
                format!("the value of a {} is not written in {scale}", spoken(kind.name()));
            self.push(written.problem("scale-of-kind", message).help(help));
        }
    }

    fn scale(&mut self, text: &Text) -> Option<Scale> {
        let scale = Scale::parse(&text.text);
        if scale.is_none() {
            let message = format!("`{}` is not a scale", shown(&text.text));
            let help = "write `percent`, `per_mille`, `per_million`, `per 1000`, `1:n`, `points`, \
                        `points out of 5`, `date`, `number`, or a unit in letters such as `working days`";
            self.push(text.problem("unknown-scale", message).help(help));
        }
        scale
    }

    /// Refuses the keys that mean nothing for the kind of measure.
    fn options_of_kind(&mut self, document: &MeasureDocument, written: &[&str]) {
        let [kind] = written else { return };
        let counted = ["count", "stock"].contains(kind);
        let options: [(&str, Option<&Place>, bool, &str); 3] = [
            (
                "when_empty",
                document.when_empty.as_ref().map(|word| &word.place),
                !counted && !["total", "milestone"].contains(kind),
                if *kind == "milestone" {
                    "without records it is not done"
                } else {
                    "without records it is 0"
                },
            ),
            (
                "undecided",
                document.undecided.as_ref().map(|word| &word.place),
                ["proportion", "net_score"].contains(kind),
                "only the cases of a proportion or a net score can be undecided",
            ),
            (
                "round",
                document.round.as_ref().map(|round| &round.place),
                !counted && *kind != "milestone",
                if *kind == "milestone" { "it is a date" } else { "it is a whole number" },
            ),
        ];
        for (key, place, fits, reason) in options {
            let Some(place) = place.filter(|_| !fits) else { continue };
            let message = format!("`{key}` means nothing for a {}: {reason}", spoken(kind));
            let help = format!("remove `{key}`");
            self.push(place.problem("option-not-for-kind", message).help(help));
        }
    }

    fn kind(&mut self, document: MeasureDocument) -> Option<MeasureKind> {
        // Each is looked at, so that faults in a superfluous one are found too.
        let proportion = document.proportion.and_then(|rule| self.proportion(&rule));
        let ratio = document.ratio.and_then(|rule| self.ratio(rule));
        let count = document.count.and_then(|rule| self.count(&rule));
        let mut aggregate =
            |rule: Option<AggregateDocument>| rule.and_then(|rule| self.aggregate(&rule));
        let total = aggregate(document.total);
        let mean = aggregate(document.mean);
        let minimum = aggregate(document.minimum);
        let maximum = aggregate(document.maximum);
        let stock = document.stock.and_then(|rule| self.stock(&rule));
        let net_score = document.net_score.and_then(|rule| self.net_score(&rule));
        let milestone = document.milestone.and_then(|rule| self.milestone(&rule));
        let reported = document.reported.and_then(|rule| self.reported(&rule));
        let change = document.change.and_then(|rule| self.change(rule));
        let share = document.share_of_members.and_then(|rule| self.share_of_members(rule));
        let score = document.score.and_then(|rule| self.score(rule));
        None.or(proportion.map(MeasureKind::Proportion))
            .or(ratio.map(MeasureKind::Ratio))
            .or(count.map(MeasureKind::Count))
            .or(total.map(MeasureKind::Total))
            .or(mean.map(MeasureKind::Mean))
            .or(minimum.map(MeasureKind::Minimum))
            .or(maximum.map(MeasureKind::Maximum))
            .or(stock.map(MeasureKind::Stock))
            .or(net_score.map(MeasureKind::NetScore))
            .or(milestone.map(MeasureKind::Milestone))
            .or(reported.map(MeasureKind::Reported))
            .or(change.map(MeasureKind::Change))
            .or(share.map(MeasureKind::ShareOfMembers))
            .or(score.map(MeasureKind::Score))
    }
}

/// The name of a kind as people say it.
fn spoken(kind: &str) -> String {
    kind.replace('_', " ")
}
