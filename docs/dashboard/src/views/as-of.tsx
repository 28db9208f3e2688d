import type { Shown } from "../app.js";
import { dayOf, numberOf } from "../days.js";
import type { History, OpenPlan, Standing } from "../protocol.js";
import { dayInWords, fill, WORDS } from "../words.js";

/** The day at whose end one looks, and how things stood at the ends of the months. */
export function AsOf({ store, state, plan, standing }: Shown & { plan: OpenPlan; standing: Standing }) {
  const { language, asOf, isTallyOnly, counted, history } = state;
  const words = WORDS[language];
  const days = counted?.days ?? [];
  const said = isTallyOnly
    ? fill(words.asOfTally, { days: days.map((day) => dayInWords(day, language)).join(", ") })
    : words.asOfHelp;
  const [from, to] = [numberOf(plan.from), numberOf(plan.to)];
  const move = (event: Event): void => {
    void store.moveTo(dayOf(Number((event.currentTarget as HTMLInputElement).value)));
  };
  return (
    <section class="as-of" aria-labelledby="as-of">
      <div class="as-of-day">
        <h2 id="as-of">{words.asOf}</h2>
        <output for="day" class={standing.asOf === asOf ? "day" : "day waiting"}>{dayInWords(asOf, language)}</output>
      </div>
      <div class="as-of-slider">
        <input
          id="day" type="range" min={from} max={to} step={1} value={numberOf(asOf)} disabled={isTallyOnly}
          aria-labelledby="as-of" aria-describedby="as-of-help" aria-valuetext={dayInWords(asOf, language)} onInput={move}
        />
        {history === null ? null : <Past store={store} state={state} history={history} />}
        <p id="as-of-help" class="faint">{said}</p>
        {history !== null || isTallyOnly ? null : (
          <p class="faint">
            <button type="button" class="quiet" onClick={() => void store.askHistory()}>{words.historyAsk}</button>
            {store.isLarge ? ` ${words.historyLarge}` : null}
          </p>
        )}
      </div>
    </section>
  );
}

function Past({ store, state, history }: Shown & { history: History }) {
  const { language, asOf, standing } = state;
  const words = WORDS[language];
  return (
    <div class="past-frame" tabIndex={0} role="region" aria-label={words.history}>
      <table class="past">
        <caption class="unseen">{words.history}</caption>
        <thead>
          <tr>
            <th scope="col"><span class="unseen">{words.objective}</span></th>
            {history.days.map((day) => (
              <th key={day} scope="col" aria-current={day === asOf ? "date" : undefined}>
                <button type="button" title={dayInWords(day, language)} onClick={() => void store.moveTo(day)}>
                  <span aria-hidden="true">{day.slice(5, 7)}</span>
                  <span class="unseen">{dayInWords(day, language)}</span>
                </button>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {standing?.overview.objectives.map(({ number }, at) => (
            <tr key={number}>
              <th scope="row">{number}</th>
              {history.days.map((day, index) => {
                const own = history.marks[index]?.[at];
                return (
                  <td key={day} class={own === undefined ? "" : statusOf(own.status, own.mark)} title={own?.words}>
                    <span aria-hidden="true">{own?.mark}</span><span class="unseen">{own?.words}</span>
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** The class of a status; not met for good is told apart from not yet met by its mark. */
export function statusOf(status: string, mark: string): string {
  if (status === "met") return "met";
  if (status === "no_data") return "no-data";
  return mark === "○" ? "not-yet" : "not-met";
}
