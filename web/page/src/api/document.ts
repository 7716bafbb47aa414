// The shapes the API serves, word for word (web/server/src/document). Columns are parallel arrays in row order; `null` is an
// absence, told apart by its sign. This file knows no address: see address.ts.

import type { Filter } from "./filter";

export type Level = "commune" | "epci" | "departement" | "region" | "france" | "zone_emploi" | "bassin_vie";
export type Verdict = "oui" | "non" | "ns" | "nd";
export type WhiteZoneKind = "offre" | "foyer_froid" | "accompagnement" | "recours";
export type Box = [west: number, south: number, east: number, north: number];

export interface Source {
  card: string;
  producer: string;
  title: string;
  licence: string;
  address: string;
  millesime: string;
  cog: number;
  synthetic: boolean;
}

export interface Term {
  slug: string;
  label: string;
  definition: string;
}

export type Numerator = "etablissements" | "emplois";
export type Denominator = "habitants" | "surface" | "economie" | "aucun";

export interface Indicator {
  slug: string;
  label: string;
  short: string;
  unit: string;
  decimals: number;
  group: string;
  definition: string;
  formula: string;
  limits: string;
  uncertainty: string;
  reliability: string;
  /** What it counts and what it divides by; `null` where it is no such quotient. */
  numerator: Numerator | null;
  denominator: Denominator | null;
  /** True where it compares familles: it says nothing once some are chosen. */
  of_familles: boolean;
  levels: Level[];
}

/** One method of the catalogue; its place in the page of methods is `/methodes#slug`. */
export interface Method {
  slug: string;
  chapter: string;
  label: string;
  definition: string;
  formula: string;
  reading: string;
  limits: string;
  papers: string[];
  checked: string;
}

/** What the bounds of a figure are: a 95 % interval, the least and the most of size bands, or none. */
export type Uncertainty = "poisson" | "wilson" | "tranche" | "compte" | "aucun";

/** What a territory that is being composed comes to. */
export interface Composition {
  communes: number;
  population: number | null;
  uncounted: number;
  covered: number;
  establishments: number | null;
  establishments_absence: string | null;
  jobs: number | null;
  jobs_absence: string | null;
  sentence: string;
  ess: string;
  notes: string[];
  changes: string[];
  source: Source;
  notice: string | null;
}

export interface Territories {
  level: Level;
  cog: number;
  rows: number[];
  code: string[];
  name: string[];
  nature: (string | null)[];
  departement: (string | null)[];
  region: (string | null)[];
  epci?: (string | null)[];
  population: (number | null)[];
  lon: (number | null)[];
  lat: (number | null)[];
  bbox: (Box | null)[];
  partial: boolean[];
}

export interface Bin {
  from: number;
  to: number;
  class: number;
  count: number;
}

export interface Series {
  indicator: string;
  label: string;
  short: string;
  title: string;
  subtitle: string;
  level: Level;
  perimetre: string;
  filter: Filter | null;
  region: string | null;
  unit: string;
  decimals: number;
  rows: number[];
  value: (number | null)[];
  absence: Record<string, string>;
  uncertainty: Uncertainty;
  low: (number | null)[];
  high: (number | null)[];
  smoothed: (number | null)[];
  numerator: (number | null)[];
  denominator: (number | null)[];
  reliable: boolean[];
  class: (number | null)[];
  breaks: number[];
  method: string;
  year: number | null;
  /** The year whose classes these are, where it is another than the one shown. */
  classes_year: number | null;
  classes: { from: number; to: number; count: number; label: string }[];
  bin: (number | null)[];
  histogram: Bin[];
  beyond: { from: number; count: number } | null;
  reference: {
    level: string;
    code: string | null;
    name: string;
    value: number | null;
    low: number | null;
    high: number | null;
    break_index: number | null;
  };
  rank: (number | null)[];
  order: number[];
  published: { row: number; value: number; year: string | null; source: string | null; published: boolean }[];
  sentence: string;
  /** What becomes of the zones across the region's border; absent where none is. */
  across?: string;
  extremes: string;
  source: Source;
  millesime: string;
  cog: number;
  synthetic: boolean;
  notice: string | null;
}

export interface Figure {
  indicator: string;
  label: string;
  short: string;
  unit: string;
  decimals: number;
  group: string;
  value: number | null;
  absence: string | null;
  uncertainty: Uncertainty;
  low: number | null;
  high: number | null;
  smoothed: number | null;
  numerator: number | null;
  denominator: number | null;
  reliable: boolean;
  reference: number | null;
  source: string;
  millesime: string;
  cog: number;
}

export interface Comparison {
  role: "itself" | "departement" | "region" | "france";
  level: Level;
  code: string;
  name: string;
  value: number | null;
  absence: string | null;
  low: number | null;
  high: number | null;
  published: boolean;
  source: string | null;
}

