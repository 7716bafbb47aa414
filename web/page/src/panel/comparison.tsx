// The territory against its department, its region and France, on one axis: a thick amber interval and a filled dot for itself,
// rings for the others, the reference as a full-height line.
import type { Comparison, Territory } from "../api/document";
import { INK, LANTERN_FILL } from "../colour";
import { linear, ticks } from "../chart/scale";
import { bound, figure, interval } from "../number";
import { typeset } from "../typeset";

const WIDTH = 292;
const NAME = 112;
const VALUE = 46;
const ROW = 25;

export function Comparisons({ of }: { of: Territory }) {
  const rows = of.comparisons;
  const { decimals, unit } = of.headline;
  const named = unit.startsWith("%") ? `${of.headline.short} (%)` : unit || of.headline.short;
  const numbers = rows
    .flatMap((row) => [row.value, row.role === "itself" ? row.low : null, row.role === "itself" ? row.high : null])
    .filter((value): value is number => value !== null);
  if (numbers.length === 0) return <Absent rows={rows} />;
  const least = Math.min(...numbers);
  const most = Math.max(...numbers);
  const margin = (most - least || Math.abs(most) || 1) * 0.08;
  const x = linear(least - margin, most + margin, NAME + 8, WIDTH - VALUE - 4);
  const reference = of.headline.reference;
  const foot = rows.length * ROW;
  const [from, to] = [least - margin, most + margin];
  const marks = ticks(from, to, 3).length > 1 ? ticks(from, to, 3) : ticks(from, to, 6);
  return (
    <figure class="comparison">
      <svg viewBox={`0 0 ${WIDTH} ${foot + 22}`} width="100%" role="img" aria-label={spoken(of)}>
        {marks.map((tick) => (
          <g key={tick} class="tick">
            <line x1={x(tick)} x2={x(tick)} y1="0" y2={foot} />
            <text x={x(tick)} y={foot + 16} text-anchor="middle">
              {bound(tick, 3)}
            </text>
          </g>
        ))}
        {reference !== null && (
          <line x1={x(reference)} x2={x(reference)} y1="0" y2={foot} stroke={INK} stroke-width="1.4" />
        )}
        {rows.map((row, k) => (
          <Line key={row.role} row={row} y={k * ROW + ROW / 2} x={x} decimals={decimals} />
        ))}
      </svg>
      <figcaption class="caption">{typeset(named.charAt(0).toUpperCase() + named.slice(1))}</figcaption>
    </figure>
  );
}

function Line({ row, y, x, decimals }: { row: Comparison; y: number; x: (v: number) => number; decimals: number }) {
  const itself = row.role === "itself";
  const { low, high, value } = row;
  return (
    <g class={itself ? "itself" : undefined}>
      <text x="0" y={y + 4.5}>
        {shorten(typeset(row.name))}
        <title>{typeset(row.name)}</title>
      </text>
      {low !== null && high !== null && (
        <line
          x1={x(low)}
          x2={x(high)}
          y1={y}
          y2={y}
          stroke={itself ? LANTERN_FILL : "#B9B1A1"}
          stroke-width={itself ? 8 : 3}
        />
      )}
      {value !== null && (
        <circle
          cx={x(value)}
          cy={y}
          r={itself ? 5 : 4}
          fill={itself ? INK : "#fff"}
          stroke={INK}
          stroke-width={itself ? 0 : 1.8}
        />
      )}
      <text x={WIDTH} y={y + 4.5} text-anchor="end" class="value">
        {figure(value, row.absence, decimals)}
        {row.source && <title>{typeset(row.source)}</title>}
      </text>
    </g>
  );
}

const Absent = ({ rows }: { rows: Comparison[] }) => (
  <p class="caption">{rows.map((row) => `${typeset(row.name)} : ${figure(row.value, row.absence)}`).join(" ; ")}</p>
);

/** The name without its legal kind, cut at a word when it is still too long for its column. */
function shorten(name: string): string {
  const bare = name.replace(/^(CC|CA|CU) (de la |de l’|des |du |de |d’)?/u, "");
  if (bare.length <= 18) return bare.charAt(0).toUpperCase() + bare.slice(1);
  const cut = bare.slice(0, 17);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(" "), cut.lastIndexOf("-"), 9))}…`;
}

function spoken({ comparisons, headline }: Territory): string {
  const { decimals, unit, uncertainty } = headline;
  const bounds = uncertainty === "tranche" ? "bornes des tranches" : "intervalle";
  const parts = comparisons.map((row) => {
    const range = interval(row.low, row.high, decimals);
    return `${row.name} ${figure(row.value, row.absence, decimals)}${range ? `, ${bounds} ${range}` : ""}`;
  });
  return typeset(`${unit} : ${parts.join(" ; ")}.`);
}
