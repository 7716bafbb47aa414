// The map by keyboard: arrows move a cursor from territory to territory, Enter chooses, Shift and arrows move the map, + and −
// zoom. The cursor is what the pointer's hover is: the same outline, the same ink box.
import type { Map as MapLibre } from "maplibre-gl";
import { go, hovered, keyboardCursor, panelOpen, positions, selectedRow, series, territories, view } from "../state";
import { choose } from "./choose";
import { nearestTo, nextTo, type Direction } from "./cursor";
import { inSight } from "./camera";

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

export function keyboard(map: MapLibre): void {
  const canvas = map.getCanvas();
  canvas.setAttribute("role", "application");
  canvas.setAttribute("aria-label", "Carte");
  canvas.setAttribute("aria-describedby", "carte-aide");
  canvas.addEventListener("blur", leave);
  canvas.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const direction = ARROWS[event.key];
    if (direction && event.shiftKey) map.panBy(PAN[direction], FAST, BY_READER);
    else if (direction) step(map, direction);
    else if ((event.key === "Enter" || event.key === " ") && keyboardCursor.peek()) void choose(hovered.peek());
    else if (event.key === "Escape" && keyboardCursor.peek()) leave();
    else if (event.key === "Escape" && view.peek()?.territoire) go({ territoire: null });
    else if (event.key === "+" || event.key === "=") map.zoomIn(FAST, BY_READER);
    else if (event.key === "-") map.zoomOut(FAST, BY_READER);
    else return;
    event.preventDefault();
  });
}

function leave(): void {
  if (!keyboardCursor.peek()) return;
  keyboardCursor.value = false;
  hovered.value = null;
}

function step(map: MapLibre, direction: Direction): void {
  const index = territories.data.peek();
  const shown = series.data.peek();
  if (!index || index.level !== shown?.level) return;
  const known = (row: number | null) => (row !== null && positions.peek().has(row) ? index.rows.indexOf(row) : -1);
  const from = keyboardCursor.peek() ? known(hovered.peek()) : known(selectedRow.peek());
  const { lng, lat } = map.getCenter();
  // The first arrow without a choice shows the cursor where the reader looks.
  const to = from < 0 ? nearestTo(lng, lat, index) : nextTo(from, direction, index);
  if (to === null) return;
  const box = index.bbox[to];
  keyboardCursor.value = true;
  hovered.value = index.rows[to] ?? null;
  const [lon, at] = [index.lon[to], index.lat[to]];
  if (box && typeof lon === "number" && typeof at === "number" && !inSight(map, box, panelOpen.peek(), 0)) {
    map.easeTo({ center: [lon, at], duration: 150 }, BY_READER);
  }
}
