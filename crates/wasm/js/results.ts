// Made from docs/results.schema.json by `cargo xtask bless`, which is made from the types of the core.

/**
 * What weakens a valid plan: findings, each with why it matters and how to mend it.
 *
 * A finding has the form of a fault: a stable code, its place, a message that says why, and a help line that says how to mend it. A plan with findings is evaluated all the same; with [`Advice::into_result`] they become an error.
 */
export type Advice = Problem[];

/** What is assumed and not counted; the evaluation and its certificate carry it. */
export interface Assumptions {
  /** Earlier tallies to compare with, by name. */
  baselines?: { [name: string]: string };
  /** What people declared of qualitative targets, by name. */
  declared?: { [name: string]: Declaration[] };
  /** The cases that a proportion will have when its period is over, by measure. */
  expected: { [name: string]: number };
  /** Cases that a proportion is supposed to have besides those that were counted, by measure. */
  further?: { [name: string]: FurtherCases };
}

/** The records of a source along one date. */
export interface AxisAccount {
  /** Records with it, in the counted span or outside. */
  counted: number;
  /** The expression that gives the date. */
  datedBy: string;
  /** Records without that date. */
  undated: number;
}

/**
 * A measure's values by the members of some columns and by buckets of time.
 *
 * It is hindsight: what is known as of the evaluation's day about each bucket.
 */
export interface Breakdown {
  /** The columns. */
  by: string[];
  /** How finely time is told apart; `null` for the whole time of the plan and its objectives. */
  grain: Grain | null;
  /** The measure's name. */
  measure: string;
  /** One row for each group that has records, sorted by members and then by time. */
  rows: BreakdownRow[];
}

/** A breakdown that the plan declares. */
export interface BreakdownOutline {
  /** The columns; may be empty. */
  by: string[];
  /** How finely time is told apart. */
  grain: Grain;
}

/** One group of a breakdown. */
export interface BreakdownRow {
  /** The bucket's name: `2022-03`, `2022-W05`. */
  bucket: string | null;
  /** Whether the bucket crosses the edge of the counted span, so that it is only a part of its week, month, quarter, half year or year. */
  clipped?: boolean;
  /** A member for each column. */
  members: Member[];
  /** The value. */
  value: ValueResult;
}

/** A row of a breakdown in words. */
export interface BreakdownRowWords {
  /** The bucket's name, as the language writes it. */
  bucket: string | null;
  /** A member for each column. */
  members: string[];
  /** Whether the as-of day lies before the bucket's last one. */
  running: boolean;
  /** The value in its units; none where there is nothing to measure. */
  value: string | null;
}

/** A breakdown in words. */
export interface BreakdownWords {
  /** What people call the columns. */
  columns: string[];
  /** What a pure number is multiplied with to be in the units shown. */
  factor: number;
  /** Whether the values are days. */
  isDay: boolean;
  /** The language that it is written in. */
  language: LanguageCode;
  /** One for each row. */
  rows: BreakdownRowWords[];
  /** The units as they are written behind a number. */
  suffix: string;
  /** How finely time is told apart; none for the whole. */
  time: string | null;
  /** What people call the measure. */
  title: string;
  /** The words that stand over columns and beside marks. */
  words: OverviewWords;
}

/** One record, and where it was found. */
export interface Case {
  /** Which of the files or batches that were handed in, counted from 1. */
  input: number;
  /** The record's key, where the source has one. */
  key: string | null;
  /** The line of a CSV text on which the record begins, counted from 1. */
  line?: number;
  /** The record in that input, counted from 1; the header of a CSV text is not counted. */
  row: number;
}

/** The records behind a number, in the order in which they were handed in. */
export interface Cases {
  /** The first ones, as many as the selection's limit. */
  cases: Case[];
  /** How many more there are. */
  more: number;
}

/**
 * The digests and facts that an evaluation rests on.
 *
 * Whoever has the plan of that digest, the tally of that digest and the assumptions computes the same evaluation, byte by byte, with the same version of this library.
 */
export interface Certificate {
  /** The day as of which it stands. */
  asOf: string;
  /** What was assumed. */
  assumptions: Assumptions;
  /** The calendar of the library that the plan takes, with its years, and where the working calendar comes from as the plan says; its days are part of the rules. */
  calendar: string | null;
  /** SHA-256 of the plan document's text. */
  plan: string;
  /** SHA-256 of what counting depends on. */
  rules: string;
  /** The records of each source that was handed in. */
  sources: CertifiedSource[];
  /** SHA-256 of the tally's canonical JSON. */
  tally: string;
  /** The version of this library. */
  version: string;
}

