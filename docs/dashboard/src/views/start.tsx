import type { Shown } from "../app.js";
import { sample } from "../sample.js";
import { WORDS } from "../words.js";

export function Start({ store, state }: Shown) {
  const words = WORDS[state.language];
  const open = async (): Promise<void> => {
    await store.attempt(async () => { await store.take(await sample()); });
  };
  return (
    <section class="start" aria-labelledby="start">
      <h2 id="start">{words.lead}</h2>
      <Chooser store={store} state={state} />
      <div class="sample">
        <button type="button" class="primary" onClick={() => void open()}>{words.sample}</button>
        <p>{words.sampleIs}</p>
      </div>
    </section>
  );
}

/** A place to drop files, and a way to choose them. */
export function Chooser({ store, state }: Shown) {
  const words = WORDS[state.language];
  const choose = (event: Event): void => {
    const input = event.currentTarget as HTMLInputElement;
    const files = [...(input.files ?? [])];
    input.value = "";
    void store.take(files);
  };
  return (
    <label class="chooser">
      <span>{words.drop}</span>
      <span class="button">{words.choose}</span>
      <input type="file" multiple accept=".yaml,.yml,.json,.csv,.tsv,.txt" onChange={choose} />
    </label>
  );
}
