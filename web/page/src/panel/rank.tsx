// The rank as a sentence with its interval, then a swarm of all units in class colours, the interval as a band.
import type { Series, Territory } from "../api/document";
import { INK, LANTERN, LANTERN_FILL, TONES, tonesOf } from "../colour";
import { linear, swarm } from "../chart/scale";
import { gloss } from "../gloss";
import { MethodTerm } from "../method";
import { decimal, ordinalSuffix } from "../number";
import { palette, positions, series } from "../state";
import { typeset } from "../typeset";

const WIDTH = 292;
/** Beyond this many units a swarm is a smear: the sentence alone is shown. */
const MOST_UNITS = 400;

export function Rank({ of }: { of: Territory }) {
  if (!of.rank) return null;
  const shown = series.data.value;
  const drawn = shown && shown.level === of.level && shown.indicator === of.indicator && of.rank.of <= MOST_UNITS;
  const [lead, ...rest] = typeset(of.rank.sentence).split(/(?<=\S),/);
  const pieces = gloss(rest.join(","));
  return (
    <section class="rank">
      <p class="heading">
        <strong data-test="rank">
          <Ordinals text={lead ?? ""} />
        </strong>
        {rest.length > 0 && (
          <>
            ,
            {pieces.map(({ text, method }, i) =>
              method ? (
                <MethodTerm key={i} slug={method}>
                  <Ordinals text={text} />
                </MethodTerm>
              ) : (
                <Ordinals key={i} text={text} />
              ),
            )}
          </>
        )}
      </p>
      {drawn && <Swarm series={shown} of={of} />}
    </section>
  );
}

function Swarm({ series, of }: { series: Series; of: Territory }) {
  const units = series.value.flatMap((value, i) => (value === null ? [] : [{ value, i }]));
  const rank = of.rank;
  if (units.length < 3 || !rank) return null;
  const values = units.map((unit) => unit.value);
  const x = linear(Math.min(...values), Math.max(...values), 5, WIDTH - 5);
  const size = units.length > 150 ? 4 : 6;
  // A few marks need no height, a rank without interval no room for its ends.
  const HALF = units.length > 12 ? 24 : 8;
  const TOP = rank.low === null ? 2 : 20;
  const xs = values.map(x);
  const ys = swarm(xs, size, HALF - size / 2);
  const tones = tonesOf(series, palette.value);
  const own = positions.value.get(of.row);
  const best = units.find((unit) => series.rank[unit.i] === rank.low);
  const worst = units.find((unit) => series.rank[unit.i] === rank.high);
  const middle = TOP + HALF;
  return (
    <svg
      class="swarm"
      viewBox={`0 0 ${WIDTH} ${TOP + 2 * HALF + 18}`}
      width="100%"
      role="img"
      aria-label={typeset(rank.sentence)}
    >
      {best && worst && rank.low !== null && rank.high !== null && (
        <g>
          <rect
            x={x(worst.value)}
            y={TOP}
            width={Math.max(1, x(best.value) - x(worst.value))}
            height={2 * HALF}
            fill={LANTERN_FILL}
            opacity=".18"
          />
          <line x1={x(worst.value)} x2={x(best.value)} y1={TOP} y2={TOP} stroke={LANTERN} stroke-width="2" />
          <text x={x(worst.value)} y={TOP - 6} class="ends" text-anchor={x(worst.value) < 30 ? "start" : "middle"}>
            <Suffixed rank={rank.high} />
          </text>
          {x(best.value) - x(worst.value) > 36 && (
            <text
              x={x(best.value)}
              y={TOP - 6}
              class="ends"
              text-anchor={x(best.value) > WIDTH - 30 ? "end" : "middle"}
            >
              <Suffixed rank={rank.low} />
            </text>
          )}
        </g>
      )}
      {units.map(({ i }, k) => (
        <circle
          key={i}
          cx={xs[k]}
          cy={middle + (ys[k] ?? 0)}
          r={size / 2 - 0.3}
          fill={TONES[tones[series.class[i] ?? 0] ?? 0]}
          stroke="rgba(94,42,6,.55)"
          stroke-width=".7"
        />
      ))}
      {own !== undefined && series.value[own] !== null && (
        <circle
          cx={x(series.value[own] as number)}
          cy={middle}
          r="5"
          fill={INK}
          stroke="#FBF9F5"
          stroke-width="1.500"
        />
      )}
      <text x="0" y={TOP + 2 * HALF + 14}>
        plus faible
      </text>
      <text x={WIDTH} y={TOP + 2 * HALF + 14} text-anchor="end">
        plus fort
      </text>
    </svg>
  );
}

const Suffixed = ({ rank }: { rank: number }) => (
  <>
    {decimal(rank)}
    <tspan dy="-4" font-size="9.500">
      {ordinalSuffix(rank)}
    </tspan>
  </>
);

/** « 71e » with its suffix as a superscript. */
export function Ordinals({ text }: { text: string }) {
  return (
    <>
      {text
        .split(/(?<=\d)(er|re|e|ᵉ)(?=[\s,.]|$)/)
        .map((part, i) => (i % 2 === 1 ? <sup key={i}>{part === "ᵉ" ? "e" : part}</sup> : part))}
    </>
  );
}
