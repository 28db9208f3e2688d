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