/** How many records an evaluation rests on. */
export interface CertifiedSource {
  /** Whether repeated keys were looked for. */
  keysChecked: boolean;
  /** Records read. */
  read: number;
  /** Records that could not be read or were refused. */
  rejected: number;
  /** The source's name. */
  source: string;
}

/** A column of a source. */
export interface ColumnOutline {
  /** Its name in files. */
  header: string;
  /** Whether it identifies a record. */
  key: boolean;
  /** The name by which conditions refer to it. */
  name: string;
  /** What people call it; its name where the plan has no title. */
  title: string;
  /** The name of its type as a plan writes it. */
  type: string;
}

/** A part that decided: its position among the targets, the member, or the period. */
export type Deciding = number | string;

/** What a person declares of a qualitative target on a day: that it holds, or that it does not. */
export interface Declaration {
  /** Who declared it. */
  by?: string;
  /** What shows it: documents, records. */
  evidence?: string[];
  /** Whether the target holds. */
  holds: boolean;
  /** The day on which it was declared. */
  on: string;
}

/** The whole result: every objective, target and number, and what it rests on. */
export interface EvaluationData {
  asOf: string;
  certificate: Certificate;
  objectives: ObjectiveResult[];
  plan: Heading;
  schema: number;
  sources: SourceAccount[];
}

/** An exact number as text: `1479`, `0.015`, `4/147`. */
export type Exact = string;

/** How many records have a fault. */
export interface FaultCount {
  /** The kind of fault. */
  code: string;
  /** The column it is in; empty where it concerns the whole record. */
  column: string;
  /** How many records. */
  count: number;
  /** The first keys of such records in byte order, at most 5. */
  examples: string[];
}

/** Cases that are supposed besides those that were counted. */
export interface FurtherCases {
  /** Cases not in the numerator. */
  notInNumerator: number;
  /** Cases in the numerator. */
  numerator: number;
}

/** How finely time is told apart. */
export type Grain = "day" | "week" | "month" | "quarter" | "half_year" | "year";

/** The plan that was evaluated. */
export interface Heading {
  /** The first day: `2022-01-01`. */
  from: string;
  number: string | null;
  organisation: string;
  title: string;
  /** The last day: `2022-12-31`. */
  to: string;
}

/** What one counting noticed, with row numbers; a tally keeps the counts without them. */
export interface Intake {
  /** By source, in the order of the plan; only those that were handed in. */
  sources: SourceIntake[];
}

/** A language for people, by its code of ISO 639-1. */
export type LanguageCode = "vi" | "en";

/** A measure. */
export interface MeasureOutline {
  /** How its value is made: `proportion`, `count` … */
  kind: string;
  /** The name by which targets refer to it. */
  name: string;
  /** The sources that it rests on, through all that it is made from. */
  sources: string[];
  /** What people call it; its name where the plan has no title. */
  title: string;
}

/**
 * A condition on one value, with all numbers behind the answer.
 *
 * `condition` and `shown` are in the units of `scale`; `bound` and the value's `exact` are pure numbers, so that 1.5 % is 0.015 in both.
 */
export interface MeasureResult {
  /** The condition as canonical text: `< 1.5%`. */
  condition: string;
  /** Whether the status comes from the plan's `when_empty` and not from a value. */
  decidedByWhenEmpty?: boolean;
  /** The measure's name. */
  measure: string;
  /** How much room is left. */
  room: Room;
  /** The units in which value and condition are written. */
  scale: Scale;
  /** The value and what it was computed from. */
  value: ValueResult;
}

/** A member of a column: its name, or the group of the records that have none (`empty`) or one that the plan does not declare (`undeclared`). */
export type Member = string | {
  group: "empty" | "undeclared";
};

/** One member of an `each`. */
export interface MemberResult {
  /** The condition as canonical text: `< 1.5%`. */
  condition: string;
  /** Whether the status comes from the plan's `when_empty` and not from a value. */
  decidedByWhenEmpty?: boolean;
  /** Why it has no data, where a target counts members without a case (`no_cases: no_data`). */
  empty?: Skipped;
  /** The measure's name. */
  measure: string;
  /** The member. */
  member: string;
  /** What the status can still become. */
  outlook: Outlook;
  /** How much room is left. */
  room: Room;
  /** The units in which value and condition are written. */
  scale: Scale;
  /** Whether its value meets the condition. */
  status: Status;
  /** The value and what it was computed from. */
  value: ValueResult;
}

