// Two indicators, a mark per territory. Drag a rectangle to pick territories out: the map, the table and the ranking follow.
import { useRef, useState } from "preact/hooks";
import type { Axis, Relation } from "../api/analysis";
import { linear, ticks } from "../chart/scale";
import { crossedTone, INK, TONES } from "../colour";
import { SecondChoice } from "../column/reading";
import { choose } from "../map/choose";
import { MethodTerm } from "../method";
import { bound, figure } from "../number";
import { crossing } from "../own/own";
import { brushed, hovered, pickOut, relation, selectedRow, territories } from "../state";
import { useSize } from "../size";
import { typeset } from "../typeset";

const LEFT = 58;
const FOOT = 40;
const TOP = 10;
const RIGHT = 14;
const NEAR = 14;

interface Mark {
  row: number;
  x: number;
  y: number;
  tone: number;
}

export function Scatter() {
  const found = crossing.value;
  const box = useRef<HTMLDivElement>(null);
  const size = useSize(box, { w: 600, h: 300 });
  if (!found) {
    return (
      <p class="empty">{relation.problem.value ? typeset(relation.problem.value.detail) : "Chargement du nuage…"}</p>
    );
  }
  return (
    <div class="scatter">
      <div class="scatter-text">
        <SecondChoice />
        <p class="sentence" data-test="relation-sentence">
          {typeset(found.sentence)}
        </p>
        <p class="caption">
          <MethodTerm slug="correlation">Comment c’est calculé</MethodTerm>
        </p>
        <p class="caption">
          {typeset("Glisser sur le nuage retient les territoires encadrés, sur la carte et dans le tableau.")}
        </p>
        <p class="caption">{typeset(found.source_line)}</p>
      </div>
      <div class="scatter-plot" ref={box}>
        <Plot of={found} {...size} />
      </div>
    </div>
  );
}

