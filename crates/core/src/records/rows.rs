//! Records given one by one.

use std::borrow::Cow;

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::batch::Batch;
use super::bits::Bits;
use super::column::{Column, Strings, Values};
use crate::ground::error::Error;
use crate::ground::problem::Problem;

/// One value of a record that is given by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Value<'a> {
    /// No value.
    Null,
    /// Text, read as in a CSV file: `2022-01-31`, `1.50` and `true` are understood too.
    Text(&'a str),
    /// A whole number.
    Integer(i64),
    /// A decimal number.
    Decimal(Decimal),
    /// True or false.
    Boolean(bool),
    /// A civil date.
    Date(NaiveDate),
}

/// Records collected one by one into a [`Batch`].
///
/// ```
/// use quality_objectives::{Rows, Value};
///
/// let mut rows = Rows::new(["code", "overdue"]);
/// rows.push(&[Value::Text("H-1"), Value::Boolean(false)])?;
/// rows.push(&[Value::Text("H-2"), Value::Null])?;
/// assert_eq!(rows.batch()?.rows(), 2);
/// # Ok::<(), quality_objectives::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct Rows {
    columns: Vec<(String, TextBuilder)>,
}

impl Rows {
    /// No records yet, with columns of these names.
    pub fn new<N: Into<String>>(names: impl IntoIterator<Item = N>) -> Self {
        Self {
            columns: names.into_iter().map(|name| (name.into(), TextBuilder::default())).collect(),
        }
    }

    /// Adds one record: one value for each column.
    ///
    /// # Errors
    ///
    /// `row-length` when there are more or fewer values than columns.
    pub fn push(&mut self, values: &[Value<'_>]) -> Result<(), Error> {
        if values.len() != self.columns.len() {
            let message = format!(
                "a row of length {} where there are {} columns",
                values.len(),
                self.columns.len()
            );
            let problem = Problem::new("row-length", "", message);
            return Err(Error::data(
                problem.help("give one value for each column, NULL where there is none"),
            ));
        }
        for ((_, column), value) in self.columns.iter_mut().zip(values) {
            match value {
                Value::Null => column.push(None),
                Value::Text(text) => column.push(Some(text)),
                Value::Integer(number) => column.push(Some(&number.to_string())),
                Value::Decimal(number) => column.push(Some(&number.to_string())),
                Value::Boolean(value) => column.push(Some(if *value { "true" } else { "false" })),
                Value::Date(date) => column.push(Some(&date.to_string())),
            }
        }
        Ok(())
    }

    /// The records as a batch.
    ///
    /// # Errors
    ///
    /// `column-repeated` when two columns have one name.
    pub fn batch(&self) -> Result<Batch<'_>, Error> {
        Batch::of_texts(
            self.columns.iter().map(|(name, column)| (name.clone(), column.column())).collect(),
        )
    }
}

/// Texts of one column, being collected; NULL is told apart from the empty text.
#[derive(Debug, Clone)]
pub(crate) struct TextBuilder {
    offsets: Vec<i64>,
    data: String,
    valid: Bits,
}

impl Default for TextBuilder {
    fn default() -> Self {
        Self { offsets: vec![0], data: String::new(), valid: Bits::default() }
    }
}

impl TextBuilder {
    pub(crate) fn push(&mut self, text: Option<&str>) {
        self.data.push_str(text.unwrap_or_default());
        self.offsets.push(i64::try_from(self.data.len()).unwrap_or(i64::MAX));
        self.valid.push(text.is_some());
    }

    pub(crate) fn clear(&mut self) {
        self.offsets.truncate(1);
        self.data.clear();
        self.valid = Bits::default();
    }

    pub(crate) fn column(&self) -> Column<'_> {
        let strings = Strings::LargeOffsets {
            offsets: Cow::Borrowed(&self.offsets),
            data: Cow::Borrowed(&self.data),
        };
        Column::with_validity(Values::Text(strings), self.valid.clone())
    }
}
