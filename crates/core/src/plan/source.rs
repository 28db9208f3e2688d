//! Sources: kinds of records and their typed columns.

use chrono::NaiveDate;
use serde::Serialize;

use super::csv::CsvFormat;
use super::formula::Formula;
use super::words::{KeyCheck, MemberOrder};
use crate::document::place::Place;
use crate::ground::dates::Grain;

/// A kind of record (dossiers, petitions, survey forms) with its typed columns.
///
/// Files and tables have a source's records as rows; their columns are found by `header`, in any
/// order, and those that the plan does not declare are passed over.
///
/// ```
/// use quality_objectives::Grain;
///
/// # let plan = quality_objectives::Plan::from_yaml(
/// #     r#"
/// # schema: 1
/// # organisation: A city
/// # title: Objectives
/// # period: 2026
/// # sources:
/// #   dossiers:
/// #     columns:
/// #       code: {type: text, key: true}
/// #       field: {type: category, members: [Land, Environment], aliases: {Land law: Land}}
/// #       received_on: {type: date, event: true}
/// #       due_on: {type: date, known_with: received_on}
/// #       resolved_on: {type: date, event: true, optional: true}
/// #     exists_from: received_on
/// #     breakdowns: [{by: [field], grain: month}]
/// # measures:
/// #   late_rate:
/// #     proportion: {source: dossiers, dated_by: resolved_on, numerator: resolved_on > due_on}
/// # objectives:
/// #   - number: 1
/// #     statement: Fewer dossiers are late
/// #     target:
/// #       all_of:
/// #         - {measure: late_rate, is: "< 1.5%"}
/// #         - {measure: late_rate, is: "<= 2%", each: field, members: [Land]}
/// #     due: 2026-06
/// # "#,
/// # )?;
/// let dossiers = plan.source("dossiers").unwrap();
/// assert_eq!(dossiers.key().map(|key| key.name.as_str()), Some("code"));
/// assert_eq!(dossiers.exists_from.as_deref(), Some("received_on"));
/// assert_eq!(dossiers.breakdowns[0].by, ["field"]);
/// assert_eq!(dossiers.breakdowns[0].grain, Grain::Month);
/// let due_on = dossiers.column("due_on").unwrap();
/// assert_eq!(due_on.column_type.name(), "date");
/// assert_eq!(due_on.known_with.as_deref(), Some("received_on"));
/// # Ok::<(), quality_objectives::Error>(())
/// ```
#[derive(Debug, Clone, Serialize)]
#[non_exhaustive]
pub struct Source {
    /// The name by which measures and callers refer to it.
    pub name: String,
    /// What people call it.
    pub title: Option<String>,
    /// The columns, in the order of the plan; never empty.
    pub columns: Vec<Column>,
    /// The date column before whose day a record does not exist yet: as of an earlier day it is not
    /// counted. Every record exists where there is none.
    pub exists_from: Option<String>,
    /// For which dimensions and grains of time counts are kept, besides the totals that targets and
    /// reviews need.
    pub breakdowns: Vec<Breakdown>,
    /// Conditions that flag a record as faulty; flagged records are counted, in a group of their own
    /// besides, unless the source is `strict`.
    pub checks: Vec<Check>,
    /// The date or timestamp column that chooses among versions of a record: the latest counts.
    pub latest_by: Option<String>,
    /// The day on which the records were exported; what happened later is not in them.
    #[serde(serialize_with = "super::serial::optional_date")]
    pub exported_on: Option<NaiveDate>,
    /// Whether flagged records are refused instead of counted in a group of their own.
    pub strict: bool,
    /// What is done about keys that occur more than once.
    pub keys: KeyCheck,
    /// How the source's CSV files are written.
    pub csv: CsvFormat,
    /// Where the plan declares it.
    #[serde(skip)]
    pub place: Place,
}

impl Source {
    /// The column of this name.
    #[must_use]
    pub fn column(&self, name: &str) -> Option<&Column> {
        self.columns.iter().find(|column| column.name == name)
    }

    /// The position of the column of this name.
    #[must_use]
    pub fn column_position(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.name == name)
    }

    /// The column that says of which period a row gives figures, if one is declared, and the grain
    /// of the periods.
    #[must_use]
    pub fn period_column(&self) -> Option<(&Column, Grain)> {
        self.columns.iter().find_map(|column| match column.column_type {
            ColumnType::Period { grain } => Some((column, grain)),
            _ => None,
        })
    }

    /// The grain of the figures that a date places in time; `None` where it is no period's.
    pub(crate) fn grain_of(&self, dated_by: &Formula) -> Option<Grain> {
        let (column, grain) = self.period_column()?;
        let position = self.column_position(&column.name)?;
        dated_by.expression.fields().contains(&position).then_some(grain)
    }

    /// The column that identifies a record, if one is declared.
    #[must_use]
    pub fn key(&self) -> Option<&Column> {
        self.columns.iter().find(|column| column.key)
    }
}

