// What the neighbourhood tests found: a sign per verdict with how many territories have it; pressing one picks them out.
import type { Clusters } from "../api/analysis";
import { NO_DATA, spotTone, structureTone, TONES } from "../colour";
import { MethodTerm } from "../method";
import { decimal } from "../number";
import { brushed, clusters } from "../state";
import { typeset } from "../typeset";

interface Sign {
  tone: number;
  label: string;
  rows: number[];
}

/** The verdicts in the order of the legend, with their rows. */
export function signsOf(found: Clusters, reading: "foyers" | "points_chauds"): Sign[] {
  const sign = (label: string, tone: number, held: (k: number) => boolean): Sign => ({
    label,
    tone,
    rows: found.row.filter((_, k) => held(k)),
  });
  const untested = sign("Non testé", NO_DATA, (k) => found.structure[k] === null);
  if (reading === "points_chauds")
    return [
      sign("Point chaud", spotTone("chaud"), (k) => found.spot[k] === "chaud"),
      sign("Point froid", spotTone("froid"), (k) => found.spot[k] === "froid"),
      sign("Pas de signal net", spotTone("ns"), (k) => found.spot[k] === "ns"),
      untested,
    ];
  return [
    sign("Foyer haut, entouré de hauts", structureTone("foyer_haut"), (k) => found.structure[k] === "foyer_haut"),
    sign(
      "Exception haute parmi des bas",
      structureTone("exception_haute"),
      (k) => found.structure[k] === "exception_haute",
    ),
    sign("Foyer bas, entouré de bas", structureTone("foyer_bas"), (k) => found.structure[k] === "foyer_bas"),
    sign(
      "Exception basse parmi des hauts",
      structureTone("exception_basse"),
      (k) => found.structure[k] === "exception_basse",
    ),
    sign("Pas de signal net", structureTone("ns"), (k) => found.structure[k] === "ns"),
    untested,
  ];
}

export function ClusterKey({ reading }: { reading: "foyers" | "points_chauds" }) {
  const found = clusters.data.value;
  if (!found) return <div class="bone tall" aria-busy="true" />;
  return (
    <>
      <ul class="key" data-test="legend-clusters">
        {signsOf(found, reading)
          .filter(({ rows, tone }) => rows.length > 0 || tone !== NO_DATA)
          .map(({ tone, label, rows }) => (
            <li key={label}>
              <button
                type="button"
                disabled={rows.length === 0}
                aria-pressed={same(brushed.value, rows)}
                onClick={() => (brushed.value = same(brushed.value, rows) ? null : new Set(rows))}
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

function same(picked: ReadonlySet<number> | null, rows: number[]): boolean {
  return picked !== null && rows.length > 0 && picked.size === rows.length && rows.every((row) => picked.has(row));
}
