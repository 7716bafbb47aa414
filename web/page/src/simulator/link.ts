// What the simulator shows, as a readable link, and back. Pure. A scenario is its name, then the communes where it opens a permanence with
// its days a month, then the sites it closes: `scenario=A~80620.4~-apes-59350`. What equals the default is left out.
import { readRegion } from "../region-word";

/** A permanence to open. */
export interface Opened {
  /** Code of the commune. */
  commune: string;
  /** Days a month; `null`: nobody says. */
  jours: number | null;
}

export interface Scenario {
  nom: string;
  ajouts: Opened[];
  /** Identifiers of the sites it closes. */
  retraits: string[];
}

export type Places = "documents" | "exemple";

/** Where one comes to open a permanence: a territory by its name and the EPCI it touches. */
export interface Around {
  nom: string;
  epci: string[];
}

export interface SimulatorView {
  /** `null`: the whole of France. */
  region: string | null;
  /** Slug of the scheme whose sites count; `null`: all. */
  dispositif: string | null;
  /** Minutes beyond which a site is far. */
  minutes: number;
  /** Which places count: those that documents know, or those made up for operators besides. */
  sites: Places;
  /** Whether a place that is known only by a workshop counts. */
  ateliers: boolean;
  scenarios: Scenario[];
  /** Which one is shown: 0 for today, then their place. */
  montre: number;
  /** Whether the table stands in place of the map. */
  tableau: boolean;
  /** What is outlined and looked at first; `null`: the region alone. */
  autour: Around | null;
  /** Where these scenarios were kept and as which version, `0123456789ab.2`; `null`: nowhere the link knows of. */
  garde: string | null;
}

export interface Known {
  regions: readonly string[];
  initial: SimulatorView;
}

/** Scenarios beside today. */
export const MOST_SCENARIOS = 4;
/** Permanences a scenario opens at most, as the server has it. */
export const MOST_OPENED = 40;
export const MOST_DAYS = 31;
export const MINUTES: readonly number[] = [15, 20, 30, 45, 60];
const NAME_LENGTH = 40;
/** As long as the zones of the page beside may be named. */
const AROUND_LENGTH = 80;

const SLUG = /^[a-z][a-z0-9_]{0,39}$/;
const OPENED = /^(\d[\dAB]\d{3})(?:\.(\d{1,2}))?$/;
const SITE = /^-([^~,\s]{1,120})$/;
const SIREN = /^\d{9}$/;
const KEPT = /^[0-9a-z]{12}\.\d{1,3}$/;

export const initialView = (region: string | null): SimulatorView => ({
  region,
  dispositif: null,
  minutes: 30,
  sites: "documents",
  ateliers: true,
  scenarios: [],
  montre: 0,
  tableau: false,
  autour: null,
  garde: null,
});

const held = (text: string, length: number): string =>
  text.replaceAll("~", " ").replace(/\s+/g, " ").trimStart().slice(0, length);

/** A name that the link can hold. */
export const named = (text: string): string => held(text, NAME_LENGTH);

/** The first letter no scenario has: A, B, C… */
export function freeName(scenarios: readonly Scenario[]): string {
  const letters = "ABCDEFGH".split("");
  return letters.find((letter) => scenarios.every(({ nom }) => nom !== letter)) ?? "A";
}

/** Which scenario shows when the link does not say. */
const shownFirst = (scenarios: readonly Scenario[]) => (scenarios.length > 0 ? 1 : 0);

export function readScenario(text: string): { scenario: Scenario; unread: string[] } {
  const [first = "", ...pieces] = text.split("~");
  const scenario: Scenario = { nom: named(first) || "A", ajouts: [], retraits: [] };
  const unread: string[] = [];
  for (const piece of pieces) {
    const opened = OPENED.exec(piece);
    const days = opened?.[2] === undefined ? null : Number(opened[2]);
    const site = SITE.exec(piece)?.[1];
    const room = scenario.ajouts.length < MOST_OPENED;
    if (opened?.[1] && room && (days === null || (days >= 1 && days <= MOST_DAYS)))
      scenario.ajouts.push({ commune: opened[1], jours: days });
    else if (site && !scenario.retraits.includes(site)) scenario.retraits.push(site);
    else if (piece !== "") unread.push(piece);
  }
  return { scenario, unread };
}

/** Letters, digits and what addresses leave alone stay readable. */
const plain = (text: string) => encodeURIComponent(text).replaceAll("%20", "+");

export const writeScenario = ({ nom, ajouts, retraits }: Scenario): string =>
  [
    named(nom),
    ...ajouts.map(({ commune, jours }) => (jours === null ? commune : `${commune}.${jours}`)),
    ...retraits.map((site) => `-${site}`),
  ]
    .map(plain)
    .join("~");

/** Its name, then its EPCI: `autour=Est+de+la+Somme~200037059~200070985`. */
const writeAround = ({ nom, epci }: Around): string => [held(nom, AROUND_LENGTH), ...epci].map(plain).join("~");

