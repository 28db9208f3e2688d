//! The words that a plan chooses from.

use crate::document::choice::choice;

choice! {
    /// What the status of a proportion, ratio, mean, minimum or maximum is where there is nothing
    /// to measure.
    #[derive(Default)]
    pub enum WhenEmpty ("`when_empty`") {
        /// Nothing measured is not success: there is no data.
        #[default]
        NoData = "no_data",
        /// Met: no petitions arose. The evaluation says that the plan decided so.
        Met = "met",
        /// Not met.
        NotMet = "not_met",
    }
}

choice! {
    /// How cases count of which it is not known whether they belong to the numerator.
    #[derive(Default)]
    pub enum Undecided ("`undecided`") {
        /// They stay in the denominator and are not in the numerator.
        #[default]
        NotIn = "not_in",
        /// They are left out of the denominator.
        LeaveOut = "leave_out",
    }
}

choice! {
    /// What a member or a period without a case means in a target for each of them.
    #[derive(Default)]
    pub enum NoCases ("`no_cases`") {
        /// It is skipped and listed.
        #[default]
        Skip = "skip",
        /// There is no data for it.
        NoData = "no_data",
    }
}

choice! {
    /// What a path asks of the periods that it does not name.
    pub enum Between ("`between`") {
        /// What it asks of the named period before; nothing before the first one.
        Previous = "previous",
        /// What it asks of the named period after; nothing after the last one.
        Next = "next",
        /// What lies on the straight line between both; nothing before the first and after the last one.
        Linear = "linear",
        /// Nothing.
        Nothing = "nothing",
    }
}

choice! {
    /// What is done about keys that occur more than once in a source.
    #[derive(Default)]
    pub enum KeyCheck ("`keys`") {
        /// Nothing: keys are not compared.
        #[default]
        Unchecked = "unchecked",
        /// Repeated keys are reported.
        Report = "report",
        /// Repeated keys are an error: of counting, or of evaluating tallies that have one in common.
        Refuse = "refuse",
    }
}

choice! {
    /// In which order the members of a category stand in their list.
    pub enum MemberOrder ("`order`") {
        /// The lowest comes first: weak, average, good.
        LowestFirst = "lowest_first",
        /// The highest comes first: first prize, second prize, third prize.
        HighestFirst = "highest_first",
    }
}

choice! {
    /// How far an action has got.
    pub enum ActionStatus ("`status` of an action") {
        /// Not begun.
        Planned = "planned",
        /// Begun and not finished.
        UnderWay = "under_way",
        /// Finished.
        Done = "done",
        /// Given up.
        Dropped = "dropped",
    }
}

choice! {
    /// Which of several days is meant.
    #[derive(Default)]
    pub enum Which ("`which`") {
        /// The first.
        #[default]
        First = "first",
        /// The last.
        Last = "last",
    }
}

choice! {
    /// What a member without a case means for a share of members.
    #[derive(Default)]
    pub enum MemberWithoutCases ("`no_cases` of a share of members") {
        /// It does not meet the condition.
        #[default]
        NotMet = "not_met",
        /// It is left out.
        Skip = "skip",
    }
}

choice! {
    /// What a part without data means for a score.
    #[derive(Default)]
    pub enum WithoutData ("`without_data`") {
        /// There is no data for the score.
        #[default]
        NoData = "no_data",
        /// The part is left out; limits and classes stay as they are (Vietnam: Circular
        /// 01/2018/TT-VPCP, Article 15(4)(b)).
        LeaveOut = "leave_out",
        /// It has 0 points.
        Zero = "zero",
    }
}
