// Which territories there are, and of which communes each is made. Pure: columns as the API serves them in, answers out.
import type { Box, Level, Territories, Zone } from "../api/document";
import type { Member } from "../link";

export interface Place extends Member {
  name: string;
  population: number | null;
  departement: string | null;
  /** Row of its level, by which the map knows it; -1 of a zone, which is known by its EPCI. */
  row: number;
  box: Box | null;
}

/** The unit of a level that each commune is in, by the commune's code; of zonings of study, whose units no index of communes names. */
export type Units = Map<string, string>;

const key = ({ level, code }: Member) => `${level}-${code}`;

export class Gazetteer {
  /** Year of the codes. */
  readonly cog: number;
  /** All of them, communes first. */
  readonly places: readonly Place[];
  readonly #place = new Map<string, Place>();
  readonly #communes = new Map<string, string[]>();
  /** Codes of the EPCI of each zone. */
  readonly #epci = new Map<string, readonly string[]>();

  constructor(
    indexes: readonly Territories[],
    study: ReadonlyMap<Level, Units> = new Map(),
    zones: readonly Zone[] = [],
  ) {
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
    places.push(...zones.flatMap((zone) => this.#zone(zone) ?? []));
    this.places = places;
  }

  /** A zone as a place; none where the documents do not say which EPCI it is made of. */
  #zone({ zone, name, epci, departement, bbox }: Zone): Place | null {
    if (epci.length === 0) return null;
    const people = epci.map((code) => this.place({ level: "epci", code })?.population ?? null);
    const population = people.reduce((sum, own) => (sum === null || own === null ? null : sum + own), 0);
    const place: Place = { level: "zone", code: zone, name, population, row: -1, box: bbox, departement: null };
    if (departement.length === 1) place.departement = departement[0] ?? null;
    this.#place.set(key(place), place);
    this.#epci.set(zone, epci);
    const communes = new Set(epci.flatMap((code) => this.communes({ level: "epci", code })));
    this.#communes.set(key(place), [...communes]);
    return place;
  }

  #held(named: Member): string[] {
    const there = this.#communes.get(key(named));
    if (there) return there;
    const held: string[] = [];
    this.#communes.set(key(named), held);
    return held;
  }

  place(named: Member): Place | undefined {
    return this.#place.get(key(named));
  }

  /** Codes of the communes it is made of; none where it is not known. */
  communes(named: Member): readonly string[] {
    return this.#communes.get(key(named)) ?? [];
  }

  /** What the map knows it by: itself, or the EPCI of a zone. */
  drawn(named: Member): readonly Place[] {
    const parts: Member[] =
      named.level === "zone" ? (this.#epci.get(named.code) ?? []).map((code) => ({ level: "epci", code })) : [named];
    return parts.flatMap((each) => this.place(each) ?? []);
  }

  /** Whether the communes held here are all it has: those of an EPCI make its population, the EPCI of a zone make the zone. */
  whole(named: Member): boolean {
    if (named.level === "zone") {
      const parts = this.#epci.get(named.code) ?? [];
      return parts.length > 0 && parts.every((code) => this.whole({ level: "epci", code }));
    }
    const codes = this.communes(named);
    if (named.level !== "epci") return codes.length > 0;
    const people = codes.reduce((sum, code) => sum + (this.place({ level: "commune", code })?.population ?? 0), 0);
    return codes.length > 0 && people === this.place(named)?.population;
  }
}
