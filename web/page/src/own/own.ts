// A person's own table, laid on the map. It stays in this browser: no link holds it and no server sees it.
import { computed, signal } from "@preact/signals";
import * as address from "../api/address";
import type { Level, Territories } from "../api/document";
import { answer } from "../api/resource";
import { go, view } from "../state";
import { readGrid, Unreadable, type Grid } from "./grid";
import { match, numberOf, numeric, quantiles, type Codes, type Matched } from "./match";

const LEVELS: Level[] = ["epci", "commune", "departement", "region"];
const CLASSES = 5;

export interface Own {
  grid: Grid;
  matched: Matched;
  /** Columns of numbers. */
  columns: number[];
  /** The one that is shown. */
  column: number;
}

export const own = signal<Own | null>(null);
/** What went wrong with the last file, for the person who gave it. */
export const ownTrouble = signal("");
export const ownReading = signal(false);

/** The own figures at the level shown, by row, and their breaks; `null` without any there. */
export const ownShown = computed(() => {
  const table = own.value;
  if (!table || table.matched.level !== view.value?.niveau) return null;
  const values = new Map<number, number>();
  for (const [row, line] of table.matched.line) {
    const value = numberOf(table.grid.rows[line]?.[table.column] ?? "");
    if (value !== null) values.set(row, value);
  }
  const head = table.grid.heads[table.column] ?? "";
  return {
    level: table.matched.level,
    head,
    values,
    breaks: quantiles([...values.values()], Math.min(CLASSES, new Set(values.values()).size)),
  };
});

export type OwnShown = NonNullable<(typeof ownShown)["value"]>;

/** Reads a file, finds its codes and shows its first column of numbers. */
export async function take(file: File): Promise<void> {
  ownTrouble.value = "";
  ownReading.value = true;
  try {
    const [grid, levels] = await Promise.all([readGrid(file), Promise.all(LEVELS.map(codesOf))]);
    const matched = match(grid, levels);
    if (!matched) {
      throw new Unreadable(
        `« ${file.name} » n’a pas de colonne de codes : il faut les codes INSEE des communes, les SIREN des EPCI, ou les codes des départements ou des régions. Colonnes lues : ${grid.heads.join(", ")}.`,
      );
    }
    const columns = numeric(grid, matched.key);
    const [column] = columns;
    if (column === undefined) {
      throw new Unreadable(`« ${file.name} » n’a pas de colonne de nombres à côté de « ${grid.heads[matched.key]} ».`);
    }
    own.value = { grid, matched, columns, column };
    go({ niveau: matched.level, lecture: "classes" });
  } catch (failure) {
    ownTrouble.value =
      failure instanceof Unreadable ? failure.message : `« ${file.name} » n’a pas pu être lu : ${String(failure)}`;
  } finally {
    ownReading.value = false;
  }
}

async function codesOf(level: Level): Promise<Codes> {
  const index = await answer<Territories>(address.territoriesAddress(level, null));
  return { level, row: new Map(index.code.map((code, i) => [code, index.rows[i] as number])) };
}
