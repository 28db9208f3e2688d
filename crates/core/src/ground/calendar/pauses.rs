//! What of a span lies outside pauses.

/// What `measure` gives of the span from `from` to `to` less what lies in pauses; negative, as
/// the span the other way round, where `to` lies before `from`.
///
/// Pauses may overlap and lie partly or wholly outside; one that ends before it begins is none.
/// They are sorted where they stand. `None` where `measure` gives `None`.
pub(crate) fn outside_pauses<T: Copy + Ord>(
    from: T,
    to: T,
    pauses: &mut [(T, T)],
    measure: impl Fn(T, T) -> Option<i64>,
) -> Option<i64> {
    if to < from {
        return outside_pauses(to, from, pauses, measure)?.checked_neg();
    }
    pauses.sort_unstable();
    let mut left = measure(from, to)?;
    let mut reached = from;
    for (begin, end) in pauses {
        let (begin, end) = ((*begin).max(reached), (*end).min(to));
        if begin < end {
            left = left.checked_sub(measure(begin, end)?)?;
            reached = end;
        }
    }
    Some(left)
}
