import type { OverviewPart, OverviewRow } from "quality-objectives";

import { statusOf } from "./as-of.js";

interface Node {
  part: OverviewPart;
  parts: Node[];
}

/** The parts, which come as a list with depths, as a tree. */
function grown(parts: readonly OverviewPart[]): Node[] {
  const roots: Node[] = [];
  const way: Node[] = [];
  for (const part of parts) {
    const node = { part, parts: [] };
    (way[part.depth - 1]?.parts ?? roots).push(node);
    way.splice(part.depth, way.length, node);
  }
  return roots;
}

interface TreeProps {
  row: OverviewRow;
  /** The word for what decided. */
  decides: string;
}

/** A target from its root down; what decided is marked. */
export function Tree({ row, decides }: TreeProps) {
  return <Branches nodes={grown(row.parts)} decides={decides} />;
}

function Branches({ nodes, decides }: { nodes: Node[]; decides: string }) {
  return (
    <ul class="tree">
      {nodes.map(({ part, parts }, at) => (
        <li key={at} class={`${statusOf(part.status, part.cells.mark)}${part.decides ? " decides" : ""}`}>
          {part.lines.length === 0 ? <div class="part"><Numbers part={part} decides={decides} /></div> : (
            <details>
              <summary class="part"><Numbers part={part} decides={decides} /></summary>
              <div class="lines">{part.lines.map((line) => <p key={line}>{line}</p>)}</div>
            </details>
          )}
          {parts.length === 0 ? null : <Branches nodes={parts} decides={decides} />}
        </li>
      ))}
    </ul>
  );
}

function Numbers({ part, decides }: { part: OverviewPart; decides: string }) {
  const { cells, scale } = part;
  return (
    <>
      <span class="part-mark" aria-hidden="true">{cells.mark}</span>
      <span class="part-label">
        {part.label} {part.decides ? <strong class="decides-word">{decides}</strong> : null}
        <span class="part-state">{cells.status} · {cells.outlook}</span>
      </span>
      <span class="part-value">{scale === null && part.kind !== "declared" ? null : cells.value}</span>
      <span class="part-required">{cells.required === "–" ? null : cells.required}</span>
      <span class="part-room">{scale === null ? null : cells.room}</span>
    </>
  );
}