function Plot({ of, w, h }: { of: Relation; w: number; h: number }) {
  const [drag, setDrag] = useState<{ x0: number; y0: number; x1: number; y1: number } | null>(null);
  const svg = useRef<SVGSVGElement>(null);
  const [x0, x1] = reach(of.x);
  const [y0, y1] = reach(of.y);
  const x = linear(x0, x1, LEFT, w - RIGHT);
  const y = linear(y0, y1, h - FOOT, TOP);
  const index = territories.data.value;
  const names = new Map(index?.rows.map((row, i) => [row, index.name[i] ?? ""]));
  const marks: Mark[] = of.row.flatMap((row, i) => {
    const [a, b, cell] = [of.x.value[i], of.y.value[i], of.cell[i]];
    return typeof a === "number" && typeof b === "number" && typeof cell === "number"
      ? [{ row, x: x(a), y: y(b), tone: crossedTone(cell) }]
      : [];
  });
  const radius = marks.length > 1000 ? 2 : marks.length > 200 ? 3 : 5;
  const at = (event: PointerEvent) => {
    const { left, top } = svg.current?.getBoundingClientRect() ?? { left: 0, top: 0 };
    return { x: event.clientX - left, y: event.clientY - top };
  };
  const nearest = (px: number, py: number): Mark | null => {
    let best: Mark | null = null;
    let least = NEAR ** 2;
    for (const mark of marks) {
      const gap = (mark.x - px) ** 2 + (mark.y - py) ** 2;
      if (gap < least) [best, least] = [mark, gap];
    }
    return best;
  };
  const pointed = marks.find(({ row }) => row === hovered.value);
  const chosen = marks.find(({ row }) => row === selectedRow.value);
  const told = pointed ?? chosen;
  const i = told ? of.row.indexOf(told.row) : -1;
  return (
    <svg
      ref={svg}
      width={w}
      height={h}
      role="img"
      aria-label={typeset(of.sentence)}
      data-test="scatter"
      onPointerDown={(event) => {
        const { x: px, y: py } = at(event);
        (event.currentTarget as Element).setPointerCapture(event.pointerId);
        setDrag({ x0: px, y0: py, x1: px, y1: py });
      }}
      onPointerMove={(event) => {
        const { x: px, y: py } = at(event);
        if (drag) setDrag({ ...drag, x1: px, y1: py });
        else hovered.value = nearest(px, py)?.row ?? null;
      }}
      onPointerLeave={() => drag === null && (hovered.value = null)}
      onPointerUp={(event) => {
        if (!drag) return;
        const { x: px, y: py } = at(event);
        setDrag(null);
        const [a, b] = [Math.min(drag.x0, px), Math.max(drag.x0, px)];
        const [c, d] = [Math.min(drag.y0, py), Math.max(drag.y0, py)];
        if (b - a < 5 && d - c < 5) {
          const hit = nearest(px, py);
          if (hit) void choose(hit.row);
          else pickOut([]);
          return;
        }
        const inside = marks.filter((mark) => mark.x >= a && mark.x <= b && mark.y >= c && mark.y <= d);
        pickOut(inside.map(({ row }) => row));
      }}
    >
      {ticks(x0, x1, 5).map((tick) => (
        <g key={tick} class="tick">
          <line x1={x(tick)} x2={x(tick)} y1={TOP} y2={h - FOOT} />
          <text x={x(tick)} y={h - FOOT + 16} text-anchor="middle">
            {bound(tick, 2)}
          </text>
        </g>
      ))}
      {ticks(y0, y1, 4).map((tick) => (
        <g key={tick} class="tick">
          <line x1={LEFT} x2={w - RIGHT} y1={y(tick)} y2={y(tick)} />
          <text x={LEFT - 6} y={y(tick) + 4} text-anchor="end">
            {bound(tick, 2)}
          </text>
        </g>
      ))}
      {of.x.reference !== null && (
        <line x1={x(of.x.reference)} x2={x(of.x.reference)} y1={TOP} y2={h - FOOT} stroke={INK} />
      )}
      {of.y.reference !== null && (
        <line x1={LEFT} x2={w - RIGHT} y1={y(of.y.reference)} y2={y(of.y.reference)} stroke={INK} />
      )}
      {marks.map(({ row, x, y, tone }) => (
        <circle
          key={row}
          cx={x}
          cy={y}
          r={radius}
          fill={TONES[tone]}
          stroke="rgba(23,32,58,.55)"
          stroke-width=".7"
          opacity={brushed.value && !brushed.value.has(row) ? 0.15 : 1}
        />
      ))}
      {chosen && <circle cx={chosen.x} cy={chosen.y} r={radius + 2} fill={INK} stroke="#FBF9F5" stroke-width="1.500" />}
      {pointed && <circle cx={pointed.x} cy={pointed.y} r={radius + 3} fill="none" stroke={INK} stroke-width="2" />}
      <text x={w - RIGHT} y={h - 4} text-anchor="end" class="axis">
        {typeset(named(of.x))} →
      </text>
      <text x="0" y="0" class="axis" transform={`translate(12 ${h - FOOT}) rotate(-90)`}>
        {typeset(named(of.y))} →
      </text>
      {told && i >= 0 && (
        <text
          class="told-mark"
          x={told.x + (told.x > w / 2 ? -10 : 10)}
          y={Math.max(TOP + 12, told.y - 8)}
          text-anchor={told.x > w / 2 ? "end" : "start"}
        >
          {typeset(
            `${names.get(told.row) ?? ""} : ${figure(of.x.value[i], null, of.x.decimals)} ; ${figure(of.y.value[i], null, of.y.decimals)}`,
          )}
        </text>
      )}
      {drag && (
        <rect
          class="brush"
          x={Math.min(drag.x0, drag.x1)}
          y={Math.min(drag.y0, drag.y1)}
          width={Math.abs(drag.x1 - drag.x0)}
          height={Math.abs(drag.y1 - drag.y0)}
        />
      )}
    </svg>
  );
}

const named = (axis: Axis): string => (axis.unit === "%" ? `${axis.short} (%)` : axis.short);

/** Ends of an axis: its values and its reference, with room for the marks. */
function reach(axis: Axis): [number, number] {
  const known = axis.value.filter((value): value is number => value !== null);
  if (axis.reference !== null) known.push(axis.reference);
  const [least, most] = known.reduce(([a, b], v) => [Math.min(a, v), Math.max(b, v)], [Infinity, -Infinity]);
  if (!Number.isFinite(least)) return [0, 1];
  const room = (most - least || Math.abs(most) || 1) * 0.04;
  return [least - room, most + room];
}
