// A pasted list, as written: names, codes or postcodes, one a line or separated by semicolons or commas. Pure.

export interface Entry {
  /** Line it stands on, from 1. */
  line: number;
  /** As it was written. */
  text: string;
  /** Cells that may say it, the surest first: of a line copied from a table any may be the code. */
  cells: string[];
}

const HEADS =
  /^(code|code insee|insee|commune|communes|nom|nom de la commune|code postal|epci|siren|libelle|libellé)$/i;

/** The entries of a text; blank ones and a head of columns are none. */
export function readList(text: string): Entry[] {
  return text.split(/\r\n?|\n/).flatMap((written, i) => {
    const line = i + 1;
    const tidy = (cell: string) =>
      cell
        .replace(/^[\s"«•*–·-]+|[\s"».]+$/g, "")
        .replace(/\s+/g, " ")
        .trim();
    if (written.includes("\t")) {
      const cells = written.split("\t").map(tidy).filter(Boolean);
      if (cells.length === 0 || cells.every((cell) => HEADS.test(cell))) return [];
      return [
        { line, text: cells.join(" · "), cells: cells.toSorted((a, b) => Number(isCode(b)) - Number(isCode(a))) },
      ];
    }
    const cells = written.split(/[;,]/).map(tidy).filter(Boolean);
    if (i === 0 && cells.every((cell) => HEADS.test(cell))) return [];
    return cells.map((cell) => ({ line, text: cell, cells: [cell] }));
  });
}

/** Written like the code of a commune, a postcode or the SIREN of an EPCI. */
export const isCode = (cell: string): boolean => /^(\d{5}|2[AB]\d{3}|\d{9})$/i.test(cell.replace(/\s/g, ""));

/** Whether it may be a code of a commune or a postcode. */
export const isFive = (cell: string): boolean => /^(\d{5}|2[AB]\d{3})$/i.test(cell);

/** « 80200 Péronne », « Péronne (80) », « Athies (Somme) »: the name, and what tells it from others of that name. */
export function qualified(cell: string): { name: string; by: string } | null {
  const before = /^(\d{5}|2[AB]\d{3}) +(\D.+)$/i.exec(cell);
  if (before) return { by: before[1] as string, name: before[2] as string };
  const behind = /^(.+?) *\(([^()]+)\)$/.exec(cell) ?? /^(\D+?) +(\d{5})$/.exec(cell);
  return behind ? { name: behind[1] as string, by: behind[2] as string } : null;
}
