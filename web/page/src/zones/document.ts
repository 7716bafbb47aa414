// The shapes of the API's answer on the zones to watch, word for word (web/server/src/document/watch.rs), and its addresses.
import { API } from "../api/address";
import type { Choice, PresenceSite } from "../presence/document";
import type { ZonesView } from "./link";
import { writeList, writeThresholds } from "./item";

export type Kind = "offre" | "foyer_froid" | "accompagnement" | "recours";
export type Verdict = "oui" | "non" | "ns" | "nd";
export type Origin = "feuille_de_route" | "choisie" | "trouvee";
export type ThresholdName = "densite" | "part_emplois" | "minutes" | "sans";
export type Thresholds = Record<ThresholdName, number | null>;

export interface WatchFigure {
  indicator: string;
  label: string;
  unit: string;
  decimals: number;
  value: number | null;
  absence: string | null;
  low: number | null;
  high: number | null;
  reference: number | null;
  ratio: number | null;
}

export interface WatchEpci {
  row: number;
  code: string;
  name: string;
  whole: boolean;
  verdicts: Verdict[];
}

export interface WatchScheme {
  name: string;
  beneficiaries: number | null;
  absence: string | null;
  expected: number | null;
  years_since: number | null;
  since_absence: string | null;
}

export interface WatchAid extends Omit<WatchScheme, "name"> {
  window: [number, number] | null;
  whole: number;
  parts: number;
  sentence: string;
  schemes: WatchScheme[];
}

export interface Crossed {
  threshold: ThresholdName;
  gap: number | null;
  established: boolean;
  sentence: string;
}

export interface WatchZone {
  key: string;
  origin: Origin;
  name: string;
  context: string;
  certain: boolean;
  epci: WatchEpci[];
  rows: number[];
  communes: number;
  population: number | null;
  figures: WatchFigure[];
  sentence: string;
  minutes: number | null;
  minutes_absence: string | null;
  far_share: number | null;
  nearest: string | null;
  aid: WatchAid;
  kinds: { kind: Kind; label: string; oui: number; ns: number; nd: number; of: number }[];
  overlaps: { key: string; name: string; units: number; of: number; sentence: string }[];
  thresholds: Thresholds;
  crossed: Crossed[];
  unjudged: string[];
  profile: string;
  map: string;
}

export interface WatchYear {
  year: number;
  figures: WatchFigure[];
  activity: string;
  activity_label: string;
  opened: string[];
  closed: string[];
  places: number;
}

export interface ZoneTest {
  kind: Kind;
  label: string;
  verdict: Verdict;
  verdict_label: string;
  evidence: string;
  sentence: string;
}

export interface Opened {
  zone: WatchZone;
  documents: string[];
  quotation: { quote: string; document: string | null } | null;
  tests: { code: string; name: string; tests: ZoneTest[] }[];
  years: WatchYear[];
  sentences: string[];
  sites: PresenceSite[];
  notes: string[];
  source_line: string;
}

export interface Watch {
  region: string | null;
  place: string;
  level: string;
  kinds: Kind[];
  known_kinds: { slug: Kind; name: string }[];
  schemes: Choice[];
  parameters: { c: number; p: number; t: number; m: number; alpha: number; years: number; reference: string };
  thresholds: Thresholds;
  zones: WatchZone[];
  units: { row: number[]; code: string[]; name: string[]; kinds: Kind[][] };
  alerts: { key: string; name: string; crossed: Crossed }[];
  opened: Opened | null;
  sentence: string;
  sentences: string[];
  notes: string[];
  source_line: string;
  synthetic: boolean;
}

/** An address with the words it needs, in one order, so that one question has one address. */
function address(path: string, view: ZonesView, zone: string | null): string {
  const { reglages: set } = view;
  const words: Record<string, string | number | null> = {
    region: view.region,
    kinds: view.tests.join(),
    c: set.c,
    p: set.p,
    t: set.t,
    m: set.m,
    alpha: set.alpha,
    years: set.annees,
    scheme: view.dispositif,
    zones: writeList(view.zones),
    thresholds: view.seuils && writeThresholds(view.seuils),
    zone,
  };
  const asked = Object.entries(words).filter(([, word]) => word !== null && word !== "");
  return `${API}/${path}?${new URLSearchParams(asked.map(([name, word]) => [name, String(word)])).toString()}`;
}

export const watchAddress = (view: ZonesView): string => address("watch", view, view.zone);
/** What is shown, to take away. */
export const watchFile = (view: ZonesView): string => address("watch.csv", view, null);
