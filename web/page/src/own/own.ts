// A person's own table, laid on the map. It stays in this browser: no link holds it and no server sees it.
import { computed, signal } from "@preact/signals";
import * as address from "../api/address";
import type { Relation } from "../api/analysis";
import type { Level, Territories } from "../api/document";
import { answer } from "../api/resource";
import { go, levels, reading, relation, series, view } from "../state";
import { crossedWith } from "./crossed";
import { gather, siretColumn, siretOf, type Place } from "./gather";
import { readGrid, Unreadable, type Grid } from "./grid";
import { codeOf, communeColumn, match, numberOf, numeric, quantiles, sought, type Codes, type Matched } from "./match";

const CLASSES = 5;

export interface Own {
  grid: Grid;
  matched: Matched;
  /** Columns of numbers. */
  columns: number[];
  /** The one that is shown. */
  column: number;
  /** How the lines of the file came to these territories, where its codes are not theirs; `null`: they are. */
  carried: Carried | null;
}

/** Lines brought to territories: from codes of a year, or from SIRET. */
export interface Carried {
  /** The table as it was given, and the position of its codes. */
  raw: Grid;
  key: number;
  /** Lines that went nowhere, in words. */
  lost: string[];
  /** Territories that hold several lines, their numbers added up. */
  joined: number;
  /** The year of the codes, those that can be chosen, and the snapshot's; `null` for SIRET. */
  year: { chosen: number; known: number[]; cog: number } | null;
}

export const own = signal<Own | null>(null);
/** What went wrong with the last file, for the person who gave it. */
export const ownTrouble = signal("");
export const ownReading = signal(false);
/** Whether the own figures stand in for the second indicator. */
export const ownCrossed = signal(false);

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

/** The own figures where the colours of the map say them. */
export const ownOnMap = computed(() => (ownCrossed.value && reading.value === "croisement" ? null : ownShown.value));

/** Two indicators crossed, or the one on the map and the own figures. */
export const crossing = computed<Relation | null>(() => {
  const [mine, columns] = [ownShown.value, series.data.value];
  if (!ownCrossed.value || !mine || columns?.level !== mine.level) return relation.data.value;
  return crossedWith(columns, mine.head, mine.values);
});

/** Reads a file, finds its codes and shows its first column of numbers. */
export async function take(file: File): Promise<void> {
  ownTrouble.value = "";
  ownReading.value = true;
  try {
    await understand(await readGrid(file));
  } catch (failure) {
    ownTrouble.value =
      failure instanceof Unreadable ? failure.message : `« ${file.name} » n’a pas pu être lu : ${String(failure)}`;
  } finally {
    ownReading.value = false;
  }
}

/** Finds the codes of a grid and shows its first column of numbers, or the one named. Throws [Unreadable]. */
async function understand(grid: Grid, head?: string): Promise<void> {
  const siret = siretColumn(grid);
  if (siret !== null) return bySiret(grid, siret, view.value?.niveau ?? "commune");
  const matched = match(grid, await Promise.all(sought(levels.value).map(codesOf)));
  if (!matched) {
    const old = communeColumn(grid);
    if (old !== null) return byYear(grid, old, null, head);
    throw new Unreadable(
      `« ${grid.name} » n’a pas de colonne de codes : il faut les codes INSEE des communes, les SIREN des EPCI, les codes des départements ou des régions, ou des SIRET. Colonnes lues : ${grid.heads.join(", ")}.`,
    );
  }
  const old = matched.level === "commune" && matched.lost.some(({ code }) => code !== "");
  if (old) await byYear(grid, matched.key, null, head);
  else showOwn(grid, matched, null, head);
}

function showOwn(grid: Grid, matched: Matched, carried: Carried | null, head?: string): void {
  const columns = numeric(grid, matched.key);
  const column = columns.find((each) => grid.heads[each] === head) ?? columns[0];
  if (column === undefined) {
    throw new Unreadable(`« ${grid.name} » n’a pas de colonne de nombres à côté de « ${grid.heads[matched.key]} ».`);
  }
  own.value = { grid, matched, columns, column, carried };
  go({ niveau: matched.level, lecture: "classes" });
}

