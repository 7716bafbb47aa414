// The layers of the map, bottom to top, and nothing that changes: colours come as feature states (paint.ts), patterns as their
// opacity, the choice and the hover as filters on a second source of the same tiles, so that neither reloads the fills.
import type { ExpressionSpecification, LayerSpecification, SourceSpecification, StyleSpecification } from "maplibre-gl";
import style from "../../../../tiles/style.json";
import { COOL, INK, LAND, PAPER, PAPER_2, TONES } from "../colour";
import type { PatternName } from "../pattern";
import type { Level } from "../api/document";
import type { TileLayer } from "../api/snapshot";
import groundAddress from "./ground.json?url";

export const PATTERN_NAMES: PatternName[] = ["offre", "foyer_froid", "accompagnement", "recours", "fiabilite"];
export const NOTHING: ExpressionSpecification = ["==", ["id"], -1];

/** Below this zoom a declared zone is too small to be outlined or named. */
export const ZONES_FROM = 5.7;

/** Finest boundary of administration drawn at each level: `rang` of layer `limite` (0 coast, 1 region, 2 departement, 3 epci,
 * 4 commune). A zoning of study crosses them: its own borders lie under those of departments. */
const FINEST_RANK: Record<string, number> = {
  region: 1,
  departement: 2,
  zone_emploi: 2,
  bassin_vie: 2,
  epci: 3,
  commune: 4,
};

/** Zoom from which on the borders between communes are drawn: that of the boundary tiles. */
const COMMUNE_LINES_FROM = 8;

/** Every edge has a line of its own over it: smoothing it would take a second drawing, and a second program to compile. */
const PLAIN = { "fill-antialias": false } as const;

/** Levels whose own borders are drawn from their tiles. */
export const INSIDE = ["commune", "epci", "zone_emploi", "bassin_vie"] as const;

const tone: ExpressionSpecification = [
  "match",
  ["coalesce", ["feature-state", "tone"], -1],
  ...TONES.flatMap((colour, i): [number, string] => [i, colour]),
  LAND,
] as unknown as ExpressionSpecification;

/** A width of the table, far and near. */
const byZoom = ([far = 1, near = 1]: readonly number[]) => widthByZoom(far, near);
const widthByZoom = (small: number, large: number): ExpressionSpecification => [
  "interpolate",
  ["linear"],
  ["zoom"],
  5,
  small,
  10,
  large,
];

/** Dots over thousands of small communes would be all one sees: they come up as one draws near. */
function opacityOf(name: PatternName, level: Level): ExpressionSpecification {
  const shown = (opacity: number): ExpressionSpecification => [
    "case",
    ["boolean", ["feature-state", name], false],
    opacity,
    0,
  ];
  if (name !== "fiabilite" || level !== "commune") return shown(1);
  return ["interpolate", ["linear"], ["zoom"], 7.5, shown(0.5), 9, shown(1)] as ExpressionSpecification;
}

function levelLayers(level: Level): LayerSpecification[] {
  const source = { source: level, "source-layer": level } as const;
  const outline = { source: `${level}-outline`, "source-layer": level } as const;
  return [
    {
      id: `fill-${level}`,
      type: "fill",
      ...source,
      layout: { visibility: "none" },
      paint: { "fill-color": tone, "fill-opacity": 0, ...PLAIN },
    },
    ...PATTERN_NAMES.map((name): LayerSpecification => ({
      id: `pattern-${name}-${level}`,
      type: "fill",
      ...source,
      layout: { visibility: "none" },
      paint: {
        "fill-pattern": `${name}-0`,
        "fill-opacity": opacityOf(name, level),
        ...PLAIN,
      },
    })),
    {
      id: `hover-${level}`,
      type: "line",
      ...outline,
      filter: NOTHING,
      layout: { visibility: "none", "line-join": "round" },
      paint: { "line-color": INK, "line-width": 1.5 },
    },
    {
      id: `casing-${level}`,
      type: "line",
      ...outline,
      filter: NOTHING,
      layout: { visibility: "none", "line-join": "round" },
      paint: { "line-color": PAPER, "line-width": 7 },
    },
    {
      id: `choice-${level}`,
      type: "line",
      ...outline,
      filter: NOTHING,
      layout: { visibility: "none", "line-join": "round" },
      paint: { "line-color": INK, "line-width": 3 },
    },
  ];
}

