// What the page knows, and what can be done about it. Views show a state and call actions.
import type { Language, Problem } from "quality-objectives";

import { Fault, request, type Care } from "./client.js";
import { monthEnds } from "./days.js";
import type { Counted, History, Input, OpenPlan, Reached, Standing } from "./protocol.js";
import { WORDS } from "./words.js";

/** A file that has come, before it is known of which source it is. */
export interface Candidate extends Omit<Input, "source"> {
  source: string | null;
  headers: string[];
}

export interface State {
  language: Language;
  plan: OpenPlan | null;
  planText: string;
  /** The faults of a plan that could not be opened. */
  broken: Problem[] | null;
  files: Candidate[];
  counted: Counted | null;
  /** Whether only a tally was given. */
  isTallyOnly: boolean;
  /** The day that the slider shows; how things stand may still be on its way. */
  asOf: string;
  standing: Standing | null;
  history: History | null;
  counting: Reached | null;
  objective: string | null;
  notice: { text: string; problems: readonly Problem[] } | null;
}

/** Files of more bytes than this are counted for the ends of the months only when one asks. */
const LARGE = 24_000_000;

type Listener = (state: State) => void;

export class Store {
  state: State;
  #listener: Listener = () => undefined;
  #counting: AbortController | undefined;
  #moving: AbortController | undefined;

  constructor(language: Language) {
    this.state = {
      language, plan: null, planText: "", broken: null, files: [], counted: null, isTallyOnly: false,
      asOf: "", standing: null, history: null, counting: null, objective: null, notice: null,
    };
  }

  listen(listener: Listener): void {
    this.#listener = listener;
  }

  set(patch: Partial<State>): void {
    this.state = { ...this.state, ...patch };
    this.#listener(this.state);
  }

  /** The inputs that have a source. */
  get inputs(): Input[] {
    return this.state.files.flatMap(({ source, file, delimiter, dates }) =>
      source === null ? [] : [{ source, file, delimiter, dates }]);
  }

  get isLarge(): boolean {
    return this.inputs.reduce((sum, { file }) => sum + file.size, 0) > LARGE;
  }

