// A compared figure as it is written. Pure: it formats and never calculates.
import { ABSENCE_SPOKEN, decimal, figure, type Absence } from "../number";
import { NARROW, NO_BREAK } from "../typeset";
import type { Compared } from "./document";

const unit = (text: string, of: string): string => (of ? `${text}${of === "%" ? NARROW : NO_BREAK}${of}` : text);

/** « 11 524 500 € », « s ». */
export const shown = (value: number | null, absence: string | null, { unit: of, decimals }: Compared): string => {
  const text = figure(value, absence, decimals);
  return value === null ? text : unit(text, of);
};

/** « + 40 », « − 2,3 », « 0 », « s »: a difference says its way. */
export function signed({ difference, difference_absence, decimals, unit: of }: Compared): string {
  if (difference === null) return figure(null, difference_absence);
  const text = decimal(Math.abs(difference), decimals);
  const nil = decimal(0, decimals) === text;
  return unit(nil ? text : `${difference > 0 ? "+" : "−"}${NARROW}${text}`, of);
}

/** What an absence means, for who asks; nothing of a number. */
export const meaning = (value: number | null, absence: string | null): string | undefined =>
  value === null ? ABSENCE_SPOKEN[(absence ?? "nd") as Absence] : undefined;
