//! Measures.

use super::{Checker, text};
use crate::condition::Wanted;
use crate::document::faults::listed;
use crate::document::place::Place;
use crate::document::read::Named;
use crate::document::scalar::Text;
use crate::document::text::shown;
use crate::ground::exact::Exact;
use crate::ground::target::Scale;
use crate::plan::formula::Formula;
use crate::plan::measure::{
    Aggregate, Count, CountedSide, Flow, Measure, MeasureKind, Proportion, Ratio, RatioSide, Stock,
};
use crate::plan::words::{Undecided, WhenEmpty};
use crate::plan::written::{
    AggregateDocument, CountDocument, FlowDocument, MeasureDocument, ProportionDocument,
    RatioDocument, RatioSideDocument, StockDocument,
};

/// The keys of which a measure has one.
pub(crate) const KINDS: [&str; 8] =
    ["proportion", "ratio", "count", "total", "mean", "minimum", "maximum", "stock"];

impl Checker<'_> {
    pub(super) fn measures(
        &mut self,
        documents: Option<Named<MeasureDocument>>,
        shown_places: u8,
    ) -> Vec<Measure> {
        let mut names = Vec::new();
        for (name, document) in documents.map_or_else(Vec::new, |named| named.entries) {
            let measure_name = self.word(&name, "a measure");
            let measure = document
                .and_then(|document| self.measure(&name, &measure_name, document, shown_places));
            self.measures.insert(measure_name.clone(), measure);
            names.push(measure_name);
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
        let (title, when_empty) = (text(document.title.clone()), document.when_empty.clone());
        let undecided = document.undecided.clone();
        let wanted_scale = document.scale.clone();
        let kind = self.kind(document)?;
        let default = match &kind {
            MeasureKind::Proportion(_) | MeasureKind::Ratio(_) => Scale::Percent,
            _ => Scale::Number,
        };
        let scale = match scale {
            Some(scale) => scale?,
            None => default,
        };
        let fits = match &kind {
            MeasureKind::Proportion(_) => scale.is_share() || scale == Scale::Number,
            MeasureKind::Count(_) | MeasureKind::Stock(_) => !scale.is_share(),
            _ => true,
        };
        if let Some(written) = wanted_scale.filter(|_| !fits) {
            let message = format!("the value of a {} is not written in {scale}", kind.name());
            let help = match &kind {
                MeasureKind::Proportion(_) => "write `percent`, `per_mille`, `per 1000`, …",
                _ => "write `number`, or a unit such as `dossiers`",
            };
            self.push(written.problem("scale-of-kind", message).help(help));
        }
        // What is counted in whole records has no decimals to show.
        let is_whole = matches!(&kind, MeasureKind::Count(_) | MeasureKind::Stock(_));
        let shown_places = own_places.unwrap_or(if is_whole { 0 } else { shown_places });
        Some(Measure {
            name: measure_name.to_owned(),
            title,
            kind,
            scale,
            when_empty_said: when_empty.is_some(),
            when_empty: when_empty.map_or_else(WhenEmpty::default, |word| word.value),
            undecided: undecided.map_or_else(Undecided::default, |word| word.value),
            rounding,
            shown_places,
            place: name.place.clone(),
        })
    }

    fn scale(&mut self, text: &Text) -> Option<Scale> {
        let scale = Scale::parse(&text.text);
        if scale.is_none() {
            let message = format!("`{}` is not a scale", shown(&text.text));
            let help = "write `percent`, `per_mille`, `per_million`, `per 1000`, `points`, \
                        `number`, or a unit in letters such as `working days`";
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
                !counted && *kind != "total",
                "without records it is 0",
            ),
            (
                "undecided",
                document.undecided.as_ref().map(|word| &word.place),
                *kind == "proportion",
                "only the cases of a proportion can be undecided",
            ),
            (
                "round",
                document.round.as_ref().map(|round| &round.place),
                !counted,
                "it is a whole number",
            ),
        ];
        for (key, place, fits, reason) in options {
            let Some(place) = place.filter(|_| !fits) else { continue };
            let message = format!("`{key}` means nothing for a {kind}: {reason}");
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
        None.or(proportion.map(MeasureKind::Proportion))
            .or(ratio.map(MeasureKind::Ratio))
            .or(count.map(MeasureKind::Count))
            .or(total.map(MeasureKind::Total))
            .or(mean.map(MeasureKind::Mean))
            .or(minimum.map(MeasureKind::Minimum))
            .or(maximum.map(MeasureKind::Maximum))
            .or(stock.map(MeasureKind::Stock))
    }

    /// The name of a declared source; `None` also where the source itself is at fault.
    fn source_name(&mut self, name: Option<&Text>) -> Option<String> {
        let name = name?;
        let source = name.name();
        match self.sources.get(&source) {
            Some(declared) => declared.as_ref().map(|_| source),
            None if self.faults.is_full() => None,
            None => {
                let mut names: Vec<&str> = self.sources.keys().map(String::as_str).collect();
                names.sort_unstable();
                Self::unknown(self.faults, "unknown-source", "source", name, names.into_iter());
                None
            }
        }
    }

    fn proportion(&mut self, rule: &ProportionDocument) -> Option<Proportion> {
        let source = self.source_name(rule.source.as_ref())?;
        let dated_by = self.dated_by(rule.dated_by.as_ref(), &source);
        let denominator = self.condition(rule.denominator.as_ref(), &source);
        let numerator = self.required_formula(rule.numerator.as_ref(), &source, Wanted::Condition);
        let coming = self.condition(rule.coming.as_ref(), &source);
        Some(Proportion {
            source,
            dated_by: dated_by?,
            denominator: denominator?,
            numerator: numerator?,
            coming: coming?,
        })
    }

    fn count(&mut self, rule: &CountDocument) -> Option<Count> {
        let source = self.source_name(rule.source.as_ref())?;
        let dated_by = self.dated_by(rule.dated_by.as_ref(), &source);
        let condition = self.condition(rule.condition.as_ref(), &source);
        Some(Count { source, dated_by: dated_by?, condition: condition? })
    }

    fn aggregate(&mut self, rule: &AggregateDocument) -> Option<Aggregate> {
        let source = self.source_name(rule.source.as_ref())?;
        let dated_by = self.dated_by(rule.dated_by.as_ref(), &source);
        let of = self.required_formula(rule.of.as_ref(), &source, Wanted::Number);
        let condition = self.condition(rule.condition.as_ref(), &source);
        Some(Aggregate { source, dated_by: dated_by?, of: of?, condition: condition? })
    }

    fn stock(&mut self, rule: &StockDocument) -> Option<Stock> {
        let source = self.source_name(rule.source.as_ref())?;
        let entered = rule.entered.as_ref().and_then(|flow| self.flow(flow, &source));
        let left = rule.left.as_ref().and_then(|flow| self.flow(flow, &source));
        Some(Stock { source, entered: entered?, left: left? })
    }

    fn flow(&mut self, rule: &FlowDocument, source: &str) -> Option<Flow> {
        let dated_by = self.dated_by(rule.dated_by.as_ref(), source);
        let condition = self.condition(rule.condition.as_ref(), source);
        Some(Flow { dated_by: dated_by?, condition: condition? })
    }

    fn ratio(&mut self, rule: RatioDocument) -> Option<Ratio> {
        let numerator = rule.numerator.and_then(|side| self.side(side));
        let denominator_place = rule.denominator.as_ref().map(|side| side.place.clone());
        let denominator = rule.denominator.and_then(|side| self.side(side));
        if let (Some(RatioSide::Figure(figure)), Some(place)) = (&denominator, denominator_place)
            && figure.is_zero()
        {
            let help = "nothing can be divided by zero; write the figure that is meant";
            self.push(place.problem("zero-denominator", "the denominator is zero").help(help));
        }
        Some(Ratio { numerator: numerator?, denominator: denominator? })
    }

    fn side(&mut self, side: RatioSideDocument) -> Option<RatioSide> {
        let has_figure = side.written.contains(&"figure");
        let counted: Vec<&str> =
            side.written.iter().copied().filter(|key| *key != "figure").collect();
        if has_figure != counted.is_empty() {
            let message = if has_figure {
                format!("a given figure cannot have {}", listed(counted))
            } else {
                "the side says neither what is counted nor a figure".to_owned()
            };
            let help = "write `source` and `dated_by`, or `figure` alone";
            self.push(side.place.problem("ratio-side", message).help(help));
            return None;
        }
        if has_figure {
            return Exact::from_decimal_text(&side.figure?.value.0).map(RatioSide::Figure);
        }
        let needed = ["source", "dated_by"].into_iter().filter(|key| !counted.contains(key));
        for key in needed {
            let message = format!("a counted side of a ratio needs the key `{key}`");
            let help = format!("add `{key}: …` here");
            self.push(side.place.problem("key-missing", message).help(help));
        }
        let source = self.source_name(side.source.as_ref())?;
        let dated_by = self.dated_by(side.dated_by.as_ref(), &source);
        let condition = self.condition(side.condition.as_ref(), &source);
        let total = self.optional_formula(side.total.as_ref(), &source, Wanted::Number);
        Some(RatioSide::Counted(CountedSide {
            source,
            dated_by: dated_by?,
            condition: condition?,
            total: total?,
        }))
    }

    /// The date that places a record in time; it has to come from the record.
    fn dated_by(&mut self, text: Option<&Text>, source: &str) -> Option<Formula> {
        let text = text?;
        let formula = self.formula(text, source, Wanted::Date)?;
        if formula.expression.fields().is_empty() {
            let message = format!("`{}` is the same day for every record", shown(&text.text));
            let help = "name a date column, or compute a date from one: `due_on + 1`";
            self.push(text.problem("dated-by-constant", message).help(help));
        }
        Some(formula)
    }

    fn required_formula(
        &mut self,
        text: Option<&Text>,
        source: &str,
        wanted: Wanted,
    ) -> Option<Formula> {
        text.and_then(|text| self.formula(text, source, wanted))
    }

    #[expect(clippy::option_option, reason = "absent and faulty are different things here")]
    fn condition(&mut self, text: Option<&Text>, source: &str) -> Option<Option<Formula>> {
        self.optional_formula(text, source, Wanted::Condition)
    }
}
