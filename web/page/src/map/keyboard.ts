// The map by keyboard: arrows move a cursor from territory to territory, Enter chooses, Shift and arrows move the map, + and −
// zoom. The cursor is what the pointer's hover is: the same outline, the same ink box.
import type { Map as MapLibre } from "maplibre-gl";
import type { Box, Territories } from "../api/document";
import { hovered, keyboardCursor } from "../state";
import { nearestTo, nextTo, type Direction } from "./cursor";

export const HELP =
  "Flèches : aller d’un territoire à l’autre. Entrée : choisir. Échap : quitter. Maj et flèches : déplacer la carte. + et − : zoomer.";

const ARROWS: Record<string, Direction> = {
  ArrowUp: "north",
  ArrowDown: "south",
  ArrowRight: "east",
  ArrowLeft: "west",
};
const PAN: Record<Direction, [number, number]> = {
  north: [0, -100],
  south: [0, 100],
  east: [100, 0],
  west: [-100, 0],
};
const FAST = { duration: 150 };
const BY_READER = { originalEvent: true };

/** What the cursor walks over, and what the keys do there. */
export interface Walk {
  /** The territories, once they are those that are coloured. */
  index: () => Territories | null;
  /** Whether a row is among them. */
  known: (row: number) => boolean;
  /** Where the cursor starts; `null`: where the reader looks. */
  start: () => number | null;
  /** Enter. */
  choose: (row: number | null) => void;
  /** Escape, where there is no cursor; whether it did something. */
  leave: () => boolean;
  inSight: (box: Box) => boolean;
}

export function keyboard(map: MapLibre, walk: Walk): void {
  const canvas = map.getCanvas();
  canvas.setAttribute("role", "application");
  canvas.setAttribute("aria-label", "Carte");
  canvas.setAttribute("aria-describedby", "carte-aide");
  canvas.addEventListener("blur", leave);
  canvas.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const direction = ARROWS[event.key];
    if (direction && event.shiftKey) map.panBy(PAN[direction], FAST, BY_READER);
    else if (direction) step(map, direction, walk);
    else if ((event.key === "Enter" || event.key === " ") && keyboardCursor.peek()) walk.choose(hovered.peek());
    else if (event.key === "Escape" && keyboardCursor.peek()) leave();
    else if (event.key === "+" || event.key === "=") map.zoomIn(FAST, BY_READER);
    else if (event.key === "-") map.zoomOut(FAST, BY_READER);
    else if (event.key !== "Escape" || !walk.leave()) return;
    event.preventDefault();
  });
}

function leave(): void {
  if (!keyboardCursor.peek()) return;
  keyboardCursor.value = false;
  hovered.value = null;
}

function step(map: MapLibre, direction: Direction, walk: Walk): void {
  const index = walk.index();
  if (!index) return;
  const known = (row: number | null) => (row !== null && walk.known(row) ? index.rows.indexOf(row) : -1);
  const from = keyboardCursor.peek() ? known(hovered.peek()) : known(walk.start());
  const { lng, lat } = map.getCenter();
  // The first arrow without a choice shows the cursor where the reader looks.
  const to = from < 0 ? nearestTo(lng, lat, index) : nextTo(from, direction, index);
  if (to === null) return;
  const box = index.bbox[to];
  keyboardCursor.value = true;
  hovered.value = index.rows[to] ?? null;
  const [lon, at] = [index.lon[to], index.lat[to]];
  if (box && typeof lon === "number" && typeof at === "number" && !walk.inSight(box)) {
    map.easeTo({ center: [lon, at], duration: 150 }, BY_READER);
  }
}