/** `null` where a piece of it is no EPCI, or there is none. */
export function readAround(text: string): Around | null {
  const [nom = "", ...epci] = text.split("~");
  return epci.length > 0 && epci.every((code) => SIREN.test(code)) ? { nom: held(nom, AROUND_LENGTH), epci } : null;
}

export function readLink(search: string, known: Known): { view: SimulatorView; problems: string[] } {
  const words = new URLSearchParams(search);
  const view: SimulatorView = { ...known.initial, scenarios: [] };
  const problems: string[] = [];
  const word = (name: string): string | null => words.get(name) || null;

  view.region = readRegion(words, known, problems);

  const scheme = word("dispositif");
  if (scheme !== null && SLUG.test(scheme)) view.dispositif = scheme;
  else if (scheme !== null) problems.push(`Le lien demande le dispositif « ${scheme} », qui est illisible.`);

  const minutes = word("minutes");
  if (minutes !== null && MINUTES.includes(Number(minutes))) view.minutes = Number(minutes);
  else if (minutes !== null)
    problems.push(`Le lien demande ${minutes} minutes de trajet : on peut choisir ${MINUTES.join(", ")}.`);

  const sites = word("sites");
  if (sites === "documents" || sites === "exemple") view.sites = sites;
  else if (sites !== null)
    problems.push(`Le lien demande les lieux « ${sites} » : on peut choisir documents ou exemple.`);

  const workshops = word("workshops");
  if (workshops === "oui" || workshops === "non") view.ateliers = workshops === "oui";
  else if (workshops !== null) problems.push(`Le lien dit « ${workshops} » des lieux d’atelier : c’est oui ou non.`);

  const told = words.getAll("scenario").filter((text) => text !== "");
  for (const text of told.slice(0, MOST_SCENARIOS)) {
    const { scenario, unread } = readScenario(text);
    view.scenarios.push(scenario);
    if (unread.length > 0)
      problems.push(`Dans le scénario « ${scenario.nom} », le lien a des lieux illisibles : ${unread.join(", ")}.`);
  }
  if (told.length > MOST_SCENARIOS)
    problems.push(`Le lien porte ${told.length} scénarios : les ${MOST_SCENARIOS} premiers sont montrés.`);

  view.montre = shownFirst(view.scenarios);
  const shown = word("montre");
  if (shown !== null && /^\d$/.test(shown) && Number(shown) <= view.scenarios.length) view.montre = Number(shown);
  else if (shown !== null) problems.push(`Le lien montre le scénario ${shown}, qu’il ne porte pas.`);
  view.tableau = words.get("volet") === "tableau";
  const around = word("autour");
  if (around !== null) view.autour = readAround(around);
  if (around !== null && view.autour === null)
    problems.push(`Le lien demande de regarder autour de « ${around} », qui est illisible.`);
  const kept = word("garde");
  if (kept !== null && KEPT.test(kept)) view.garde = kept;
  return { view, problems };
}

/** What is asked and compared, without how it is looked at. */
function question(view: SimulatorView, initial: Pick<SimulatorView, "region" | "minutes"> | null): string[] {
  const words: string[] = [];
  if (view.region !== initial?.region) words.push(`region=${view.region ?? "france"}`);
  if (view.dispositif !== null) words.push(`dispositif=${view.dispositif}`);
  if (view.minutes !== initial?.minutes) words.push(`minutes=${view.minutes}`);
  if (view.sites !== "documents") words.push(`sites=${view.sites}`);
  if (!view.ateliers) words.push("workshops=non");
  for (const scenario of view.scenarios) words.push(`scenario=${writeScenario(scenario)}`);
  return words;
}

/** Which scenario is shown, where it is not the first. */
const shownWords = ({ montre, scenarios }: SimulatorView) =>
  montre === shownFirst(scenarios) ? [] : [`montre=${montre}`];

export function writeLink(view: SimulatorView, initial: SimulatorView): string {
  const words = [...question(view, initial), ...shownWords(view)];
  if (view.tableau) words.push("volet=tableau");
  if (view.autour !== null) words.push(`autour=${writeAround(view.autour)}`);
  if (view.garde !== null) words.push(`garde=${view.garde}`);
  return words.length === 0 ? "" : `?${words.join("&")}`;
}

/** The simulator on a territory, from another page: it says its region whatever the page opens on. */
export function simulatorAround({ region, dispositif }: Pick<SimulatorView, "region" | "dispositif">, autour: Around) {
  const view = { ...initialView(region), dispositif, autour };
  return `/deploiement/simulateur${writeLink(view, { ...view, region: "" })}`;
}

/** The words that the server keeps, whole: they say their region and their minutes whatever the page opens on. */
export const keptWords = (view: SimulatorView): string => question(view, null).join("&");

/** The words of the sheet to print: what is kept, and which scenario its map shows. */
export const sheetWords = (view: SimulatorView): string => [...question(view, null), ...shownWords(view)].join("&");