/// A column of a source.
///
/// In conditions a column has its value, or NULL where there is none or it is not known yet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Column {
    /// The name by which conditions refer to it.
    pub name: String,
    /// What people call it.
    pub title: Option<String>,
    /// What its values are.
    #[serde(flatten)]
    pub column_type: ColumnType,
    /// Whether it identifies a record.
    pub key: bool,
    /// Whether it is the date of an event: later than the as-of day, it is not known yet.
    pub event: bool,
    /// The event column with which it becomes known: as of a day before that event it is NULL.
    pub known_with: Option<String>,
    /// Whether an empty value is no fault. It is NULL in any case.
    pub optional: bool,
    /// Texts that mean no value, as a blank one does, in Unicode NFC; often empty.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub empty: Vec<String>,
    /// Its name in files; the column's own name unless the plan says otherwise.
    pub header: String,
    /// Where the plan declares it.
    #[serde(skip)]
    pub place: Place,
}

/// What the values of a column are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
#[non_exhaustive]
pub enum ColumnType {
    /// Free text: names, codes.
    Text,
    /// One of a set of members, by which counts can be broken down.
    Category(Category),
    /// TRUE or FALSE.
    Boolean(BooleanWords),
    /// A whole number.
    Integer,
    /// A decimal number.
    Decimal {
        /// Digits after the decimal mark, at most 18.
        scale: u8,
    },
    /// A civil date.
    Date,
    /// A civil date and time of day, or an instant that the plan's UTC offset makes one.
    Timestamp,
    /// A whole period of a grain, of which the row gives figures. In conditions it is the date of
    /// the period's first day.
    Period {
        /// The grain of the periods.
        grain: Grain,
    },
}

impl ColumnType {
    /// The name of the type as a plan writes it.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Category(_) => "category",
            Self::Boolean(_) => "boolean",
            Self::Integer => "integer",
            Self::Decimal { .. } => "decimal",
            Self::Date => "date",
            Self::Timestamp => "timestamp",
            Self::Period { .. } => "period",
        }
    }
}

/// The members of a category column.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
#[non_exhaustive]
pub struct Category {
    /// The closed list of members in Unicode NFC, or `None` where any member may occur.
    pub members: Option<Vec<String>>,
    /// Whether the members have an order, so that conditions may ask for one or better, and which
    /// of them is the lowest. Only a closed list has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub order: Option<MemberOrder>,
    /// Other spellings, each with the member that it stands for.
    pub aliases: Vec<Alias>,
}

impl Category {
    /// The members from the lowest to the highest, if they have an order.
    ///
    /// ```
    /// # let plan = quality_objectives::Plan::from_yaml(r#"
    /// # schema: 1
    /// # organisation: A university
    /// # title: Objectives
    /// # period: 2021
    /// # sources:
    /// #   papers:
    /// #     columns:
    /// #       prize: {type: category, members: [first, second, third], order: highest_first}
    /// #       given_on: {type: date}
    /// # measures:
    /// #   prizes: {count: {source: papers, dated_by: given_on, where: prize >= 'second'}}
    /// # objectives: [{number: 1, statement: Prizes, target: {measure: prizes, is: ">= 1"}}]
    /// # "#)?;
    /// use quality_objectives::plan::ColumnType;
    ///
    /// let prize = plan.source("papers").unwrap().column("prize").unwrap();
    /// let ColumnType::Category(category) = &prize.column_type else { panic!() };
    /// assert_eq!(category.lowest_first().unwrap(), ["third", "second", "first"]);
    /// # Ok::<(), quality_objectives::Error>(())
    /// ```
    #[must_use]
    pub fn lowest_first(&self) -> Option<Vec<&str>> {
        let mut members: Vec<&str> = self.members.iter().flatten().map(String::as_str).collect();
        match self.order? {
            MemberOrder::LowestFirst => {}
            MemberOrder::HighestFirst => members.reverse(),
        }
        Some(members)
    }
}

/// Another spelling of a member.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Alias {
    /// The spelling that occurs in the records, in Unicode NFC.
    pub spelling: String,
    /// The member that it stands for.
    pub member: String,
}

/// The words for TRUE and FALSE in files, in Unicode NFC.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct BooleanWords {
    /// The words for TRUE; never empty.
    #[serde(rename = "true")]
    pub yes: Vec<String>,
    /// The words for FALSE; never empty.
    #[serde(rename = "false")]
    pub no: Vec<String>,
}

/// A declared set of dimensions and a grain of time for which counts are kept.
///
/// What is not declared cannot be asked of a tally. Each breakdown costs memory by its cells: the
/// members that occur together, times the buckets of time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Breakdown {
    /// The category and boolean columns, at most 5; may be empty.
    pub by: Vec<String>,
    /// How finely time is told apart. Buckets that cross the edge of the counted span are clipped.
    pub grain: Grain,
    /// Where the plan declares it.
    #[serde(skip)]
    pub place: Place,
}

/// A condition that flags the records for which it is TRUE as faulty.
#[derive(Debug, Clone, Serialize)]
#[non_exhaustive]
pub struct Check {
    /// The name under which flagged records are counted.
    pub code: String,
    /// What people call the fault.
    pub title: Option<String>,
    /// The condition of a faulty record.
    pub when: Formula,
}
