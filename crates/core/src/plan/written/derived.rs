//! Measures made from others, as they are written.

use crate::document::read::{List, Short};
use crate::document::scalar::{Figure, Located, Text};
use crate::document::structure::structure;
use crate::ground::dates::Period;
use crate::ground::target::ChangeIn;
use crate::plan::words::{MemberWithoutCases, WithoutData};

structure! {
    /// How a measure's value stands to what it is compared with.
    pub(crate) struct ChangeDocument ("Change", "a change") {
        /// The measure whose value is compared.
        required "measure" measure: Text,
        /// What it is compared with: a period such as `2017`, or `previous year`, `previous
        /// half year` (or `half_year`), `previous quarter`, `previous month`, `previous week`.
        required "than" than: Short<Text, BaseDocument>,
        /// As what the difference is written; `percent` unless said.
        optional "as" measured: Located<ChangeIn>,
    }
}

structure! {
    /// What a value is compared with: `figure`, or `measure`, or `tally` with `period`.
    pub(crate) struct BaseDocument ("Base", "what a value is compared with") {
        /// A given figure, in the units of the measure's scale.
        optional "figure" figure: Located<Figure>,
        /// Another measure, over the same time.
        optional "measure" measure: Text,
        /// The name under which an earlier tally is handed in.
        optional "tally" tally: Text,
        /// The period of the earlier tally.
        optional "period" period: Located<Period>,
    }
}

structure! {
    /// The share of members whose own value meets a condition.
    pub(crate) struct ShareOfMembersDocument ("ShareOfMembers", "a share of members") {
        /// The measure whose value each member has.
        required "measure" measure: Text,
        /// The category or boolean column whose members are asked.
        required "each" each: Text,
        /// The members that are asked; all unless said.
        optional "members" members: List<Text>,
        /// What each is asked: `>= 1`.
        required "is" is: Text,
        /// What a member without a case means; it does not meet the condition unless said.
        optional "no_cases" no_cases: Located<MemberWithoutCases>,
    }
}

structure! {
    /// A sum of points for the values of other measures.
    pub(crate) struct ScoreDocument ("Score", "a score") {
        /// What a part without data means; `no_data` unless said.
        optional "without_data" without_data: Located<WithoutData>,
        /// What is added.
        required "parts" parts: List<ScorePartDocument>,
    }
}

structure! {
    /// A part of a score: the value of a `measure`, `full_at` with `points`, or `steps`.
    pub(crate) struct ScorePartDocument ("ScorePart", "a part of a score") {
        /// What people call it.
        optional "title" title: Text,
        /// The measure whose value gives the points.
        optional "measure" measure: Text,
        /// What the value is multiplied by; 1 unless said.
        optional "weight" weight: Located<Figure>,
        /// The value from which on there are full points: `80%`.
        optional "full_at" full_at: Text,
        /// The full points.
        optional "points" points: Located<Figure>,
        /// The steps: the first that holds gives the points.
        optional "steps" steps: List<StepDocument>,
    }
}

structure! {
    /// A step of a score: `points` with `is` or `target`, or alone where it holds otherwise.
    pub(crate) struct StepDocument ("Step", "a step of a score") {
        /// Its points.
        required "points" points: Located<Figure>,
        /// The condition on the value of the part's measure.
        optional "is" is: Text,
        /// When it holds, said of any measures.
        optional "target" target: StepTargetDocument,
    }
}

structure! {
    /// When a step holds: `measure` with `is`, or `all_of`, or `any_of`.
    pub(crate) struct StepTargetDocument ("StepTarget", "the target of a step") {
        /// The measure whose value is asked.
        optional "measure" measure: Text,
        /// The condition.
        optional "is" is: Text,
        /// When all hold.
        optional "all_of" all_of: List<StepTargetDocument>,
        /// When one holds.
        optional "any_of" any_of: List<StepTargetDocument>,
    }
}

structure! {
    /// A name for the values that meet a condition.
    pub(crate) struct ClassDocument ("Class", "a class") {
        /// The name.
        required "name" name: Text,
        /// The condition: `>= 15`, `12..<15`.
        required "is" is: Text,
    }
}
