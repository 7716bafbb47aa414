// What a hand does to a scenario. Pure: a scenario in, another out.
import { MOST_OPENED, type Scenario } from "./link";

/** What is moved: a permanence that the scenario opens, by its place, or a site that stands, by its identifier. */
export type Moved = { ajout: number } | { site: string };

/** Opens a permanence; one commune has one. */
export function opened(of: Scenario, commune: string, jours: number | null = null): Scenario {
  if (of.ajouts.length >= MOST_OPENED || of.ajouts.some((each) => each.commune === commune)) return of;
  return { ...of, ajouts: [...of.ajouts, { commune, jours }] };
}

/** Gives up a permanence that would open. */
export const givenUp = (of: Scenario, at: number): Scenario => ({
  ...of,
  ajouts: of.ajouts.filter((_, i) => i !== at),
});

export const withDays = (of: Scenario, at: number, jours: number | null): Scenario => ({
  ...of,
  ajouts: of.ajouts.map((each, i) => (i === at ? { ...each, jours } : each)),
});

/** Closes a site that stands, or lets it stand. */
export const closed = (of: Scenario, site: string): Scenario =>
  of.retraits.includes(site) ? of : { ...of, retraits: [...of.retraits, site] };
export const reopened = (of: Scenario, site: string): Scenario => ({
  ...of,
  retraits: of.retraits.filter((each) => each !== site),
});

/** Moves what is moved to a commune: what opens goes there with its days; what stands closes, and a permanence opens there. */
export function moved(of: Scenario, what: Moved, commune: string): Scenario {
  if ("site" in what) return opened(closed(of, what.site), commune);
  const taken = of.ajouts.some((each, i) => i !== what.ajout && each.commune === commune);
  if (taken) return of;
  return { ...of, ajouts: of.ajouts.map((each, i) => (i === what.ajout ? { ...each, commune } : each)) };
}