/** Nothing is seen of it: it says where the zones are, so that no label covers them. */
const zoneArea: LayerSpecification = {
  id: "zone-area",
  type: "fill",
  source: "zone",
  "source-layer": "zone",
  minzoom: ZONES_FROM,
  layout: { visibility: "none" },
  paint: { "fill-opacity": 0, ...PLAIN },
};
const inward: ExpressionSpecification = ["interpolate", ["linear"], ["zoom"], 6, 0.6, 9, 2.2];

/** A declared zone is one outline: its inner borders are dissolved in its tiles. Its dashes run inside its border. */
function zoneLine(id: string, paint: Extract<LayerSpecification, { type: "line" }>["paint"]): LayerSpecification {
  return {
    id,
    type: "line",
    source: "zone",
    "source-layer": "zone",
    minzoom: ZONES_FROM,
    layout: { "line-join": "round", visibility: "none" },
    paint,
  };
}

function boundary(
  id: string,
  rang: number,
  { colour, width }: { colour: string; width: number[] },
): LayerSpecification {
  return {
    id,
    type: "line",
    source: "limite",
    "source-layer": "limite",
    filter: ["==", ["get", "rang"], rang],
    layout: { "line-join": "round", "line-cap": "round" },
    paint: { "line-color": colour, "line-width": byZoom(width) },
  };
}

/** Borders between the territories that have a tone: a paper line that parts dark ones, a thin brown one that parts pale ones. */
function inner(level: Level, { paper, brown }: { paper: number[]; brown: number[] }): LayerSpecification[] {
  const shown: ExpressionSpecification = [">=", ["coalesce", ["feature-state", "tone"], -1], 0];
  const line = (id: string, colour: string, width: number[], opacity = 1): LayerSpecification => ({
    id,
    type: "line",
    source: level,
    "source-layer": level,
    layout: { visibility: "none", "line-join": "round" },
    paint: { "line-color": colour, "line-width": byZoom(width), "line-opacity": ["case", shown, opacity, 0] },
  });
  const { colour, opacity } = style.inner;
  const lines = [line(`paper-${level}`, PAPER, paper), line(`brown-${level}`, colour, brown, opacity)];
  // Farther away they are thinner than a third of a pixel, and half of what it costs to draw the map.
  return level === "commune"
    ? lines.map((each) => ({ ...each, minzoom: COMMUNE_LINES_FROM }) as LayerSpecification)
    : lines;
}

/** Boundaries shown at a level: white hairlines inside, ink for what is coarser. */
export function boundaryRanks(level: Level): number {
  return FINEST_RANK[level] ?? 1;
}

const sitePaint: LayerSpecification[] = [
  {
    // A workshop was held there: a small cross-shaped absence of an office, so neither filled nor ringed in ink.
    id: "site-atelier",
    type: "circle",
    source: "site",
    filter: ["==", ["get", "basis"], "atelier"],
    paint: {
      "circle-radius": 4,
      "circle-color": PAPER,
      "circle-opacity": 0.9,
      "circle-stroke-color": COOL,
      "circle-stroke-width": 1.25,
    },
  },
  {
    id: "site-antenne",
    type: "circle",
    source: "site",
    filter: ["all", ["!=", ["get", "basis"], "atelier"], ["==", ["get", "kind"], "antenne"]],
    paint: { "circle-radius": 4.5, "circle-color": "#FFFFFF", "circle-stroke-color": INK, "circle-stroke-width": 2.5 },
  },
  {
    id: "site-permanence",
    type: "circle",
    source: "site",
    filter: [
      "all",
      ["!=", ["get", "basis"], "atelier"],
      ["!", ["in", ["get", "kind"], ["literal", ["siege", "antenne"]]]],
    ],
    paint: { "circle-radius": 2.5, "circle-color": INK, "circle-stroke-color": PAPER, "circle-stroke-width": 1 },
  },
  {
    id: "site-siege",
    type: "circle",
    source: "site",
    filter: ["all", ["!=", ["get", "basis"], "atelier"], ["==", ["get", "kind"], "siege"]],
    paint: { "circle-radius": 5, "circle-color": INK, "circle-stroke-color": PAPER, "circle-stroke-width": 1.5 },
  },
];

