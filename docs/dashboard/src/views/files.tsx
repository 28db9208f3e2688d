import type { Shown } from "../app.js";
import type { OpenPlan } from "../protocol.js";
import { WORDS } from "../words.js";
import { Chooser } from "./start.js";

const DATES = ["yyyy-MM-dd", "dd/MM/yyyy", "d/M/yyyy", "dd-MM-yyyy", "MM/dd/yyyy"];

/** The files that were given, of which source each is, and how it is written. */
export function Files({ store, state, plan }: Shown & { plan: OpenPlan }) {
  const words = WORDS[state.language];
  const { files, standing } = state;
  const missing = plan.outline.sources.filter(({ name }) => !files.some(({ source }) => source === name));
  const isReady = files.length > 0 && files.every(({ source }) => source !== null);
  return (
    <details class="files" open={standing === null}>
      <summary>
        <h2>{words.files}</h2>
        <span>{state.isTallyOnly ? "tally.json" : files.map(({ file }) => file.name).join(", ")}</span>
      </summary>
      {standing === null ? <p>{words.needsFiles}</p> : null}
      {files.length === 0 ? null : (
        <ul class="file-list">
          {files.map((own, at) => (
            <li key={at}>
              <span class="file-name">{own.file.name}</span>
              <label>
                <span>{words.source}</span>
                <select
                  value={own.source ?? ""}
                  onChange={(event) => { store.change(at, { source: event.currentTarget.value || null }); }}
                >
                  <option value="">{words.noSource}</option>
                  {plan.outline.sources.map(({ name, title }) => <option key={name} value={name}>{title}</option>)}
                </select>
              </label>
              <label>
                <span>{words.delimiter}</span>
                <select
                  value={own.delimiter}
                  onChange={(event) => { store.change(at, { delimiter: event.currentTarget.value }); }}
                >
                  {[",", ";", "|"].map((mark) => <option key={mark} value={mark}>{mark}</option>)}
                  <option value={"\t"}>{words.tab}</option>
                </select>
              </label>
              <label>
                <span>{words.dates}</span>
                <select
                  value={own.dates}
                  onChange={(event) => { store.change(at, { dates: event.currentTarget.value }); }}
                >
                  {DATES.map((pattern) => <option key={pattern} value={pattern}>{pattern}</option>)}
                </select>
              </label>
              <button type="button" class="quiet" onClick={() => { store.remove(at); }}>
                {words.remove}<span class="unseen"> {own.file.name}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
      {state.isTallyOnly || missing.length === 0 ? null : (
        <ul class="missing">
          {missing.map(({ name, title }) => <li key={name}><span>{title}</span> – {words.notGiven}</li>)}
        </ul>
      )}
      <div class="files-tools">
        {files.length === 0 ? null : (
          <button type="button" class="primary" disabled={!isReady} onClick={() => void store.count()}>{words.count}</button>
        )}
        <Chooser store={store} state={state} />
      </div>
    </details>
  );
}
