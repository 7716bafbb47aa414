// The shapes of the API's answers on deployment, word for word (web/server/src/document/deployment.rs), and their addresses.
import { API } from "../api/address";
import type { MonitorView } from "./link";

export type Grouping = "departement" | "nature";

export type Fairness = "uniforme" | "population" | "etablissements";

/** What a fair spread of the same beneficiaries would have reached; by year, at the end of each, `null` where it is hidden. */
export interface FairSpread {
  fairness: Fairness;
  label: string;
  expected: (number | null)[];
  low: (number | null)[];
  high: (number | null)[];
  probability: number | null;
  shortfall: boolean;
  verdict: string;
  sentence: string;
}

/** A scheme over the window; of all schemes together, `scheme` is `null`. Columns follow the years. */
export interface SchemeDeployment {
  scheme: string | null;
  name: string;
  full_name: string;
  beneficiaries: (number | null)[];
  hidden: boolean[];
  jobs: (number | null)[];
  amount_eur: (number | null)[];
  target: number | null;
  target_sentence: string;
  reached: number[];
  fair: FairSpread[];
  waiting: number[];
  waiting_sentence: string;
  lorenz: [people: number, beneficiaries: number][];
  gini: number | null;
  gini_expected: number | null;
  half: number | null;
  parted: { by: Grouping; between: number; sentence: string }[];
  near: NearPlaces;
  sentence: string;
}

/** How near the known places are where a scheme is offered; shares by `minutes`, `null` where they are not known. */
export interface NearPlaces {
  sites: number;
  workshops: number;
  minutes: number[];
  population: (number | null)[];
  establishments: (number | null)[];
  sentence: string;
  /** The model of travel, by name. */
  travel: string;
}

export type Gravity = 1 | 2 | 3;

export interface Finding {
  kind: "portee" | "jamais" | "dispositif" | "loin" | "objectif" | "remise";
  gravity: Gravity;
  sentence: string;
  detail: string;
  observed: number | null;
  expected: number | null;
  unit: string;
  scheme: string | null;
  codes: string[];
}

export interface MissingActivity {
  operator: string;
  name: string;
  years: number[];
}

export interface Deployment {
  region: string | null;
  place: string;
  level: string;
  /** Territories the schemes are open to. */
  open: number;
  years: number[];
  /** First and last of all the years that were handed in. */
  handed_in: [first: number, last: number];
  sentence: string;
  overall: SchemeDeployment;
  schemes: SchemeDeployment[];
  findings: Finding[];
  missing: MissingActivity[];
  notes: string[];
  source_line: string;
  synthetic: boolean;
}

/** `oui`: none, and chance does not explain it; `ns`: none, and chance suffices; `non`: reached; `nd`: not open. */
export type UnitVerdict = "oui" | "ns" | "non" | "nd";

/** The territories, in row order. */
export interface DeploymentUnits {
  level: string;
  scheme: string | null;
  window: [first: number, last: number];
  fairness: Fairness;
  row: number[];
  code: string[];
  name: string[];
  reached: (boolean | null)[];
  beneficiaries: (number | null)[];
  absence: (string | null)[];
  years_since: (number | null)[];
  expected: (number | null)[];
  none: (number | null)[];
  verdict: UnitVerdict[];
  sentence: string;
  source_line: string;
  synthetic: boolean;
}

/** A department, or a kind of EPCI. */
export interface DeploymentGroup {
  code: string;
  name: string;
  epci: number;
  reached: number;
  expected: number | null;
}

/** A scheme over every year, the EPCI in groups. */
export interface DeploymentGroups {
  scheme: string;
  name: string;
  by: Grouping;
  fairness: Fairness;
  window: [first: number, last: number];
  groups: DeploymentGroup[];
  sentence: string;
  source_line: string;
  synthetic: boolean;
}

/** How long a group waited for its first beneficiary; `waiting` follows the years, and is empty for a group that is too small. */
export interface GroupWait {
  group: DeploymentGroup;
  waiting: number[];
  median: number | null;
  told: string;
}

/** The same of every group, for whoever may read every row. */
export interface WaitingGroups {
  scheme: string;
  name: string;
  by: Grouping;
  years: number[];
  groups: GroupWait[];
  statistic: number | null;
  degrees: number | null;
  probability: number | null;
  sentence: string;
  notes: string[];
  source_line: string;
  synthetic: boolean;
}

type Word = string | number | null;

/** Parameters in a fixed order, so that one question has one address. */
function address(path: string, words: Record<string, Word>): string {
  const asked = Object.entries(words).filter(([, word]) => word !== null && word !== "");
  const text = new URLSearchParams(asked.map(([name, word]) => [name, String(word)])).toString();
  return `${API}/${path}${text && `?${text}`}`;
}

export const deploymentAddress = ({ region, de, a }: MonitorView): string =>
  address("deployment", { region, from: de, to: a });

/** Over every year handed in, whatever years are shown: between two windows, what is hidden of one would be the difference. */
export const unitsAddress = ({ region, equite }: MonitorView, scheme: string | null): string =>
  address("deployment/units", { region, scheme, fairness: equite });

/** Over every year handed in, likewise. */
export const groupsAddress = ({ region, equite, par }: MonitorView, scheme: string): string =>
  address("deployment/groups", { region, scheme, by: par, fairness: equite });

/** Over the years shown: whoever asks may read every row. */
export const waitingAddress = ({ region, equite, par, de, a }: MonitorView, scheme: string): string =>
  address("deployment/waiting", { region, scheme, by: par, fairness: equite, from: de, to: a });
