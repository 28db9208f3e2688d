//! Measures that are counted from records.

use crate::condition::Wanted;
use crate::document::faults::listed;
use crate::document::scalar::Text;
use crate::document::text::shown;
use crate::ground::exact::Exact;
use crate::plan::check::Checker;
use crate::plan::formula::Formula;
use crate::plan::measure::{
    Aggregate, Count, CountedSide, Flow, Milestone, NetScore, Proportion, Ratio, RatioSide,
    Reported, ReportedFigures, Stock,
};
use crate::plan::words::Which;
use crate::plan::written::{
    AggregateDocument, CountDocument, FlowDocument, MilestoneDocument, NetScoreDocument,
    ProportionDocument, RatioDocument, RatioSideDocument, ReportedDocument, StockDocument,
};

impl Checker<'_> {
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

    pub(super) fn proportion(&mut self, rule: &ProportionDocument) -> Option<Proportion> {
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

    pub(super) fn count(&mut self, rule: &CountDocument) -> Option<Count> {
        let source = self.source_name(rule.source.as_ref())?;
        let dated_by = self.dated_by(rule.dated_by.as_ref(), &source);
        let condition = self.condition(rule.condition.as_ref(), &source);
        Some(Count { source, dated_by: dated_by?, condition: condition? })
    }

    pub(super) fn aggregate(&mut self, rule: &AggregateDocument) -> Option<Aggregate> {
        let source = self.source_name(rule.source.as_ref())?;
        let dated_by = self.dated_by(rule.dated_by.as_ref(), &source);
        let of = self.required_formula(rule.of.as_ref(), &source, Wanted::Amount);
        let condition = self.condition(rule.condition.as_ref(), &source);
        Some(Aggregate { source, dated_by: dated_by?, of: of?, condition: condition? })
    }

    pub(super) fn stock(&mut self, rule: &StockDocument) -> Option<Stock> {
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

    pub(super) fn ratio(&mut self, rule: RatioDocument) -> Option<Ratio> {
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

    pub(super) fn net_score(&mut self, rule: &NetScoreDocument) -> Option<NetScore> {
        let source = self.source_name(rule.source.as_ref())?;
        let dated_by = self.dated_by(rule.dated_by.as_ref(), &source);
        let denominator = self.condition(rule.denominator.as_ref(), &source);
        let promoters = self.required_formula(rule.promoters.as_ref(), &source, Wanted::Condition);
        let detractors =
            self.required_formula(rule.detractors.as_ref(), &source, Wanted::Condition);
        Some(NetScore {
            source,
            dated_by: dated_by?,
            denominator: denominator?,
            promoters: promoters?,
            detractors: detractors?,
        })
    }

    pub(super) fn milestone(&mut self, rule: &MilestoneDocument) -> Option<Milestone> {
        let source = self.source_name(rule.source.as_ref())?;
        let dated_by = self.dated_by(rule.dated_by.as_ref(), &source);
        let condition = self.condition(rule.condition.as_ref(), &source);
        let which = rule.which.as_ref().map_or_else(Which::default, |word| word.value);
        Some(Milestone { source, dated_by: dated_by?, condition: condition?, which })
    }

    pub(super) fn reported(&mut self, rule: &ReportedDocument) -> Option<Reported> {
        let source = self.source_name(rule.source.as_ref())?;
        let dated_by = match &rule.dated_by {
            Some(text) => self.dated_by(Some(text), &source),
            None => self.period_of(rule, &source),
        };
        let condition = self.condition(rule.condition.as_ref(), &source);
        let figures = self.reported_figures(rule, &source);
        Some(Reported { source, dated_by: dated_by?, condition: condition?, figures: figures? })
    }

    /// The source's period column as the date of its rows.
    fn period_of(&mut self, rule: &ReportedDocument, source: &str) -> Option<Formula> {
        let declared = self.sources.get(source)?.as_ref()?;
        if let Some((column, _)) = declared.source.period_column() {
            let text = format!("\"{}\"", column.name);
            return self.formula(&Text::new(text, rule.place.clone()), source, Wanted::Date);
        }
        // A faulty column may be the one that is meant.
        if declared.broken.is_empty() {
            let message = format!("source `{}` has no period column", shown(source));
            let help = "give a column of the source `type: period` and its `grain`, or write \
                        `dated_by`";
            self.push(rule.place.problem("period-column-missing", message).help(help));
        }
        None
    }

    fn reported_figures(
        &mut self,
        rule: &ReportedDocument,
        source: &str,
    ) -> Option<ReportedFigures> {
        let keys = ["numerator", "denominator", "value"];
        let written: Vec<&str> =
            keys.into_iter().filter(|key| rule.written.contains(key)).collect();
        let is_share = written == ["numerator", "denominator"];
        if !is_share && written != ["value"] {
            let message = match written.as_slice() {
                [] => "the measure does not say which figures are meant".to_owned(),
                written => {
                    format!("no value is made from {}", listed(written.iter().copied()))
                }
            };
            let help = "write `numerator` and `denominator`, or `value` alone";
            self.push(rule.place.problem("reported-figures", message).help(help));
            return None;
        }
        let mut number =
            |text: &Option<Text>| self.required_formula(text.as_ref(), source, Wanted::Number);
        if !is_share {
            return number(&rule.value).map(ReportedFigures::Value);
        }
        let (numerator, denominator) = (number(&rule.numerator), number(&rule.denominator));
        Some(ReportedFigures::Shares { numerator: numerator?, denominator: denominator? })
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
