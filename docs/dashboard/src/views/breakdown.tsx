import { useCallback, useMemo, useState } from "preact/hooks";
import type { SourceOutline } from "quality-objectives";

import type { Table } from "../protocol.js";
import { fill, grouped, WORDS } from "../words.js";
import { useAnswer } from "./asked.js";
import { Heat } from "./heat.js";
import { Problems } from "./notice.js";
import type { Chosen } from "./objective.js";

/** The measure that an objective's row shows. */
export function measureOf({ row, plan }: Chosen): string {
  const key = row.parts.find(({ key }) => key) ?? row.parts.find(({ scale }) => scale !== null);
  return key?.scale?.measure ?? plan.outline.measures[0]?.name ?? "";
}

/** The columns by which a source is broken down, each once. */
export function columnsOf(source: SourceOutline | undefined): { name: string; title: string }[] {
  const names = new Set(source?.breakdowns.flatMap(({ by }) => by));
  return (source?.columns ?? []).filter(({ name }) => names.has(name));
}

export function Breakdown(chosen: Chosen) {
  const { state, plan, standing } = chosen;
  const words = WORDS[state.language];
  const own = measureOf(chosen);
  const [asked, setAsked] = useState<{ for: string; measure: string } | null>(null);
  // Another objective has another measure of its own.
  const measure = asked !== null && asked.for === chosen.row.number ? asked.measure : own;
  const outline = plan.outline.measures.find(({ name }) => name === measure);
  const source = plan.outline.sources.find(({ name }) => name === outline?.sources[0]);
  const columns = columnsOf(source);
  const [wanted, setColumn] = useState("");
  const column = columns.find(({ name }) => name === wanted) ?? columns[0];
  const ask = { asOf: standing.asOf, language: state.language, measure, by: column === undefined ? [] : [column.name] };
  const table = useAnswer("table", ask);
  const months = useAnswer("table", { ...ask, grain: "month" as const });
  return (
    <>
      <div class="choices">
        <label>
          <span>{words.measure}</span>
          <select value={measure} onChange={(event) => { setAsked({ for: chosen.row.number, measure: event.currentTarget.value }); }}>
            {plan.outline.measures.map(({ name, title }) => <option key={name} value={name}>{title}</option>)}
          </select>
        </label>
        {columns.length === 0 ? null : (
          <fieldset>
            <legend>{words.breakdownOf}</legend>
            {columns.map(({ name, title }) => (
              <label key={name}>
                <input type="radio" name="column" checked={name === column?.name} onChange={() => { setColumn(name); }} /> {title}
              </label>
            ))}
          </fieldset>
        )}
      </div>
      <div class="where">
        {table === null ? null : "fault" in table ? <Problems problems={table.fault.problems} /> : (
          <Bars key={`${measure} ${column?.name ?? ""}`} table={table.value} chosen={chosen} />
        )}
        {months === null ? null : "fault" in months ? <Problems problems={months.fault.problems} /> : (
          <Heat table={months.value} words={words} />
        )}
      </div>
    </>
  );
}

type Order = { by: "member" | "value" | "cases"; isDown: boolean };

function Bars({ table, chosen }: { table: Table; chosen: Chosen }) {
  const { state } = chosen;
  const words = WORDS[state.language];
  const { numbers, words: said, drawn } = table;
  const [order, setOrder] = useState<Order>({ by: "value", isDown: true });
  const most = Math.max(0, ...drawn.map((own) => own ?? 0));
  const rows = useMemo(() => {
    const all = numbers.rows.map((row, at) => ({
      name: said.rows[at]?.members.join(" · ") ?? "",
      value: said.rows[at]?.value ?? null,
      drawn: drawn[at] ?? null,
      numerator: row.value.numerator,
      denominator: row.value.denominator,
    }));
    const keys = {
      member: (a: (typeof all)[number], b: (typeof all)[number]) => a.name.localeCompare(b.name, "vi"),
      value: (a: (typeof all)[number], b: (typeof all)[number]) => (a.drawn ?? -1) - (b.drawn ?? -1),
      cases: (a: (typeof all)[number], b: (typeof all)[number]) =>
        Number(a.denominator ?? a.numerator ?? 0) - Number(b.denominator ?? b.numerator ?? 0),
    };
    return all.sort((a, b) => (order.isDown ? -1 : 1) * keys[order.by](a, b));
  }, [table, order]);
  const head = useCallback((by: Order["by"], title: string, isNumber: boolean) => (
    <th scope="col" class={isNumber ? "number" : ""} aria-sort={order.by !== by ? undefined : order.isDown ? "descending" : "ascending"}>
      <button type="button" onClick={() => { setOrder({ by, isDown: order.by === by ? !order.isDown : by !== "member" }); }}>
        {title}<span aria-hidden="true">{order.by !== by ? " ↕" : order.isDown ? " ↓" : " ↑"}</span>
      </button>
    </th>
  ), [order]);
  const column = said.columns.join(" · ") || said.words.allMembers;
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label={said.title}>
      <table class="bars">
        <caption>{said.title}</caption>
        <thead>
          <tr>{head("member", column, false)}{head("value", said.words.value, true)}<td />{head("cases", words.cases, true)}</tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.name}>
              <th scope="row">{row.name}</th>
              <td class="number">{row.value ?? said.words.noData}</td>
              <td class="bar" aria-hidden="true">
                <span style={{ width: `${most === 0 || row.drawn === null ? 0 : (100 * Math.max(0, row.drawn)) / most}%` }} />
              </td>
              <td class="number">
                {row.numerator === null ? "–" : grouped(row.numerator, state.language)}
                {row.denominator === null ? null : <span class="faint"> / {grouped(row.denominator, state.language)}</span>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length === 0 ? <p class="faint">{fill(words.noCases, {})}</p> : null}
    </div>
  );
}