/** An objective, as the plan writes it. */
export interface ObjectiveOutline {
  /** What will be done. */
  actions: string[];
  /** Whether the plan asks for a review of it. */
  hasReview: boolean;
  /** How it is measured, in the plan's words. */
  measuredBy: string | null;
  /** The number as the plan writes it. */
  number: string;
  /** The units responsible. */
  responsible: string[];
  /** What is to be achieved. */
  statement: string;
}

/** One objective's result. */
export interface ObjectiveResult {
  /** The first day: `2022-01-01`. */
  from: string;
  /** The number as the plan writes it. */
  number: string;
  /** What the status can still become; open for an objective without a target. */
  outlook: Outlook;
  /** Where the as-of day stands to the span. */
  phase: Phase;
  /** What is to be achieved. */
  statement: string;
  /** Whether it is met; no data for an objective without a target. */
  status: Status;
  /** The result of its target, if it has one. */
  target: TargetResult | null;
  /** The last day: `2022-12-31`. */
  to: string;
}

/** What a status can still become. */
export type Outlook = "lost" | "open" | "secured";

/**
 * An evaluation in words of a language, as data: what a table or a drawing shows of it.
 *
 * The words are those of the [`Report`](crate::Report). Beside them stand the exact numbers that say where a value and its limits lie, so that nothing is read back from a text.
 */
export interface Overview {
  /** As of which day it stands, in words. */
  asOf: string;
  /** What a reader has to know about the records before relying on the numbers. */
  attention: string[];
  /** The language that it is written in. */
  language: LanguageCode;
  /** The objectives, in the order of the plan. */
  objectives: OverviewRow[];
  /** Whose plan it is. */
  organisation: string;
  /** How many objectives are met, in words. */
  summary: string;
  /** The plan's title. */
  title: string;
  /** The words that stand over columns and beside marks. */
  words: OverviewWords;
}

/** How an objective or a part of its target stands, in words. */
export interface OverviewCells {
  /** One character for the status. */
  mark: string;
  /** What the status can still become. */
  outlook: string;
  /** What is required of it. */
  required: string;
  /** How much room is left. */
  room: string;
  /** The status: not met is told apart from not yet met. */
  status: string;
  /** The value in its units, and in a tree whose it is. */
  value: string;
}

/** A target, a part of one, a member or a period. */
export interface OverviewPart {
  /** How it stands, in words. */
  cells: OverviewCells;
  /** The column of a member. */
  column: string | null;
  /** Whether it decided the status of what it is a part of. */
  decides: boolean;
  /** How far below the root it stands; the root has 0. */
  depth: number;
  /** Whether its value is the one that the row of the objective shows. */
  key: boolean;
  /** `measure`, `each`, `all_of`, `any_of`, `every`, `declared`; `member` and `period` of the parts of `each` and `every`. */
  kind: string;
  /** What people call it. */
  label: string;
  /** All that is known of it, in sentences: what it is met by, its value and cases, its room. */
  lines: string[];
  /** The member. */
  member: string | null;
  /** What the status can still become. */
  outlook: Outlook;
  /** The value and its limits, where it is a condition on one value. */
  scale: OverviewScale | null;
  /** Whether it is met. */
  status: Status;
}

/** An objective in words. */
export interface OverviewRow {
  /** The cells of the report's summary. */
  cells: OverviewCells;
  /** What to do next, where the numbers say it; the first of several says whether one is enough. */
  next: string[];
  /** The number as the plan writes it. */
  number: string;
  /** What the status can still become. */
  outlook: Outlook;
  /** The parts of its target, from the root down, in the order of the plan. */
  parts: OverviewPart[];
  /** In which phase it is, in words. */
  phase: string;
  /** From the first to the last day, in words, and how far that is. */
  span: string;
  /** What is to be achieved. */
  statement: string;
  /** Whether it is met. */
  status: Status;
}

/** Where a value and its limits lie. */
export interface OverviewScale {
  /** The part of the value that has the bad cases, where it is made of cases: `numerator`, `not_in_numerator`, or of a count `counted`. */
  bad: string | null;
  /** The exact value, a pure number; of a day, counted from 1970-01-01. */
  exact: Exact | null;
  /** What a pure number is multiplied with to be in the units shown: 100 for percent. */
  factor: number;
  /** The upper limit. */
  high: Exact | null;
  /** Whether it is a day. */
  isDay: boolean;
  /** Whether it is a share of a whole, which is never above 1. */
  isShare: boolean;
  /** The lower limit: values below it are not good, or, of a bound that leaves out a range, are good again. */
  low: Exact | null;
  /** The measure's name. */
  measure: string;
  /** Whether the values outside the limits are the good ones. */
  outside: boolean;
  /** The units as they are written behind a number. */
  suffix: string;
  /** What people call the measure. */
  title: string;
}

