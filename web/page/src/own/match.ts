// Which column holds the codes, of which level, and which lines meet a territory. Pure. A line that meets none is kept, to be shown.
import type { Level } from "../api/document";
import type { Grid } from "./grid";

/** Codes of a level with their rows. */
export interface Codes {
  level: Level;
  row: Map<string, number>;
}

export interface Matched {
  level: Level;
  /** Position of the column of codes. */
  key: number;
  /** Lines of the grid by row of the level. */
  line: Map<number, number>;
  /** Lines without territory: place in the file (heads are line 1), and what was written. */
  lost: { place: number; code: string }[];
  /** Lines whose territory another line before them had. */
  twice: { place: number; code: string }[];
}

/** Least share of the filled cells of a column that must be codes. */
const LEAST = 0.5;

/** Codes of two digits are small numbers to the eye: a column is one of them only where its head says so. */
/** The code of a bassin de vie is that of a commune: a column is of one only where its head says so, and then it is not of the other. */
const SAYS: Partial<Record<Level, RegExp>> = {
  departement: /d[ée]p|code/i,
  region: /r[ée]g|code/i,
  zone_emploi: /^ze|zone/i,
  bassin_vie: /^bv|bassin/i,
};

/** The order in which levels are tried: of two that a column fits as well, the first is meant. */
export const sought = (loaded: readonly Level[]): Level[] =>
  (["zone_emploi", "bassin_vie", "epci", "commune", "departement", "region"] as const).filter((level) =>
    loaded.includes(level),
  );

/** The column and level whose cells are codes most often; `null` when none is. */
export function match(grid: Grid, levels: readonly Codes[]): Matched | null {
  let best: { level: Codes; key: number; share: number } | null = null;
  for (const level of levels) {
    grid.heads.forEach((head, key) => {
      if (!(SAYS[level.level]?.test(head) ?? true)) return;
      const filled = grid.rows.filter((line) => line[key]);
      const held = filled.filter((line) => level.row.has(codeOf(line[key] ?? "", level.level)));
      const share = filled.length === 0 ? 0 : held.length / filled.length;
      if (share >= LEAST && held.length > 0 && share > (best?.share ?? 0)) best = { level, key, share };
    });
  }
  if (best === null) return null;
  const { level, key } = best as { level: Codes; key: number };
  const found: Matched = { level: level.level, key, line: new Map(), lost: [], twice: [] };
  grid.rows.forEach((line, i) => {
    const code = line[key] ?? "";
    const row = level.row.get(codeOf(code, level.level));
    if (row === undefined) found.lost.push({ place: i + 2, code });
    else if (found.line.has(row)) found.twice.push({ place: i + 2, code });
    else found.line.set(row, i);
  });
  return found;
}

/** Digits that a spreadsheet took for a number get their zeros back. */
export function codeOf(cell: string, level: Level): string {
  const code = cell.trim().toUpperCase();
  if (!/^\d+$/.test(code)) return code;
  if (level === "commune" || level === "bassin_vie") return code.padStart(5, "0");
  if (level === "zone_emploi") return code.padStart(4, "0");
  if (level === "departement" || level === "region") return code.padStart(2, "0");
  return code;
}

/** The column that looks like codes of communes, of whatever year, and says so; `null` when none does. */
export function communeColumn(grid: Grid): number | null {
  const at = grid.heads.findIndex((head, column) => {
    const filled = grid.rows.filter((line) => line[column]);
    const codes = filled.filter((line) => /^(\d{4,5}|2[AB]\d{3})$/i.test(line[column] ?? ""));
    return /insee|com|code/i.test(head) && codes.length > 0 && codes.length / filled.length >= LEAST;
  });
  return at < 0 ? null : at;
}

/** « 1 234,5 », « 12.5 », « 3 % » as a number; `null` for anything else. */
export function numberOf(cell: string): number | null {
  const bare = cell
    .replace(/[\s\u00a0\u202f]/g, "")
    .replace(/(%|€)$/, "")
    .replace("−", "-");
  if (!/^[-+]?(\d+([.,]\d*)?|[.,]\d+)(e[-+]?\d+)?$/i.test(bare)) return null;
  return Number(bare.replace(",", "."));
}

/** Columns that hold numbers in most of their filled cells, the one of the codes left out. */
export function numeric(grid: Grid, key: number): number[] {
  return grid.heads.flatMap((_, column) => {
    if (column === key) return [];
    const filled = grid.rows.filter((line) => line[column]);
    const numbers = filled.filter((line) => numberOf(line[column] ?? "") !== null);
    return filled.length > 0 && numbers.length / filled.length >= LEAST ? [column] : [];
  });
}

/** Breaks that put as many values into each class; fewer classes where values repeat. Of a person's own figures alone: those of the
 * observatory are cut by the server. */
export function quantiles(values: readonly number[], classes: number): number[] {
  const sorted = values.toSorted((a, b) => a - b);
  if (sorted.length === 0) return [];
  const at = (share: number) => {
    const place = share * (sorted.length - 1);
    const below = Math.floor(place);
    const [low, high] = [sorted[below] as number, sorted[Math.min(below + 1, sorted.length - 1)] as number];
    return low + (place - below) * (high - low);
  };
  return [...new Set(Array.from({ length: classes + 1 }, (_, k) => at(k / classes)))];
}

/** Class of a value: intervals closed above, the first closed below. */
export const classOf = (value: number, breaks: readonly number[]): number =>
  Math.max(0, breaks.slice(1, -1).filter((edge) => value > edge).length);
