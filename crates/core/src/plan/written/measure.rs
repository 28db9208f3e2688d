//! Measures as they are written.

use crate::document::scalar::{Figure, Located, Text};
use crate::document::structure::structure;
use crate::plan::words::{Undecided, WhenEmpty};

structure! {
    /// A rule that turns records into one value: exactly one of `proportion`, `ratio`, `count`,
    /// `total`, `mean`, `minimum`, `maximum` and `stock`.
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
        /// The scale of the value: `percent`, `per_mille`, `per_million`, `per 1000`, `points`,
        /// `number`, or a unit such as `working days`.
        optional "scale" scale: Text,
        /// What the status is where there is nothing to measure.
        optional "when_empty" when_empty: Located<WhenEmpty>,
        /// How undecided cases count.
        optional "undecided" undecided: Located<Undecided>,
        /// A prescribed rounding that is part of the value.
        optional "round" round: RoundDocument,
        /// Places after the decimal mark when the value is shown.
        optional "shown_places" shown_places: Located<u32>,
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
        /// The expression: a number, computed from each record.
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