/** The words that stand over columns and beside marks. */
export interface OverviewWords {
  allMembers: string;
  clipped: string;
  decides: string;
  denominator: string;
  noData: string;
  number: string;
  numerator: string;
  objective: string;
  outlook: string;
  period: string;
  phase: string;
  required: string;
  room: string;
  running: string;
  status: string;
  undecided: string;
  value: string;
}

/** A part of a score. */
export interface PartResult {
  /** Whether it has no data and is left out of the sum. */
  leftOut?: boolean;
  /** The measure that gives the points, where one does. */
  measure?: string;
  /** Its points; `null` where it has no data. */
  points?: Exact;
  /** What people call it. */
  title?: string;
}

/** One period of an `every`. */
export interface PeriodResult {
  /** Whether the period crosses the edge of the objective's span, so that it is only a part of its week, month, quarter or year. */
  clipped?: boolean;
  /** The first day: `2022-01-01`. */
  from: string;
  /** Whether it counts for the status of the whole: it is over and not skipped, or it is lost already. */
  joins: boolean;
  /** Its name: `2022-Q1`, `2022-03`, `2022-W05`; the day of a deadline. */
  period: string;
  /** Where the as-of day stands to the period. */
  phase: Phase;
  /** Why it is passed over, where it is over and had no case. */
  skipped?: Skipped;
  /** What became of the target in it. */
  target: TargetResult;
  /** The last day: `2022-12-31`. */
  to: string;
}

/** Where the as-of day stands to an objective's span. In JSON: `not_started`, `in_progress`, `closed`. */
export type Phase = "not_started" | "in_progress" | "closed";

/**
 * The sources, measures and objectives of a plan with their titles.
 *
 * It is what a form or a page needs to offer choices; the rules themselves are not in it.
 */
export interface PlanOutline {
  /** The measures, in the order of the plan. */
  measures: MeasureOutline[];
  /** The objectives, in the order of the plan. */
  objectives: ObjectiveOutline[];
  /** The sources, in the order of the plan. */
  sources: SourceOutline[];
}

/**
 * One fault of a plan document or of the data, with what to do about it.
 *
 * The code is stable and meant for programs; the message and the help are meant for people. `path` leads to the place in the document (`objectives[1].target.all_of[0].measure`), or names the source and the column of a fault in data.
 */
export interface Problem {
  /** A stable, kebab-case name of the kind of fault. */
  code: string;
  /** Column in the line, in characters counted from 1. */
  column?: number;
  /** What to do, where there is something to say. */
  help?: string;
  /** Line in the text, counted from 1, where the text is known. */
  line?: number;
  /** What is wrong: lower case, no full stop, the user's own words in backticks. */
  message: string;
  /** Where it is, as a path of keys and positions counted from zero. */
  path: string;
}

/** Why there is no room to speak of. */
export type Reason = "no_cases" | "out_of_reach" | "two_sided" | "no_direction" | "expected_below_present" | "not_in_cases";

/** A row that was rejected, and why. */
export interface RejectedRow {
  /** The kind of fault. */
  code: string;
  /** The column it is in; empty where it concerns the whole record. */
  column: string;
  /** What to do about it. */
  help: string;
  /** Which of the source's files or batches, counted from 1. */
  input: number;
  /** The record's key, where it could be read. */
  key: string | null;
  /** The line of a CSV text on which the record begins, counted from 1. */
  line?: number;
  /** What is wrong, for people. */
  message: string;
  /** The record in that input, counted from 1; the header of a CSV text is not counted. */
  row: number;
}

/** A value of a review, now and before. */
export interface ReviewCell {
  /** The value in the bucket before; none without one. */
  before: string | null;
  /** The difference with its sign; none where either has no value. */
  change: string | null;
  /** Whether it rose (1), fell (-1) or stayed (0). */
  direction: number | null;
  /** The value in its units. */
  value: string;
}

/** A measure of a review. */
export interface ReviewMeasure {
  /** Whether it counts what the objective limits from above. */
  isBad: boolean;
  /** The measure's name. */
  measure: string;
  /** What people call it. */
  title: string;
}

