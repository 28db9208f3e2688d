import { useState } from "preact/hooks";
import type { ReviewCell, ReviewMeasure } from "quality-objectives";

import { WORDS } from "../words.js";
import { useAnswer } from "./asked.js";
import { Problems } from "./notice.js";
import type { Chosen } from "./objective.js";

/** The review that the plan asks for: which groups have bad cases, and what changed since the last one. */
export function Review({ state, plan, standing, row }: Chosen) {
  const { language } = state;
  const words = WORDS[language];
  const [isOnlyBad, setOnlyBad] = useState(true);
  // An objective without a review shows that of one that has one: it is what the meeting asks for.
  const own = plan.outline.objectives.find(({ number, hasReview }) => number === row.number && hasReview)
    ?? plan.outline.objectives.find(({ hasReview }) => hasReview);
  const ask = own === undefined ? null : { asOf: standing.asOf, language, objective: own.number };
  const review = useAnswer("review", ask);
  if (own === undefined) return <p>{words.noReview}</p>;
  if (review === null) return null;
  if ("fault" in review) return <Problems problems={review.fault.problems} />;
  const value = review.value;
  if (value === null) return <p>{words.noReview}</p>;
  const rows = value.rows.filter(({ hasBad }) => hasBad || !isOnlyBad);
  return (
    <>
      {own.number === row.number ? null : <p class="faint">{words.noReview} {words.objective} {own.number}:</p>}
      <h3>{value.heading}</h3>
      {value.notes.map((note) => <p key={note}>{note}</p>)}
      <label class="check">
        <input type="checkbox" checked={isOnlyBad} onChange={(event) => { setOnlyBad(event.currentTarget.checked); }} /> {words.onlyBad}
      </label>
      <div class="scroll" tabIndex={0} role="region" aria-label={value.heading}>
        <table class="review">
          <thead>
            <tr>
              {value.columns.map((column) => <th key={column} scope="col">{column}</th>)}
              {value.measures.map(({ measure, title }) => <th key={measure} scope="col" class="number">{title}</th>)}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ members, cells, hasBad }) => (
              <tr key={members.join(" ")} class={hasBad ? "bad" : ""}>
                {members.map((member, at) => (at === 0 ? <th key={at} scope="row">{member}</th> : <td key={at}>{member}</td>))}
                {cells.map((cell, at) => <Cell key={at} cell={cell} measure={value.measures[at]} before={value.before} words={words.before} />)}
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row" colSpan={Math.max(1, value.columns.length)}>{standing.overview.words.allMembers}</th>
              {value.total.map((cell, at) => <Cell key={at} cell={cell} measure={value.measures[at]} before={value.before} words={words.before} />)}
            </tr>
          </tfoot>
        </table>
      </div>
    </>
  );
}

interface CellProps {
  cell: ReviewCell;
  measure: ReviewMeasure | undefined;
  before: string | null;
  words: string;
}

function Cell({ cell, measure, before, words }: CellProps) {
  const isWorse = measure?.isBad === true && cell.direction === 1;
  const isBetter = measure?.isBad === true && cell.direction === -1;
  return (
    <td class="number">
      {cell.value}
      {cell.change === null || cell.direction === 0 ? <span class="change">=</span> : (
        <span class={`change${isWorse ? " worse" : ""}${isBetter ? " better" : ""}`} title={`${before ?? ""} ${words}: ${cell.before ?? "–"}`}>
          {cell.change}
        </span>
      )}
    </td>
  );
}
