// Lines brought together under the territory they belong to: communes merged since, establishments of one commune. Pure.
import type { Grid } from "./grid";
import { numberOf, numeric } from "./match";

/** Where a line goes: a code, or why it goes nowhere. */
export type Place = { code: string } | { lost: string };

export interface Gathered {
  grid: Grid;
  /** Lines that went nowhere, each with its place in the file and the reason. */
  lost: string[];
  /** Territories that hold more than one line. */
  joined: number;
}

/** One line per code, numbers added up; with `counted`, a column of how many lines came together. A cell that is no number adds nothing. */
export function gather(grid: Grid, key: number, placeOf: (cell: string) => Place, counted: string | null): Gathered {
  const columns = numeric(grid, key);
  const found = new Map<string, { lines: number; sums: (number | null)[] }>();
  const lost: string[] = [];
  grid.rows.forEach((line, i) => {
    const place = placeOf(line[key] ?? "");
    if ("lost" in place) {
      lost.push(`ligne ${i + 2} : ${place.lost}`);
      return;
    }
    const one = found.get(place.code) ?? { lines: 0, sums: columns.map(() => null) };
    one.lines++;
    columns.forEach((column, k) => {
      const value = numberOf(line[column] ?? "");
      if (value !== null) one.sums[k] = (one.sums[k] ?? 0) + value;
    });
    found.set(place.code, one);
  });
  const rows = [...found].map(([code, { lines, sums }]) => [
    code,
    ...(counted === null ? [] : [String(lines)]),
    ...sums.map((sum) => (sum === null ? "" : String(sum))),
  ]);
  const heads = ["code", ...(counted === null ? [] : [counted]), ...columns.map((column) => grid.heads[column] ?? "")];
  const joined = [...found.values()].filter(({ lines }) => lines > 1).length;
  return { grid: { ...grid, heads, rows }, lost, joined };
}

/** The column whose cells are SIRET most often, spaces or not; `null` when none is. */
export function siretColumn(grid: Grid): number | null {
  const share = (column: number) => {
    const filled = grid.rows.filter((line) => line[column]);
    return filled.filter((line) => siretOf(line[column] ?? "") !== null).length / Math.max(1, filled.length);
  };
  const shares = grid.heads.map((_, column) => share(column));
  const best = Math.max(...shares);
  return best >= 0.5 ? shares.indexOf(best) : null;
}

/** Fourteen digits; `null` for anything else. */
export function siretOf(cell: string): string | null {
  const bare = cell.replace(/[\s\u00a0\u202f.]/g, "");
  return /^\d{14}$/.test(bare) ? bare : null;
}
