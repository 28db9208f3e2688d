import * as Plot from "@observablehq/plot";
import { useCallback } from "preact/hooks";

import type { Table } from "../protocol.js";
import type { Words } from "../words.js";
import { Chart, monthsOf } from "./chart.js";

interface Cell {
  member: string;
  bucket: string;
  name: string;
  value: number;
  shown: string;
}

/** Members by months, the stronger the higher: from the lowest value shown, for shares near 100 % differ as well. */
export function Heat({ table, words }: { table: Table; words: Words }) {
  const { numbers, words: said, drawn } = table;
  const draw = useCallback((width: number) => {
    const cells: Cell[] = numbers.rows.flatMap((row, at) => {
      const [value, own] = [drawn[at] ?? null, said.rows[at]];
      if (value === null || row.bucket === null || own === undefined) return [];
      return [{ member: own.members.join(" · "), bucket: row.bucket, name: own.bucket ?? row.bucket, value, shown: own.value ?? "" }];
    });
    const values = cells.map(({ value }) => value);
    const [least, most] = [Math.min(...values), Math.max(...values)];
    const members = new Set(cells.map(({ member }) => member)).size;
    const isNarrow = width < 480;
    const left = isNarrow ? 104 : Math.min(230, width / 3);
    return Plot.plot({
      width,
      height: 40 + members * 22,
      marginLeft: left,
      marginTop: 22,
      marginRight: 4,
      marginBottom: 8,
      padding: 0.08,
      style: { fontSize: "12px", background: "none" },
      x: {
        type: "band", axis: "top", label: null, tickSize: 0,
        tickFormat: monthsOf(cells.map(({ bucket }) => bucket), width - left - 4),
      },
      y: { type: "band", label: null, tickSize: 0, tickFormat: (name: string) => shortened(name, Math.floor(left / 7.4)) },
      opacity: { type: "linear", domain: [least, most > least ? most : least + 1], range: [0.06, 1] },
      marks: [
        Plot.cell(cells, { x: "bucket", y: "member", fill: "var(--heat)", fillOpacity: "value", rx: 2 }),
        Plot.tip(cells, Plot.pointer({
          x: "bucket", y: "member", fill: "var(--paper)", stroke: "var(--line)",
          title: (cell: Cell) => `${cell.member}\n${cell.name}: ${cell.shown}`,
        })),
      ],
    });
  }, [table]);
  if (numbers.rows.length === 0) return null;
  const text = said.rows.map((row) => `${row.members.join(" ")} ${row.bucket ?? ""} ${row.value ?? "–"}`);
  return (
    <figure class="heat">
      <figcaption>
        <strong>{words.heat}</strong> <span class="faint">{words.heatHelp}</span>
      </figcaption>
      {/* All of it in words would be read for minutes: the beginning, and how much there is. */}
      <Chart label={`${said.title}: ${text.slice(0, 12).join("; ")} (${text.length})`} draw={draw} />
    </figure>
  );
}

function shortened(name: string, letters: number): string {
  return name.length <= letters ? name : `${name.slice(0, letters - 1).trimEnd()}…`;
}
