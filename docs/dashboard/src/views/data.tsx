import type { RejectedRow } from "quality-objectives";

import { fill, grouped, WORDS } from "../words.js";
import { Problems } from "./notice.js";
import type { Chosen } from "./objective.js";

/** What became of the records, the rows with a fault, and what weakens the plan. */
export function Data({ state, store, plan, standing }: Chosen) {
  const { language, counted } = state;
  const words = WORDS[language];
  const title = (name: string): string =>
    plan.outline.sources.find((own) => own.name === name)?.title ?? name;
  const intake = counted?.intake?.sources ?? [];
  const rows = intake.flatMap(({ source, rows: rejected, repeatedRows }) =>
    [...rejected, ...repeatedRows].map((row) => ({ source, row })));
  const unknown = intake.flatMap(({ source, unknownMembers }) => unknownMembers.map((own) => ({ source, ...own })));
  const fileOf = (source: string, { input }: RejectedRow): string =>
    store.inputs.filter((own) => own.source === source)[input - 1]?.file.name ?? title(source);
  const number = (count: number): string => grouped(String(count), language);
  return (
    <>
      {standing.overview.attention.length === 0 ? null : (
        <>
          <h3>{words.attention}</h3>
          <ul>{standing.overview.attention.map((line) => <li key={line}>{line}</li>)}</ul>
        </>
      )}
      <ul class="accounts">
        {standing.sources.map((source) => (
          <li key={source.source}>
            <strong>{title(source.source)}</strong>{" "}
            {source.handedIn
              ? `${words.read}: ${number(source.read)}, ${words.rejected}: ${number(source.rejected)}`
              : words.notGiven}
          </li>
        ))}
      </ul>
      <h3>{words.problems}</h3>
      {counted?.intake === null ? <p>{words.rowsUnknown}</p> : rows.length === 0 ? <p>{words.noProblems}</p> : (
        <>
          <p class="faint">{words.first100}</p>
          <div class="scroll" tabIndex={0} role="region" aria-label={words.problems}>
            <table class="faults">
              <thead>
                <tr>
                  {[words.file, words.row, words.column, words.key, words.fault].map((head) => <th key={head} scope="col">{head}</th>)}
                </tr>
              </thead>
              <tbody>
                {rows.map(({ source, row }, at) => (
                  <tr key={at}>
                    <td>{fileOf(source, row)}</td>
                    <td class="number">{number(row.line ?? row.row)}</td>
                    <td>{row.column}</td>
                    <td>{row.key}</td>
                    <td lang="en">{row.message}<div class="help">{row.help}</div></td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </>
      )}
      {unknown.length === 0 ? null : (
        <>
          <h3>{words.unknown}</h3>
          <ul>
            {unknown.map(({ source, column, value, count, nearest }) => (
              <li key={`${source} ${column} ${value}`}>
                {title(source)}, {column}: <q>{value}</q> ({number(count)}){" "}
                {nearest === null ? null : fill(words.nearest, { name: nearest })}
              </li>
            ))}
          </ul>
        </>
      )}
      <h3>{words.advice}</h3>
      {plan.advice.length === 0 ? <p>{words.noAdvice}</p> : <Problems problems={plan.advice} />}
    </>
  );
}
