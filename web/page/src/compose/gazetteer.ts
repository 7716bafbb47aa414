// Which territories there are, and of which communes each is made. Pure: columns as the API serves them in, answers out.
import type { Box, Level, Territories } from "../api/document";
import type { Named } from "../link";

export interface Place extends Named {
  name: string;
  population: number | null;
  departement: string | null;
  /** Row of its level, by which the map knows it. */
  row: number;
  box: Box | null;
}

/** The unit of a level that each commune is in, by the commune's code; of zonings of study, whose units no index of communes names. */
export type Units = Map<string, string>;

const key = ({ level, code }: Named) => `${level}-${code}`;

export class Gazetteer {
  /** Year of the codes. */
  readonly cog: number;
  /** All of them, communes first. */
  readonly places: readonly Place[];
  readonly #place = new Map<string, Place>();
  readonly #communes = new Map<string, string[]>();

  constructor(indexes: readonly Territories[], study: ReadonlyMap<Level, Units> = new Map()) {
    const places: Place[] = [];
    this.cog = indexes[0]?.cog ?? 0;
    for (const index of indexes) {
      index.code.forEach((code, i) => {
        const place: Place = {
          level: index.level,
          code,
          name: index.name[i] ?? code,
          population: index.population[i] ?? null,
          departement: index.departement[i] ?? null,
          row: index.rows[i] ?? -1,
          box: index.bbox[i] ?? null,
        };
        places.push(place);
        this.#place.set(key(place), place);
        if (index.level !== "commune") return;
        const within: [Level, string | null | undefined][] = [
          ["commune", code],
          ["epci", index.epci?.[i]],
          ["departement", index.departement[i]],
          ["region", index.region[i]],
          ...[...study].map(([level, units]): [Level, string | undefined] => [level, units.get(code)]),
        ];
        for (const [level, unit] of within) {
          if (unit) this.#held({ level, code: unit }).push(code);
        }
      });
    }
    this.places = places;
  }

  #held(named: Named): string[] {
    const there = this.#communes.get(key(named));
    if (there) return there;
    const held: string[] = [];
    this.#communes.set(key(named), held);
    return held;
  }

  place(named: Named): Place | undefined {
    return this.#place.get(key(named));
  }

  /** Codes of the communes it is made of; none where it is not known. */
  communes(named: Named): readonly string[] {
    return this.#communes.get(key(named)) ?? [];
  }

  /** Whether the communes held here are all it has: those of an EPCI make its population. */
  whole(named: Named): boolean {
    const codes = this.communes(named);
    if (named.level !== "epci") return codes.length > 0;
    const people = codes.reduce((sum, code) => sum + (this.place({ level: "commune", code })?.population ?? 0), 0);
    return codes.length > 0 && people === this.place(named)?.population;
  }
}
