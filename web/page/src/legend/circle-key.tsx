// Three circles of the map, one inside the other, with their amounts.
import type { Series } from "../api/document";
import { ticks } from "../chart/scale";
import { largest, LARGEST, radiusOf } from "../map/circles";
import { decimal } from "../number";
import { indicators } from "../state";
import { typeset } from "../typeset";

export function CircleKey({ series }: { series: Series }) {
  const most = largest(series);
  if (most <= 0)
    return <p class="caption">{typeset("Cet indicateur n’a pas d’effectif à montrer par des cercles.")}</p>;
  const round = ticks(0, most, 4).filter((tick) => tick > 0);
  const shown = [...new Set([round.at(-1) ?? most, round[Math.floor((round.length - 1) / 2)] ?? most, most / 20])]
    .map((amount) => (amount >= 1 ? Number(amount.toPrecision(1)) : amount))
    .filter((amount) => amount > 0);
  const height = 2 * LARGEST + 4;
  const of = indicators.value.find((each) => each.slug === series.indicator);
  const named = of?.formula.split(" ÷ ")[0] ?? "";
  return (
    <figure class="circle-key" data-test="legend-circles">
      <svg
        width="150"
        height={height + 4}
        role="img"
        aria-label={typeset(shown.map((each) => decimal(each)).join(", "))}
      >
        {shown.map((amount, k) => {
          const r = radiusOf(amount, most);
          const top = height - 2 * r;
          const y = Math.max(10 + k * 16, top + 4);
          return (
            <g key={amount}>
              <circle cx={LARGEST + 1} cy={height - r} r={r} fill="none" stroke="#17203A" />
              <path d={`M${LARGEST + 1} ${top}L${2 * LARGEST + 12} ${y - 4}`} stroke="#8A90A6" fill="none" />
              <text x={2 * LARGEST + 16} y={y}>
                {decimal(amount)}
              </text>
            </g>
          );
        })}
      </svg>
      <figcaption class="caption">
        {typeset(
          `Surface : ${amountOf(named)}. Couleur : la classe ${of?.denominator === "aucun" ? "du nombre" : "du taux"}.`,
        )}
      </figcaption>
    </figure>
  );
}

/** « 10 000 × établissements employeurs » → « établissements employeurs ». */
const amountOf = (formula: string): string => formula.replace(/^[\d\s\u202f]+×\s*/, "");
