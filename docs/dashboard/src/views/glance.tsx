import { useCallback } from "preact/hooks";
import type { OverviewRow } from "quality-objectives";

import type { Shown } from "../app.js";
import type { Standing, Trend } from "../protocol.js";
import { WORDS } from "../words.js";
import { statusOf } from "./as-of.js";
import { Chart, inWords, sparkline } from "./chart.js";

/** All objectives: status, value against target, headroom, trend. */
export function Glance({ store, state, standing }: Shown & { standing: Standing }) {
  const words = WORDS[state.language];
  const { overview, trends } = standing;
  return (
    <section class="glance" aria-labelledby="glance">
      <div class="glance-head">
        <h2 id="glance">{words.objectives}</h2>
        <p>{overview.summary}</p>
      </div>
      <ul class="cards">
        {overview.objectives.map((row, at) => (
          <Card
            key={row.number} row={row} trend={trends[at] ?? null} standing={standing} language={state.plan?.language ?? "vi"}
            isChosen={state.objective === row.number} choose={() => { store.set({ objective: row.number }); }}
            trendWord={words.trend}
          />
        ))}
      </ul>
    </section>
  );
}

interface CardProps {
  row: OverviewRow;
  trend: Trend | null;
  standing: Standing;
  language: string;
  isChosen: boolean;
  choose: () => void;
  trendWord: string;
}

function Card({ row, trend, standing, language, isChosen, choose, trendWord }: CardProps) {
  const { words } = standing.overview;
  const draw = useCallback((width: number) => sparkline(trend as Trend, width), [trend]);
  const kind = statusOf(row.status, row.cells.mark);
  return (
    <li class={`card ${kind}`}>
      <button type="button" aria-pressed={isChosen} onClick={choose}>
        <span class="card-head">
          <span class="card-number"><span class="unseen">{words.objective} </span>{row.number}</span>
          <span class="chip"><span aria-hidden="true">{row.cells.mark}</span> {row.cells.status}</span>
        </span>
        <span class="card-statement" lang={language}>{row.statement}</span>
        <span class="card-value">{row.cells.value}</span>
        <span class="card-required"><span class="faint">{words.required}:</span> {row.cells.required}</span>
        <span class="card-foot">
          <span><span class="faint">{words.room}:</span> {row.cells.room}</span>
          <span><span class="faint">{words.outlook}:</span> {row.cells.outlook}</span>
        </span>
      </button>
      {trend === null || trend.points.length < 2 ? <div class="chart empty" /> : (
        <Chart label={`${trendWord}: ${trend.title}: ${inWords(trend)}`} draw={draw} />
      )}
    </li>
  );
}
