// French spacing of running text: narrow no-break before ; ! ? % and in thousands, no-break before : and inside « »,
// and between a whole number and its noun,
// typographic apostrophes. It changes spaces and apostrophes only, never a digit or a word. Numbers are set in number.ts.

export const NARROW = "\u202f";
export const NO_BREAK = "\u00a0";

const set = new Map<string, string>();

/** The text with French spacing; applying it twice changes nothing. */
export function typeset(text: string): string {
  const known = set.get(text);
  if (known !== undefined) return known;
  const done = text
    .replaceAll("'", "’")
    .replace(/ ([;!?%€])/g, `${NARROW}$1`)
    .replace(/ :(?=\s|$)/g, `${NO_BREAK}:`)
    .replace(/« ?/g, `«${NO_BREAK}`)
    .replace(/ ?»/g, `${NO_BREAK}»`)
    .replace(/«\u00a0[\u00a0\u202f]/g, `«${NO_BREAK}`)
    .replace(/[\u00a0\u202f]\u00a0»/g, `${NO_BREAK}»`)
    .replace(/(?<=\d)[ \u00a0](?=\d{3}(?!\d))/g, NARROW)
    .replace(/(?<=(?:^|[^,\d])\d{1,3}(?:\u202f\d{3})*) (?=\p{L}[^’])/gu, NO_BREAK);
  if (set.size > 5000) set.clear();
  set.set(text, done);
  return done;
}
