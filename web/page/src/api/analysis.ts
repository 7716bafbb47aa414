// The shapes of what a whole series says (web/server/src/document/{cluster,relation,inequality}.rs), word for word.
import type { Level } from "./document";

export type Structure = "foyer_haut" | "foyer_bas" | "exception_haute" | "exception_basse" | "ns";
export type Spot = "chaud" | "froid" | "ns";

export interface Clusters {
  indicator: string;
  level: Level;
  region: string | null;
  neighbourhood: string;
  permutations: number;
  alpha: number;
  units: number;
  sentence: string;
  row: number[];
  q: (number | null)[];
  structure: (Structure | null)[];
  gi_z: (number | null)[];
  gi_q: (number | null)[];
  spot: (Spot | null)[];
  untested: Record<string, string>;
}

export interface Axis {
  indicator: string;
  label: string;
  short: string;
  unit: string;
  decimals: number;
  reference: number | null;
  breaks: number[];
  value: (number | null)[];
}

export interface Relation {
  level: Level;
  region: string | null;
  reference: string;
  row: number[];
  x: Axis;
  y: Axis;
  cell: (number | null)[];
  counts: number[];
  pairs: number;
  linear: number | null;
  low: number | null;
  high: number | null;
  rank: number | null;
  sentence: string;
  source_line: string;
  synthetic: boolean;
}

export interface Inequality {
  indicator: string;
  level: Level;
  amount: string | null;
  curve: [people: number, amount: number][];
  row: number[];
  people_share: (number | null)[];
  amount_share: (number | null)[];
  units: number;
  half: number | null;
  gini: number | null;
  hoover: number | null;
  theil: number | null;
  between: number | null;
  sentence: string;
  detail: string;
  source_line: string;
  synthetic: boolean;
}
