import { expect, test } from "vitest";
import { NO_DATA, WHITE } from "../colour";
import { FOYER_FROID, OFFRE } from "../map/paint";
import { CHOSEN, listingOf, lookOf, ROADMAP } from "./looks";
import type { Origin, WatchZone } from "./document";
import { FIRST, orderOf } from "./order";

const zone = (origin: Origin, row: number, more: Partial<WatchZone> = {}): WatchZone =>
  ({
    origin,
    key: `${origin}-${row}`,
    name: origin,
    epci: [{ row }],
    figures: [],
    minutes: null,
    ...more,
  }) as unknown as WatchZone;

test("the reader's list comes before the roadmap's, and a found zone is on none", () => {
  const zones = [zone("feuille_de_route", 1), zone("choisie", 1), zone("feuille_de_route", 2), zone("trouvee", 3)];
  expect([1, 2, 3].map((row) => listingOf(row, zones))).toEqual(["choisie", "feuille_de_route", null]);
});

test("a tone says the list and hatches say the tests", () => {
  expect(lookOf("feuille_de_route", ["offre", "foyer_froid"])).toBe(ROADMAP | OFFRE | FOYER_FROID);
  expect(lookOf("choisie", [])).toBe(CHOSEN);
  expect(lookOf(null, ["offre"])).toBe(WHITE | OFFRE);
  expect(lookOf(null, [])).toBe(NO_DATA);
});

test("zones are sorted by a figure, those without one last whatever the order", () => {
  const all = [zone("trouvee", 1, { minutes: 40 }), zone("trouvee", 2), zone("trouvee", 3, { minutes: 20 })];
  const rows = (descending: boolean) => orderOf(all, { column: "minutes", descending }).map(({ epci }) => epci[0]?.row);
  expect(rows(false)).toEqual([3, 1, 2]);
  expect(rows(true)).toEqual([1, 3, 2]);
  expect(orderOf(all, FIRST)).toEqual(all);
});
