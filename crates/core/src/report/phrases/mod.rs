//! All wording of reports: one table for each language.
//!
//! A phrase has places in braces: `{count}` takes what stands for it, and `{count|case|cases}`
//! takes the first word where that is 1 and the second otherwise.

mod en;
#[cfg(test)]
mod tests;
mod vi;

use crate::ground::language::Language;

macro_rules! phrases {
    ($($name:ident)*) => {
        /// The phrases of one language.
        #[derive(Debug)]
        pub(super) struct Phrases {
            $(pub(super) $name: &'static str,)*
            /// What the library's own codes of faults in records mean.
            pub(super) faults: &'static [(&'static str, &'static str)],
        }

        impl Phrases {
            /// Each phrase with its name.
            #[cfg(test)]
            fn all(&self) -> Vec<(&'static str, &'static str)> {
                vec![$((stringify!($name), self.$name)),*]
            }
        }
    };
}

phrases! {
    // The heading.
    plan_number period issued as_of span
    // The summary.
    summary summary_line attention
    number objective status value required room outlook phase
    met not_yet_met not_met no_data no_period_over
    secured open lost
    secured_in_words open_in_words lost_in_words lost_with_period closed_without_data nothing_arose
    not_started not_started_in_words in_progress in_progress_in_words closed closed_in_words
    room_left room_too_many room_short room_undecided room_slack
    // An objective.
    objective_heading period_of_objective measured_by responsible target without_target
    all_of any_of each part member
    decides decided_by decided_with_room decided_by_all smallest_room largest_room skipped
    skipped_no_cases skipped_no_records skipped_not_handed_in
    // Periods.
    in_each_day in_each_week in_each_month in_each_quarter in_each_half_year in_each_year
    over_days over_weeks over_months over_quarters over_half_years over_years
    period_day period_week period_month period_quarter period_half_year period_year period_column
    periods_over without_a_case not_handed_in_short periods_shown periods_to_come and_more members_not_met
    present_period last_period clipped_periods missed_next
    by_each_deadline deadline_column
    // Changes and classes.
    value_of_change value_of_change_so_far compared_so_far percentage_points times no_base base_not_positive baseline_not_given base_column
    class class_column score_parts left_out not_done not_done_short
    // Declarations.
    declared_target not_declared declared_to_hold declared_not_to_hold declared_by declared_required
    evidence declared_short not_declared_short declared_in_period declared_column
    declare_next declared_late_next declared_not_next assumed_declared assumed_declared_not
    // A value.
    value_of value_of_cases nothing_measured no_value source_not_handed_in
    undecided undecided_not_in undecided_left_out without_value by_when_empty coming
    bad good late on_time
    headroom_line headroom_none excess_line shortage_line
    excess_count_line shortage_count_line headroom_count_line
    arrivals_line arrivals_none_line arrivals_unlimited_line
    recovery_line recovery_count_line recovery_none_line
    after_coming_line after_coming_over_line
    left_at_expected_line over_at_expected_line outlook_expected_line
    range_line slack_line
    no_cases out_of_reach no_direction expected_below_present
    by_month by_month_of
    // Columns of a table of members.
    cases undecided_column coming_column headroom arrivals recovery after_coming unlimited
    down up slack
    // What to do next.
    next nothing_left_to_do distance_over distance_short lost_next lost_after undecided_lower undecided_all undecided_upper recovery_next
    short_next arrivals_next coming_next coming_over_next no_cases_next no_value_next hand_in_next watch_next
    one_of_next begins_next
    // Reviews.
    review every_day every_week every_month every_quarter every_half_year
    every_year
    bucket_day bucket_week bucket_month bucket_quarter bucket_half_year bucket_year
    bucket_clipped bucket_running all_members nothing_in_bucket review_not_counted
    empty_member undeclared_member review_first
    // Columns of a breakdown and of a list of cases.
    numerator_column denominator_column key_column input_column row_column line_column
    listed_cases more_cases
    // Data.
    data dated_by read rejected superseded not_yet_known undated counted
    source_missing rejected_because flagged_because repeated_keys keys_unchecked exported_before
    fault fault_column records examples whole_record
    attention_missing attention_exported attention_rejected attention_flagged attention_repeated
    // What the evaluation rests on.
    certificate digest_of_plan digest_of_rules digest_of_tally calendar computed_by
    assumptions no_assumptions assumed assumed_further assumed_baseline
    // How to read.
    reading reading_bad reading_headroom reading_arrivals reading_recovery reading_coming
    reading_undecided reading_shown
}

impl Phrases {
    pub(super) fn of(language: Language) -> &'static Self {
        match language {
            Language::Vi => &vi::PHRASES,
            Language::En => &en::PHRASES,
        }
    }

    /// What a code of the library's own means.
    pub(super) fn fault(&self, code: &str) -> Option<&'static str> {
        self.faults.iter().find(|(own, _)| *own == code).map(|(_, meaning)| *meaning)
    }
}

/// A phrase with its places taken.
pub(super) fn fill(phrase: &str, places: &[(&str, &str)]) -> String {
    let mut filled = String::with_capacity(phrase.len() + 32);
    let mut rest = phrase;
    while let Some((before, opened)) = rest.split_once('{')
        && let Some((place, after)) = opened.split_once('}')
    {
        filled.push_str(before);
        let mut parts = place.split('|');
        let name = parts.next().unwrap_or_default();
        let text = places.iter().find(|(own, _)| *own == name).map_or("", |(_, text)| *text);
        match (parts.next(), parts.next()) {
            (Some(one), Some(_)) if text == "1" => filled.push_str(one),
            (Some(_), Some(many)) => filled.push_str(many),
            _ => filled.push_str(text),
        }
        rest = after;
    }
    filled.push_str(rest);
    filled
}
