// What each entry of a pasted list means. Pure. Every entry ends somewhere: found, to be chosen among several, or unknown with what is
// nearest; of two readings none is taken for the person who pasted.
import type { Member } from "../link";
import type { Gazetteer, Place } from "./gazetteer";
import { bare, distance, heart, ofEpci } from "./names";
import { isFive, qualified, type Entry } from "./paste";

export interface Resolution {
  entry: Entry;
  /** One: it is meant. Several: whoever pasted chooses; that whose code it is comes first, then the largest. None: see `near`. */
  places: Place[];
  /** Proposals where nothing is found. */
  near: Place[];
  /** What the several have in common; of one, that it was taken for a code of a commune because the rest of the list is. */
  why?: "name" | "postcode" | "code or postcode" | "code";
}

/** Communes by postcode. */
export type Postcodes = ReadonlyMap<string, readonly string[]>;

const NEAREST = 3;

/** Places by the ways their names are written, the most exact first. */
export class Directory {
  readonly #named = new Map<string, Place[]>();
  readonly #codes = new Map<string, Place>();
  readonly #bare: [string, Place][] = [];
  readonly departements = new Map<string, string>();

  constructor(readonly known: Gazetteer) {
    const put = (way: string, place: Place) => {
      const there = this.#named.get(way);
      if (there) there.push(place);
      else this.#named.set(way, [place]);
    };
    for (const place of known.places) {
      const name = bare(place.name);
      put(`0 ${name}`, place);
      this.#bare.push([place.level === "epci" ? heart(place.name) : name, place]);
      if (place.level === "departement") this.departements.set(name, place.code);
      if (place.level === "commune" || place.level === "epci") this.#codes.set(place.code, place);
      if (place.level !== "epci") continue;
      put(`1 ${ofEpci(place.name)}`, place);
      put(`2 ${heart(place.name)}`, place);
    }
  }

  code(cell: string): Place | undefined {
    return this.#codes.get(cell.replace(/\s/g, "").toUpperCase());
  }

  /** Places of exactly that name; of a commune and a département of one name, the commune. A zone that the documents name often has
   * the name of an EPCI: it is meant where nothing else is. */
  named(name: string): Place[] {
    const ways = [`0 ${bare(name)}`, `1 ${ofEpci(name)}`, `2 ${heart(name)}`];
    for (const levels of [["commune", "epci", "departement", "region"], ["zone"]] satisfies Member["level"][][]) {
      for (const way of ways) {
        const found = this.#named.get(way) ?? [];
        for (const level of levels) {
          const alike = found.filter((place) => place.level === level);
          if (alike.length > 0) return alike;
        }
      }
    }
    return [];
  }

  /** Those whose names are least different, or begin alike. */
  near(name: string): Place[] {
    const [asked, short] = [bare(name), heart(name)];
    if (short.length < 3) return [];
    const most = Math.max(1, Math.floor(short.length / 4));
    const scored = this.#bare.flatMap(([own, place]) => {
      const far = Math.min(distance(asked, own, most), asked === short ? most + 1 : distance(short, own, most));
      if (far <= most) return [{ far, place }];
      return own.startsWith(`${asked} `) || asked.startsWith(`${own} `) ? [{ far: most + 0.5, place }] : [];
    });
    const size = ({ population }: Place) => population ?? 0;
    return scored
      .sort((a, b) => a.far - b.far || size(b.place) - size(a.place))
      .slice(0, NEAREST)
      .map(({ place }) => place);
  }
}

/** Whether numbers of five digits are codes of communes throughout: a list that holds one that can be no postcode is of codes. */
export function codesOnly(entries: readonly Entry[], directory: Directory, postcodes: Postcodes): boolean {
  const five = entries.flatMap(({ cells }) => cells.slice(0, 1)).filter(isFive);
  return (
    five.some((cell) => directory.code(cell) && !postcodes.has(cell)) && five.every((cell) => directory.code(cell))
  );
}

/** Whether any entry asks for postcodes to be known. */
export const needsPostcodes = (entries: readonly Entry[]): boolean =>
  entries.some(({ cells }) => cells.some((cell) => isFive(cell) || /\b\d{5}\b/.test(qualified(cell)?.by ?? "")));

/** Reads entries in the first directory that knows them: that of the region shown, then that of France. */
export function resolve(
  entries: readonly Entry[],
  directories: readonly Directory[],
  postcodes: Postcodes,
): Resolution[] {
  const widest = directories.at(-1) as Directory;
  const codes = codesOnly(entries, widest, postcodes);
  return entries.map((entry) => {
    for (const cell of entry.cells) {
      for (const directory of directories) {
        const found = read(cell, directory, widest, postcodes, codes);
        if (found.places.length > 0) return { entry, near: [], ...found };
      }
    }
    const near = directories.map((each) => each.near(entry.cells[0] ?? "")).find((each) => each.length > 0) ?? [];
    return { entry, places: [], near };
  });
}

function read(
  cell: string,
  directory: Directory,
  widest: Directory,
  postcodes: Postcodes,
  codes: boolean,
): Pick<Resolution, "places" | "why"> {
  if (isFive(cell)) {
    // A number is looked up in all of France at once: it means the same everywhere.
    const coded = widest.code(cell);
    const posted = codes ? [] : of(postcodes.get(cell), widest);
    if (!coded) return { places: posted, why: "postcode" };
    if (codes) return { places: [coded], why: postcodes.has(cell) ? "code" : undefined };
    const others = posted.filter((place) => place.code !== coded.code);
    return { places: [coded, ...others], why: "code or postcode" };
  }
  const coded = directory.code(cell);
  if (coded) return { places: [coded] };
  const whole = directory.named(cell);
  if (whole.length > 0) return { places: whole, why: "name" };
  const said = qualified(cell);
  if (!said) return { places: [] };
  const within = departementOf(said.by, widest);
  const posted = new Set(postcodes.get(said.by));
  const named = directory.named(said.name);
  const exact = named.filter(({ code }) => posted.has(code) || code === said.by.toUpperCase());
  const near = named.filter(({ departement, level }) => level !== "region" && departement === within);
  return { places: exact.length > 0 ? exact : near, why: "name" };
}

const of = (codes: readonly string[] = [], directory: Directory): Place[] =>
  codes.flatMap((code) => directory.code(code) ?? []).sort((a, b) => (b.population ?? 0) - (a.population ?? 0));

/** The département that « 80 », « 80200 » or « Somme » name. */
function departementOf(by: string, directory: Directory): string | null {
  if (/^(\d{2,3}|2[AB])$/i.test(by)) return by.toUpperCase();
  if (isFive(by)) return /^9[78]/.test(by) ? by.slice(0, 3) : by.slice(0, 2).toUpperCase();
  return directory.departements.get(bare(by)) ?? null;
}
