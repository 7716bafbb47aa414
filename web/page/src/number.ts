// Numbers as the French write them: U+202F between thousands, decimal comma, a true minus sign; an absence as its sign.
// It formats and never calculates: the digits shown are those the API served, rounded to the served number of decimals.
import { NARROW, typeset } from "./typeset";

export type Absence = "nd" | "s" | "nil" | "ns";

/** The four absences as they are shown, never merged, never zero. */
export const ABSENCE: Record<Absence, string> = { nd: "n.d.", s: "s", nil: "–", ns: "n.s." };

/** What a screen reader says for each absence. */
export const ABSENCE_SPOKEN: Record<Absence, string> = {
  nd: "non disponible",
  s: "secret statistique",
  nil: "sans objet",
  ns: "non significatif",
};

const formats = new Map<number, Intl.NumberFormat>();

function format(decimals: number): Intl.NumberFormat {
  let known = formats.get(decimals);
  if (!known) {
    known = new Intl.NumberFormat("fr-FR", { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
    formats.set(decimals, known);
  }
  return known;
}

/** `12345.6` with one decimal → « 12 345,6 ». */
export function decimal(value: number, decimals = 0): string {
  const text = format(decimals)
    .format(value)
    .replace(/[\s\u00a0]/g, NARROW)
    .replace("-", "−");
  return /^−0(,0*)?$/.test(text) ? text.slice(1) : text;
}

/** A value or the sign of its absence; an absence that is not stated is « n.d. ». */
export function figure(value: number | null | undefined, absence: string | null | undefined, decimals = 0): string {
  if (value !== null && value !== undefined) return decimal(value, decimals);
  return ABSENCE[(absence ?? "nd") as Absence] ?? ABSENCE.nd;
}

/** « 11,8 à 23,8 », or nothing when the measure has no interval. */
export function interval(low: number | null | undefined, high: number | null | undefined, decimals = 0): string {
  if (low === null || low === undefined || high === null || high === undefined) return "";
  return `${decimal(low, decimals)} à ${decimal(high, decimals)}`;
}

/** The share 0.95 as « 95 % ». */
export function percent(share: number, decimals = 0): string {
  return `${decimal(share * 100, decimals)}${NARROW}%`;
}

/** A break of the legend: as few decimals as it needs, at most those of the series and one more. */
export function bound(value: number, decimals: number): string {
  for (let d = 0; d <= decimals; d++) {
    if (Math.abs(value - Number(value.toFixed(d))) < 1e-9 * Math.max(1, Math.abs(value))) return decimal(value, d);
  }
  return decimal(value, decimals);
}

/** « 1re », « 71e » (place): the suffix, to be set as a superscript. */
export function ordinalSuffix(rank: number): string {
  return rank === 1 ? "re" : "e";
}

/** « 92 EPCI », « 1 commune »: a count with its noun. */
export function count(n: number, singular: string, plural: string): string {
  return typeset(`${decimal(n)} ${n > 1 ? plural : singular}`);
}
