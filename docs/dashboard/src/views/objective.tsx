import { useCallback, useRef, useState } from "preact/hooks";
import type { ObjectiveOutline, OverviewRow } from "quality-objectives";

import type { Shown } from "../app.js";
import type { OpenPlan, Standing, Trend } from "../protocol.js";
import { WORDS, type Words } from "../words.js";
import { statusOf } from "./as-of.js";
import { Breakdown } from "./breakdown.js";
import { CaseList } from "./cases.js";
import { Chart, inWords, trendChart } from "./chart.js";
import { Data } from "./data.js";
import { Review } from "./review.js";
import { Tree } from "./tree.js";
import { WhatIf } from "./what-if.js";

/** What the tabs below an objective show. */
export interface Chosen extends Shown {
  plan: OpenPlan;
  standing: Standing;
  row: OverviewRow;
  outline: ObjectiveOutline;
}

const TABS = ["breakdown", "review", "list", "whatIf", "data"] as const satisfies readonly (keyof Words)[];
type Tab = (typeof TABS)[number];

const VIEWS = { breakdown: Breakdown, review: Review, list: CaseList, whatIf: WhatIf, data: Data };

export function Objective(shown: Shown & { plan: OpenPlan; standing: Standing }) {
  const { state, plan, standing } = shown;
  const words = WORDS[state.language];
  const at = Math.max(0, standing.overview.objectives.findIndex(({ number }) => number === state.objective));
  const row = standing.overview.objectives[at];
  const outline = plan.outline.objectives[at];
  const trend = standing.trends[at] ?? null;
  if (row === undefined || outline === undefined) return null;
  return (
    <section class="objective" aria-labelledby="objective">
      <header class={`objective-head ${statusOf(row.status, row.cells.mark)}`}>
        <p class="eyebrow">
          {words.objective} {row.number} · <span class="chip"><span aria-hidden="true">{row.cells.mark}</span> {row.cells.status}</span> · {row.span}
        </p>
        <h2 id="objective" lang={plan.language}>{row.statement}</h2>
      </header>
      <div class="objective-body">
        <div>
          {row.next.length === 0 ? null : (
            <div class="next">
              <h3>{words.next}</h3>
              <ul>{row.next.map((line) => <li key={line}>{line}</li>)}</ul>
            </div>
          )}
          <h3>{words.targetOf}</h3>
          <Tree row={row} decides={standing.overview.words.decides} />
        </div>
        <div>
          {trend === null || trend.points.length < 2 ? null : <Months trend={trend} words={words} />}
          <dl class="of-plan" lang={plan.language}>
            {outline.measuredBy === null ? null : <><dt lang={state.language}>{words.measuredBy}</dt><dd>{outline.measuredBy}</dd></>}
            {outline.responsible.length === 0 ? null : (
              <><dt lang={state.language}>{words.responsible}</dt><dd>{outline.responsible.join("; ")}</dd></>
            )}
          </dl>
          {outline.actions.length === 0 ? null : (
            <details class="actions">
              <summary>{words.actions} ({outline.actions.length})</summary>
              <ul lang={plan.language}>{outline.actions.map((action) => <li key={action}>{action}</li>)}</ul>
            </details>
          )}
        </div>
      </div>
      <Tabs {...shown} row={row} outline={outline} />
    </section>
  );
}

function Months({ trend, words }: { trend: Trend; words: Words }) {
  const draw = useCallback((width: number) => trendChart(trend, width, words.limit), [trend, words]);
  return (
    <figure>
      <figcaption>
        <h3>{words.trend}</h3>
        <p class="faint">{trend.title}{trend.member === null ? "" : ` · ${trend.member}`}. {words.trendHelp}</p>
      </figcaption>
      <Chart label={`${words.trend}: ${trend.title}: ${inWords(trend)}`} draw={draw} />
    </figure>
  );
}

function Tabs(chosen: Chosen) {
  const words = WORDS[chosen.state.language];
  const [tab, setTab] = useState<Tab>("breakdown");
  const list = useRef<HTMLDivElement>(null);
  const move = (event: KeyboardEvent): void => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const next = (TABS.indexOf(tab) + step + TABS.length) % TABS.length;
    setTab(TABS[next] ?? "breakdown");
    list.current?.querySelectorAll<HTMLElement>("[role=tab]")[next]?.focus();
  };
  const View = VIEWS[tab];
  return (
    <div class="tabs">
      <div role="tablist" aria-label={words.tabs} ref={list} onKeyDown={move}>
        {TABS.map((own) => (
          <button
            key={own} type="button" role="tab" id={`tab-${own}`} aria-selected={own === tab} aria-controls="tab-panel"
            tabIndex={own === tab ? 0 : -1} onClick={() => { setTab(own); }}
          >
            {words[own]}
          </button>
        ))}
      </div>
      <div role="tabpanel" id="tab-panel" aria-labelledby={`tab-${tab}`} class="tab-panel">
        <View {...chosen} />
      </div>
    </div>
  );
}
