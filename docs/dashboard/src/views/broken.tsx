import { useRef, useState } from "preact/hooks";
import type { Problem } from "quality-objectives";

import type { Shown } from "../app.js";
import { fill, WORDS } from "../words.js";
import { Problems } from "./notice.js";

/** A plan that cannot be opened: its text with numbers of lines, each problem under its line. */
export function Broken({ store, state, problems }: Shown & { problems: Problem[] }) {
  const words = WORDS[state.language];
  const [text, setText] = useState(state.planText);
  const shown = useRef<HTMLElement>(null);
  const byLine = Map.groupBy(problems, ({ line }) => line ?? 1);
  const mend = async (): Promise<void> => { await store.openPlan(text); };
  return (
    <section class="broken" aria-labelledby="broken" ref={shown}>
      <h2 id="broken">{fill(words.broken, { count: String(problems.length) })}</h2>
      <p>{words.brokenHelp}</p>
      <ol class="places">
        {problems.map((problem, at) => (
          <li key={at}>
            <a href={`#line-${problem.line ?? 1}`}>{words.line} {problem.line ?? 1}</a> <span lang="en">{problem.message}</span>
          </li>
        ))}
      </ol>
      {/* Scrolled by keyboard as well. */}
      <div class="plan-text" tabIndex={0} role="region" aria-label={words.plan}>
        {state.planText.split("\n").map((line, at) => {
          const own = byLine.get(at + 1);
          return (
            <div key={at} id={`line-${at + 1}`} class={own === undefined ? "plan-line" : "plan-line faulty"}>
              <span class="plan-number">{at + 1}</span>
              <code>{line === "" ? " " : line}</code>
              {own === undefined ? null : <Problems problems={own} />}
            </div>
          );
        })}
      </div>
      <label class="mending">
        <span>{words.plan}</span>
        <textarea value={text} rows={12} spellcheck={false} onInput={(event) => { setText(event.currentTarget.value); }} />
      </label>
      <div class="tools">
        <button type="button" class="primary" onClick={() => void mend()}>{words.check}</button>
        <button type="button" class="quiet" onClick={() => { store.startOver(); }}>{words.startOver}</button>
      </div>
    </section>
  );
}
