// What the neighbourhood tests found: a sign per verdict with how many territories have it; pressing one picks them out.
import type { Clusters, Spot, Structure } from "../api/analysis";
import { NO_DATA, spotTone, structureTone, TONES } from "../colour";
import { MethodTerm } from "../method";
import { decimal } from "../number";
import { clusters, isPicked, pick } from "../state";
import { typeset } from "../typeset";

type Tested = "foyers" | "points_chauds";

/** The verdicts in the order of the legend, in words. */
const FOYERS: Record<Structure, string> = {
  foyer_haut: "Foyer haut, entouré de hauts",
  exception_haute: "Exception haute parmi des bas",
  foyer_bas: "Foyer bas, entouré de bas",
  exception_basse: "Exception basse parmi des hauts",
  ns: "Pas de signal net",
};
const POINTS: Record<Spot, string> = { chaud: "Point chaud", froid: "Point froid", ns: "Pas de signal net" };
const UNTESTED = "Non testé";

/** What the test says of the row at that position. */
export function saidOf(found: Clusters, reading: Tested, k: number): string {
  const [structure, spot] = [found.structure[k], found.spot[k]];
  if (reading === "foyers") return structure ? FOYERS[structure] : UNTESTED;
  return spot ? POINTS[spot] : UNTESTED;
}

interface Sign {
  tone: number;
  label: string;
}

const SIGNS: Record<Tested, Sign[]> = {
  foyers: Object.entries(FOYERS).map(([verdict, label]) => ({ label, tone: structureTone(verdict as Structure) })),
  points_chauds: Object.entries(POINTS).map(([verdict, label]) => ({ label, tone: spotTone(verdict as Spot) })),
};

export function ClusterKey({ reading }: { reading: Tested }) {
  const found = clusters.data.value;
  if (!found) return <div class="bone tall" aria-busy="true" />;
  return (
    <>
      <ul class="key" data-test="legend-clusters">
        {[...SIGNS[reading], { label: UNTESTED, tone: NO_DATA }]
          .map((sign) => ({ ...sign, rows: found.row.filter((_, k) => saidOf(found, reading, k) === sign.label) }))
          .filter(({ rows, tone }) => rows.length > 0 || tone !== NO_DATA)
          .map(({ tone, label, rows }) => (
            <li key={label}>
              <button
                type="button"
                disabled={rows.length === 0}
                aria-pressed={isPicked(rows)}
                onClick={() => pick(rows)}
              >
                <svg width="24" height="16" aria-hidden="true">
                  <rect x=".5" y=".5" width="23" height="15" fill={TONES[tone]} stroke="rgba(94,42,6,.35)" />
                </svg>
                <span>{label}</span>
                <strong>{decimal(rows.length)}</strong>
              </button>
            </li>
          ))}
      </ul>
      <p class="caption">
        <MethodTerm slug="permutations">{typeset(`${decimal(found.permutations)} permutations`)}</MethodTerm>
        {typeset(", ")}
        <MethodTerm slug="fausses_decouvertes">
          {typeset(`${decimal(found.alpha * 100)} % de fausses alertes au plus`)}
        </MethodTerm>
        .
      </p>
    </>
  );
}
