// What the page of the committee shows, as a readable link, and back. Pure. A word it does not know becomes a sentence for the reader and
// the default; what equals the default is left out.
import { readRegion } from "../region-word";

export interface CommitteeView {
  /** `null`: the whole of France. */
  region: string | null;
  /** Slug; `null`: all schemes together. */
  dispositif: string | null;
  /** The earlier date, the end of a year; `null`: as the server chooses it. */
  avant: number | null;
  /** The later date, likewise. */
  apres: number | null;
}

export interface Known {
  regions: readonly string[];
  schemes: readonly string[];
  initial: CommitteeView;
}

export const initialView = (region: string | null): CommitteeView => ({
  region,
  dispositif: null,
  avant: null,
  apres: null,
});

const YEAR = /^(19|20)\d\d$/;

export function readLink(search: string, known: Known): { view: CommitteeView; problems: string[] } {
  const { schemes, initial } = known;
  const words = new URLSearchParams(search);
  const view = { ...initial };
  const problems: string[] = [];
  view.region = readRegion(words, known, problems);

  const scheme = words.get("dispositif");
  if (scheme && schemes.includes(scheme)) view.dispositif = scheme;
  else if (scheme) problems.push(`Le lien demande le dispositif « ${scheme} », inconnu ici : tous sont montrés.`);

  for (const name of ["avant", "apres"] as const) {
    const year = words.get(name);
    if (year && YEAR.test(year)) view[name] = Number(year);
    else if (year) problems.push(`Le lien demande l’année « ${year} », qui est illisible.`);
  }
  if (view.avant !== null && view.apres !== null && view.avant >= view.apres) {
    problems.push(`Le lien compare ${view.avant} à ${view.apres} : la première date doit venir avant la seconde.`);
    view.avant = null;
    view.apres = null;
  }
  return { view, problems };
}

export function writeLink(view: CommitteeView, initial: CommitteeView): string {
  const words: [string, string][] = [];
  if (view.region !== initial.region) words.push(["region", view.region ?? "france"]);
  if (view.dispositif !== null) words.push(["dispositif", view.dispositif]);
  if (view.avant !== null) words.push(["avant", String(view.avant)]);
  if (view.apres !== null) words.push(["apres", String(view.apres)]);
  const text = new URLSearchParams(words).toString();
  return text && `?${text}`;
}

/** The two dates: those that are asked for, answered or not yet, or those that the server chose. */
export const datesOf = (
  { avant, apres }: Pick<CommitteeView, "avant" | "apres">,
  answered: { before: number; after: number },
) => ({ avant: avant ?? answered.before, apres: apres ?? answered.after });

/** The two dates once one of them is chosen: the other gives way where it would not stand on its side. */
export function dated(
  years: readonly number[],
  shown: { avant: number; apres: number },
  chosen: { avant: number } | { apres: number },
): { avant: number; apres: number } {
  const { avant, apres } = { ...shown, ...chosen };
  if (avant < apres) return { avant, apres };
  return "avant" in chosen
    ? { avant, apres: years.find((year) => year > avant) ?? apres }
    : { avant: years.findLast((year) => year < apres) ?? avant, apres };
}
