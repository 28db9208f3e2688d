import type { Problem } from "quality-objectives";

import type { Shown } from "../app.js";
import { WORDS } from "../words.js";

export function Notice({ store, state }: Shown) {
  const { notice, counting, language } = state;
  const words = WORDS[language];
  const share = counting === null ? 0 : Math.min(1, counting.bytes / counting.total);
  return (
    <div class="notices">
      {/* Always there, so that screen readers say what comes into it. */}
      <div role="status" class="status-line">
        {counting === null ? null : (
          <div class="counting">
            <label for="progress">{words.counting}</label>
            <progress id="progress" max={1} value={share}>{Math.round(share * 100)} %</progress>
            <button type="button" onClick={() => { store.cancel(); }}>{words.cancel}</button>
          </div>
        )}
      </div>
      <div role="alert">
        {notice === null ? null : (
          <div class="notice">
            <p>{notice.text}</p>
            {notice.problems.length === 0 ? null : <Problems problems={notice.problems} />}
          </div>
        )}
      </div>
    </div>
  );
}

/** What the library found, in its own words, which are English. */
export function Problems({ problems }: { problems: readonly Problem[] }) {
  return (
    <ul class="problems" lang="en">
      {problems.map((problem, at) => (
        <li key={at}>
          {problem.path === "" ? null : <code>{problem.path}</code>} {problem.message} <span class="code">[{problem.code}]</span>
          {problem.help === undefined ? null : <div class="help">{problem.help}</div>}
        </li>
      ))}
    </ul>
  );
}
