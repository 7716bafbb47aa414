// Which names the map may show, most important first: the declared zones, the towns served for the region, the regions around,
// the seas and the neighbours. Placement and collisions are label.ts's business.
import { placesAddress, territoriesAddress, zonesAddress } from "../api/address";
import type { PlaceLabel, Series, Territories, Zone } from "../api/document";
import { answer } from "../api/resource";
import { decimal, figure } from "../number";
import { NARROW, typeset } from "../typeset";
import { NEIGHBOURS, SEAS } from "./around";
import type { Label } from "./label";

/** As asked of the server; how many show depends on the zoom. */
const TOWNS = 60;
/** The first towns of a map are set larger. */
const POLES = 2;
/** Towns that come before the declared zones, which can stand in more places. */
const FIRST_TOWNS = 10;

export async function labelsOf(region: string | null, surveillance: boolean): Promise<Label[]> {
  const [towns, regions, departements, zones] = await Promise.all([
    answer<PlaceLabel[]>(placesAddress(region, TOWNS)).catch(() => []),
    answer<Territories>(territoriesAddress("region", null)).catch(() => null),
    answer<Territories>(territoriesAddress("departement", null)).catch(() => null),
    surveillance ? answer<Zone[]>(zonesAddress()).catch(() => []) : [],
  ]);
  const declared = zones.filter(
    (zone) => zone.kind === "watch_zone" && zone.point && inRegion(zone, region, departements),
  );
  return [
    ...towns.slice(0, POLES).map((town) => townLabel(town, "pole")),
    ...towns.slice(POLES, FIRST_TOWNS).map((town) => townLabel(town, "ville")),
    ...declared.map(zoneLabel),
    ...towns.slice(FIRST_TOWNS).map((town) => townLabel(town, "ville")),
    ...(regions ? regions.code.flatMap((code, i) => regionLabel(code, regions.name[i], region, departements)) : []),
    ...SEAS,
    ...NEIGHBOURS,
  ];
}

function inRegion(zone: Zone, region: string | null, departements: Territories | null): boolean {
  if (region === null || !departements) return true;
  return zone.departement.some((code) => departements.region[departements.code.indexOf(code)] === region);
}

const townLabel = (town: PlaceLabel, kind: "ville" | "pole"): Label => ({
  text: typeset(town.name),
  kind,
  at: [[town.lon, town.lat]],
});

function zoneLabel(zone: Zone): Label {
  const [lon, lat] = zone.point ?? [0, 0];
  return { text: typeset(zone.name), kind: "surveillance", at: [[lon, lat]], box: zone.bbox ?? [lon, lat, lon, lat] };
}

/** The chosen territory with its figure, when it is of the level shown. */
export function choiceLabel(series: Series | null, index: Territories | null, row: number | null): Label | null {
  if (!series || row === null || index?.level !== series.level) return null;
  const i = index.rows.indexOf(row);
  const at = series.rows.indexOf(row);
  const [lon, lat, box, name] = [index.lon[i], index.lat[i], index.bbox[i], index.name[i]];
  if (at < 0 || typeof lon !== "number" || typeof lat !== "number" || !box || !name) return null;
  const value = figure(series.value[at], series.absence[row], series.decimals);
  return { text: shortName(typeset(name)), kind: "choix", at: [[lon, lat]], box, value };
}

/** An EPCI by its name alone, cut at a word when it is long. */
function shortName(name: string): string {
  if (name.length <= 34) return name;
  const cut = name.slice(0, 33);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(" "), cut.lastIndexOf("-"), 20)).replace(/[ (-]+$/, "")}…`;
}

/** Figures published by others, as numbers at their territory's point. */
export function publishedLabels(series: Series | null, index: Territories | null): Label[] {
  if (!series || index?.level !== series.level) return [];
  return series.published.flatMap((each) => {
    const i = index.rows.indexOf(each.row);
    const lon = index.lon[i];
    const lat = index.lat[i];
    const valued = series.value[series.rows.indexOf(each.row)] !== null;
    if (valued || typeof lon !== "number" || typeof lat !== "number") return [];
    const unit = series.unit.startsWith("%") ? `${NARROW}%` : "";
    return [{ text: `${decimal(each.value, series.decimals)}${unit}`, kind: "publie" as const, at: [[lon, lat]] }];
  });
}

/** A region is named where it is not the one shown: on any of its departments that is in sight. */
function regionLabel(
  code: string,
  name: string | undefined,
  shown: string | null,
  departements: Territories | null,
): Label[] {
  if (shown === null || code === shown || !name || !departements) return [];
  const at = departements.code.flatMap((_, i): [number, number][] => {
    const lon = departements.lon[i];
    const lat = departements.lat[i];
    return departements.region[i] === code && typeof lon === "number" && typeof lat === "number" ? [[lon, lat]] : [];
  });
  return [{ text: typeset(name), kind: "region", at }];
}
