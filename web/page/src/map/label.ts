// Names on the map as plain text over it: no glyph is fetched, the page's own fonts serve. Greedy placement by importance, each
// label at the first free side of its point; zones and the chosen territory stand beside what they name, led to it by a
// hairline. Positions follow the map, the choice is made again when it rests.
import type { Map as MapLibre } from "maplibre-gl";
import type { Box } from "../api/document";
import { COOL, INK, PAPER } from "../colour";
import { inside, meet, spotBeside, type Rect } from "./leader";
import { NO_MASK, type Mask } from "./mask";
import { ZONES_FROM } from "./style";

export type Kind = "ville" | "pole" | "region" | "publie" | "pays" | "mer" | "surveillance" | "choix";

export interface Label {
  text: string;
  kind: Kind;
  /** Places it may stand, best first; of a label that is led, what the hairline points at. */
  at: [lon: number, lat: number][];
  /** Extent of what is named, when it is an area. */
  box?: Box;
  /** Figure beside the name. */
  value?: string;
}

interface Placed {
  label: Label;
  element: HTMLElement;
  at: [number, number];
  /** The text's rectangle and the end of its hairline, from the point. */
  rect: Rect;
  tip: { x: number; y: number } | null;
}

const SANS = "'Source Sans 3 Variable'";
const SERIF = "'Source Serif 4 Variable'";
const FONT: Record<Kind, string> = {
  ville: `400 13px ${SANS}`,
  pole: `600 15px ${SANS}`,
  region: `400 13px ${SANS}`,
  publie: `600 13px ${SANS}`,
  pays: `400 13px ${SANS}`,
  mer: `italic 400 15px ${SERIF}`,
  surveillance: `italic 600 15px ${SERIF}`,
  choix: `400 15px ${SANS}`,
};

const SPACED = { region: 0.6, pays: 0.6, mer: 0.8 } as Partial<Record<Kind, number>>;
const LINE = 18;
const GAP = 7;
/** Room around the words of the box that names the choice. */
const CHOICE = { x: 10, y: 5, between: 10 };

export class LabelLayer {
  private labels: Label[] = [];
  private placed: Placed[] = [];
  private chosen: Label | null = null;
  private readonly measure = document.createElement("canvas").getContext("2d");

  constructor(
    private readonly map: MapLibre,
    private readonly host: HTMLElement,
    /** Rectangles of the map no label may enter: title, legend, panel. */
    private readonly taken: () => Rect[],
    /** What lies under the labels. */
    private readonly under: () => Mask,
    /** Whether a sign already stands at a point, so that a town needs none of its own. */
    private readonly marked: (x: number, y: number) => boolean,
  ) {
    map.on("move", () => this.follow());
    map.on("moveend", () => this.place());
    map.on("resize", () => this.place());
    // What lies under the labels is known once the tiles are there: they are placed again then.
    let arrived = false;
    map.on("sourcedata", ({ tile }) => (arrived ||= tile !== undefined));
    map.on("idle", () => {
      if (arrived) this.place();
      arrived = false;
    });
    void document.fonts?.ready.then(() => this.place());
  }

  show(labels: Label[]): void {
    this.labels = labels;
    this.place();
  }

  /** Names the chosen territory, or none. */
  choose(label: Label | null): void {
    this.chosen = label;
    this.place();
  }

  /** Chooses which labels show and where they stand. */
  place(): void {
    const width = this.host.clientWidth;
    const height = this.host.clientHeight;
    const taken = this.taken();
    this.host.replaceChildren();
    this.placed = [];
    const led = this.chosen !== null || this.labels.some((label) => label.kind === "surveillance");
    const mask = led ? this.under() : NO_MASK;
    if (this.chosen && this.small(this.chosen)) this.lead(this.chosen, mask, taken, width, height);
    let towns = townsAt(this.map.getZoom());
    for (const label of this.labels) {
      if (label.kind === "ville" && towns-- <= 0) continue;
      if (label.kind === "surveillance" && this.map.getZoom() < ZONES_FROM) continue;
      if (label.kind === "surveillance" && this.small(label)) this.lead(label, mask, taken, width, height);
      else this.stand(label, taken, width, height);
    }
    this.follow();
  }

  /** Draws the labels as they stand, for print. */
  draw(context: CanvasRenderingContext2D): void {
    context.lineJoin = "round";
    context.textBaseline = "middle";
    for (const { label, element, at, rect, tip } of this.placed) {
      const point = this.map.project(at);
      const colour = COLOUR[label.kind] ?? INK;
      context.font = FONT[label.kind];
      if (tip) {
        context.strokeStyle = colour;
        context.lineWidth = 1;
        context.beginPath();
        context.moveTo(point.x, point.y);
        context.lineTo(point.x + tip.x, point.y + tip.y);
        context.stroke();
      }
      if (dotted(label) && !element.classList.contains("label-bare")) {
        context.fillStyle = PAPER;
        context.fillRect(point.x - 3, point.y - 3, 6, 6);
        context.strokeStyle = colour;
        context.lineWidth = 1.2;
        context.strokeRect(point.x - 2.4, point.y - 2.4, 4.8, 4.8);
      }
      const text = label.value ? `${label.text}  ${label.value}` : label.text;
      const x = point.x + rect.x + (label.kind === "choix" ? CHOICE.x : 0);
      const y = point.y + rect.y + rect.h / 2;
      context.strokeStyle = "rgb(251 249 245 / .92)";
      context.lineWidth = 3.5;
      context.strokeText(text, x, y);
      context.fillStyle = colour;
      context.fillText(text, x, y);
    }
  }

