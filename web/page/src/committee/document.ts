// What the API says of two dates of the deployment: the types mirror `document/committee.rs`, the addresses are made here.
import { API } from "../api/address";
import type { CommitteeView } from "./link";

export interface Compared {
  kind: string;
  label: string;
  unit: string;
  decimals: number;
  before: number | null;
  before_absence: string | null;
  before_interval: [low: number, high: number] | null;
  after: number | null;
  after_absence: string | null;
  after_interval: [low: number, high: number] | null;
  difference: number | null;
  difference_absence: string | null;
}

export interface Finding {
  kind: string;
  gravity: number;
  sentence: string;
  detail: string;
}

export interface SchemeComparison {
  scheme: string | null;
  name: string;
  full_name: string;
  figures: Compared[];
  verdict_before: string;
  verdict_after: string;
  activity: { sentence: string };
  sites: { sentence: string };
  revised: { year: number; earlier: number | null; now: number }[];
  sentences: string[];
  findings: Finding[];
}

export interface Comparison {
  region: string | null;
  place: string;
  open: number;
  years: number[];
  from: number;
  before: number;
  after: number;
  sentence: string;
  overall: SchemeComparison;
  schemes: SchemeComparison[];
  cog: { sentence: string };
  revision: { sentence: string };
  notes: string[];
  source_line: string;
  synthetic: boolean;
}

/** Parameters in a fixed order, so that one question has one address. */
function address(path: string, words: Record<string, string | number | null>): string {
  const asked = Object.entries(words).filter(([, word]) => word !== null);
  const text = new URLSearchParams(asked.map(([name, word]) => [name, String(word)])).toString();
  return `${path}${text && `?${text}`}`;
}

export const comparisonAddress = ({ region, avant, apres }: CommitteeView): string =>
  address(`${API}/deployment/comparison`, { region, before: avant, after: apres });

/** The document of what is shown. */
export const documentAddress = ({ region, dispositif, avant, apres }: CommitteeView): string =>
  address("/deploiement/comite.pdf", { region, scheme: dispositif, before: avant, after: apres });
