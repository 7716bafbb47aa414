// Names as people write them: accents, capitals, apostrophes and hyphens aside, « St » for « Saint », an article before or behind. Pure.

/** A name bare of all that people write in more than one way. */
export function bare(name: string): string {
  return name
    .toLowerCase()
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replaceAll("œ", "oe")
    .replaceAll("æ", "ae")
    .replace(/[^a-z0-9()]+/g, " ")
    .replace(/^(.+) \(\s*(la|le|les|l)\s*\)$/, "$2 $1")
    .replace(/[()]/g, " ")
    .replace(/\bst\b/g, "saint")
    .replace(/\bste\b/g, "sainte")
    .replace(/\s+/g, " ")
    .trim();
}

/** The nature of an EPCI as its official name shortens it. */
const NATURES: [RegExp, string][] = [
  [/^communaute de communes\b/, "cc"],
  [/^(communaute d agglomeration|agglomeration|agglo)\b/, "ca"],
  [/^communaute urbaine\b/, "cu"],
];
const ARTICLES = /^(de la|de l|du|des|de|d|la|le|les|l) /;

/** An EPCI's name with its nature shortened and what stands in parentheses left out: « cc de la haute somme ». */
export function ofEpci(name: string): string {
  const short = bare(name.replace(/\(.*\)/, ""));
  const [nature, abbreviation] = NATURES.find(([words]) => words.test(short)) ?? [];
  return nature ? short.replace(nature, abbreviation as string) : short;
}

/** The same without nature and article: « haute somme ». */
export function heart(name: string): string {
  return ofEpci(name)
    .replace(/^(cc|ca|cu|petr|metropole) /, "")
    .replace(ARTICLES, "");
}

/** How many letters to change from one to the other, given up above `most`. */
export function distance(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let before = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const change = (before[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const cost = Math.min(change, (before[j] as number) + 1, (row[j - 1] as number) + 1);
      row.push(cost);
      if (cost < least) least = cost;
    }
    if (least > most) return most + 1;
    before = row;
  }
  return before[b.length] as number;
}
