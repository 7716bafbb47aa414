// Two columns of an answer as bars or as a scatter. The table beside holds every figure.
import { useRef } from "preact/hooks";
import { linear, ticks } from "../chart/scale";
import { LANTERN_FILL } from "../colour";
import { bound, count } from "../number";
import { useSize } from "../size";
import { go } from "../state";
import { typeset } from "../typeset";
import { drawn } from "./asked";
import { shown, type Axes, type Cell, type Column, type Result } from "./result";

const BAR = 24;
const MOST_BARS = 60;
const MOST_MARKS = 5_000;
const FOOT = 34;
const LEFT = 64;
/** What the stylesheet leaves at each side. */
const GUTTER = 24;

export function AnswerChart({ of, chart }: { of: Result; chart: "barres" | "nuage" }) {
  const axes = drawn(chart);
  if (!axes) {
    return (
      <p class="empty">
        {typeset(
          "Il faut une colonne de nombres pour tracer des barres, deux pour un nuage : la réponse n’en a pas assez.",
        )}
      </p>
    );
  }
  const most = chart === "barres" ? MOST_BARS : MOST_MARKS;
  return (
    <div class="sql-chart">
      <p class="sql-axes">
        <AxisChoice label={chart === "barres" ? "Barres" : "Horizontal"} axes={axes} which="x" of={of} chart={chart} />
        <AxisChoice label={chart === "barres" ? "Longueur" : "Vertical"} axes={axes} which="y" of={of} chart={chart} />
        {of.rows.length > most && (
          <span class="caption">{typeset(`Les ${count(most, "première ligne", "premières lignes")} seules.`)}</span>
        )}
      </p>
      {chart === "barres" ? <Bars of={of} axes={axes} /> : <Cloud of={of} axes={axes} />}
    </div>
  );
}

interface Choice {
  label: string;
  axes: Axes;
  which: "x" | "y";
  of: Result;
  chart: "barres" | "nuage";
}

function AxisChoice({ label, axes, which, of, chart }: Choice) {
  const fit = (column: Column) => column.kind === "nombre" || (which === "x" && chart === "barres");
  return (
    <label>
      <span class="caption">{label}</span>
      <select
        data-test={`sql-${which}`}
        value={axes[which]}
        onChange={(event) => go({ axes: { ...axes, [which]: event.currentTarget.value } })}
      >
        {of.columns.filter(fit).map(({ name }) => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}

const place = (columns: readonly Column[], name: string) => columns.findIndex((column) => column.name === name);
const number = (cell: Cell | undefined): number | null =>
  typeof cell === "number" && Number.isFinite(cell) ? cell : null;

function Bars({ of: { columns, rows }, axes }: { of: Result; axes: Axes }) {
  const box = useRef<HTMLDivElement>(null);
  const { w: width } = useSize(box, { w: 600, h: 300 });
  const w = width - 2 * GUTTER;
  const [i, j] = [place(columns, axes.x), place(columns, axes.y)];
  const bars = rows.slice(0, MOST_BARS).map((row) => ({
    name: shown(row[i] ?? null, columns[i]?.kind ?? "texte"),
    value: number(row[j]),
  }));
  const values = bars.flatMap(({ value }) => value ?? []);
  const names = Math.min(260, w * 0.4);
  const x = linear(Math.min(0, ...values), Math.max(0, ...values), names + 8, Math.max(names + 40, w - 84));
  const height = bars.length * BAR + 8;
  return (
    <div class="sql-plot" ref={box} tabIndex={0} role="region" aria-label="Barres">
      <svg width={w} height={height} role="img" aria-label={`${axes.y} par ${axes.x}`} data-test="sql-bars">
        {bars.map(({ name, value }, k) => (
          <g key={k} transform={`translate(0 ${k * BAR + 4})`}>
            <text x={names} y={BAR / 2 + 4} text-anchor="end">
              {name.length > 38 ? `${name.slice(0, 37)}…` : name}
            </text>
            {value !== null && (
              <>
                <rect
                  x={Math.min(x(0), x(value))}
                  y={3}
                  width={Math.max(1, Math.abs(x(value) - x(0)))}
                  height={BAR - 7}
                  fill={LANTERN_FILL}
                />
                <text x={Math.max(x(0), x(value)) + 6} y={BAR / 2 + 4}>
                  {shown(value, "nombre")}
                </text>
              </>
            )}
          </g>
        ))}
        <line x1={x(0)} x2={x(0)} y1={0} y2={height} stroke="#17203A" />
      </svg>
    </div>
  );
}

function Cloud({ of: { columns, rows }, axes }: { of: Result; axes: Axes }) {
  const box = useRef<HTMLDivElement>(null);
  const { w: width, h } = useSize(box, { w: 600, h: 300 });
  const w = width - 2 * GUTTER;
  const [i, j] = [place(columns, axes.x), place(columns, axes.y)];
  const marks = rows.slice(0, MOST_MARKS).flatMap((row) => {
    const [a, b] = [number(row[i]), number(row[j])];
    return a === null || b === null ? [] : [{ a, b }];
  });
  const ends = (values: number[]) => [Math.min(...values), Math.max(...values)] as const;
  const [x0, x1] = ends(marks.map(({ a }) => a));
  const [y0, y1] = ends(marks.map(({ b }) => b));
  const x = linear(x0, x1, LEFT, w - 18);
  const y = linear(y0, y1, h - FOOT, 12);
  return (
    <div class="sql-plot" ref={box}>
      <svg width={w} height={h} role="img" aria-label={`${axes.y} selon ${axes.x}`} data-test="sql-cloud">
        {ticks(x0, x1, 5).map((tick) => (
          <g key={tick} class="tick">
            <line x1={x(tick)} x2={x(tick)} y1={12} y2={h - FOOT} />
            <text x={x(tick)} y={h - FOOT + 15} text-anchor="middle">
              {bound(tick, 2)}
            </text>
          </g>
        ))}
        {ticks(y0, y1, 4).map((tick) => (
          <g key={tick} class="tick">
            <line x1={LEFT} x2={w - 18} y1={y(tick)} y2={y(tick)} />
            <text x={LEFT - 6} y={y(tick) + 4} text-anchor="end">
              {bound(tick, 2)}
            </text>
          </g>
        ))}
        {marks.map(({ a, b }, k) => (
          <circle key={k} cx={x(a)} cy={y(b)} r="4" fill={LANTERN_FILL} stroke="rgba(23,32,58,.55)" stroke-width=".7" />
        ))}
        <text x={w - 18} y={h - 4} text-anchor="end" class="axis">
          {axes.x} →
        </text>
        <text x="0" y="0" class="axis" transform={`translate(12 ${h - FOOT}) rotate(-90)`}>
          {axes.y} →
        </text>
      </svg>
    </div>
  );
}