/** A group of a review. */
export interface ReviewRow {
  /** A cell for each measure. */
  cells: ReviewCell[];
  /** Whether it has bad cases in this bucket. */
  hasBad: boolean;
  /** A member for each column, in words. */
  members: string[];
}

/**
 * The review that an objective asks for, in words: the bucket of time that the as-of day lies in beside the one before it.
 *
 * Both are hindsight: what is known as of the evaluation's day about each of them.
 */
export interface ReviewWords {
  /** The name of the bucket before; none where the objective begins with this one. */
  before: string | null;
  /** The bucket's name in words. */
  bucket: string;
  /** What people call the columns. */
  columns: string[];
  /** What is reviewed, by what, and in which bucket of time. */
  heading: string;
  /** The measures. */
  measures: ReviewMeasure[];
  /** What cannot be shown, and which rows come first. */
  notes: string[];
  /** A row for each group, those with most bad cases first. */
  rows: ReviewRow[];
  /** A cell for each measure, over all groups. */
  total: ReviewCell[];
}

/**
 * The room that a condition leaves, in cases.
 *
 * Under `<` and `<=` a case of the numerator is bad; under `>` and `>=` it is good. Of a share, `= 100%` reads as `>= 100%`, and `= 0%` as `<= 0%`. Numbers are whole and right at the boundary, whatever the size of the counts. In JSON they are text, and those that have no meaning are left out; `reason` then says why.
 */
export interface Room {
  /** Headroom once the coming cases are counted. */
  afterComing?: string;
  /** How many further cases, all bad, it bears. */
  arrivals?: string;
  /** Of a range: how many may leave the numerator; below zero, how many have to join it. */
  down?: string;
  /** How many cases now good could be bad with the target still met; below zero, how many bad ones would have to be good. */
  headroom?: string;
  /** How many of the cases still to come until the expected final volume may be bad; below zero, how many too many are bad already. `null` without an expected volume. */
  leftAtExpected?: string;
  /** Why there is no room to speak of. */
  reason?: Reason;
  /** The fewest further cases, all good, after which it holds; `null` if no number does. */
  recovery?: string;
  /** Of a total or a mean: how far the sum is on the good side of what the limit asks for. */
  slack?: Exact;
  /** Of a range: how many may join the numerator; below zero, how many have to leave it. */
  up?: string;
}

/** The units in which a value is shown: `percent`, `points`, `working days` … */
export type Scale = string;

/** Why a member or a period was passed over. */
export type Skipped = "no_cases" | "no_records" | "not_handed_in";

/** A member of an `each` that was passed over. */
export interface SkippedMember {
  /** The member. */
  member: string;
  /** Why. */
  reason: Skipped;
}

/**
 * What became of the records of one source.
 *
 * For each date, `read = rejected + superseded + not yet known + undated + counted`.
 */
export interface SourceAccount {
  /** By the date that places records in time. */
  dates: AxisAccount[];
  /** Whether the records were exported before the as-of day: later events are missing. */
  exportedBeforeAsOf?: boolean;
  /** Faults of records that were counted all the same. */
  flaggedFor: FaultCount[];
  /** Whether it was handed in at all; if not, everything that needs it has no data. */
  handedIn: boolean;
  /** Records that did not exist yet as of the day. */
  notYetKnown: number;
  /** Records read. */
  read: number;
  /** Records that could not be read or were refused. */
  rejected: number;
  /** Why records were rejected. */
  rejectedFor: FaultCount[];
  /** How many records repeated a key; `null` where keys were not checked. */
  repeatedKeys: number | null;
  /** The source's name. */
  source: string;
  /** Older versions of records, where the plan lets the latest one count (`latest_by`). */
  superseded: number;
}

/** What was noticed in the records of one source. */
export interface SourceIntake {
  /** How many records were read. */
  read: number;
  /** How many of them could not be read and were rejected. */
  rejected: number;
  /** How many records repeated the key of an earlier one; `null` where keys were not checked. */
  repeatedKeys: number | null;
  /** The first rows that repeated a key, at most 100. */
  repeatedRows: RejectedRow[];
  /** The first rejected rows with their reasons, at most 100, in the order of the inputs. */
  rows: RejectedRow[];
  /** The source's name. */
  source: string;
  /** Members that the plan does not declare, at most 100 by column and name. */
  unknownMembers: UnknownMember[];
}

