// The histogram in class colours: the served bars side by side, white zones as hatched parts, one line for the reference, one for
// the chosen territory. Bars have one width each; the strip below carries the breaks, the reference among them.
import { INK, TONES, tonesOf } from "../colour";
import { along, valueAt } from "../chart/scale";
import { patternFill } from "../chart/pattern-defs";
import type { Series, WhiteZones } from "../api/document";
import type { ComponentChildren } from "preact";
import { BreakHandles } from "./handles";
import { isPhone } from "../map/camera";
import { bound, decimal } from "../number";
import { palette, positions, selectedRow, view, whiteZones } from "../state";
import { typeset } from "../typeset";

const WIDTH = 276;
const BARS_HEIGHT = 74;
const BARS_HEIGHT_PHONE = 46;
const HEAD = 34;
const STRIP = 7;
const REFERENCE: Record<string, string> = {
  region: "Région",
  france: "France",
  departement: "Département",
  epci: "EPCI",
  commune: "Commune",
};

/** `still`: that of the second map, without white zones or breaks to move by hand. */
export function Histogram({ series, still }: { series: Series; still?: boolean }) {
  const bars = series.histogram;
  const tones = tonesOf(series, palette.value);
  if (bars.length === 0) return null;
  const tallest = isPhone() ? BARS_HEIGHT_PHONE : BARS_HEIGHT;
  const { highest, cut } = heights(bars.map((bar) => bar.count));
  const x = (value: number) => (along(bars, value) / bars.length) * WIDTH;
  const wide = WIDTH / bars.length;
  const whites = whiteCounts(series, still ? null : whiteZones.data.value, view.value?.couches ?? []);
  const foot = HEAD + tallest;
  const row = selectedRow.value;
  const i = row === null ? undefined : positions.value.get(row);
  const own = i === undefined ? null : (series.value[i] ?? null);
  const reference = series.reference.value;
  return (
    <svg
      class="histogram"
      viewBox={`0 0 ${WIDTH} ${foot + STRIP + 24}`}
      width={WIDTH}
      height={foot + STRIP + 24}
      role="img"
      aria-label={typeset(
        `Histogramme : ${series.classes.map((each) => `${each.label}, ${decimal(each.count)}`).join(" ; ")}.`,
      )}
    >
      {bars.map((bar, k) => {
        const height = bar.count === 0 ? 0 : Math.max(2, Math.min(1, bar.count / highest) * tallest);
        const white = whites[k] ?? { offre: 0, foyer_froid: 0, accompagnement: 0, recours: 0 };
        const part = (n: number) => (bar.count === 0 ? 0 : (n / bar.count) * height);
        const offre = part(white.offre);
        const cold = part(white.foyer_froid);
        const accompagnement = part(white.accompagnement);
        const recours = part(white.recours);
        const left = k * wide + 0.5;
        const rect = (h: number, base: number, fill: string, stroke?: string) =>
          h > 0 && (
            <rect
              x={left}
              y={foot - base - h}
              width={wide - 1}
              height={h}
              fill={fill}
              stroke={stroke}
              stroke-width=".8"
            />
          );
        return (
          <g key={k}>
            {rect(height, 0, TONES[tones[bar.class] ?? 0] ?? "#fff", "rgba(94,42,6,.35)")}
            {rect(offre + cold + accompagnement + recours, 0, "#fff", "#3B4CA0")}
            {rect(offre, 0, patternFill("offre"))}
            {rect(cold, offre, patternFill("foyer_froid"))}
            {rect(accompagnement, offre + cold, patternFill("accompagnement"))}
            {rect(recours, offre + cold + accompagnement, patternFill("recours"))}
            {bar.count > highest && (
              <path
                d={`M${left - 2} ${foot - tallest + 14}l${wide + 3} -5`}
                stroke="#FBF9F5"
                stroke-width="3"
                aria-hidden="true"
              />
            )}
          </g>
        );
      })}
      {series.classes.map((each, k) => (
        <rect
          key={k}
          x={x(each.from)}
          y={foot + 2}
          width={Math.max(0, x(each.to) - x(each.from))}
          height={STRIP}
          fill={TONES[tones[k] ?? 0]}
          stroke="rgba(94,42,6,.35)"
          stroke-width=".8"
        />
      ))}
      <Breaks series={series} x={x} y={foot + STRIP + 17} />
      {reference !== null && (
        <Mark x={x(reference)} top={14} foot={foot + STRIP + 2}>
          <tspan font-weight="600">
            {typeset(
              `${REFERENCE[series.reference.level] ?? series.reference.name} ${decimal(reference, series.decimals)}`,
            )}
          </tspan>
        </Mark>
      )}
      {cut !== null && (
        <text class="cut" x={Math.min((cut + 1) * wide + 4, WIDTH - 40)} y={foot - tallest + 12}>
          {decimal(bars[cut]?.count ?? 0)}
        </text>
      )}
      {!still && (
        <BreakHandles
          series={series}
          x={x}
          value={(at) => valueAt(bars, (at / WIDTH) * bars.length)}
          y={foot + STRIP}
        />
      )}
      {own !== null && (
        <g>
          <line x1={x(own)} x2={x(own)} y1={HEAD - 6} y2={foot + STRIP + 2} stroke={INK} stroke-width="1.4" />
          <circle cx={x(own)} cy={HEAD - 6} r="4" fill={INK} />
          <text
            x={x(own) + (leftOf(x(own), reference === null ? null : x(reference)) ? -8 : 8)}
            y={HEAD - 2}
            text-anchor={leftOf(x(own), reference === null ? null : x(reference)) ? "end" : "start"}
          >
            {decimal(own, series.decimals)}
          </text>
        </g>
      )}
    </svg>
  );
}

