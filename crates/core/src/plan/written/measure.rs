//! Measures as they are written.

use super::derived::{ChangeDocument, ClassDocument, ScoreDocument, ShareOfMembersDocument};
use crate::document::read::List;
use crate::document::scalar::{Figure, Located, Text};
use crate::document::structure::structure;
use crate::plan::words::{Undecided, WhenEmpty, Which};

structure! {
    /// A rule that gives one value: exactly one of `proportion`, `ratio`, `count`, `total`, `mean`,
    /// `minimum`, `maximum`, `stock`, `net_score`, `milestone` and `reported`, which are counted from
    /// records, and `change`, `share_of_members` and `score`, which are made from other measures.
    pub(crate) struct MeasureDocument ("Measure", "a measure") {
        /// What people call it.
        optional "title" title: Text,
        /// The share of cases for which a condition holds.
        optional "proportion" proportion: ProportionDocument,
        /// One number divided by another.
        optional "ratio" ratio: RatioDocument,
        /// How many records there are.
        optional "count" count: CountDocument,
        /// The sum of an expression.
        optional "total" total: AggregateDocument,
        /// The arithmetic mean of an expression.
        optional "mean" mean: AggregateDocument,
        /// The least value of an expression.
        optional "minimum" minimum: AggregateDocument,
        /// The greatest value of an expression.
        optional "maximum" maximum: AggregateDocument,
        /// How many stand at the end of a day.
        optional "stock" stock: StockDocument,
        /// Promoters less detractors, of all cases.
        optional "net_score" net_score: NetScoreDocument,
        /// The day on which something was done.
        optional "milestone" milestone: MilestoneDocument,
        /// Figures that are handed in for whole periods.
        optional "reported" reported: ReportedDocument,
        /// How another measure's value stands to what it is compared with.
        optional "change" change: ChangeDocument,
        /// The share of members whose own value meets a condition.
        optional "share_of_members" share_of_members: ShareOfMembersDocument,
        /// A sum of points for the values of other measures.
        optional "score" score: ScoreDocument,
        /// The scale of the value: `percent`, `per_mille`, `per_million`, `per 1000` or any other whole
        /// number, `1:n`, `points`, `points out of 5`, `date`, `number`, or a unit such as `working
        /// days`, `VND` (money) or `books`; for a duration `seconds`, `minutes`, `hours`, `days` or
        /// `weeks`. A target that names a unit is asked of a measure of that scale.
        optional "scale" scale: Text,
        /// What the status is where there is nothing to measure.
        optional "when_empty" when_empty: Located<WhenEmpty>,
        /// How undecided cases count.
        optional "undecided" undecided: Located<Undecided>,
        /// A prescribed rounding that is part of the value.
        optional "round" round: RoundDocument,
        /// Places after the decimal mark when the value is shown.
        optional "shown_places" shown_places: Located<u32>,
        /// Names for values, best first: the first whose condition holds is the value's class.
        optional "classes" classes: List<ClassDocument>,
    }
}

structure! {
    /// The share of a source's cases for which a condition holds.
    pub(crate) struct ProportionDocument ("Proportion", "a proportion") {
        /// The source of the cases.
        required "source" source: Text,
        /// The date that places a case in time: a column, or an expression such as `due_on + 1`.
        required "dated_by" dated_by: Text,
        /// Which records are cases; all unless said.
        optional "denominator" denominator: Text,
        /// Asked of the denominator's records only.
        required "numerator" numerator: Text,
        /// Open records that are no cases yet and are sure to become bad ones: overdue and not resolved.
        optional "coming" coming: Text,
    }
}

structure! {
    /// One number divided by another.
    pub(crate) struct RatioDocument ("Ratio", "a ratio") {
        /// What is divided.
        required "numerator" numerator: RatioSideDocument,
        /// What it is divided by.
        required "denominator" denominator: RatioSideDocument,
    }
}

structure! {
    /// One side of a ratio: counted from a source, or a given figure.
    pub(crate) struct RatioSideDocument ("RatioSide", "a side of a ratio") {
        /// A given figure: a quota, a headcount.
        optional "figure" figure: Located<Figure>,
        /// The source of the records.
        optional "source" source: Text,
        /// The date that places a record in time.
        optional "dated_by" dated_by: Text,
        /// Which records count; all unless said.
        optional "where" condition: Text,
        /// What is summed; records are counted unless said.
        optional "total" total: Text,
    }
}

structure! {
    /// How many records there are.
    pub(crate) struct CountDocument ("Count", "a count") {
        /// The source of the records.
        required "source" source: Text,
        /// The date that places a record in time.
        required "dated_by" dated_by: Text,
        /// Which records count; all unless said.
        optional "where" condition: Text,
    }
}

structure! {
    /// The total, mean, minimum or maximum of an expression.
    pub(crate) struct AggregateDocument ("Aggregate", "a total, mean, minimum or maximum") {
        /// The source of the records.
        required "source" source: Text,
        /// The date that places a record in time.
        required "dated_by" dated_by: Text,
        /// The expression: a number or a duration, computed from each record. A duration needs a
        /// `scale` of time.
        required "of" of: Text,
        /// Which records count; all unless said.
        optional "where" condition: Text,
    }
}

structure! {
    /// How many stand at the end of a day: entered less left.
    pub(crate) struct StockDocument ("Stock", "a stock") {
        /// The source of the records.
        required "source" source: Text,
        /// What enters.
        required "entered" entered: FlowDocument,
        /// What leaves.
        required "left" left: FlowDocument,
    }
}

structure! {
    /// One direction of a stock.
    pub(crate) struct FlowDocument ("Flow", "a direction of a stock") {
        /// The date on which a record enters or leaves.
        required "dated_by" dated_by: Text,
        /// Which records count; all unless said.
        optional "where" condition: Text,
    }
}

structure! {
    /// A prescribed rounding, half up.
    pub(crate) struct RoundDocument ("Round", "`round`") {
        /// Places after the decimal mark, in the scale's units.
        required "places" places: Located<u32>,
    }
}

structure! {
    /// Promoters less detractors, of all cases.
    pub(crate) struct NetScoreDocument ("NetScore", "a net score") {
        /// The source of the cases.
        required "source" source: Text,
        /// The date that places a case in time.
        required "dated_by" dated_by: Text,
        /// Which records are cases; all unless said.
        optional "denominator" denominator: Text,
        /// Which cases speak for it.
        required "promoters" promoters: Text,
        /// Which cases speak against it.
        required "detractors" detractors: Text,
    }
}

structure! {
    /// The day on which something was done.
    pub(crate) struct MilestoneDocument ("Milestone", "a milestone") {
        /// The source of the records.
        required "source" source: Text,
        /// The day on which a record was done.
        required "dated_by" dated_by: Text,
        /// Which records count; all unless said.
        optional "where" condition: Text,
        /// Whether the first or the last of the days is meant; the first unless said.
        optional "which" which: Located<Which>,
    }
}

structure! {
    /// Figures that are handed in for whole periods: `numerator` and `denominator`, or `value`.
    pub(crate) struct ReportedDocument ("Reported", "a reported measure") {
        /// The source of the figures.
        required "source" source: Text,
        /// The date that places a row in time; the source's period column unless said.
        optional "dated_by" dated_by: Text,
        /// Which rows count; all unless said.
        optional "where" condition: Text,
        /// The figure whose sum is divided.
        optional "numerator" numerator: Text,
        /// The figure by whose sum it is divided.
        optional "denominator" denominator: Text,
        /// One figure as it is; figures of several rows cannot be added.
        optional "value" value: Text,
    }
}
