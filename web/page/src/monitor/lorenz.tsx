// The Lorenz curve of the scheme shown: what share of the beneficiaries live where the least served half of the inhabitants do.
import { decimal, percent } from "../number";
import { Prose } from "../prose";
import { typeset } from "../typeset";
import type { SchemeDeployment } from "./document";

const SIDE = 108;
const LEFT = 4;
const TOP = 4;

export function MonitorLorenz({ of }: { of: SchemeDeployment }) {
  if (of.lorenz.length < 2 || of.half === null) return null;
  const x = (share: number) => LEFT + share * SIDE;
  const y = (share: number) => TOP + (1 - share) * SIDE;
  const curve = of.lorenz.map(([people, helped]) => `${x(people).toFixed(1)} ${y(helped).toFixed(1)}`).join("L");
  const told = percent(of.half);
  return (
    <div class="half" data-test="lorenz">
      <svg width={LEFT + SIDE + 6} height={TOP + SIDE + 22} aria-hidden="true">
        <path class="apart" d={`M${curve}Z`} />
        <path class="axes" d={`M${x(0)} ${y(1)}V${y(0)}H${x(1)}`} />
        <path class="equal" d={`M${x(0)} ${y(0)}L${x(1)} ${y(1)}`} />
        <path class="curve" d={`M${curve}`} />
        <path class="mark" d={`M${x(0)} ${y(of.half)}H${x(0.5)}V${y(0)}`} />
        <circle cx={x(0.5)} cy={y(of.half)} r="4.5" />
        <text class="told" x={x(0) + 5} y={y(of.half) - 6}>
          {told}
        </text>
        <text x={x(0.5)} y={y(0) + 17} text-anchor="middle">
          {typeset("50 % des habitants")}
        </text>
      </svg>
      <div>
        <p class="sentence" data-test="half">
          {typeset(`La moitié la moins servie des habitants reçoit ${told} des bénéficiaires.`)}
        </p>
        {of.gini !== null && (
          <p class="caption" data-test="gini">
            <a href="/methodes#gini">Indice de Gini</a> {decimal(of.gini, 2)}
            {of.gini_expected !== null &&
              typeset(` ; un partage par habitants, tiré au sort, donnerait ${decimal(of.gini_expected, 2)}.`)}
          </p>
        )}
        {of.parted.map(({ by, sentence }) => (
          <p key={by} class="caption" data-test={`parted-${by}`}>
            <Prose text={sentence} />
          </p>
        ))}
      </div>
    </div>
  );
}
