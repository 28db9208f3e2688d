import * as Plot from "@observablehq/plot";
import { useEffect, useRef } from "preact/hooks";

import type { Trend } from "../protocol.js";

interface ChartProps {
  /** What it shows, for those who do not see it. */
  label: string;
  /** Draws it at a width. */
  draw: (width: number) => SVGSVGElement | HTMLElement;
}

/** A drawing of Observable Plot's that follows the width of its place. */
export function Chart({ label, draw }: ChartProps) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const own = place.current;
    if (own === null) return undefined;
    let width = 0;
    const watch = new ResizeObserver(() => {
      const now = Math.floor(own.clientWidth);
      if (now === width || now === 0) return;
      width = now;
      const drawing = draw(width);
      // What it shows, the label of its place says.
      drawing.setAttribute("aria-hidden", "true");
      own.replaceChildren(drawing);
    });
    watch.observe(own);
    return () => {
      watch.disconnect();
    };
  }, [draw]);
  return <div class="chart" role="img" aria-label={label} ref={place} />;
}

/** The limits that a trend has, which may be one and the same. */
export function limitsOf(trend: Trend): number[] {
  return [...new Set([trend.low, trend.high].filter((own) => own !== null))];
}

/** The values of a trend in words. */
export function inWords(trend: Trend): string {
  return trend.points.map(({ bucket, shown }) => `${bucket} ${shown ?? "–"}`).join(", ");
}

/** A line without axes, beside a figure. */
export function sparkline(trend: Trend, width: number, height = 34): SVGSVGElement | HTMLElement {
  const points = trend.points;
  return Plot.plot({
    width,
    height,
    margin: 4,
    axis: null,
    x: { type: "point" },
    y: { zero: false },
    marks: [
      Plot.ruleY(limitsOf(trend), { stroke: "var(--limit)", strokeDasharray: "3 3" }),
      Plot.lineY(points, { x: "bucket", y: "value", stroke: "var(--ink-soft)", strokeWidth: 1.5 }),
      Plot.dot(points.slice(-1), { x: "bucket", y: "value", r: 2.5, fill: "var(--ink)" }),
    ],
  });
}

/** How months are written below an axis: without the year where it is one, and only as many as fit. */
export function monthsOf(buckets: readonly string[], width: number): (bucket: string) => string {
  const all = [...new Set(buckets)].sort();
  const isOneYear = new Set(all.map((bucket) => bucket.slice(0, 4))).size <= 1;
  const step = Math.max(1, Math.ceil((all.length * (isOneYear ? 20 : 48)) / Math.max(1, width)));
  return (bucket) => (all.indexOf(bucket) % step === 0 ? bucket.slice(isOneYear ? 5 : 0) : "");
}

/** The same with axes. */
export function trendChart(trend: Trend, width: number, limit: string): SVGSVGElement | HTMLElement {
  const limits = limitsOf(trend);
  return Plot.plot({
    width,
    height: Math.max(150, Math.min(230, width / 3)),
    marginLeft: 46,
    marginRight: 58,
    marginTop: 14,
    marginBottom: 26,
    style: { fontSize: "12px", background: "none" },
    x: { type: "point", label: null, tickFormat: monthsOf(trend.points.map(({ bucket }) => bucket), width - 104) },
    y: { label: null, ticks: 4, grid: true, zero: false, tickFormat: (own: number) => `${own}${trend.suffix}` },
    marks: [
      Plot.ruleY(limits, { stroke: "var(--limit)", strokeWidth: 1.5, strokeDasharray: "5 4" }),
      Plot.text(limits, {
        y: (own: number) => own, frameAnchor: "right", dx: 4, textAnchor: "start",
        text: () => limit, fill: "var(--limit)",
      }),
      Plot.lineY(trend.points, { x: "bucket", y: "value", stroke: "var(--accent)", strokeWidth: 2 }),
      Plot.dot(trend.points, {
        x: "bucket", y: "value", r: 3.5, stroke: "var(--accent)", strokeWidth: 2,
        fill: (point: { running: boolean }) => (point.running ? "var(--paper)" : "var(--accent)"),
      }),
      Plot.tip(trend.points, Plot.pointerX({
        x: "bucket", y: "value", fill: "var(--paper)", stroke: "var(--line)",
        title: (point: { bucket: string; shown: string | null }) => `${point.bucket}: ${point.shown ?? "–"}`,
      })),
    ],
  });
}
