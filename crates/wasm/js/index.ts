/**
 * Quality objectives (ISO 9001:2015, clause 6.2) as data: a plan is read, records are counted, and every
 * objective is evaluated, exactly and with the same bytes as in Rust and Python.
 *
 * @packageDocumentation
 */
export { default, type ModuleSource } from "./module.js";
export { Plan } from "./plan.js";
export type {
  CasesRequest, Counting, CountOptions, CsvFormat, Declared, EvaluateOptions, Further, Part, ReadOptions,
} from "./plan.js";
export { Counter } from "./counter.js";
export { Tally } from "./tally.js";
export { Evaluation, readEvaluation, type Language, type ReportOptions } from "./evaluation.js";
export { DataError, PlanError, QualityObjectivesError, RequestError, TallyError } from "./errors.js";
export { approximate, compareExact, roundExact } from "./exact.js";
export type { Csv, Progress, Records, Stream, StreamedRecords, Watch } from "./feed.js";
export type {
  BooleanColumn, CodeColumn, Column, Columns, DayColumn, FloatColumn, InstantColumn, IntegerColumn,
  TextColumn, Validity,
} from "./columns.js";
export type { Cell, Row } from "./rows.js";
export type * from "./results.js";
