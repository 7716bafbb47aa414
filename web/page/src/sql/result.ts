// The rows of an answer as the page shows, draws and hands them out. Pure: it knows neither the engine nor the page.
import { decimal } from "../number";

export type Kind = "nombre" | "texte" | "jour" | "instant" | "booleen";
export type Cell = number | string | boolean | null;

export interface Column {
  name: string;
  kind: Kind;
}

export interface Result {
  columns: Column[];
  rows: Cell[][];
  /** The answer had more rows than are kept. */
  more: boolean;
  /** What it took, in milliseconds. */
  took: number;
}

/** As many rows as are kept: every commune of France fits. */
export const MOST_ROWS = 50_000;

/** A cell for the eye. Whole numbers keep no decimals; identifiers are text and stay as they are. */
export function shown(cell: Cell, kind: Kind): string {
  if (cell === null) return "";
  if (typeof cell === "boolean") return cell ? "oui" : "non";
  if (typeof cell === "string") return kind === "jour" ? cell.split("-").reverse().join("/") : cell;
  if (!Number.isFinite(cell)) return "n.d.";
  if (Number.isInteger(cell)) return decimal(cell);
  const digits = Math.abs(cell) >= 1000 ? 1 : Math.abs(cell) >= 1 ? 2 : 4;
  return decimal(cell, digits);
}

/** The answer as CSV for a French spreadsheet: a mark of UTF-8, semicolons, decimal commas; notes come first, after a `#`. */
export function csvOf({ columns, rows }: Result, notes: readonly string[]): string {
  const quoted = (text: string) => (/[";\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const cell = (value: Cell) =>
    value === null ? "" : typeof value === "number" ? String(value).replace(".", ",") : quoted(String(value));
  const lines = [
    ...notes.flatMap((note) => note.split("\n")).map((note) => `# ${note}`),
    columns.map(({ name }) => quoted(name)).join(";"),
    ...rows.map((row) => row.map(cell).join(";")),
  ];
  return `\ufeff${lines.join("\r\n")}\r\n`;
}

export interface Axes {
  x: string;
  y: string;
}

/** Which two columns to draw: those asked for where they fit, otherwise the first that do. `null`: nothing to draw. */
export function axesOf(columns: readonly Column[], chart: "barres" | "nuage", asked: Axes | null): Axes | null {
  const numbers = columns.filter(({ kind }) => kind === "nombre").map(({ name }) => name);
  const xs = chart === "nuage" ? numbers : columns.map(({ name }) => name);
  const y =
    asked && numbers.includes(asked.y)
      ? asked.y
      : chart === "nuage"
        ? (numbers[1] ?? numbers[0])
        : (numbers.find((name) => name !== xs[0]) ?? numbers[0]);
  const named = columns.find(({ kind, name }) => kind !== "nombre" && !/^(code|siret|siren)$/.test(name))?.name;
  const first =
    chart === "nuage" ? numbers[0] : (named ?? columns.find(({ kind }) => kind !== "nombre")?.name ?? xs[0]);
  const x = asked && xs.includes(asked.x) ? asked.x : first;
  return x !== undefined && y !== undefined ? { x, y } : null;
}

/** The answer as a person's own table, for the map. */
export function gridOf({ columns, rows }: Result): { heads: string[]; rows: string[][] } {
  const text = (cell: Cell) => (cell === null ? "" : String(cell));
  return { heads: columns.map(({ name }) => name), rows: rows.map((row) => row.map(text)) };
}