  /** A label at a side of its point, or on it. */
  private stand(label: Label, taken: Rect[], width: number, height: number): void {
    const w = this.widthOf(label);
    for (const at of label.at) {
      const point = this.map.project(at);
      if (point.x < 4 || point.y < 4 || point.x > width - 4 || point.y > height - 4) continue;
      const dot = { x: point.x - 4, y: point.y - 4, w: 8, h: 8 };
      if (dotted(label) && taken.some((other) => meet(dot, other))) continue;
      const found = sides(label, point.x, point.y, w).find(
        ({ rect }) => inside(rect, width, height) && !taken.some((other) => meet(rect, other)),
      );
      if (!found) continue;
      taken.push(found.rect);
      if (dotted(label)) taken.push(dot);
      const bare = dotted(label) && this.marked(point.x, point.y);
      const element = span(`label label-${label.kind} label-${found.side}${bare ? " label-bare" : ""}`, label.text);
      this.add(label, element, at, { ...found.rect, x: found.rect.x - point.x, y: found.rect.y - point.y }, null);
      return;
    }
  }

  /** Whether what is named is too small to hold its name. */
  private small({ box, kind }: Label): boolean {
    if (!box) return false;
    const a = this.map.project([box[0], box[3]]);
    const b = this.map.project([box[2], box[1]]);
    return kind === "choix" ? b.x - a.x < 420 && b.y - a.y < 320 : b.x - a.x < 320 || b.y - a.y < 160;
  }

  /** A label beside what it names, with its hairline. */
  private lead(label: Label, mask: Mask, taken: Rect[], width: number, height: number): void {
    const at = label.at[0];
    if (!at) return;
    const point = this.map.project(at);
    if (point.x < 0 || point.y < 0 || point.x > width || point.y > height) return;
    const choice = label.kind === "choix";
    const w = this.widthOf(label);
    const h = choice ? LINE + 2 * CHOICE.y : LINE;
    const spot = spotBeside(point, w, h, { taken, width, height, ...mask });
    if (!spot) return;
    taken.push({ x: spot.rect.x - 3, y: spot.rect.y - 2, w: w + 6, h: h + 4 });
    const rect = { ...spot.rect, x: spot.rect.x - point.x, y: spot.rect.y - point.y };
    const tip = { x: spot.tip.x - point.x, y: spot.tip.y - point.y };
    const element = span(`led led-${label.kind}`, "");
    const line = span("leader", "");
    line.style.width = `${Math.hypot(tip.x, tip.y).toFixed(1)}px`;
    line.style.rotate = `${Math.atan2(tip.y, tip.x).toFixed(4)}rad`;
    const words = span(`label label-${label.kind}`, label.text);
    words.style.translate = `${rect.x.toFixed(1)}px ${rect.y.toFixed(1)}px`;
    if (label.value) {
      const value = document.createElement("strong");
      value.textContent = label.value;
      words.append(value);
    }
    element.append(line, words);
    this.add(label, element, at, rect, tip);
  }

  private add(label: Label, element: HTMLElement, at: [number, number], rect: Rect, tip: Placed["tip"]): void {
    this.host.append(element);
    this.placed.push({ label, element, at, rect, tip });
  }

  private follow(): void {
    for (const { element, at } of this.placed) {
      const { x, y } = this.map.project(at);
      element.style.transform = `translate(${x.toFixed(1)}px, ${y.toFixed(1)}px)`;
    }
  }

  private widthOf(label: Label): number {
    const width = (text: string) => this.measure?.measureText(text).width ?? text.length * 7;
    if (this.measure) this.measure.font = FONT[label.kind];
    const words = width(label.text) + (SPACED[label.kind] ?? 0) * label.text.length + 2;
    if (label.kind !== "choix") return words;
    return words + 2 * CHOICE.x + (label.value ? CHOICE.between + 1.08 * width(label.value) : 0);
  }
}

const COLOUR: Partial<Record<Kind, string>> = {
  region: "#626985",
  pays: "#626985",
  mer: "#626985",
  publie: "#4A5370",
  surveillance: COOL,
};

const dotted = (label: Label) => label.kind === "ville" || label.kind === "pole";

function span(name: string, text: string): HTMLElement {
  const element = document.createElement("span");
  element.className = name;
  element.textContent = text;
  return element;
}

/** How many towns besides the first ones a zoom can carry in calm. */
function townsAt(zoom: number): number {
  if (zoom < 6) return 14;
  if (zoom < 8.5) return 20;
  return zoom < 9.5 ? 40 : 60;
}

function sides(label: Label, x: number, y: number, w: number): { side: string; rect: Rect }[] {
  const middle = { side: "centre", rect: { x: x - w / 2, y: y - LINE / 2, w, h: LINE } };
  if (!dotted(label)) return [middle];
  return [
    { side: "right", rect: { x: x + GAP, y: y - LINE / 2, w, h: LINE } },
    { side: "left", rect: { x: x - GAP - w, y: y - LINE / 2, w, h: LINE } },
    { side: "above", rect: { x: x - w / 2, y: y - GAP - LINE, w, h: LINE } },
    { side: "below", rect: { x: x - w / 2, y: y + GAP, w, h: LINE } },
  ];
}
