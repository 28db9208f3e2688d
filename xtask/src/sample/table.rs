//! Rows of text under named columns, and their CSV.

pub(crate) struct Table {
    columns: &'static [&'static str],
    rows: Vec<Vec<String>>,
}

impl Table {
    pub(crate) fn new(columns: &'static [&'static str]) -> Self {
        Self { columns, rows: Vec::new() }
    }

    pub(crate) fn push(&mut self, row: Vec<String>) {
        self.rows.push(row);
    }

    pub(crate) fn len(&self) -> usize {
        self.rows.len()
    }

    fn place(&self, column: &str) -> Option<usize> {
        self.columns.iter().position(|name| *name == column)
    }

    pub(crate) fn get(&self, row: usize, column: &str) -> Option<&str> {
        self.rows.get(row)?.get(self.place(column)?).map(String::as_str)
    }

    pub(crate) fn set(&mut self, row: usize, column: &str, text: &str) -> Option<()> {
        let place = self.place(column)?;
        text.clone_into(self.rows.get_mut(row)?.get_mut(place)?);
        Some(())
    }

    /// Drops the last `count` cells of a row, as a torn export does.
    pub(crate) fn tear(&mut self, row: usize, count: usize) -> Option<()> {
        let row = self.rows.get_mut(row)?;
        row.truncate(row.len().saturating_sub(count));
        Some(())
    }

    /// Writes a row once more, further down.
    pub(crate) fn repeat(&mut self, row: usize, after: usize) -> Option<()> {
        let copy = self.rows.get(row)?.clone();
        self.rows.insert((row + after).min(self.rows.len()), copy);
        Some(())
    }

    pub(crate) fn csv(&self) -> String {
        let mut text = self.columns.join(",");
        text.push('\n');
        for row in &self.rows {
            let cells: Vec<String> = row.iter().map(|cell| quoted(cell)).collect();
            text.push_str(&cells.join(","));
            text.push('\n');
        }
        text
    }
}

fn quoted(cell: &str) -> String {
    if cell.contains([',', '"', '\n']) {
        format!("\"{}\"", cell.replace('"', "\"\""))
    } else {
        cell.to_owned()
    }
}