  async setLanguage(language: Language): Promise<void> {
    this.set({ language });
    await this.#guarded(async () => {
      if (this.state.standing === null) return;
      await this.#stand(this.state.standing.asOf);
      if (this.state.history !== null) await this.#history();
    });
  }

  /** Takes files that were dropped or chosen: a plan, a tally, records. */
  async take(files: readonly File[]): Promise<void> {
    this.set({ notice: null });
    await this.#guarded(async () => {
      const rest: File[] = [];
      for (const file of files) {
        const sniffed = await request("sniff", { file });
        if (sniffed.kind === "plan") await this.#openPlan(sniffed.text);
        else rest.push(file);
      }
      // What a file is for, only the plan says: files that came before it are looked at again.
      const earlier = this.state.files.filter(({ source }) => source === null).map(({ file }) => file);
      const known = this.state.files.filter(({ source }) => source !== null);
      const found: Candidate[] = [];
      let tally: string | undefined;
      for (const file of [...earlier, ...rest]) {
        const sniffed = await request("sniff", { file });
        if (sniffed.kind === "tally") tally = sniffed.text;
        if (sniffed.kind !== "records") continue;
        const { source, delimiter, headers } = sniffed;
        found.push({ file, source, delimiter, headers, dates: "yyyy-MM-dd" });
      }
      this.set({ files: [...known, ...found] });
      const { notice, broken, plan, language } = this.state;
      if (plan === null && broken === null && notice === null) {
        this.set({ notice: { text: WORDS[language].needsPlan, problems: [] } });
      }
      if (plan === null) return;
      if (tally !== undefined) await this.#openTally(tally);
      else if (found.length > 0 && found.every(({ source }) => source !== null)) await this.#count();
    });
  }

  /** Opens the text of a plan, or shows its faults. */
  async openPlan(text: string): Promise<void> {
    await this.#guarded(() => this.#openPlan(text));
    if (this.state.plan !== null && this.state.files.length > 0) await this.take([]);
  }

  async #openPlan(text: string): Promise<void> {
    const broken = await request("check", { text });
    if (broken.length > 0) {
      this.set({ broken, planText: text });
      return;
    }
    const plan = await request("openPlan", { text });
    const files = this.state.files.map((own) => ({ ...own, source: null }));
    this.set({
      plan, planText: text, broken: null, files, counted: null, standing: null, history: null,
      isTallyOnly: false, asOf: plan.to, objective: plan.outline.objectives[0]?.number ?? null,
    });
  }

  async #openTally(text: string): Promise<void> {
    const counted = await request("openTally", { text });
    const asOf = counted.days.at(-1) ?? "";
    this.set({ counted, files: [], isTallyOnly: true, asOf, history: null });
    await this.#stand(asOf);
    if (counted.days.length > 1) await this.#history(counted.days);
  }

  change(at: number, patch: Partial<Candidate>): void {
    this.set({ files: this.state.files.map((own, index) => (index === at ? { ...own, ...patch } : own)) });
  }

  remove(at: number): void {
    this.set({ files: this.state.files.filter((_, index) => index !== at) });
  }

  count(): Promise<void> {
    this.set({ notice: null });
    return this.#guarded(() => this.#count());
  }

  async #count(): Promise<void> {
    const { plan, asOf } = this.state;
    if (plan === null) return;
    const day = asOf === "" ? plan.to : asOf;
    const counted = await this.#counted([day], false);
    this.set({ counted, isTallyOnly: false, history: null, asOf: day });
    await this.#stand(day);
    if (!this.isLarge) await this.#history();
  }

  #counted(days: string[], more: boolean): Promise<Counted> {
    return this.#watched((care) => request("count", { days, inputs: this.inputs, more }, care));
  }

  /** Shows how far a counting is, lets it be ended, and ends the one before. */
  async #watched<T>(count: (care: Care) => Promise<T>): Promise<T> {
    this.#counting?.abort(new DOMException("another counting began", "AbortError"));
    const control = new AbortController();
    this.#counting = control;
    this.set({ counting: { bytes: 0, total: 1 } });
    try {
      return await count({
        signal: control.signal,
        reached: (counting) => {
          this.set({ counting });
        },
      });
    } finally {
      if (this.#counting === control) {
        this.#counting = undefined;
        this.set({ counting: null });
      }
    }
  }

  /** Ends the counting that is under way. */
  cancel(): void {
    this.#counting?.abort(new Cancelled(WORDS[this.state.language].aborted));
  }

  /** Looks at another day: what is not counted yet is counted, the last position wins. */
  async moveTo(asOf: string): Promise<void> {
    this.set({ asOf, notice: null });
    this.#moving?.abort();
    const moving = new AbortController();
    this.#moving = moving;
    await this.#guarded(async () => {
      const { counted, isTallyOnly } = this.state;
      if (counted === null) return;
      if (!counted.days.includes(asOf) && !isTallyOnly) {
        const { days } = await this.#counted([asOf], true);
        const own = this.state.counted ?? counted;
        this.set({ counted: { ...own, days: [...new Set([...own.days, ...days])] } });
      }
      if (!moving.signal.aborted) await this.#stand(asOf);
    });
  }

  async #stand(asOf: string): Promise<void> {
    const { language } = this.state;
    const standing = await request("stand", { asOf, language });
    // The slider may have moved on, and the language may have changed.
    if (this.state.asOf === asOf && this.state.language === language) this.set({ standing });
  }

  /** Counts the ends of the months, for how things stood as known then. */
  askHistory(): Promise<void> {
    return this.#guarded(() => this.#history());
  }

  async #history(only?: string[]): Promise<void> {
    const { plan, language, counted, isTallyOnly } = this.state;
    if (plan === null || counted === null) return;
    const days = only ?? (isTallyOnly ? counted.days : monthEnds(plan.from, plan.to));
    const ask = { days, inputs: this.inputs, language };
    // What takes a moment runs beside everything else, and what takes long is watched.
    const history = this.isLarge
      ? await this.#watched((care) => request("history", ask, care))
      : await request("history", ask);
    if (this.state.plan !== plan || this.state.counted === null) return;
    const known = [...new Set([...this.state.counted.days, ...days])];
    this.set({ history, counted: { ...this.state.counted, days: known } });
  }

  /** Runs what a view does; what goes wrong is shown and not lost. */
  attempt(action: () => Promise<void>): Promise<void> {
    return this.#guarded(action);
  }

  async #guarded(action: () => Promise<void>): Promise<void> {
    try {
      await action();
    } catch (error) {
      const { standing, asOf } = this.state;
      if (error instanceof Cancelled) {
        // The day that is shown is the one that the numbers are of.
        this.set({ notice: { text: error.message, problems: [] }, asOf: standing?.asOf ?? asOf });
      } else if ((error as Error).name === "AbortError") return;
      else {
        const problems = error instanceof Fault ? error.problems : [];
        const text = problems.length > 0 ? WORDS[this.state.language].failed : (error as Error).message;
        this.set({ notice: { text, problems } });
      }
    }
  }

  startOver(): void {
    this.#counting?.abort(new DOMException("start over", "AbortError"));
    this.set({
      plan: null, planText: "", broken: null, files: [], counted: null, standing: null, history: null,
      isTallyOnly: false, notice: null, objective: null,
    });
  }
}

/** A counting that a person ended. */
class Cancelled extends Error {}
