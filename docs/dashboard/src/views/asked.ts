import { useEffect, useState } from "preact/hooks";

import { Fault, request } from "../client.js";
import type { Kind, Requests } from "../protocol.js";

export type Answer<T> = { value: T } | { fault: Fault } | null;

/** What the worker answers to a question; asked again when the question is another one. */
export function useAnswer<K extends Kind>(
  kind: K,
  ask: Requests[K]["ask"] | null,
): Answer<Requests[K]["get"]> {
  const [answer, setAnswer] = useState<Answer<Requests[K]["get"]>>(null);
  const key = ask === null ? "" : JSON.stringify(ask);
  useEffect(() => {
    if (ask === null) {
      setAnswer(null);
      return undefined;
    }
    let isWanted = true;
    request(kind, ask).then(
      (value) => {
        if (isWanted) setAnswer({ value });
      },
      (error: unknown) => {
        if (!isWanted) return;
        const fault = error instanceof Fault ? error : new Fault("Error", String(error), []);
        setAnswer({ fault });
      },
    );
    return () => {
      isWanted = false;
    };
    // The key is the question.
  }, [kind, key]);
  return answer;
}
