// The Lorenz curve: the inhabitants from the least to the best endowed, and what share they have.
import { useMemo } from "preact/hooks";
import type { Inequality } from "../api/analysis";
import { INK, LANTERN, LANTERN_FILL } from "../colour";
import { MethodTerm } from "../method";
import { decimal, percent } from "../number";
import { hovered, inequality, indicators, chooseIndicator, positionsOf, selectedRow, territories } from "../state";
import { typeset } from "../typeset";

const SIDE = 320;
const LEFT = 46;
const FOOT = 34;
/** Indicators that are amounts shared among inhabitants. */
const SHARED = ["etablissements_10000_hab", "emplois_1000_hab", "etablissements", "emplois"];

export function Lorenz() {
  const found = inequality.data.value;
  if (!found) {
    return (
      <p class="empty">
        {inequality.problem.value ? typeset(inequality.problem.value.detail) : "Chargement de la courbe…"}
      </p>
    );
  }
  return (
    <div class="lorenz">
      <div class="scatter-text">
        <p class="sentence" data-test="inequality-sentence">
          {typeset(found.sentence)}
        </p>
        {found.detail && <p>{typeset(found.detail)}</p>}
        {found.amount === null && (
          <p>
            {indicators.value
              .filter((each) => SHARED.includes(each.slug))
              .map((each) => (
                <button key={each.slug} type="button" class="action" onClick={() => chooseIndicator(each.slug)}>
                  {typeset(each.short)}
                </button>
              ))}
          </p>
        )}
        {found.gini !== null && (
          <dl class="indices">
            <Index slug="gini" name="Gini" value={found.gini} />
            <Index slug="hoover" name="Hoover" value={found.hoover} />
            <Index slug="theil" name="Theil" value={found.theil} />
          </dl>
        )}
        <p class="caption">
          <MethodTerm slug="lorenz">Comment lire la courbe</MethodTerm>
        </p>
        <p class="caption">{typeset(found.source_line)}</p>
      </div>
      {found.curve.length > 1 && <Curve of={found} />}
    </div>
  );
}

const Index = ({ slug, name, value }: { slug: string; name: string; value: number | null }) => (
  <>
    <dt>
      <MethodTerm slug={slug}>{name}</MethodTerm>
    </dt>
    <dd data-test={`index-${slug}`}>{value === null ? "n.d." : decimal(value, 3)}</dd>
  </>
);

function Curve({ of }: { of: Inequality }) {
  const at = useMemo(() => positionsOf(of.row), [of]);
  const x = (share: number) => LEFT + share * SIDE;
  const y = (share: number) => 8 + (1 - share) * SIDE;
  const line = of.curve.map(([people, amount]) => `${x(people).toFixed(1)} ${y(amount).toFixed(1)}`).join("L");
  const row = hovered.value ?? selectedRow.value;
  const i = row === null ? -1 : (at.get(row) ?? -1);
  const [people, amount] = [of.people_share[i], of.amount_share[i]];
  // What is told of the territory stays above the graduations.
  const told = Math.min(y(amount ?? 0), y(0) - 56);
  const index = territories.data.value;
  const name = row === null ? "" : (index?.name[index.rows.indexOf(row)] ?? "");
  return (
    <svg
      class="lorenz-curve"
      width={LEFT + SIDE + 190}
      height={8 + SIDE + FOOT}
      role="img"
      aria-label={typeset(of.sentence)}
      data-test="lorenz"
    >
      {[0, 0.25, 0.5, 0.75, 1].map((share) => (
        <g key={share} class="tick">
          <line x1={x(share)} x2={x(share)} y1={y(0)} y2={y(1)} />
          <line x1={x(0)} x2={x(1)} y1={y(share)} y2={y(share)} />
          <text x={x(share)} y={y(0) + 16} text-anchor="middle">
            {percent(share)}
          </text>
          <text x={x(0) - 6} y={y(share) + 4} text-anchor="end">
            {percent(share)}
          </text>
        </g>
      ))}
      <path d={`M${line}Z`} fill={LANTERN_FILL} opacity=".25" />
      <path d={`M${x(0)} ${y(0)}L${x(1)} ${y(1)}`} stroke={INK} stroke-dasharray="4 3" />
      <path d={`M${line}`} fill="none" stroke={LANTERN} stroke-width="2.200" />
      <text x={x(1)} y={y(0) + 31} text-anchor="end" class="axis">
        habitants, du moins au mieux doté →
      </text>
      {typeof people === "number" && typeof amount === "number" && (
        <g>
          <circle cx={x(people)} cy={y(amount)} r="5" fill={INK} stroke="#FBF9F5" stroke-width="1.500" />
          <text x={x(1) + 12} y={told + 4}>
            {typeset(name)}
          </text>
          <text x={x(1) + 12} y={told + 21} class="axis">
            {typeset(`${percent(people)} des habitants`)}
          </text>
          <text x={x(1) + 12} y={told + 38} class="axis">
            {typeset(`ont ${percent(amount)} du total`)}
          </text>
          <line x1={x(people) + 6} x2={x(1) + 8} y1={y(amount)} y2={told} stroke="#8A90A6" />
        </g>
      )}
    </svg>
  );
}
