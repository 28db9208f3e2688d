import { useEffect, useRef, useState } from "preact/hooks";
import type { CasesRequest, OverviewPart } from "quality-objectives";

import { request } from "../client.js";
import type { Found } from "../protocol.js";
import { fill, grouped, WORDS } from "../words.js";
import { columnsOf } from "./breakdown.js";
import { useAnswer } from "./asked.js";
import type { Chosen } from "./objective.js";

const LIMIT = 200;

/** The parts of an objective whose bad cases can be listed. */
function listable(parts: readonly OverviewPart[]): OverviewPart[] {
  return parts.filter(({ scale, kind }) => scale?.bad !== null && scale !== null && kind !== "period");
}

export function CaseList(chosen: Chosen) {
  const { state, store, plan, standing, row } = chosen;
  const { language } = state;
  const words = WORDS[language];
  const parts = listable(row.parts);
  const [at, setAt] = useState(0);
  const part = parts[at] ?? parts[0];
  const measure = part?.scale?.measure ?? "";
  const outline = plan.outline.measures.find(({ name }) => name === measure);
  const source = plan.outline.sources.find(({ name }) => name === outline?.sources[0]);
  const columns = columnsOf(source).filter(({ name }) => name !== part?.column);
  const column = columns[0];
  const [member, setMember] = useState("");
  const table = useAnswer("table", part === undefined || column === undefined ? null : {
    asOf: standing.asOf, language, measure, by: [column.name],
  });
  const members = table !== null && "value" in table ? table.value.numbers.rows.flatMap(({ members: own }) =>
    typeof own[0] === "string" ? [own[0]] : []) : [];
  const [found, setFound] = useState<Found | null>(null);
  const control = useRef<AbortController>(null);
  // What was listed belongs to another question.
  useEffect(() => {
    setFound(null);
    return () => { control.current?.abort(); };
  }, [measure, part?.member, member, standing.asOf, row.number]);
  if (state.isTallyOnly) return <p>{words.noFiles}</p>;
  if (part === undefined) return <p>{words.noPart}</p>;
  const list = (): Promise<void> => store.attempt(async () => {
    control.current?.abort();
    control.current = new AbortController();
    const own: CasesRequest = {
      measure, part: part.scale?.bad as CasesRequest["part"], asOf: standing.asOf, limit: LIMIT,
      members: {
        ...(part.column === null ? {} : { [part.column]: part.member }),
        ...(column === undefined || member === "" ? {} : { [column.name]: member }),
      },
    };
    setFound(await request("cases", { request: own, inputs: store.inputs }, { signal: control.current.signal }));
  });
  return (
    <>
      <div class="choices">
        <label>
          <span>{words.listBad}</span>
          <select value={at} onChange={(event) => { setAt(Number(event.currentTarget.value)); }}>
            {parts.map(({ label }, index) => <option key={index} value={index}>{label}</option>)}
          </select>
        </label>
        {column === undefined ? null : (
          <label>
            <span>{column.title}</span>
            <select value={member} onChange={(event) => { setMember(event.currentTarget.value); }}>
              <option value="">{words.all}</option>
              {members.map((name) => <option key={name} value={name}>{name}</option>)}
            </select>
          </label>
        )}
        <button type="button" class="primary" onClick={() => void list()}>{words.show}</button>
      </div>
      {found === null ? null : <List found={found} chosen={chosen} source={source?.columns ?? []} />}
    </>
  );
}

interface ListProps {
  found: Found;
  chosen: Chosen;
  source: { header: string; title: string; key: boolean }[];
}

function List({ found, chosen, source }: ListProps) {
  const { language } = chosen.state;
  const words = WORDS[language];
  if (found.cases.length === 0) return <p>{words.noCases}</p>;
  const shown = found.headers.map((header) => header.trim());
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label={words.listOf}>
      <table class="cases">
        <caption>
          {grouped(String(found.cases.length), language)} {words.cases}
          {found.more === 0 ? "" : `, ${fill(words.more, { count: grouped(String(found.more), language) })}`}
        </caption>
        <thead>
          <tr>
            <th scope="col" class="number">{words.row}</th>
            {shown.length === 0 ? <th scope="col">{words.key}</th> : shown.map((header) => (
              <th key={header} scope="col">{source.find((own) => own.header === header)?.title ?? header}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {found.cases.map((own, at) => (
            <tr key={at}>
              <td class="number">{grouped(String(own.line ?? own.row), language)}</td>
              {found.fields[at]?.map((field, index) => <td key={index}>{field}</td>) ?? <td>{own.key}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
