// A finding: its name in the link, its seriousness in words, the lengths of its bar. Pure.
import { decimal } from "../number";
import type { Finding, Gravity } from "./document";

/** What the three marks say, for who does not see them. */
export const GRAVITY: Record<Gravity, string> = { 3: "Grave", 2: "À surveiller", 1: "À savoir" };

/** The names of findings in the link, in their order: what it is and its scheme, numbered where several are alike. */
export function namesOf(findings: readonly Pick<Finding, "kind" | "scheme">[]): string[] {
  const seen = new Map<string, number>();
  return findings.map(({ kind, scheme }) => {
    const name = scheme === null ? kind : `${kind}-${scheme}`;
    const times = (seen.get(name) ?? 0) + 1;
    seen.set(name, times);
    return times === 1 ? name : `${name}-${times}`;
  });
}

/** Whether a finding has something to show on the map: a scheme, or territories. */
export const leads = ({ scheme, codes }: Pick<Finding, "scheme" | "codes">): boolean =>
  scheme !== null || codes.length > 0;

export interface FindingBar {
  /** Length of the bar and place of the tick, as parts of the room. */
  bar: number;
  tick: number;
  /** What stands beside the tick. */
  label: string;
}

/** The bar of what is observed with a tick where it was expected; nothing where one of them is not known. */
export function barOf({
  kind,
  observed,
  expected,
}: Pick<Finding, "kind" | "observed" | "expected">): FindingBar | null {
  if (observed === null || expected === null) return null;
  const most = Math.max(observed, expected);
  if (!(most > 0)) return null;
  const figure = decimal(expected, decimalsOf(expected));
  return {
    bar: observed / most,
    tick: expected / most,
    label: kind === "objectif" ? `objectif ${figure}` : `${figure} ${expected >= 2 ? "attendus" : "attendu"}`,
  };
}

/** Small expected numbers keep a decimal: « 3,4 attendus ». */
export const decimalsOf = (value: number): number => (value < 10 && !Number.isInteger(value) ? 1 : 0);
