// What the page of presence shows, as a readable link, and back. Pure. A word it does not know becomes a sentence for the reader and the
// default; what equals the default is left out.
import { readRegion } from "../region-word";

export type Layer = "siege" | "antenne" | "permanence" | "inconnu" | "atelier" | "zones" | "activite";

/** Every layer, in the order of the legend: each its own, none a part of another. */
export const LAYERS: readonly Layer[] = ["siege", "antenne", "permanence", "inconnu", "atelier", "zones", "activite"];
const USUAL: readonly Layer[] = ["siege", "antenne", "permanence", "inconnu"];

/** Reaches that can be chosen, minutes: the bounds of the classes. */
export const REACHES: readonly number[] = [15, 30, 45, 60];

export const POLICIES: readonly string[] = ["plan", "convention", "referent"];

export interface PresenceView {
  /** `null`: the whole of France. */
  region: string | null;
  /** Slug; `null`: any scheme. */
  dispositif: string | null;
  /** Slug; `null`: any operator. */
  operateur: string | null;
  /** `null`: the last year known. */
  annee: number | null;
  /** How far a contact may be, minutes. */
  minutes: number;
  couches: readonly Layer[];
  /** What the colours are of. */
  maille: "epci" | "commune";
  onglet: "presence" | "politiques";
  /** The policy shown, in that tab. */
  politique: string;
  /** Whether the table stands in place of the map. */
  tableau: boolean;
}

export interface Known {
  regions: readonly string[];
  schemes: readonly string[];
  operators: readonly string[];
  initial: PresenceView;
}

export const initialView = (region: string | null): PresenceView => ({
  region,
  dispositif: null,
  operateur: null,
  annee: null,
  minutes: 30,
  couches: USUAL,
  maille: "epci",
  onglet: "presence",
  politique: "plan",
  tableau: false,
});

/** What « couches » says of none at all. */
const NONE = "aucune";
const YEAR = /^(19|20)\d\d$/;

const isLayer = (word: string): word is Layer => (LAYERS as readonly string[]).includes(word);

export function readLink(search: string, known: Known): { view: PresenceView; problems: string[] } {
  const { schemes, operators, initial } = known;
  const words = new URLSearchParams(search);
  const view = { ...initial };
  const problems: string[] = [];
  const word = (name: string): string | null => words.get(name) || null;

  view.region = readRegion(words, known, problems);

  for (const [name, what, named] of [
    ["dispositif", "le dispositif", schemes],
    ["operateur", "l’opérateur", operators],
  ] as const) {
    const slug = word(name);
    if (slug !== null && named.includes(slug)) view[name] = slug;
    else if (slug !== null) problems.push(`Le lien demande ${what} « ${slug} », inconnu ici : tous sont montrés.`);
  }

  const year = word("annee");
  if (year !== null && YEAR.test(year)) view.annee = Number(year);
  else if (year !== null) problems.push(`Le lien demande l’année « ${year} », qui est illisible.`);

  const minutes = word("minutes");
  if (minutes !== null && REACHES.includes(Number(minutes))) view.minutes = Number(minutes);
  else if (minutes !== null)
    problems.push(`Le lien demande « ${minutes} » minutes ; se choisissent ${REACHES.join(", ")}.`);

  const layers = word("couches")?.split(",");
  if (layers) {
    view.couches = LAYERS.filter((each) => layers.includes(each));
    for (const each of layers)
      if (!isLayer(each) && each !== NONE) problems.push(`Le lien demande la couche « ${each} », qui n’existe pas.`);
  }

  if (word("maille") === "commune") view.maille = "commune";
  if (word("onglet") === "politiques") view.onglet = "politiques";
  const policy = word("politique");
  if (policy !== null && POLICIES.includes(policy)) view.politique = policy;
  else if (policy !== null) problems.push(`Le lien demande la politique « ${policy} », qui n’existe pas.`);
  view.tableau = word("volet") === "tableau";
  return { view, problems };
}

export function writeLink(view: PresenceView, initial: PresenceView): string {
  const words: [string, string][] = [];
  if (view.region !== initial.region) words.push(["region", view.region ?? "france"]);
  if (view.onglet !== initial.onglet) words.push(["onglet", view.onglet]);
  if (view.politique !== initial.politique) words.push(["politique", view.politique]);
  if (view.dispositif !== null) words.push(["dispositif", view.dispositif]);
  if (view.operateur !== null) words.push(["operateur", view.operateur]);
  if (view.annee !== null) words.push(["annee", String(view.annee)]);
  if (view.minutes !== initial.minutes) words.push(["minutes", String(view.minutes)]);
  if (view.couches.join() !== initial.couches.join()) words.push(["couches", view.couches.join() || NONE]);
  if (view.maille !== initial.maille) words.push(["maille", view.maille]);
  if (view.tableau) words.push(["volet", "tableau"]);
  return words.length === 0 ? "" : `?${words.map(([name, word]) => `${name}=${word}`).join("&")}`;
}
