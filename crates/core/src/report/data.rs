//! What became of the records, what the evaluation rests on, and how to read it.

use super::document::{Block, Column, Fact, Item, Line, NOTHING, Table};
use super::escape::{prose, visible};
use super::phrases::fill;
use super::wording::Wording;
use crate::evaluate::{FaultCount, SourceAccount};
use crate::plan::{Declaration, Source};

impl Wording<'_> {
    pub(super) fn data(&self) -> Vec<Block> {
        let mut blocks = vec![Block::Section(self.phrases.data.to_owned())];
        for account in self.evaluation.sources() {
            let title = self.source(&account.source);
            let name = visible(&account.source);
            let heading = if title == name { title } else { format!("{title} ({name})") };
            blocks.push(Block::Heading(heading));
            blocks.extend(self.account(account));
        }
        blocks
    }

    fn account(&self, account: &SourceAccount) -> Vec<Block> {
        let phrases = self.phrases;
        let prose_of = |text: String| Block::Prose(Line::plain(text));
        if !account.handed_in {
            return vec![prose_of(phrases.source_missing.to_owned())];
        }
        let source = self.plan().source(&account.source);
        let mut blocks = Vec::new();
        let exported = source.and_then(|own| own.exported_on);
        if let Some(exported) = exported.filter(|_| account.exported_before_as_of) {
            let date = self.date(exported);
            blocks.push(prose_of(fill(phrases.exported_before, &[("date", &date)])));
        }
        let mut heads = vec![phrases.read, phrases.rejected];
        let mut numbers = vec![account.read, account.rejected];
        if source.is_some_and(|own| own.latest_by.is_some()) {
            heads.push(phrases.superseded);
            numbers.push(account.superseded);
        }
        heads.extend([phrases.not_yet_known, phrases.undated, phrases.counted]);
        numbers.push(account.not_yet_known);
        let mut columns = vec![Column::text(phrases.dated_by)];
        columns.extend(heads.into_iter().map(Column::figure));
        let rows = account.dates.iter().map(|date| {
            let numbers = numbers.iter().copied().chain([date.undated, date.counted]);
            let mut cells = vec![Self::column_of(source, &date.dated_by)];
            cells.extend(numbers.map(|number| self.count(number)));
            cells
        });
        blocks.push(Block::Table(Table { columns, rows: rows.collect(), total: None }));
        if !account.rejected_for.is_empty() {
            let count = self.count(account.rejected);
            blocks.push(prose_of(fill(phrases.rejected_because, &[("count", &count)])));
            blocks.push(Block::Table(self.faults(source, &account.rejected_for)));
        }
        if !account.flagged_for.is_empty() {
            blocks.push(prose_of(phrases.flagged_because.to_owned()));
            blocks.push(Block::Table(self.faults(source, &account.flagged_for)));
        }
        blocks.push(prose_of(match account.repeated_keys {
            Some(count) => fill(phrases.repeated_keys, &[("count", &self.count(count))]),
            None => phrases.keys_unchecked.to_owned(),
        }));
        blocks
    }

    /// What people call a column, with its name; an expression as the plan writes it.
    fn column_of(source: Option<&Source>, name: &str) -> String {
        let title = source.and_then(|own| own.column(name)?.title.as_deref());
        match title {
            Some(title) => format!("{} ({})", prose(title), visible(name)),
            None => prose(name),
        }
    }

    fn faults(&self, source: Option<&Source>, faults: &[FaultCount]) -> Table {
        let phrases = self.phrases;
        let rows = faults.iter().map(|fault| {
            let check = source.and_then(|own| own.checks.iter().find(|own| own.code == fault.code));
            let title = check.and_then(|check| check.title.as_deref()).map(prose);
            let reason = title
                .or_else(|| phrases.fault(&fault.code).map(str::to_owned))
                .unwrap_or_else(|| visible(&fault.code).into_owned());
            let column = if fault.column.is_empty() {
                phrases.whole_record.to_owned()
            } else {
                Self::column_of(source, &fault.column)
            };
            let examples: Vec<String> =
                fault.examples.iter().map(|key| visible(key).into_owned()).collect();
            let examples = match examples.as_slice() {
                [] => NOTHING.to_owned(),
                examples => examples.join(", "),
            };
            vec![self.count(fault.count), reason, column, examples]
        });
        let columns = vec![
            Column::figure(phrases.records),
            Column::text(phrases.fault),
            Column::text(phrases.fault_column),
            Column::text(phrases.examples),
        ];
        Table { columns, rows: rows.collect(), total: None }
    }

    pub(super) fn certificate(&self) -> Vec<Block> {
        let phrases = self.phrases;
        let certificate = self.evaluation.certificate();
        let text = |label: &str, text: String| (label.to_owned(), Fact::Text(text));
        let digest = |label: &str, digest: String| (label.to_owned(), Fact::Digest(digest));
        let mut pairs = vec![
            digest(phrases.digest_of_plan, certificate.plan),
            digest(phrases.digest_of_rules, certificate.rules),
            digest(phrases.digest_of_tally, certificate.tally),
        ];
        pairs.extend(certificate.calendar.map(|own| text(phrases.calendar, prose(&own))));
        pairs
            .push(text(phrases.computed_by, format!("quality-objectives {}", certificate.version)));
        let assumptions = self.evaluation.assumptions();
        let assumed = self.plan().measures().iter().filter_map(|measure| {
            let expected = assumptions.expected(&measure.name)?;
            let (count, name) = (self.count(expected), self.measure(&measure.name));
            Some(fill(phrases.assumed, &[("count", &count), ("measure", &name)]))
        });
        let supposed = self.plan().measures().iter().filter_map(|measure| {
            let further = assumptions.further(&measure.name)?;
            let (inside, outside) =
                (self.count(further.numerator), self.count(further.not_in_numerator));
            let name = self.measure(&measure.name);
            let places = [("bad", inside.as_str()), ("good", &outside), ("measure", &name)];
            Some(fill(phrases.assumed_further, &places))
        });
        let before = pairs.len();
        pairs.extend(supposed.map(|supposed| text(phrases.assumptions, supposed)));
        pairs.extend(assumed.map(|assumed| text(phrases.assumptions, assumed)));
        let declared = assumptions.declared_names().flat_map(|name| {
            let on_day = move |own: &Declaration| {
                let phrase =
                    if own.holds { phrases.assumed_declared } else { phrases.assumed_declared_not };
                fill(phrase, &[("part", &prose(name)), ("date", &self.date(own.on))])
            };
            assumptions.declared(name).map(on_day)
        });
        pairs.extend(declared.map(|declared| text(phrases.assumptions, declared)));
        let baselines = assumptions.baselines().map(|(name, tally)| {
            let date = tally.as_of_days().last().map_or_else(String::new, |day| self.date(day));
            let digest: String = tally.digest().chars().take(12).collect();
            let parts = [("part", prose(name)), ("date", date), ("digest", digest)];
            fill(phrases.assumed_baseline, &parts.each_ref().map(|(key, own)| (*key, own.as_str())))
        });
        pairs.extend(baselines.map(|baseline| text(phrases.assumptions, baseline)));
        if pairs.len() == before {
            pairs.push(text(phrases.assumptions, phrases.no_assumptions.to_owned()));
        }
        vec![Block::Section(phrases.certificate.to_owned()), Block::Pairs(pairs)]
    }

    pub(super) fn reading(&self) -> Vec<Block> {
        let phrases = self.phrases;
        let lines = [
            phrases.reading_bad,
            phrases.reading_headroom,
            phrases.reading_arrivals,
            phrases.reading_recovery,
            phrases.reading_coming,
            phrases.reading_undecided,
            phrases.reading_shown,
        ];
        let items = lines.map(|line| Item::new("", Line::plain(line)));
        vec![Block::Section(phrases.reading.to_owned()), Block::Items(items.to_vec())]
    }
}