/** A bar that would flatten all the others is cut and says its count: the others are measured by the next highest. */
function heights(counts: number[]): { highest: number; cut: number | null } {
  const tallest = Math.max(...counts, 1);
  const cut = counts.indexOf(tallest);
  const next = Math.max(...counts.filter((_, k) => k !== cut), 1);
  return counts.length > 3 && tallest > 2.5 * next ? { highest: next * 1.35, cut } : { highest: tallest, cut: null };
}

/** The label of the territory stands away from the line of the reference, inside the drawing. */
function leftOf(x: number, reference: number | null): boolean {
  if (x < 40) return false;
  return x > WIDTH - 40 || (reference !== null && x <= reference);
}

function Mark({ x, top, foot, children }: { x: number; top: number; foot: number; children: ComponentChildren }) {
  const end = x > WIDTH - 100;
  return (
    <g>
      <line x1={x} x2={x} y1={top - 11} y2={foot} stroke={INK} stroke-width="1.6" />
      <text x={x + (end ? -5 : 5)} y={top - 2} text-anchor={end ? "end" : "start"}>
        {children}
      </text>
    </g>
  );
}

/** Labels of the breaks, dropped where they would touch; the reference's own is kept, in bold. */
function Breaks({ series, x, y }: { series: Series; x: (value: number) => number; y: number }) {
  const reference = series.reference.break_index;
  const texts = series.breaks.map((value) => bound(value, series.decimals));
  const widths = texts.map((text) => text.length * 6.6 + 6);
  const kept: number[] = reference === null ? [] : [reference];
  for (let k = 1; k < series.breaks.length - 1; k++) {
    if (k === reference) continue;
    const here = x(series.breaks[k] as number);
    const free = kept.every((other) => {
      const room = ((widths[k] as number) + (widths[other] as number)) / 2;
      return Math.abs(here - x(series.breaks[other] as number)) >= room;
    });
    if (free) kept.push(k);
  }
  return (
    <g class="breaks">
      {kept.map((k) => (
        <text
          key={k}
          x={Math.min(
            WIDTH - (widths[k] as number) / 2,
            Math.max((widths[k] as number) / 2, x(series.breaks[k] as number)),
          )}
          y={y}
          text-anchor="middle"
          font-weight={k === reference ? 700 : 400}
        >
          {texts[k]}
        </text>
      ))}
    </g>
  );
}

const DRAWN = ["offre", "foyer_froid", "accompagnement", "recours"] as const;

/** How many units of each bar are white zones, by kind; a unit white twice counts once, in the order of the kinds. */
function whiteCounts(series: Series, tests: WhiteZones | null, layers: readonly string[]) {
  const counts = series.histogram.map(() => ({ offre: 0, foyer_froid: 0, accompagnement: 0, recours: 0 }));
  if (!tests || tests.level !== series.level) return counts;
  const at = new Map(series.rows.map((row, i) => [row, series.bin[i] ?? null]));
  tests.rows.forEach((row, i) => {
    const bar = counts[at.get(row) ?? -1];
    if (!bar) return;
    const kind = DRAWN.find((kind) => layers.includes(kind) && tests.kinds[kind].verdict[i] === "oui");
    if (kind) bar[kind]++;
  });
  return counts;
}
