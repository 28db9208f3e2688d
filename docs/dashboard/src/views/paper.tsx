import type { Shown } from "../app.js";
import type { OpenPlan, Standing } from "../protocol.js";
import { WORDS } from "../words.js";
import { Tree } from "./tree.js";

/** What is printed for a meeting: all objectives at a glance, then each with its target. */
export function Paper({ state, plan, standing }: Shown & { plan: OpenPlan; standing: Standing }) {
  const words = WORDS[state.language];
  const { overview } = standing;
  const heads = overview.words;
  return (
    <div class="paper">
      <p>{overview.organisation}{plan.number === null ? "" : ` · ${plan.number}`}</p>
      <h1>{overview.title}</h1>
      <p>{overview.asOf}. {overview.summary}</p>
      <table>
        <thead>
          <tr>
            {[heads.number, heads.objective, heads.status, heads.value, heads.required, heads.room, heads.outlook].map((head) => (
              <th key={head} scope="col">{head}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {overview.objectives.map(({ number, statement, cells }) => (
            <tr key={number}>
              <td>{number}</td><td>{statement}</td><td>{cells.mark} {cells.status}</td><td>{cells.value}</td>
              <td>{cells.required}</td><td>{cells.room}</td><td>{cells.outlook}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {overview.attention.length === 0 ? null : (
        <><h2>{words.attention}</h2><ul>{overview.attention.map((line) => <li key={line}>{line}</li>)}</ul></>
      )}
      {overview.objectives.map((row) => (
        <section key={row.number}>
          <h2>{words.objective} {row.number} – {row.cells.mark} {row.cells.status}</h2>
          <p>{row.statement}</p>
          {row.next.length === 0 ? null : <><h3>{words.next}</h3><ul>{row.next.map((line) => <li key={line}>{line}</li>)}</ul></>}
          <Tree row={row} decides={heads.decides} />
        </section>
      ))}
    </div>
  );
}