export const SITE_LAYERS = sitePaint.map(({ id }) => id);

/** Fills of the level shown; what a chart did not pick out fades. */
export const FILL_OPACITY: ExpressionSpecification = ["case", ["boolean", ["feature-state", "faded"], false], 0.16, 1];

/** Circles whose area is the amount, largest below; their colour is the class of the rate. */
const circles: LayerSpecification = {
  id: "circles",
  type: "circle",
  source: "circles",
  layout: { "circle-sort-key": ["-", 0, ["get", "radius"]] },
  paint: {
    "circle-radius": [
      "interpolate",
      ["exponential", 2],
      ["zoom"],
      ...style.circles.growth.flatMap(([zoom, factor]) => [zoom, ["*", factor, ["get", "radius"]]]),
    ] as unknown as ExpressionSpecification,
    "circle-color": [
      "match",
      ["get", "tone"],
      ...TONES.flatMap((colour, i): [number, string] => [i, colour]),
      PAPER_2,
    ] as unknown as ExpressionSpecification,
    "circle-opacity": ["case", ["get", "faded"], 0.15, style.circles.opacity],
    "circle-stroke-color": INK,
    "circle-stroke-width": 0.8,
    "circle-stroke-opacity": ["case", ["get", "faded"], 0.2, 1],
  },
};

/** The whole style of some levels: the sea is what lies under the map (map.css), no glyphs, no sprite, no address outside this server. */
export function mapStyle(levels: readonly Level[], layers: Record<string, TileLayer>): StyleSpecification {
  const tiles = (name: string): SourceSpecification => {
    const { tiles: address = "", ...extent } = layers[name] ?? {};
    return { type: "vector", tiles: [address], ...extent };
  };
  const sources: Record<string, SourceSpecification> = {
    ground: { type: "geojson", data: groundAddress, attribution: "" },
    limite: tiles("limite"),
    zone: tiles("zone"),
    site: { type: "geojson", data: { type: "FeatureCollection", features: [] } },
    circles: { type: "geojson", data: { type: "FeatureCollection", features: [] } },
  };
  for (const level of levels) {
    sources[level] = tiles(level);
    sources[`${level}-outline`] = tiles(level);
  }
  const byLevel = levels.map(levelLayers);
  const fills = byLevel.flatMap((layers) => layers.slice(0, 1));
  const patterns = byLevel.flatMap((layers) => layers.slice(1, 1 + PATTERN_NAMES.length));
  const outlines = byLevel.flatMap((layers) => layers.slice(1 + PATTERN_NAMES.length));
  return {
    version: 8,
    sources,
    layers: [
      {
        id: "land",
        type: "fill",
        source: "ground",
        filter: ["==", ["get", "kind"], "land"],
        paint: { "fill-color": LAND, ...PLAIN },
      },
      {
        id: "border",
        type: "line",
        source: "ground",
        filter: ["==", ["get", "kind"], "border"],
        paint: { "line-color": style.borders.neighbour.colour, "line-width": style.borders.neighbour.width[0] },
      },
      {
        id: "france",
        type: "fill",
        source: "region",
        "source-layer": "region",
        paint: { "fill-color": LAND, ...PLAIN },
      },
      ...fills,
      ...patterns,
      ...INSIDE.filter((level) => levels.includes(level)).flatMap((level) => inner(level, style.inside[level])),
      boundary("limite-departement", 2, style.borders.departement),
      boundary("limite-region", 1, style.borders.region),
      zoneArea,
      zoneLine("zone-casing", {
        "line-color": "#FFFFFF",
        "line-width": widthByZoom(2.6, 4.5),
        "line-offset": inward,
        "line-opacity": 0.9,
      }),
      zoneLine("zone-dash", {
        "line-color": COOL,
        "line-width": widthByZoom(1.4, 2.4),
        "line-offset": inward,
        "line-dasharray": [2.6, 1.6],
      }),
      boundary("cote", 0, style.borders.coast),
      {
        id: "perimeter",
        type: "line",
        source: "region-outline",
        "source-layer": "region",
        filter: NOTHING,
        layout: { "line-join": "round" },
        paint: { "line-color": INK, "line-width": byZoom(style.borders.perimeter.width) },
      },
      circles,
      ...outlines,
      ...sitePaint,
    ],
  };
}
