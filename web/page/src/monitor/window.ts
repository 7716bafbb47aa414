// The years a cohort may begin and end with. Pure.

/** Every year from the first to the last that was handed in. */
export const yearsOf = ([first, last]: readonly [number, number]): number[] =>
  Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => first + i);

/** The window that is asked for, answered or not yet: an end that the link does not name is that of what was handed in. */
export function windowAsked(
  handedIn: readonly [number, number],
  { de, a }: { de: number | null; a: number | null },
): [number, number] {
  const years = yearsOf(handedIn);
  const end = (named: number | null, other: number) => (named !== null && years.includes(named) ? named : other);
  return [end(de, handedIn[0]), end(a, handedIn[1])];
}

/** The window as the link holds it: an end that is that of what was handed in is left out; the end that was not moved gives way. */
export function windowOf(
  handedIn: readonly [number, number],
  [from, to]: readonly [number, number],
  moved: "de" | "a",
): { de: number | null; a: number | null } {
  const [first, last] = handedIn;
  const de = moved === "a" ? Math.min(from, to) : from;
  const a = moved === "de" ? Math.max(from, to) : to;
  return { de: de === first ? null : de, a: a === last ? null : a };
}
