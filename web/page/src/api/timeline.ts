// An indicator from year to year (web/server/src/document/timeline.rs), word for word. Columns of a line follow `years`.
import type { Filter } from "./filter";
import type { Level, Source, Uncertainty } from "./document";

export interface TimelineLine {
  role: "territoire" | "reference";
  level: Level;
  code: string | null;
  name: string;
  value: (number | null)[];
  absence: (string | null)[];
  low: (number | null)[];
  high: (number | null)[];
  numerator: (number | null)[];
  denominator: (number | null)[];
  reliable: boolean[];
  growth: {
    from: number | null;
    to: number | null;
    absolute: number | null;
    relative: number | null;
    annual: number | null;
    absence: string | null;
  };
  sentence: string;
}

export interface Timeline {
  indicator: string;
  label: string;
  title: string;
  unit: string;
  decimals: number;
  uncertainty: Uncertainty;
  uncertainty_label: string;
  level: Level;
  perimetre: string;
  filter: Filter | null;
  region: string | null;
  years: number[];
  year: number | null;
  lines: TimelineLine[];
  breaks: { year: number; cause: string; label: string }[];
  sentence: string;
  notes: string[];
  sources: Source[];
  source_line: string;
  cog: number;
  synthetic: boolean;
  notice: string | null;
}
