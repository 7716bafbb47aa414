// The tables of the snapshot, as the server lists them: their columns in French, and the address of each file, for ever the same.
import { answer } from "../api/resource";

export interface OpenColumn {
  name: string;
  type: string;
  description: string;
}

export interface OpenTable {
  name: string;
  title: string;
  description: string;
  rows: number;
  bytes: number;
  href: string;
  columns: OpenColumn[];
}

export interface OpenTables {
  snapshot: string;
  cog: number;
  source: string;
  licence: string;
  notice: string | null;
  tables: OpenTable[];
}

export const openTables = (): Promise<OpenTables> => answer<OpenTables>("/donnees");

/** The tables whose name stands in a query: those to load before it runs. */
export function tablesOf(query: string, tables: readonly OpenTable[]): OpenTable[] {
  const words = new Set(query.toLowerCase().match(/[a-z_][a-z0-9_]*/g));
  return tables.filter(({ name }) => words.has(name));
}
