// From columns to feature states: which tone, which patterns, for each row. It sets only what changed, so that another indicator
// costs a few hundred assignments and no tile.
import type { Map as MapLibre } from "maplibre-gl";
import type { Clusters, Relation } from "../api/analysis";
import type { Series, WhiteZoneKind, WhiteZones } from "../api/document";
import { crossedTone, NO_DATA, spotTone, structureTone, tonesOf, WHITE } from "../colour";
import type { Layer, Palette, Reading } from "../link";
import { classOf } from "../own/match";
import { ownTones } from "../own/own-tones";
import type { OwnShown } from "../own/own";

/** What one territory looks like, packed: tone in the low byte, then one bit per pattern. */
export const OFFRE = 1 << 8;
export const ACCOMPAGNEMENT = 1 << 9;
export const FIABILITE = 1 << 10;
export const FOYER_FROID = 1 << 11;
const FADED = 1 << 12;
export const RECOURS = 1 << 13;

/** What the map is to show. */
export interface Shown {
  series: Series;
  whiteZones: WhiteZones | null;
  layers: readonly Layer[];
  palette: Palette;
  reading: Reading;
  clusters: Clusters | null;
  relation: Relation | null;
  brushed: ReadonlySet<number> | null;
  /** A person's own figures, which take the place of the series. */
  own: OwnShown | null;
}

/** Appearance by row. A figure published elsewhere has no class: it stands as a number (names.ts). A white zone is white under its
 * hatch in the reading by classes; dots show only over the colour of a rate. */
export function appearances(shown: Shown): Map<number, number> {
  const { series, layers, reading } = shown;
  const tone = toneOf(shown);
  const white = whites(shown);
  const dotted = !shown.own && layers.includes("fiabilite") && (ofRates(reading) || reading === "croisement");
  const result = new Map<number, number>();
  series.rows.forEach((row, i) => {
    let look = tone(row, i);
    const hatches = white.get(row) ?? 0;
    if (hatches) look = WHITE | hatches;
    else if (dotted && look !== NO_DATA && series.reliable[i] === false) look |= FIABILITE;
    if (shown.brushed && !shown.brushed.has(row)) look |= FADED;
    result.set(row, look);
  });
  return result;
}

function toneOf({ series, reading, palette, clusters, relation, own }: Shown): (row: number, i: number) => number {
  if (own) {
    const tones = ownTones(own.breaks, palette);
    return (row) => {
      const value = own.values.get(row);
      return value === undefined ? NO_DATA : (tones[classOf(value, own.breaks)] ?? NO_DATA);
    };
  }
  const here = <T extends { level: string }>(answer: T | null) => (answer?.level === series.level ? answer : null);
  if (reading === "foyers" || reading === "points_chauds") {
    const at = new Map(here(clusters)?.row.map((row, k) => [row, k]));
    return (row) => {
      const k = at.get(row) ?? -1;
      if (reading === "foyers") {
        const structure = clusters?.structure[k];
        return structure ? structureTone(structure) : NO_DATA;
      }
      const spot = clusters?.spot[k];
      return spot ? spotTone(spot) : NO_DATA;
    };
  }
  if (reading === "croisement") {
    const at = new Map(here(relation)?.row.map((row, k) => [row, relation?.cell[k] ?? null]));
    return (row) => {
      const cell = at.get(row) ?? null;
      return cell === null ? NO_DATA : crossedTone(cell);
    };
  }
  // Under circles the ground stays quiet: the circle carries the class.
  if (reading === "cercles") return () => NO_DATA;
  const tones = tonesOf(series, palette);
  return (_, i) => tones[series.class[i] ?? -1] ?? NO_DATA;
}

/** Hatches by row; none where the colours say something else than a rate. */
function whites({ series, whiteZones, layers, reading, own }: Shown): Map<number, number> {
  const found = new Map<number, number>();
  if (own || !ofRates(reading) || whiteZones?.level !== series.level) return found;
  const kinds: [WhiteZoneKind, number][] = [
    ["offre", OFFRE],
    ["foyer_froid", FOYER_FROID],
    ["accompagnement", ACCOMPAGNEMENT],
    ["recours", RECOURS],
  ];
  for (const [kind, bit] of kinds) {
    if (!layers.includes(kind)) continue;
    whiteZones.rows.forEach((row, i) => {
      if (whiteZones.kinds[kind].verdict[i] === "oui") found.set(row, (found.get(row) ?? 0) | bit);
    });
  }
  return found;
}

/** Readings whose colours are classes of the rate. */
const ofRates = (reading: Reading): boolean => reading === "classes" || reading === "deux_cartes";

/** Keeps what each source shows and sets the difference. */
export class Painter {
  private readonly shown = new Map<string, Map<number, number>>();

  constructor(private readonly map: MapLibre) {}

  /** Shows the appearances of a level; returns how many territories changed. */
  show(level: string, next: Map<number, number>): number {
    const before = this.shown.get(level) ?? new Map<number, number>();
    let changed = 0;
    for (const row of before.keys()) {
      if (next.has(row)) continue;
      this.map.removeFeatureState({ source: level, sourceLayer: level, id: row });
      changed++;
    }
    for (const [row, look] of next) {
      if (before.get(row) === look) continue;
      this.map.setFeatureState(
        { source: level, sourceLayer: level, id: row },
        {
          tone: look & 0xff,
          offre: (look & OFFRE) !== 0,
          foyer_froid: (look & FOYER_FROID) !== 0,
          accompagnement: (look & ACCOMPAGNEMENT) !== 0,
          recours: (look & RECOURS) !== 0,
          fiabilite: (look & FIABILITE) !== 0,
          faded: (look & FADED) !== 0,
        },
      );
      changed++;
    }
    this.shown.set(level, next);
    return changed;
  }
}
