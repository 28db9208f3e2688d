//! Random conditions over random records give what `SQLite` gives.
//!
//! The records are synthetic. Dates stand in `SQLite` as day numbers, decimals as multiples of a
//! quarter, which its floating-point numbers hold exactly.

use rusqlite::Connection;
use rusqlite::types::{ToSql, Value};

use super::*;
use crate::condition::Kind;

const AS_OF: i32 = 18_992;
const PERIOD: (i32, i32) = (18_990, 18_996);
const DATES: [(&str, i32); 3] =
    [("DATE '2021-12-30'", 18_991), ("DATE '2022-01-01'", 18_993), ("DATE '2022-01-03'", 18_995)];
const GRADES: [&str; 4] = ["1 poor", "2 fair", "3 good", "4 best"];
const TEXTS: [&str; 4] = ["it's", "Đất đai", "b", "in no record"];

/// A small generator of pseudo-random numbers (splitmix64).
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ mixed >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((mixed ^ mixed >> 31) % limit as u64).unwrap()
    }

    fn pick<T: Copy>(&mut self, choices: &[T]) -> T {
        choices[self.below(choices.len())]
    }

    fn maybe<T>(&mut self, value: impl FnOnce(&mut Self) -> T) -> Option<T> {
        (self.below(5) > 0).then(|| value(self))
    }

    fn list(&mut self, mut item: impl FnMut(&mut Self) -> String) -> String {
        (0..=self.below(3)).map(|_| item(self)).collect::<Vec<_>>().join(", ")
    }
}

/// Writes a random condition, number, date or text, with parentheses around every operation.
struct Writer<'a>(&'a mut Chance);

