// What the server holds, word for word (web/server/src/document/snapshot.rs).

import type { Box, Level, Source, Term } from "./document";

export interface TileLayer {
  tiles: string;
  minzoom: number;
  maxzoom: number;
  bounds: Box;
}

export interface Snapshot {
  id: string;
  cog: number;
  synthetic: boolean;
  synthetic_notice: string | null;
  default: { indicator: string; level: Level; perimetre: string; region: string | null };
  /** The years loaded, ascending; the one of reference; the perimeters known of the others. */
  years: number[];
  year: number | null;
  past_perimetres: string[];
  coverage: string[];
  regions: { code: string; name: string; coverage: "complete" | "partial" | "none"; bbox: Box | null }[];
  /** Where the tiles of each layer are; the address is relative. */
  tiles: Record<string, TileLayer>;
  levels: Term[];
  perimetres: Term[];
  familles: Term[];
  sections: Term[];
  absences: Term[];
  cards: Source[];
  loaded: {
    card: string;
    file: string;
    sha256: string;
    rows_read: number;
    loaded: number;
    refused: number;
    out_of_scope: number;
    scope: string;
  }[];
  parameters: Record<string, string>;
  version: string;
}
