//! The faults that real exports have, a few of each kind.

use std::collections::BTreeSet;

use super::random::Random;
use super::table::Table;

/// A row not spoiled yet, for which `fits` holds.
fn fresh(
    table: &Table,
    random: &mut Random,
    used: &mut BTreeSet<usize>,
    fits: impl Fn(&Table, usize) -> bool,
) -> Option<usize> {
    for _ in 0..100_000 {
        let row = random.below(table.len());
        if !used.contains(&row) && fits(table, row) {
            used.insert(row);
            return Some(row);
        }
    }
    None
}

fn is(column: &'static str, text: &'static str) -> impl Fn(&Table, usize) -> bool {
    move |table, row| table.get(row, column) == Some(text)
}

fn filled(column: &'static str) -> impl Fn(&Table, usize) -> bool {
    move |table, row| table.get(row, column).is_some_and(|text| !text.is_empty())
}

/// Rows replaced cell by cell: the column, what stands there, and what shall stand there.
const REPLACED: [(&str, &str, &str); 19] = [
    // Spellings that mean a declared member, by an alias of the plan.
    ("field", "Lao động - thương binh và xã hội", "Lao động, thương binh và xã hội"),
    ("field", "Lao động - thương binh và xã hội", "LĐTBXH"),
    ("field", "Đăng ký kinh doanh", "ĐKKD"),
    ("field", "Đăng ký kinh doanh", "ĐKKD"),
    // Decomposed Unicode, as some keyboards and systems write it, and a stray space.
    ("field", "Đất đai", "Đa\u{302}\u{301}t đai"),
    ("field", "Hộ tịch", "Ho\u{323}\u{302} ti\u{323}ch"),
    ("field", "Xây dựng", "Xa\u{302}y du\u{31b}\u{323}ng"),
    ("unit", "Phòng Tư pháp", "Pho\u{300}ng Tu\u{31b} pha\u{301}p"),
    ("field", "Chứng thực", " Chứng thực "),
    // Members that nobody declared, one of them a near miss.
    ("field", "Đất đai", "Dất đai"),
    ("field", "Chứng thực", "Công chứng"),
    ("field", "Quy hoạch", "Khác"),
    ("channel", "counter", "kiosk"),
    // Empty members.
    ("field", "Hộ tịch", ""),
    ("field", "Chứng thực", ""),
    ("unit", "Phòng Tài chính - Kế hoạch", ""),
    // Booleans that say neither.
    ("published_online", "false", "chưa rõ"),
    ("received_properly", "true", "x"),
    ("resolved_properly", "true", "?"),
];

pub(crate) fn of_dossiers(table: &mut Table, random: &mut Random) -> Option<()> {
    let mut used = BTreeSet::new();
    for (column, old, new) in REPLACED {
        let row = fresh(table, random, &mut used, is(column, old))?;
        table.set(row, column, new)?;
    }
    for date in ["31/11/2022", "2022-02-30", "hôm qua"] {
        let row = fresh(table, random, &mut used, filled("resolved_on"))?;
        table.set(row, "resolved_on", date)?;
    }
    let row = fresh(table, random, &mut used, filled("received_on"))?;
    table.set(row, "received_on", "44652")?;
    for count in [1, 5] {
        let row = fresh(table, random, &mut used, filled("resolved_on"))?;
        table.tear(row, count)?;
    }
    // Resolved before received: a wrong day was typed.
    for _ in 0..3 {
        let row = fresh(table, random, &mut used, |table, row| {
            let on = |column| table.get(row, column).unwrap_or_default();
            let in_the_year = on("received_on").starts_with("2022-");
            let day = on("received_on").get(8..).unwrap_or_default();
            in_the_year && day > "10" && !on("resolved_on").is_empty()
        })?;
        let received = table.get(row, "received_on")?;
        let before =
            format!("{}{:02}", received.get(..8)?, received.get(8..)?.parse::<u32>().ok()? - 6);
        table.set(row, "resolved_on", &before)?;
    }
    let row = fresh(table, random, &mut used, is("new_due_on", ""))?;
    table.set(row, "first_due_on", "2022-01-04")?;
    let row = fresh(table, random, &mut used, is("outcome", "resolved"))?;
    table.set(row, "outcome", "")?;
    for after in [1, 40] {
        let row = fresh(table, random, &mut used, filled("resolved_on"))?;
        table.repeat(row, after)?;
    }
    Some(())
}

pub(crate) fn of_petitions(table: &mut Table, random: &mut Random) -> Option<()> {
    let mut used = BTreeSet::new();
    let row = fresh(table, random, &mut used, filled("answered_on"))?;
    table.set(row, "answered_on", "15/6")?;
    let row = fresh(table, random, &mut used, filled("answered_on"))?;
    table.set(row, "within_competence", "có thể")?;
    let row = fresh(table, random, &mut used, is("subject", "other"))?;
    table.set(row, "subject", "khen ngợi")?;
    let row = fresh(table, random, &mut used, filled("answered_on"))?;
    table.repeat(row, 3)
}

pub(crate) fn of_forms(table: &mut Table, random: &mut Random) -> Option<()> {
    let mut used = BTreeSet::new();
    for text in ["4,5", "năm"] {
        let row = fresh(table, random, &mut used, filled("time_score"))?;
        table.set(row, "time_score", text)?;
    }
    let row = fresh(table, random, &mut used, filled("conduct_score"))?;
    table.set(row, "conduct_score", "50")?;
    let row = fresh(table, random, &mut used, is("overall", "Hài lòng"))?;
    table.set(row, "overall", "Ha\u{300}i lo\u{300}ng")?;
    let row = fresh(table, random, &mut used, is("overall", "Bình thường"))?;
    table.set(row, "overall", "Tạm được")?;
    let row = fresh(table, random, &mut used, filled("given_on"))?;
    table.set(row, "given_on", "2022-13-01")?;
    let row = fresh(table, random, &mut used, filled("given_on"))?;
    table.tear(row, 2)
}