impl Writer<'_> {
    fn condition(&mut self, depth: usize) -> String {
        if depth == 0 {
            return self
                .0
                .pick(&["online", "urgent", "TRUE", "FALSE", "NULL", "online"])
                .to_owned();
        }
        let below = depth - 1;
        match self.0.below(18) {
            0 => format!("(NOT {})", self.condition(below)),
            1 | 2 => {
                let word = self.0.pick(&["AND", "OR"]);
                let parts: Vec<_> =
                    (0..self.0.below(3) + 2).map(|_| self.condition(below)).collect();
                format!("({})", parts.join(&format!(" {word} ")))
            }
            3 => {
                let word = self.0.pick(&["NULL", "TRUE", "FALSE"]);
                let not = self.0.pick(&["", "NOT "]);
                format!("({} IS {not}{word})", self.condition(below))
            }
            4 => {
                let not = self.0.pick(&["", "NOT "]);
                let value = match self.0.below(5) {
                    0 => self.number(below),
                    1 => self.date(below),
                    2 => self.moment(below),
                    3 => self.duration(below),
                    _ => self.text(below),
                };
                format!("({value} IS {not}NULL)")
            }
            5..=7 => {
                let (one, other) = match self.0.below(7) {
                    0 | 1 => (self.number(below), self.number(below)),
                    2 | 3 => (self.date(below), self.date(below)),
                    4 | 5 => (self.duration(below), self.duration(below)),
                    _ => (self.moment(below), self.moment(below)),
                };
                format!("({one} {} {other})", self.0.pick(&["=", "<>", "<", "<=", ">", ">="]))
            }
            8 => {
                let (one, other) = (self.comparison(below), self.comparison(below));
                format!("({one} {} {other})", self.0.pick(&["=", "<>"]))
            }
            9 | 10 => {
                let text = literal(self.0.pick(&TEXTS));
                format!("({} {} {text})", self.text(below), self.0.pick(&["=", "<>"]))
            }
            11 => {
                let not = self.0.pick(&["", "NOT "]);
                let list = self.0.list(|chance| literal(chance.pick(&TEXTS)));
                format!("({} {not}IN ({list}))", self.text(below))
            }
            12 => {
                let not = self.0.pick(&["", "NOT "]);
                let (value, list) = if self.0.below(2) == 0 {
                    let value = self.number(below);
                    (value, self.0.list(|chance| Writer(chance).number(below.min(1))))
                } else {
                    let value = self.date(below);
                    (value, self.0.list(|chance| Writer(chance).date(below.min(1))))
                };
                format!("({value} {not}IN ({list}))")
            }
            13 => {
                let not = self.0.pick(&["", "NOT "]);
                let (value, low, high) = if self.0.below(2) == 0 {
                    (self.number(below), self.number(below), self.number(below))
                } else {
                    (self.date(below), self.date(below), self.date(below))
                };
                format!("({value} {not}BETWEEN {low} AND {high})")
            }
            14 => self.case(below, Self::condition),
            15 => {
                let grade = literal(self.0.pick(&GRADES));
                let sign = self.0.pick(&["=", "<>", "<", "<=", ">", ">="]);
                if self.0.below(3) == 0 {
                    format!("({grade} {sign} {})", self.grade(below))
                } else {
                    format!("({} {sign} {grade})", self.grade(below))
                }
            }
            16 => {
                let not = self.0.pick(&["", "NOT "]);
                let (low, high) = (self.0.pick(&GRADES), self.0.pick(&GRADES));
                let (low, high) = (literal(low.min(high)), literal(low.max(high)));
                format!("({} {not}BETWEEN {low} AND {high})", self.grade(below))
            }
            _ => format!("COALESCE({}, {})", self.condition(below), self.condition(below)),
        }
    }

    /// A condition that is not the word NULL, as comparisons ask.
    fn comparison(&mut self, depth: usize) -> String {
        match self.condition(depth) {
            null if null == "NULL" => "urgent".to_owned(),
            other => other,
        }
    }

    fn case(&mut self, depth: usize, value: fn(&mut Self, usize) -> String) -> String {
        let mut text = "CASE".to_owned();
        for _ in 0..=self.0.below(2) {
            let condition = self.condition(depth);
            text = format!("{text} WHEN {condition} THEN {}", value(self, depth));
        }
        match self.0.below(3) {
            0 => text + " END",
            1 => format!("{text} ELSE {} END", value(self, depth)),
            _ => format!("{text} WHEN urgent THEN NULL ELSE {} END", value(self, depth)),
        }
    }

    fn number(&mut self, depth: usize) -> String {
        if depth == 0 {
            let choices =
                ["pages", "copies", "fee", "3", "0", "1.5", "0.25", "2.00", "-1", "pages"];
            return self.0.pick(&choices).to_owned();
        }
        let below = depth - 1;
        match self.0.below(9) {
            0 | 1 => {
                let sign = self.0.pick(&["+", "-"]);
                format!("({} {sign} {})", self.number(below), self.number(below))
            }
            2 => format!("({} * {})", self.number(below), self.0.pick(&["2", "-3", "0.5", "0"])),
            3 => format!("({} * {})", self.0.pick(&["4", "-1", "1.0"]), self.number(below)),
            4 => format!("(- {})", self.number(below)),
            5 => format!("({} - {})", self.date(below), self.date(below)),
            6 => self.case(below, Self::number),
            7 => format!("COALESCE({}, {})", self.number(below), self.number(below)),
            _ => self.number(0),
        }
    }

    fn whole(&mut self, depth: usize) -> String {
        match self.0.below(4) {
            0 if depth > 0 => format!("({} - {})", self.date(depth - 1), self.date(depth - 1)),
            1 => "pages".to_owned(),
            2 => "(copies * 2)".to_owned(),
            _ => self.0.pick(&["1", "3", "-2"]).to_owned(),
        }
    }

    fn date(&mut self, depth: usize) -> String {
        if depth == 0 {
            return match self.0.below(8) {
                0 => "as_of".to_owned(),
                1 => self.0.pick(&["period_start", "period_end"]).to_owned(),
                2 => self.0.pick(&DATES).0.to_owned(),
                3 => "CAST(entered_at AS DATE)".to_owned(),
                _ => self.0.pick(&["received_on", "due_on", "resolved_on"]).to_owned(),
            };
        }
        let below = depth - 1;
        match self.0.below(6) {
            0 | 1 => {
                let sign = self.0.pick(&["+", "-"]);
                format!("({} {sign} {})", self.date(below), self.whole(below))
            }
            2 => format!("({} + {})", self.whole(below), self.date(below)),
            3 => self.case(below, Self::date),
            4 => format!("COALESCE({}, {})", self.date(below), self.date(below)),
            _ => self.date(0),
        }
    }

    fn duration(&mut self, depth: usize) -> String {
        if depth == 0 {
            let choices = ["90 minutes", "1 day", "0.5 seconds", "(left_at - entered_at)"];
            return self.0.pick(&choices).to_owned();
        }
        let below = depth - 1;
        match self.0.below(8) {
            0 => {
                let sign = self.0.pick(&["+", "-"]);
                format!("({} {sign} {})", self.duration(below), self.duration(below))
            }
            1 => format!("({} * {})", self.duration(below), self.0.pick(&["2", "-3", "0.5"])),
            2 => format!("({} - {})", self.moment(below), self.moment(below)),
            3 => format!("({} * 45 minutes)", self.0.pick(&["pages", "fee", "(copies * 2)"])),
            4 => format!("(- {})", self.duration(below)),
            5 => self.case(below, Self::duration),
            6 => format!("COALESCE({}, {})", self.duration(below), self.duration(below)),
            _ => self.duration(0),
        }
    }

    fn moment(&mut self, depth: usize) -> String {
        if depth == 0 {
            return self.0.pick(&["entered_at", "left_at"]).to_owned();
        }
        let below = depth - 1;
        let time = self.0.pick(&["90 minutes", "(pages * 1 hour)", "(left_at - entered_at)"]);
        match self.0.below(5) {
            0 => format!("({} + {time})", self.moment(below)),
            1 => format!("({} - {time})", self.moment(below)),
            2 => format!("({time} + {})", self.moment(below)),
            3 => self.case(below, Self::moment),
            _ => self.moment(0),
        }
    }

    fn text(&mut self, depth: usize) -> String {
        if depth == 0 {
            return self.0.pick(&["unit", "outcome"]).to_owned();
        }
        let below = depth - 1;
        match self.0.below(5) {
            0 => self.case(below, Self::text_or_literal),
            1 => format!("COALESCE({}, {})", self.text(below), self.text_or_literal(below)),
            _ => self.text(0),
        }
    }

    fn grade(&mut self, depth: usize) -> String {
        if depth == 0 {
            return "grade".to_owned();
        }
        match self.0.below(4) {
            0 => self.case(depth - 1, Self::grade),
            1 => format!("COALESCE(grade, {})", self.grade(depth - 1)),
            _ => self.grade(0),
        }
    }

    fn text_or_literal(&mut self, depth: usize) -> String {
        if self.0.below(3) == 0 { literal(self.0.pick(&TEXTS)) } else { self.text(depth) }
    }
}

