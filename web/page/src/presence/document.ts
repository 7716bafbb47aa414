// The shapes of the API's answers on presence, word for word (web/server/src/document/presence.rs), and their addresses.
import { API } from "../api/address";
import type { Level } from "../api/document";
import type { PresenceView } from "./link";

export interface Choice {
  slug: string;
  name: string;
}

export type SiteKind = "siege" | "antenne" | "permanence" | "inconnu" | "atelier";

export interface PresenceSite {
  site: string;
  name: string;
  operator: string | null;
  operator_name: string;
  kind: SiteKind;
  kind_label: string;
  contact: boolean;
  days_month: number | null;
  rhythm: string;
  opened: string | null;
  closed: string | null;
  dates: string;
  commune: string | null;
  commune_name: string | null;
  epci: string | null;
  point: [lon: number, lat: number] | null;
  schemes: string[];
  synthetic: boolean;
}

/** Where an operator declares that it works: never a presence. */
export interface DeclaredZone {
  operator: string;
  operator_name: string;
  scheme: string | null;
  level: Level;
  code: string;
  name: string;
  row: number;
  opened: string | null;
  closed: string | null;
  dates: string;
}

/** `oui`: the last beneficiary is of that year; `ensuite`: of a later one; `non`: none then nor later; `s`, `nd`. */
export type Told = "oui" | "ensuite" | "non" | "s" | "nd";

/** The EPCI, in row order. */
export interface PresenceUnits {
  row: number[];
  code: string[];
  name: string[];
  siege: number[];
  antenne: number[];
  permanence: number[];
  inconnu: number[];
  minutes: (number | null)[];
  absence: (string | null)[];
  class: (number | null)[];
  within: (number | null)[];
  contact: (boolean | null)[];
  declared: number[];
  activity: Told[];
}

export interface Presence {
  region: string | null;
  place: string;
  scheme: string | null;
  operator: string | null;
  years: number[];
  year: number | null;
  minutes: number;
  bounds: number[];
  schemes: Choice[];
  operators: Choice[];
  sites: PresenceSite[];
  zones: DeclaredZone[];
  units: PresenceUnits;
  communes: { row: number[]; minutes: (number | null)[]; class: (number | null)[] };
  without: number | null;
  sentence: string;
  sentences: string[];
  notes: string[];
  source_line: string;
  synthetic: boolean;
}

/** `dit`: a document says it; `vise`: a document aims at it; `null`: unknown, never no. */
export type Known = "dit" | "vise" | null;

export interface Policies {
  region: string | null;
  place: string;
  kinds: { slug: string; label: string; stated: number; aimed: number }[];
  row: number[];
  code: string[];
  name: string[];
  known: Known[][];
  evidence: {
    kind: string;
    status: "dit" | "vise";
    territory: string;
    sentence: string;
    document: string | null;
    codes: string[];
  }[];
  sentence: string;
  notes: string[];
}

type Word = string | number | null;

/** Parameters in a fixed order, so that one question has one address. */
function address(path: string, words: Record<string, Word>): string {
  const asked = Object.entries(words).filter(([, word]) => word !== null && word !== "");
  const text = new URLSearchParams(asked.map(([name, word]) => [name, String(word)])).toString();
  return `${API}/${path}${text && `?${text}`}`;
}

const words = ({ region, dispositif, operateur, annee, minutes }: PresenceView): Record<string, Word> => ({
  region,
  scheme: dispositif,
  operator: operateur,
  year: annee,
  minutes,
});

export const presenceAddress = (view: PresenceView): string => address("presence", words(view));
/** What is shown, to take away. */
export const presenceFile = (view: PresenceView): string => address("presence.csv", words(view));
export const policiesAddress = ({ region }: PresenceView): string => address("policies", { region });
