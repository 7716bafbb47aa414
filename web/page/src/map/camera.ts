// Where the map looks: the boxes it fits and the room the panels leave. Pixels of the page's layout stand here once.
import type { Map as MapLibre, PaddingOptions } from "maplibre-gl";
import type { Box } from "../api/document";

/** Metropolitan France; overseas departments are reached by their names. */
export const METROPOLE: Box = [-5.2, 41.3, 9.6, 51.15];

const PANEL = 340;
const TITLE = 268;
/** Zoomed in, the title is a sheet of paper over the map. */
const SHEET = 312;
const MARGIN = 24;
/** Below this the map cannot stand beside its title. */
const ROOM = 500;
/** Of two maps side by side, the titles stand above and the histograms below. */
const BESIDE = { top: 180, bottom: 200 };
/** The signs of the legend stand on the map of a phone, at its lower left. */
const PHONE_LEGEND = 96;

export const isPhone = (): boolean => matchMedia("(max-width: 760px)").matches;

/** The room taken by the title and legend on the left, by the panel on the right. */
export function padding(container: HTMLElement, panelOpen: boolean): PaddingOptions {
  const width = container.clientWidth;
  if (isPhone()) return { top: 14, right: 14, bottom: 34, left: PHONE_LEGEND };
  const beside = container.parentElement?.classList.contains("twinned") ?? false;
  if (beside) return { ...BESIDE, right: MARGIN, left: MARGIN };
  const right = panelOpen ? PANEL : 0;
  const left = width - right > ROOM ? TITLE : MARGIN;
  return { top: MARGIN, right: right + MARGIN, bottom: MARGIN, left };
}

/** How a box is fitted into the room left free. */
export const fitting = (container: HTMLElement, panelOpen: boolean) => ({
  padding: padding(container, panelOpen),
  maxZoom: 9.5,
});

/** `clear`: beside the sheet of the title, where there is room for both. */
export function fit(map: MapLibre, box: Box, panelOpen: boolean, animate: boolean, clear = false): void {
  const [west, south, east, north] = box;
  const { padding, maxZoom } = fitting(map.getContainer(), panelOpen);
  if (clear && padding.left === TITLE) padding.left = SHEET + MARGIN;
  map.fitBounds([west, south, east, north], {
    padding,
    maxZoom,
    animate: animate && !matchMedia("(prefers-reduced-motion: reduce)").matches,
    duration: 300,
  });
}

/** Whether a box lies in the room left free and is at least so large, so that the map need not move. */
export function inSight(map: MapLibre, box: Box, panelOpen: boolean, least = isPhone() ? 12 : 24): boolean {
  const room = padding(map.getContainer(), panelOpen);
  const { clientWidth, clientHeight } = map.getContainer();
  const a = map.project([box[0], box[3]]);
  const b = map.project([box[2], box[1]]);
  const large = b.x - a.x > least || b.y - a.y > least;
  return (
    large && a.x >= 8 && a.y >= 8 && b.x <= clientWidth - (room.right ?? 0) + MARGIN - 8 && b.y <= clientHeight - 8
  );
}

/** Whether a box reaches under the sheet of the title. */
export const underSheet = (map: MapLibre, [west, , , north]: Box): boolean =>
  !isPhone() && map.project([west, north]).x < SHEET;