/** A source and what records of it look like. */
export interface SourceOutline {
  /** The breakdowns that the plan declares. */
  breakdowns: BreakdownOutline[];
  /** The columns, in the order of the plan. */
  columns: ColumnOutline[];
  /** The character between the fields of its CSV files. */
  delimiter: string;
  /** The name by which measures and callers refer to it. */
  name: string;
  /** What people call it; its name where the plan has no title. */
  title: string;
}

/** Whether a target is met. In JSON: `met`, `not_met`, `no_data`. */
export type Status = "met" | "not_met" | "no_data";

/** The result of a target or of one of its parts. */
export type TargetResult = {
  /** The parts that decided, in a target that has parts. */
  decidedBy?: Deciding[];
  /** What the status can still become. */
  outlook: Outlook;
  /** The outlook where an expected volume is assumed for one of its measures. */
  outlookExpected?: Outlook;
  /** Whether it is met. */
  status: Status;
  /** What people call it. */
  title?: string;
} & (MeasureResult & {
  kind: "measure";
} | {
  /** The column. */
  column: string;
  /** The condition as canonical text, where it is the same for all. */
  condition?: string;
  kind: "each";
  /** The measure's name. */
  measure: string;
  /** The members that have a case, in the order of the plan or by their bytes. */
  members: MemberResult[];
  /** The smallest room under `all_of` and `each`, the largest under `any_of`, in a target that has parts. */
  room?: TargetRoom;
  /** Members that were passed over, and why. */
  skipped: SkippedMember[];
} | {
  kind: "all_of";
  /** The smallest room under `all_of` and `each`, the largest under `any_of`, in a target that has parts. */
  room?: TargetRoom;
  /** The parts, in the order of the plan. */
  targets: TargetResult[];
} | {
  kind: "any_of";
  /** The smallest room under `all_of` and `each`, the largest under `any_of`, in a target that has parts. */
  room?: TargetRoom;
  /** The parts, in the order of the plan. */
  targets: TargetResult[];
} | {
  /** The grain of the periods; none where they are the time before deadlines. */
  every: Grain | null;
  kind: "every";
  /** Over how many periods each is asked, the one that is named being the last. */
  over?: number;
  /** The periods, in order. */
  periods: PeriodResult[];
  /** The smallest room under `all_of` and `each`, the largest under `any_of`, in a target that has parts. */
  room?: TargetRoom;
} | {
  /** The days on which it has to be declared, as canonical text. */
  condition?: string;
  /** The declaration that decided; none where there is no data. */
  declaration?: Declaration;
  kind: "declared";
  /** The name under which it is declared. */
  name: string;
  /** The smallest room under `all_of` and `each`, the largest under `any_of`, in a target that has parts. */
  room?: TargetRoom;
});

/** The room of a target that has parts: whose it is. */
export interface TargetRoom {
  /** The headroom, or of a range the smaller of room down and up. */
  least: string;
  /** The way to the part that has it: positions of targets and members. */
  of: Deciding[];
}

/** A member that the plan does not declare. */
export interface UnknownMember {
  /** The column it was found in. */
  column: string;
  /** How many records have it. */
  count: number;
  /** The declared member most like it, if one is near. */
  nearest: string | null;
  /** The value as compared: trimmed, in Unicode NFC. */
  value: string;
}

/** A value and what it was computed from. */
export interface ValueResult {
  /** Of a change, the value that it is compared with. */
  base?: Exact;
  /** Of a change, the name of the earlier tally that it is compared with and that was not handed in. */
  baselineNotGiven?: string;
  /** The class of the value, where the measure has classes and one of them holds. */
  class?: string;
  /** Open records that are no cases yet and are sure to become bad ones, where the measure says which; only while the period is open. */
  coming?: number;
  /** Cases divided by; of a mean the number of values; `null` where nothing is divided. */
  denominator: Exact | null;
  /** The exact value as a pure number (1.5 % is 0.015), rounded only where the plan prescribes it; `null` where there is nothing to measure. */
  exact: Exact | null;
  /** Whether the source was handed in at all. */
  notHandedIn?: boolean;
  /** Cases in the numerator; of a count the count, of a total or mean the sum. */
  numerator: Exact | null;
  /** Of a score, its parts; none of any other value. */
  parts?: PartResult[];
  /** The value as it is shown: in the scale's units, with a decimal point, never so that it contradicts the status. */
  shown: string | null;
  /** Cases of which it is not known whether they belong to the numerator; of a total or mean, records without a value. */
  undecided: number;
  /** Whether the undecided are left out of the denominator. */
  undecidedLeftOut?: boolean;
}
