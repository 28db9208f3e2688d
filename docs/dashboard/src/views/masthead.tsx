import type { Shown } from "../app.js";
import { request } from "../client.js";
import type { Exported } from "../protocol.js";
import { WORDS } from "../words.js";

const NAMES: Readonly<Record<Exported, [string, string]>> = {
  evaluation: ["evaluation.json", "application/json"],
  tally: ["tally.json", "application/json"],
  report: ["report.md", "text/markdown"],
};

/** Hands a text to the browser as a file. */
function save(name: string, type: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => {
    URL.revokeObjectURL(address);
  }, 10_000);
}

export function Masthead({ store, state }: Shown) {
  const { language, plan, standing } = state;
  const words = WORDS[language];
  const write = async (what: Exported): Promise<void> => {
    if (standing === null) return;
    const [name, type] = NAMES[what];
    await store.attempt(async () => {
      save(name, type, await request("write", { asOf: standing.asOf, language, what }));
    });
  };
  const other = language === "vi" ? "en" : "vi";
  return (
    <header class="masthead">
      <div class="masthead-title">
        <p class="eyebrow">{plan === null ? "ISO 9001 · 6.2" : [plan.organisation, plan.number].filter(Boolean).join(" · ")}</p>
        <h1 lang={plan?.language ?? language}>{plan?.title ?? words.title}</h1>
      </div>
      <div class="masthead-tools">
        {standing === null ? null : (
          <div class="tools" role="group" aria-label={words.export}>
            <button type="button" onClick={() => void write("evaluation")}>{words.saveEvaluation}</button>
            <button type="button" onClick={() => void write("tally")}>{words.saveTally}</button>
            <button type="button" onClick={() => void write("report")}>{words.saveReport}</button>
            <button type="button" onClick={() => { print(); }}>{words.print}</button>
          </div>
        )}
        <div class="tools">
          {plan === null ? null : (
            <button type="button" class="quiet" onClick={() => { store.startOver(); }}>{words.startOver}</button>
          )}
          <button type="button" class="quiet" lang={other} onClick={() => void store.setLanguage(other)}>
            {words.other}
          </button>
        </div>
        <p class="private"><span aria-hidden="true">⌂ </span>{words.private}</p>
      </div>
    </header>
  );
}
