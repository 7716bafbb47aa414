// What the page of the deployment shows, as a readable link, and back. Pure. A word it does not know becomes a sentence for the reader
// and the default; what equals the default is left out.
import { readRegion } from "../region-word";
import type { Fairness, Grouping } from "./document";

export interface MonitorView {
  /** `null`: the whole of France. */
  region: string | null;
  /** Slug of the scheme; `null`: all together. */
  dispositif: string | null;
  equite: Fairness;
  /** First and last year asked for; `null`: those that were handed in. */
  de: number | null;
  a: number | null;
  /** How the EPCI are grouped beside the curves; `null`: the region as a whole. */
  par: Grouping | null;
  /** The finding shown on the map (finding.ts names it). */
  constat: string | null;
  /** Whether the table stands in place of the map. */
  tableau: boolean;
}

export const FAIRNESS: readonly Fairness[] = ["uniforme", "population", "etablissements"];

export const GROUPINGS: readonly Grouping[] = ["departement", "nature"];

export interface Known {
  regions: readonly string[];
  initial: MonitorView;
}

export const initialView = (region: string | null): MonitorView => ({
  region,
  dispositif: null,
  equite: "etablissements",
  de: null,
  a: null,
  par: null,
  constat: null,
  tableau: false,
});

/** What « dispositif » says of all together; the link leaves it out. */
const ALL = "tous";
/** What « par » says of no grouping; the link leaves it out. */
const WHOLE = "region";
const SLUG = /^[a-z][a-z0-9_]{0,39}$/;
const FINDING = /^[a-z][a-z0-9_-]{0,59}$/;
const YEAR = /^(19|20)\d\d$/;

export function readLink(search: string, known: Known): { view: MonitorView; problems: string[] } {
  const words = new URLSearchParams(search);
  const view = { ...known.initial };
  const problems: string[] = [];
  const word = (name: string): string | null => words.get(name) || null;

  view.region = readRegion(words, known, problems);

  const scheme = word("dispositif");
  if (scheme === ALL) view.dispositif = null;
  else if (scheme !== null && SLUG.test(scheme)) view.dispositif = scheme;
  else if (scheme !== null) problems.push(unknownScheme(scheme));

  const fairness = word("equite");
  const found = FAIRNESS.find((each) => each === fairness);
  if (found) view.equite = found;
  else if (fairness !== null) problems.push(`Le lien demande la notion d’équité « ${fairness} », qui n’existe pas.`);

  for (const name of ["de", "a"] as const) {
    const year = word(name);
    if (year !== null && YEAR.test(year)) view[name] = Number(year);
    else if (year !== null) problems.push(`Le lien demande l’année « ${year} », qui est illisible.`);
  }
  if (view.de !== null && view.a !== null && view.de > view.a) {
    problems.push("Le lien demande des années dont la première suit la dernière : toutes sont montrées.");
    view.de = view.a = null;
  }

  const grouping = word("par");
  view.par = GROUPINGS.find((each) => each === grouping) ?? null;
  if (grouping !== null && view.par === null && grouping !== WHOLE) {
    problems.push(`Le lien demande un groupement « ${grouping} », qui n’existe pas.`);
  }

  const finding = word("constat");
  if (finding !== null && FINDING.test(finding)) view.constat = finding;
  view.tableau = words.get("volet") === "tableau";
  return { view, problems };
}

export function writeLink(view: MonitorView, initial: MonitorView): string {
  const words: [string, string][] = [];
  if (view.region !== initial.region) words.push(["region", view.region ?? "france"]);
  if (view.dispositif !== null) words.push(["dispositif", view.dispositif]);
  if (view.equite !== initial.equite) words.push(["equite", view.equite]);
  if (view.de !== null) words.push(["de", String(view.de)]);
  if (view.a !== null) words.push(["a", String(view.a)]);
  if (view.par !== null) words.push(["par", view.par]);
  if (view.constat !== null) words.push(["constat", view.constat]);
  if (view.tableau) words.push(["volet", "tableau"]);
  return words.length === 0 ? "" : `?${words.map(([name, word]) => `${name}=${word}`).join("&")}`;
}

/** The sentence for who asks for a scheme that has no activity here. */
export const unknownScheme = (slug: string): string =>
  `Le lien demande le dispositif « ${slug} », qui n’a pas d’activité ici : tous sont montrés ensemble.`;
