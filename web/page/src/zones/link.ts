// What the page of zones shows, as a readable link, and back. Pure. A word it does not know becomes a sentence for the reader and the
// default; what equals the default is left out.
import { readable } from "../link";
import { readRegion } from "../region-word";
import type { Kind } from "./document";
import { keyOf, readItem, readList, readThresholds, writeList, writeThresholds, type Item, type Limits } from "./item";

export const KINDS: readonly Kind[] = ["offre", "foyer_froid", "accompagnement", "recours"];
/** What the roadmap says of its zones: fewer enterprises than elsewhere. */
const USUAL: readonly Kind[] = ["offre", "foyer_froid"];

/** Settings of the tests, by their names in the API; years are « annees » in the link. `null`: the server's. */
export type Setting = "c" | "p" | "t" | "m" | "alpha" | "annees";
export const SETTINGS: Record<Setting, [least: number, most: number]> = {
  c: [0, 2],
  p: [0, 1],
  t: [0, 240],
  m: [0, 1],
  alpha: [0, 1],
  annees: [1, 100],
};

export interface ZonesView {
  /** `null`: the whole of France. */
  region: string | null;
  /** Tests that make a zone. */
  tests: readonly Kind[];
  reglages: Record<Setting, number | null>;
  /** Slug; `null`: any scheme. */
  dispositif: string | null;
  /** The reader's own list. */
  zones: readonly Item[];
  /** Thresholds of every zone without its own; `null`: those of the tests. */
  seuils: Limits | null;
  /** The zone that is opened, as its key. */
  zone: string | null;
  /** Whether the table stands in place of the map. */
  tableau: boolean;
}

export interface Known {
  regions: readonly string[];
  schemes: readonly string[];
  initial: ZonesView;
}

export const initialView = (region: string | null): ZonesView => ({
  region,
  tests: USUAL,
  reglages: { c: null, p: null, t: null, m: null, alpha: null, annees: null },
  dispositif: null,
  zones: [],
  seuils: null,
  zone: null,
  tableau: false,
});

/** A setting as a person or a link gives it; `null` where it is none. */
export function setting(name: Setting, text: string): number | null {
  const value = Number(text.trim().replace(",", "."));
  const [least, most] = SETTINGS[name];
  const whole = name !== "annees" || Number.isInteger(value);
  return text.trim() !== "" && value >= least && value <= most && whole ? value : null;
}

export function readLink(search: string, known: Known): { view: ZonesView; problems: string[] } {
  const { schemes, initial } = known;
  const words = new URLSearchParams(search);
  const view = { ...initial, reglages: { ...initial.reglages } };
  const problems: string[] = [];
  const word = (name: string): string | null => words.get(name) || null;

  view.region = readRegion(words, known, problems);

  const tests = word("tests")?.split(",");
  if (tests) {
    const known = KINDS.filter((each) => tests.includes(each));
    const unknown = tests.filter((each) => !(KINDS as readonly string[]).includes(each));
    for (const each of unknown) problems.push(`Le lien demande le test « ${each} », qui n’existe pas.`);
    if (known.length > 0) view.tests = known;
  }

  for (const name of Object.keys(SETTINGS) as Setting[]) {
    const text = word(name);
    if (text === null) continue;
    view.reglages[name] = setting(name, text);
    if (view.reglages[name] === null) problems.push(`Le lien règle « ${name} » à « ${text} », qui est illisible.`);
  }

  const scheme = word("dispositif");
  if (scheme !== null && schemes.includes(scheme)) view.dispositif = scheme;
  else if (scheme !== null)
    problems.push(`Le lien demande le dispositif « ${scheme} », inconnu ici : tous sont comptés.`);

  const { items, unread } = readList(word("zones") ?? "");
  view.zones = items;
  for (const each of unread) problems.push(`Le lien ajoute une zone illisible : « ${each} ».`);

  const limits = word("seuils");
  if (limits !== null) {
    view.seuils = readThresholds(limits);
    if (view.seuils === null) problems.push(`Le lien demande des seuils illisibles : « ${limits} ».`);
  }

  const opened = word("zone");
  const item = opened === null ? null : readItem(opened);
  if (item) view.zone = keyOf(item);
  else if (opened !== null) problems.push(`Le lien ouvre une zone illisible : « ${opened} ».`);
  view.tableau = word("volet") === "tableau";
  return { view, problems };
}

/** As a link is read by people: what needs no code in a question has none. */
const plain = (word: string): string => readable(word).replaceAll("%3B", ";");

export function writeLink(view: ZonesView, initial: ZonesView): string {
  const words: [string, string][] = [];
  if (view.region !== initial.region) words.push(["region", view.region ?? "france"]);
  if (view.tests.join() !== initial.tests.join()) words.push(["tests", view.tests.join()]);
  for (const [name, value] of Object.entries(view.reglages)) if (value !== null) words.push([name, String(value)]);
  if (view.dispositif !== null) words.push(["dispositif", view.dispositif]);
  if (view.zones.length > 0) words.push(["zones", writeList(view.zones)]);
  if (view.seuils !== null) words.push(["seuils", writeThresholds(view.seuils)]);
  if (view.zone !== null) words.push(["zone", view.zone]);
  if (view.tableau) words.push(["volet", "tableau"]);
  return words.length === 0 ? "" : `?${words.map(([name, word]) => `${name}=${plain(word)}`).join("&")}`;
}