/// The members of `grade`, whose order is that of their letters too, by which `SQLite` compares.
fn grades(highest_first: bool) -> Vec<String> {
    let mut grades = GRADES.map(str::to_owned).to_vec();
    if highest_first {
        grades.reverse();
    }
    grades
}

fn literal(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

fn table(chance: &mut Chance, rows: usize) -> Table {
    macro_rules! column {
        ($kind:ident, $value:expr) => {
            Values::$kind((0..rows).map(|_| chance.maybe($value)).collect())
        };
    }
    let day = |chance: &mut Chance| AS_OF - 4 + i32::try_from(chance.below(9)).unwrap();
    let count = |chance: &mut Chance| i64::try_from(chance.below(9)).unwrap() - 3;
    let text = |chance: &mut Chance| chance.pick(&["it's", "Đất đai", "b", "another"]);
    Table::new(vec![
        ("online", FieldKind::Boolean, column!(Booleans, |c| c.below(2) == 0)),
        ("urgent", FieldKind::Boolean, column!(Booleans, |c| c.below(2) == 0)),
        (
            "received_on",
            FieldKind::Date,
            Values::Days((0..rows).map(|_| Some(day(chance))).collect()),
        ),
        ("due_on", FieldKind::Date, column!(Days, day)),
        ("resolved_on", FieldKind::Date, column!(Days, day)),
        (
            "entered_at",
            FieldKind::Timestamp,
            column!(Small, |c| (count(c) * 86_400_000_000 + count(c)) * 7 / 3),
        ),
        ("pages", FieldKind::Integer, column!(Small, count)),
        ("copies", FieldKind::Integer, column!(Small, count)),
        ("fee", FieldKind::Decimal { scale: 2 }, column!(Wide, |c| i128::from(count(c)) * 25)),
        ("unit", FieldKind::Text, column!(Texts, text)),
        ("outcome", FieldKind::Category { members: None, order: None }, column!(Texts, text)),
        (
            "grade",
            FieldKind::Category { members: Some(grades(true)), order: Some(grades(false).into()) },
            column!(Texts, |c| c.pick(&GRADES)),
        ),
        (
            "left_at",
            FieldKind::Timestamp,
            column!(Small, |c| (count(c) * 86_400_000_000 + count(c)) * 5 / 2),
        ),
    ])
}

/// The table in `SQLite`; what a run is given stands beside the columns.
fn database(table: &Table) -> Connection {
    let connection = Connection::open_in_memory().unwrap();
    let names: Vec<&str> = table.fields.iter().map(|(name, _)| name.as_str()).collect();
    let columns = format!("{}, entered_day, as_of, period_start, period_end", names.join(", "));
    connection.execute_batch(&format!("CREATE TABLE t ({columns}); BEGIN")).unwrap();
    let marks = vec!["?"; names.len() + 4].join(", ");
    let mut insert = connection.prepare(&format!("INSERT INTO t VALUES ({marks})")).unwrap();
    for row in 0..table.rows() {
        let mut values: Vec<Value> = table
            .columns
            .iter()
            .map(|column| match column {
                Values::Booleans(values) => values[row].map_or(Value::Null, Value::from),
                Values::Days(values) => values[row].map_or(Value::Null, Value::from),
                Values::Small(values) => values[row].map_or(Value::Null, Value::from),
                Values::Wide(values) => values[row].map_or(Value::Null, |quarters| {
                    Value::Real(f64::from(i32::try_from(quarters / 25).unwrap()) / 4.0)
                }),
                Values::Texts(values) => {
                    values[row].map_or(Value::Null, |text| Value::Text(text.to_owned()))
                }
            })
            .collect();
        let Values::Small(instants) = &table.columns[5] else { panic!() };
        values.push(
            instants[row].map_or(Value::Null, |at| Value::from(at.div_euclid(86_400_000_000))),
        );
        values.extend([AS_OF, PERIOD.0, PERIOD.1].map(Value::from));
        let values: Vec<&dyn ToSql> = values.iter().map(|value| value as &dyn ToSql).collect();
        insert.execute(values.as_slice()).unwrap();
    }
    drop(insert);
    connection.execute_batch("COMMIT").unwrap();
    connection
}

fn asked(connection: &Connection, condition: &str) -> Vec<Option<f64>> {
    let mut sql = condition.replace("CAST(entered_at AS DATE)", "entered_day");
    for (date, day) in DATES {
        sql = sql.replace(date, &day.to_string());
    }
    let sql = without_units(&sql);
    let mut select = connection
        .prepare(&format!("SELECT {sql} FROM t ORDER BY rowid"))
        .unwrap_or_else(|error| panic!("{sql}: {error}"));
    select.query_map([], |row| row.get(0)).unwrap().map(|v| number_of(&v.unwrap())).collect()
}

/// The text with durations as numbers of microseconds, as `SQLite` reckons with them.
fn without_units(text: &str) -> String {
    let mut words: Vec<String> = text.split(' ').map(str::to_owned).collect();
    for index in (1..words.len()).rev() {
        let unit = words[index].trim_end_matches([')', ',']).to_owned();
        let Some(length) = crate::ground::time::microseconds_of(&unit) else { continue };
        let closing = words[index][unit.len()..].to_owned();
        let start = words[index - 1].rfind(|c: char| !c.is_ascii_digit() && c != '.');
        let (before, number) = words[index - 1].split_at(start.map_or(0, |at| at + 1));
        let number: f64 = number.parse().unwrap();
        #[expect(clippy::cast_precision_loss, reason = "small multiples of microseconds are exact")]
        let microseconds = number * length as f64;
        words[index - 1] = format!("{before}{microseconds}{closing}");
        words.remove(index);
    }
    words.join(" ")
}

/// The value as `SQLite` would give it.
fn as_sqlite(value: Option<i128>, scale: u8) -> Option<f64> {
    let units = i64::try_from(value?).unwrap();
    #[expect(clippy::cast_precision_loss, reason = "small multiples of a quarter are exact")]
    let shown = units as f64 / 10_f64.powi(i32::from(scale));
    Some(shown)
}

fn number_of(value: &Value) -> Option<f64> {
    match value {
        Value::Null => None,
        #[expect(clippy::cast_precision_loss, reason = "small numbers are exact")]
        Value::Integer(number) => Some(*number as f64),
        Value::Real(number) => Some(*number),
        other => panic!("{other:?}"),
    }
}

/// A random expression. Comparisons that could never be TRUE are refused, and another is taken.
fn random(chance: &mut Chance, table: &Table, index: usize) -> (String, Expression) {
    loop {
        let depth = chance.below(5);
        let text = match index {
            0 => Writer(chance).number(depth),
            1 => Writer(chance).date(depth),
            2 => Writer(chance).duration(depth),
            3 => Writer(chance).moment(depth),
            _ => Writer(chance).condition(depth),
        };
        let schema =
            Schema { fields: &table.fields, parameters: &Lookup::default(), office_hours: true };
        match Expression::parse(&text, &schema, Wanted::Value) {
            Ok(expression) => return (text, expression),
            Err(faults) => {
                let refused = ["unknown-member", "null-comparison"];
                assert!(faults.iter().all(|fault| refused.contains(&fault.code)), "{text}");
            }
        }
    }
}

#[test]
fn random_conditions_give_what_sqlite_gives() {
    for (seed, rows) in [(1, 1), (2, 63), (3, 64), (4, 65), (5, 200), (6, 2048), (7, 2175)] {
        let mut chance = Chance(seed);
        let table = table(&mut chance, rows);
        let connection = database(&table);
        for _ in 0..20 {
            let (texts, expressions): (Vec<String>, Vec<Expression>) =
                (0..10).map(|index| random(&mut chance, &table, index)).unzip();
            let mut program = Program::new(Calendar::default());
            let nodes: Vec<NodeId> =
                expressions.iter().map(|expression| program.add(expression)).collect();
            let scratch = table.run(&program, AS_OF, PERIOD).unwrap();
            for ((text, expression), node) in texts.iter().zip(&expressions).zip(nodes) {
                let canonical = expression.to_string();
                assert_eq!(&table.parse(&canonical), expression, "{text}");
                let wanted = asked(&connection, text);
                assert_eq!(wanted, asked(&connection, &canonical), "{text} / {canonical}");
                for (row, wanted) in wanted.into_iter().enumerate() {
                    let found = match expression.kind() {
                        Kind::Boolean => {
                            truth_at(scratch.truth(node), row).map(|is| f64::from(u8::from(is)))
                        }
                        Kind::Number { scale } | Kind::Duration { scale } => {
                            as_sqlite(scratch.values(node).get(row), scale)
                        }
                        _ => as_sqlite(scratch.values(node).get(row), 0),
                    };
                    assert_eq!(found, wanted, "seed {seed} row {row}: {canonical}");
                }
                let last = scratch.truth(node);
                if expression.kind() == Kind::Boolean && rows % 64 != 0 {
                    let beyond = u64::MAX << (rows % 64);
                    assert_eq!((last.yes[rows / 64] | last.no[rows / 64]) & beyond, 0);
                }
            }
        }
    }
}
