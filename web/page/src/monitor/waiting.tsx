// How many territories still wait for a first beneficiary, at the end of each year: the survival curve of the scheme shown.
import { linear } from "../chart/scale";
import { percent } from "../number";
import { Prose } from "../prose";
import type { SchemeDeployment } from "./document";

const W = 118;
const H = 70;
const FLOOR = 52;

export function Waiting({ of, years }: { of: SchemeDeployment; years: readonly number[] }) {
  if (of.waiting.length < 2) return null;
  // Everyone waits when the first year begins: a step a year, down at its end.
  const x = linear(0, years.length, 4, W - 4);
  const y = linear(0, 1, FLOOR, 6);
  const steps = of.waiting.map((share, i) => `H${x(i + 1).toFixed(1)}V${y(share).toFixed(1)}`).join("");
  const last = of.waiting.at(-1) ?? 1;
  return (
    <div class="half waiting" data-test="waiting">
      <svg width={W} height={H} aria-hidden="true">
        <path class="axes" d={`M${x(0)} ${y(1)}V${y(0)}H${x(years.length)}`} />
        <path class="curve" d={`M${x(0)} ${y(1)}${steps}`} />
        <text class="told" x={x(years.length)} y={y(last) - 5} text-anchor="end">
          {percent(last)}
        </text>
        <text x={x(0)} y={H - 3}>
          {years[0]}
        </text>
        <text x={x(years.length)} y={H - 3} text-anchor="end">
          {years.at(-1)}
        </text>
      </svg>
      <p class="sentence" data-test="waiting-sentence">
        <Prose text={of.waiting_sentence} />
      </p>
    </div>
  );
}
