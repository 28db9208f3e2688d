import { useState } from "preact/hooks";
import type { OverviewPart, OverviewRow } from "quality-objectives";

import type { Assumed } from "../protocol.js";
import { WORDS } from "../words.js";
import { useAnswer } from "./asked.js";
import { statusOf } from "./as-of.js";
import { Problems } from "./notice.js";
import type { Chosen } from "./objective.js";

interface Supposed {
  expected: string;
  bad: string;
  good: string;
}

const NOTHING: Supposed = { expected: "", bad: "", good: "" };

/** What the numbers would be with other cases: answered from the tally, without the records. */
export function WhatIf(chosen: Chosen) {
  const { state, plan, standing, row } = chosen;
  const { language } = state;
  const words = WORDS[language];
  const isProportion = (name: string): boolean =>
    plan.outline.measures.some((own) => own.name === name && own.kind === "proportion");
  const parts = row.parts.filter(({ scale, kind }) => kind === "measure" && scale !== null && isProportion(scale.measure));
  const measures = [...new Map(parts.map((part) => [part.scale?.measure ?? "", part])).values()];
  const [all, setAll] = useState<Readonly<Record<string, Supposed>>>({});
  const assumed = assumedOf(all, measures);
  const then = useAnswer("suppose", { asOf: standing.asOf, language, assumed });
  if (measures.length === 0) return <p>{words.noWhatIf}</p>;
  const change = (measure: string, patch: Partial<Supposed>): void => {
    setAll({ ...all, [measure]: { ...NOTHING, ...all[measure], ...patch } });
  };
  const overview = then !== null && "value" in then ? then.value : standing.overview;
  const supposed = overview.objectives.find(({ number }) => number === row.number) ?? row;
  return (
    <>
      {measures.map((part) => {
        const measure = part.scale?.measure ?? "";
        const own = all[measure] ?? NOTHING;
        const field = (name: keyof Supposed, title: string) => (
          <label>
            <span>{title}</span>
            <input
              type="number" min={0} max={1_000_000_000} step={1} inputMode="numeric" value={own[name]}
              onInput={(event) => { change(measure, { [name]: event.currentTarget.value }); }}
            />
          </label>
        );
        return (
          <fieldset key={measure} class="suppose">
            <legend>{part.scale?.title}</legend>
            {field("bad", words.furtherBad)}
            {field("good", words.furtherGood)}
            {field("expected", words.expected)}
          </fieldset>
        );
      })}
      {row.parts.some(({ kind }) => kind === "member") ? <p class="faint">{words.perMember}</p> : null}
      {standing.asOf >= plan.to ? <p class="faint">{words.closedExpected}</p> : null}
      {then !== null && "fault" in then ? <Problems problems={then.fault.problems} /> : null}
      <Compared now={row} then={supposed} chosen={chosen} />
    </>
  );
}

function assumedOf(all: Readonly<Record<string, Supposed>>, measures: readonly OverviewPart[]): Assumed {
  const expected: Record<string, number> = {};
  const further: Record<string, { numerator: number; notInNumerator: number }> = {};
  for (const { scale } of measures) {
    const own = scale === null ? undefined : all[scale.measure];
    if (scale === null || own === undefined) continue;
    const [bad, good, volume] = [own.bad, own.good, own.expected].map(whole);
    if (volume !== undefined && own.expected !== "") expected[scale.measure] = volume;
    const isBadInside = scale.bad === "numerator";
    further[scale.measure] = {
      numerator: (isBadInside ? bad : good) ?? 0, notInNumerator: (isBadInside ? good : bad) ?? 0,
    };
  }
  return { expected, further };
}

function whole(text: string): number {
  const number = Math.trunc(Number(text));
  return Number.isFinite(number) && number > 0 ? Math.min(number, 1_000_000_000) : 0;
}

function Compared({ now, then, chosen }: { now: OverviewRow; then: OverviewRow; chosen: Chosen }) {
  const words = WORDS[chosen.state.language];
  const heads = chosen.standing.overview.words;
  const lines = then.parts.filter(({ scale, kind }) => scale !== null && kind === "measure");
  return (
    <div class="compared" aria-live="polite">
      <table>
        <thead>
          <tr>
            <td />
            {[heads.status, heads.value, heads.required, heads.room, heads.outlook].map((head) => <th key={head} scope="col">{head}</th>)}
          </tr>
        </thead>
        <tbody>
          {([[words.now, now], [words.then, then]] as const).map(([title, row]) => (
            <tr key={title} class={statusOf(row.status, row.cells.mark)}>
              <th scope="row">{title}</th>
              <td><span class="chip"><span aria-hidden="true">{row.cells.mark}</span> {row.cells.status}</span></td>
              <td>{row.cells.value}</td><td>{row.cells.required}</td><td>{row.cells.room}</td><td>{row.cells.outlook}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {lines.map(({ label, lines: said }) => (
        <div key={label} class="lines"><h3>{label}</h3>{said.map((line) => <p key={line}>{line}</p>)}</div>
      ))}
    </div>
  );
}