/** Communes by their codes of a year: the one that knows most of them, or the one chosen. */
export async function byYear(raw: Grid, key: number, year: number | null, head?: string): Promise<void> {
  const communes = await codesOf("commune");
  const { geography } = await import("./published");
  const known = await geography(new Set(communes.row.keys()));
  const read = (cell: string) => codeOf(cell, "commune");
  const chosen = year ?? known.guess(raw.rows.map((line) => read(line[key] ?? "")).filter((code) => code !== ""));
  const seen = new Set<string>();
  const placeOf = (cell: string): Place => {
    const code = read(cell);
    if (code === "") return { lost: "sans code" };
    if (seen.has(code)) return { lost: `${cell} déjà lu plus haut` };
    const [into, ...others] = known.carry(code, chosen);
    if (into === undefined) return { lost: `code ${cell} inconnu en ${chosen}` };
    if (others.length > 0) return { lost: `code ${cell} scindé depuis en ${[into, ...others].join(", ")}` };
    seen.add(code);
    return { code: into };
  };
  const { grid, lost, joined } = gather(raw, key, placeOf, null);
  carry(grid, communes, { raw, key, lost, joined, year: { chosen, known: known.years, cog: known.cog } }, head);
}

/** Establishments by their SIRET, counted and added up by commune, EPCI, department or region. */
export async function bySiret(raw: Grid, key: number, level: Level): Promise<void> {
  const published = await import("./published");
  const unit = level === "commune" || level === "france" ? null : await published.unitOfCommune(level);
  const [communes, codes] = await Promise.all([
    published.communeOfSiret(),
    codesOf(level === "france" ? "commune" : level),
  ]);
  const placeOf = (cell: string): Place => {
    const commune = communes.get(siretOf(cell) ?? "");
    if (cell === "") return { lost: "sans SIRET" };
    if (commune === undefined) return { lost: `SIRET ${cell} absent des établissements de l’ESS publiés` };
    const code = unit ? unit.get(commune) : commune;
    return code === undefined
      ? { lost: `commune ${commune} ${level === "epci" ? "sans EPCI" : "dans aucun territoire de ce niveau"}` }
      : { code };
  };
  const { grid, lost, joined } = gather(raw, key, placeOf, "lignes");
  if (grid.rows.length === 0) {
    throw new Unreadable(`« ${raw.name} » a des SIRET, mais aucun n’est celui d’un établissement de l’ESS publié ici.`);
  }
  carry(grid, codes, { raw, key, lost, joined, year: null });
}

function carry(grid: Grid, codes: Codes, carried: Carried, head?: string): void {
  const matched = match(grid, [codes]);
  if (!matched) throw new Unreadable(`Aucun code de « ${grid.name} » n’est connu.`);
  showOwn(grid, matched, carried, head);
}

/** Reads the same table by another year of codes, or at another level. */
export async function again(how: { year: number } | { level: Level }): Promise<void> {
  const table = own.value;
  if (!table?.carried) return;
  const { raw, key } = table.carried;
  const head = table.grid.heads[table.column];
  ownTrouble.value = "";
  try {
    await ("year" in how ? byYear(raw, key, how.year, head) : bySiret(raw, key, how.level));
  } catch (failure) {
    ownTrouble.value = failure instanceof Unreadable ? failure.message : String(failure);
  }
}

/** Lays a table that is already read; answers what is wrong with it, in words for the person who asked. */
export async function lay(grid: Grid, head?: string): Promise<string | null> {
  ownTrouble.value = "";
  try {
    await understand(grid, head);
    return null;
  } catch (failure) {
    return failure instanceof Unreadable ? failure.message : String(failure);
  }
}

async function codesOf(level: Level): Promise<Codes> {
  const index = await answer<Territories>(address.territoriesAddress(level, null));
  return { level, row: new Map(index.code.map((code, i) => [code, index.rows[i] as number])) };
}