export interface Share {
  slug: string;
  label: string;
  establishments: number | null;
  jobs: number | null;
  share_jobs: number | null;
  share_establishments: number | null;
  reference_share_jobs: number | null;
}

export interface WhiteZoneTest {
  kind: WhiteZoneKind;
  label: string;
  definition: string;
  verdict: Verdict;
  verdict_label: string;
  evidence: string;
  sentence: string;
  stability: {
    white: number;
    settings: number;
    share: number;
    other_level: number | null;
    sentence: string;
  } | null;
  area: string | null;
}

export interface Presence {
  operators: number;
  stated: number;
  workshop: number;
  unknown: number;
  sentence: string;
}

export interface Operator {
  operator: string;
  name: string;
  role: string | null;
  website: string | null;
  schemes: string[];
  sites: {
    site: string;
    name: string;
    kind: string;
    basis: string;
    basis_label: string;
    commune: string | null;
    commune_name: string | null;
  }[];
  placed: boolean;
  document: string;
  quote: string | null;
}

export interface Place {
  level: Level;
  code: string;
  name: string;
}

export interface Territory {
  year: number | null;
  level: Level;
  code: string;
  row: number;
  name: string;
  context: string;
  nature: string | null;
  epci: Place | null;
  departement: Place | null;
  region: Place | null;
  /** Zones of study of a commune; absent where none is loaded. */
  zonage?: (Place & { label: string })[];
  population: number | null;
  area_km2: number | null;
  commune_count: number;
  point: [number, number] | null;
  bbox: Box | null;
  partial: boolean;
  perimetre: string;
  filter: Filter | null;
  indicator: string;
  lead: string;
  detail: string;
  headline: Figure;
  comparisons: Comparison[];
  rank: { rank: number; of: number; low: number | null; high: number | null; sentence: string } | null;
  figures: Figure[];
  structure: { familles: Share[]; sections: Share[]; sentence: string };
  white_zones: WhiteZoneTest[];
  white_zone_sentence: string;
  operators: { presence: Presence; present: Operator[]; sentence: string };
  zones: { zone: string; name: string; kind: string; certain: boolean }[];
  published: {
    measure: string;
    label: string;
    detail: string;
    value: number | null;
    unit: string;
    year: string | null;
    source: string | null;
    document: string | null;
    quote: string | null;
  }[];
  source: Source;
  source_line: string;
  millesime: string;
  cog: number;
  synthetic: boolean;
  notice: string | null;
}

export interface WhiteZones {
  level: Level;
  perimetre: string;
  region: string | null;
  parameters: {
    c: number;
    p: number;
    t: number;
    m: number;
    alpha: number;
    years: number;
    schemes: string[];
    travel_model: string;
    reference: string;
    reference_rate: number | null;
  };
  rows: number[];
  kinds: {
    offre: {
      verdict: Verdict[];
      probability: (number | null)[];
      rate: (number | null)[];
      low: (number | null)[];
      high: (number | null)[];
    };
    foyer_froid: {
      verdict: Verdict[];
      z: (number | null)[];
      q: (number | null)[];
    };
    accompagnement: {
      verdict: Verdict[];
      minutes: (number | null)[];
      far_share: (number | null)[];
      nearest: (string | null)[];
    };
    recours: {
      verdict: Verdict[];
      expected: (number | null)[];
      none: (number | null)[];
      years_since: (number | null)[];
      /** First and last year looked at; `null` where the test is made nowhere. */
      window: [number, number] | null;
      basis: string;
    };
  };
  combination: {
    oui: number[];
    ns: number[];
    nd: number[];
    meetings: { kinds: WhiteZoneKind[]; label: string; units: number }[];
  };
  sentence: string;
  basis: string;
  synthetic: boolean;
  notice: string | null;
}

export interface FoundPlace {
  level: Level;
  code: string;
  name: string;
  context: string;
  bbox: Box | null;
}

export interface PlaceLabel {
  code: string;
  name: string;
  lon: number;
  lat: number;
  population: number;
  departement: string | null;
}

export interface Scheme {
  scheme: string;
  name: string;
  kind: string;
  operators_placed: number;
  operators: number;
  sentence: string;
}

export interface Zone {
  zone: string;
  name: string;
  kind: string;
  departement: string[];
  epci: string[];
  epci_candidate: string[];
  rows: number[];
  rows_candidate: number[];
  certain: boolean;
  point: [number, number] | null;
  bbox: Box | null;
  basis: string | null;
  description: string | null;
  document: string | null;
}

export interface SiteProperties {
  site: string;
  name: string;
  operator: string | null;
  network: string;
  kind: string;
  basis: string;
  basis_label: string;
  precision: string;
  commune: string | null;
  commune_name: string | null;
  schemes: string[];
  card: string;
}

export interface Sites {
  type: "FeatureCollection";
  features: {
    type: "Feature";
    id?: string;
    geometry: { type: "Point"; coordinates: [number, number] } | null;
    properties: SiteProperties;
  }[];
  presence: Presence;
}
