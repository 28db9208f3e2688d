import { useEffect, useState } from "preact/hooks";

import type { State, Store } from "./store.js";
import { AsOf } from "./views/as-of.js";
import { Broken } from "./views/broken.js";
import { Files } from "./views/files.js";
import { Glance } from "./views/glance.js";
import { Masthead } from "./views/masthead.js";
import { Notice } from "./views/notice.js";
import { Objective } from "./views/objective.js";
import { Paper } from "./views/paper.js";
import { Start } from "./views/start.js";
import { WORDS } from "./words.js";

/** What every view gets. */
export interface Shown {
  store: Store;
  state: State;
}

export function App({ store }: { store: Store }) {
  const [state, setState] = useState(store.state);
  useEffect(() => {
    store.listen(setState);
    setState(store.state);
  }, [store]);
  const words = WORDS[state.language];
  const [isOver, setOver] = useState(false);
  useEffect(() => {
    document.documentElement.lang = state.language;
    document.title = state.plan === null ? words.title : `${words.title} · ${state.plan.number ?? state.plan.title}`;
  }, [state.language, state.plan, words]);
  useEffect(() => {
    const over = (event: DragEvent): void => {
      event.preventDefault();
      setOver(event.type === "dragover");
    };
    const drop = (event: DragEvent): void => {
      event.preventDefault();
      setOver(false);
      void store.take([...(event.dataTransfer?.files ?? [])]);
    };
    addEventListener("dragover", over);
    addEventListener("dragleave", over);
    addEventListener("drop", drop);
    return () => {
      removeEventListener("dragover", over);
      removeEventListener("dragleave", over);
      removeEventListener("drop", drop);
    };
  }, [store]);
  const shown = { store, state };
  const isStart = state.plan === null && state.broken === null;
  return (
    <div class={isOver ? "page over" : "page"}>
      <a class="skip" href="#content">{words.skip}</a>
      <Masthead {...shown} />
      <main id="content">
        <Notice {...shown} />
        {isStart ? <Start {...shown} /> : null}
        {state.broken === null ? null : <Broken {...shown} problems={state.broken} />}
        {state.plan === null || state.broken !== null ? null : <Files {...shown} plan={state.plan} />}
        {state.plan === null || state.standing === null || state.broken !== null ? null : (
          <>
            <AsOf {...shown} plan={state.plan} standing={state.standing} />
            <Glance {...shown} standing={state.standing} />
            <Objective {...shown} plan={state.plan} standing={state.standing} />
          </>
        )}
      </main>
      {state.plan === null || state.standing === null ? null : (
        <Paper {...shown} plan={state.plan} standing={state.standing} />
      )}
    </div>
  );
}
