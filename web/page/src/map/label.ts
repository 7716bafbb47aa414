// Names on the map as plain text over it: no glyph is fetched, the page's own fonts serve. Greedy placement by importance, each
// label at the first free side of its point; positions follow the map, the choice is made again when it rests.
import type { Map as MapLibre } from "maplibre-gl";
import { ZONES_FROM } from "./style";

export interface Label {
  text: string;
  kind: "ville" | "pole" | "region" | "publie" | "pays" | "mer" | "surveillance";
  /** Places it may stand, best first. */
  at: [lon: number, lat: number][];
}

interface Placed {
  element: HTMLElement;
  at: [number, number];
}

interface Rect {
  x: number;
  y: number;
  w: number;
  h: number;
}

const FONT: Record<Label["kind"], string> = {
  ville: "400 13px 'Source Sans 3 Variable'",
  pole: "600 15px 'Source Sans 3 Variable'",
  region: "400 13px 'Source Sans 3 Variable'",
  publie: "600 13px 'Source Sans 3 Variable'",
  pays: "400 13px 'Source Sans 3 Variable'",
  mer: "italic 400 15px 'Source Serif 4 Variable'",
  surveillance: "italic 600 15px 'Source Serif 4 Variable'",
};

const SPACED = { region: 0.6, pays: 0.6, mer: 0.8 } as Partial<Record<Label["kind"], number>>;
const LINE = 18;
const GAP = 7;

export class LabelLayer {
  private labels: Label[] = [];
  private placed: Placed[] = [];
  private readonly measure = document.createElement("canvas").getContext("2d");

  constructor(
    private readonly map: MapLibre,
    private readonly host: HTMLElement,
    /** Rectangles of the map no label may enter: title, legend, panel. */
    private readonly taken: () => Rect[],
  ) {
    map.on("move", () => this.follow());
    map.on("moveend", () => this.place());
    map.on("resize", () => this.place());
    void document.fonts?.ready.then(() => this.place());
  }

  show(labels: Label[]): void {
    this.labels = labels;
    this.place();
  }

  /** Chooses which labels show and where they stand. */
  place(): void {
    const width = this.host.clientWidth;
    const height = this.host.clientHeight;
    const taken = this.taken();
    this.host.replaceChildren();
    this.placed = [];
    let towns = townsAt(this.map.getZoom());
    for (const label of this.labels) {
      if (label.kind === "ville" && towns-- <= 0) continue;
      if (label.kind === "surveillance" && this.map.getZoom() < ZONES_FROM) continue;
      const w = this.widthOf(label);
      for (const at of label.at) {
        const point = this.map.project(at);
        if (point.x < 4 || point.y < 4 || point.x > width - 4 || point.y > height - 4) continue;
        const dot = { x: point.x - 4, y: point.y - 4, w: 8, h: 8 };
        const dotted = label.kind === "ville" || label.kind === "pole";
        if (dotted && taken.some((other) => meet(dot, other))) continue;
        const found = sides(label, point.x, point.y, w).find(
          ({ rect }) => inside(rect, width, height) && !taken.some((other) => meet(rect, other)),
        );
        if (!found) continue;
        taken.push(found.rect);
        if (dotted) taken.push(dot);
        const element = document.createElement("span");
        element.className = `label label-${label.kind} label-${found.side}`;
        element.textContent = label.text;
        this.host.append(element);
        this.placed.push({ element, at });
        break;
      }
    }
    this.follow();
  }

  private follow(): void {
    for (const { element, at } of this.placed) {
      const { x, y } = this.map.project(at);
      element.style.transform = `translate(${x.toFixed(1)}px, ${y.toFixed(1)}px)`;
    }
  }

  private widthOf(label: Label): number {
    if (!this.measure) return label.text.length * 7;
    this.measure.font = FONT[label.kind];
    return this.measure.measureText(label.text).width + (SPACED[label.kind] ?? 0) * label.text.length + 2;
  }
}

/** How many towns besides the first ones a zoom can carry in calm. */
function townsAt(zoom: number): number {
  if (zoom < 6) return 14;
  if (zoom < 8.5) return 20;
  return zoom < 9.5 ? 40 : 60;
}

function sides(label: Label, x: number, y: number, w: number): { side: string; rect: Rect }[] {
  const middle = { side: "centre", rect: { x: x - w / 2, y: y - LINE / 2, w, h: LINE } };
  if (label.kind !== "ville" && label.kind !== "pole") return [middle];
  return [
    { side: "right", rect: { x: x + GAP, y: y - LINE / 2, w, h: LINE } },
    { side: "left", rect: { x: x - GAP - w, y: y - LINE / 2, w, h: LINE } },
    { side: "above", rect: { x: x - w / 2, y: y - GAP - LINE, w, h: LINE } },
    { side: "below", rect: { x: x - w / 2, y: y + GAP, w, h: LINE } },
  ];
}

const inside = (r: Rect, width: number, height: number) =>
  r.x > 2 && r.y > 2 && r.x + r.w < width - 2 && r.y + r.h < height - 2;
const meet = (a: Rect, b: Rect) => a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
