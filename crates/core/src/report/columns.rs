//! How wide the columns of a text table are.

use super::document::{Column, Table};
use super::text::GAP;
use super::width::{Long, widest_number, widest_word, width, wrapped};

/// A column of words may become this narrow, its longest words cut, before a table is given up.
const NARROWEST: usize = 13;
/// Tables of more rows are fitted without trying what costs the fewest lines.
const ROWS_TRIED: usize = 40;

/// The width of each column so that the table takes at most so many columns of the terminal, or
/// `None` where it cannot. Whatever has to be given up is taken where it costs the fewest lines.
///
/// No word is broken. Where that is too wide, long words without a digit are cut; numbers never.
pub(super) fn widths(table: &Table, room: usize) -> Option<Vec<usize>> {
    fitted(table, room, usize::MAX).or_else(|| fitted(table, room, NARROWEST))
}

/// As [`widths`], with columns at least as wide as their longest word, or as the narrowest that is
/// allowed for words.
fn fitted(table: &Table, room: usize, narrowest: usize) -> Option<Vec<usize>> {
    let mut columns: Vec<Fit<'_>> = table
        .columns
        .iter()
        .enumerate()
        .map(|(at, column)| Fit::of(table, at, column, narrowest))
        .collect();
    let gaps = GAP * columns.len().saturating_sub(1);
    let wanted = columns.iter().map(|column| column.width).sum::<usize>() + gaps;
    for _ in room..wanted {
        let heights = heights(&columns);
        let narrowed = columns
            .iter()
            .enumerate()
            .filter(|(_, column)| column.width > column.least)
            .min_by_key(|(_, column)| {
                let lines = column.lines(column.width - 1);
                let others = lines.iter().zip(&heights);
                let total: usize = others.map(|(own, height)| (*own).max(*height)).sum();
                (total, std::cmp::Reverse(column.width))
            })
            .map(|(at, _)| at)?;
        let column = columns.get_mut(narrowed)?;
        column.width -= 1;
        column.heights = column.lines(column.width);
    }
    Some(columns.into_iter().map(|column| column.width).collect())
}

/// A column on its way to its width.
struct Fit<'t> {
    cells: Vec<&'t str>,
    least: usize,
    width: usize,
    /// Lines of each cell at that width.
    heights: Vec<usize>,
}

impl<'t> Fit<'t> {
    fn of(table: &'t Table, at: usize, column: &'t Column, narrowest: usize) -> Self {
        let rows = table.rows.iter().chain(&table.total);
        let mut cells: Vec<&str> = rows.filter_map(|row| row.get(at)).map(String::as_str).collect();
        let widest = cells.iter().map(|cell| width(cell)).max().unwrap_or(0);
        let word = cells.iter().map(|cell| widest_word(cell)).max().unwrap_or(0);
        let head = widest_word(&column.head);
        let (least, width) = if column.is_figure {
            // Figures are never broken.
            (word.max(head), widest.max(head_width(&column.head)))
        } else {
            // Short texts are not broken: little would be won by it.
            let number = cells.iter().map(|cell| widest_number(cell)).max().unwrap_or(0);
            let word = word.min(narrowest).max(number);
            let least = if widest <= NARROWEST { widest } else { word };
            (least.max(head.min(narrowest)), widest.max(width(&column.head)))
        };
        // The head takes lines like any other cell.
        cells.push(&column.head);
        let mut fit = Self { cells, least, width, heights: Vec::new() };
        fit.heights = fit.lines(width);
        fit
    }

    fn lines(&self, columns: usize) -> Vec<usize> {
        if self.cells.len() > ROWS_TRIED {
            return Vec::new();
        }
        self.cells.iter().map(|cell| wrapped(cell, columns, Long::Cut).len()).collect()
    }
}

/// The height of each row.
fn heights(columns: &[Fit<'_>]) -> Vec<usize> {
    let rows = columns.first().map_or(0, |column| column.heights.len());
    let height = |row: usize| columns.iter().filter_map(|own| own.heights.get(row)).max().copied();
    (0..rows).map(|row| height(row).unwrap_or(1)).collect()
}

/// The width of a column of figures that suits its head: long heads are wrapped rather than
/// giving small figures much room.
fn head_width(head: &str) -> usize {
    let lines = match width(head) {
        0..=8 => 1,
        9..=20 => 2,
        _ => 3,
    };
    (widest_word(head)..=width(head))
        .find(|columns| wrapped(head, *columns, Long::Cut).len() <= lines)
        .unwrap_or_else(|| width(head))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table() -> Table {
        let heads = ["Objective", "Value", "Measure"];
        let cells =
            ["Several words that can be wrapped", "−3,999,999,998.25", "planned_effort_of_all"];
        Table {
            columns: heads.map(Column::text).to_vec(),
            rows: vec![cells.map(str::to_owned).to_vec()],
            total: None,
        }
    }

    #[test]
    fn no_word_is_broken_where_the_width_allows_it() {
        assert_eq!(widths(&table(), 52), Some(vec![10, 17, 21]));
    }

    #[test]
    fn words_are_cut_before_numbers() {
        assert_eq!(widths(&table(), 45), Some(vec![11, 17, 13]));
        assert_eq!(widths(&table(), 36), None);
    }
}
