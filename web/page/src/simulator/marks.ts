// The sites on the map, each by its kind, what is added and what is closed apart. A hand takes one and moves it: it goes to the nearest
// commune, and the figures follow. By keyboard the same is done in the list beside (panel.tsx): the marks are for the eye and the pointer.
import { effect } from "@preact/signals";
import { Marker, type Map as MapLibre } from "maplibre-gl";
import { nearestTo } from "../map/cursor";
import type { SimulatedSite } from "./document";
import { lookOf, markOf } from "./mark";
import { communes, drag, drop, held, movable, shown, take } from "./state";

interface Placed {
  marker: Marker;
  look: string;
}

/** What a mark is known by while the sites change: a site that stands by its name, one that opens by its place among them. */
const keyOf = (site: SimulatedSite, at: number): string => (site.state === "ajoute" ? `ajout-${at}` : site.site);

/** Keeps the sites of the answer on the map until it is called. */
export function followSites(map: MapLibre): () => void {
  const placed = new Map<string, Placed>();
  /** The mark in the hand stays under it. */
  let inHand: string | null = null;

  function make(site: SimulatedSite, key: string): Placed {
    const element = document.createElement("div");
    element.setAttribute("aria-hidden", "true");
    const marker = new Marker({ element, draggable: site.state !== "retire" });
    marker.setLngLat(site.point).addTo(map);
    let start = "";
    marker.on("dragstart", () => {
      const told = shown.peek();
      const own = told?.sites.find((each, i) => keyOf(each, i - standing(told.sites)) === key);
      if (!told || !own?.commune) return;
      inHand = key;
      start = own.commune;
      take(movable(own, told.sites), own.commune);
    });
    marker.on("drag", () => {
      const index = communes.data.peek();
      const { lng, lat } = marker.getLngLat();
      const at = index && nearestTo(lng, lat, index);
      if (inHand === key && index && typeof at === "number" && index.code[at]) drag(index.code[at]);
    });
    marker.on("dragend", () => {
      if (inHand !== key) return;
      inHand = null;
      drop(start);
      show();
    });
    return { marker, look: "" };
  }

  function show(): void {
    const sites = shown.peek()?.sites ?? [];
    const first = standing(sites);
    const seen = new Set<string>();
    sites.forEach((site, i) => {
      const key = keyOf(site, i - first);
      // A site in the hand is closed where it stood and opens where the hand is: the mark under the hand says both.
      if (
        inHand !== null &&
        !("ajout" in (held.peek()?.what ?? {})) &&
        site.state === "ajoute" &&
        i === sites.length - 1
      )
        return;
      seen.add(key);
      const own = placed.get(key) ?? make(site, key);
      placed.set(key, own);
      const look = lookOf(site);
      if (own.look !== look && inHand !== key) {
        own.look = look;
        const element = own.marker.getElement();
        for (const name of [...element.classList]) if (name.startsWith("site-")) element.classList.remove(name);
        element.classList.add("site-mark", `site-${site.state}`);
        element.innerHTML = markOf(site);
        element.dataset.test = `mark-${site.site}`;
        element.title = site.name;
        own.marker.setDraggable(site.state !== "retire");
      }
      if (inHand !== key) own.marker.setLngLat(site.point);
    });
    for (const [key, { marker }] of placed) {
      if (seen.has(key) || inHand === key) continue;
      marker.remove();
      placed.delete(key);
    }
  }

  const stop = effect(() => {
    void shown.value;
    show();
  });
  return () => {
    stop();
    placed.forEach(({ marker }) => marker.remove());
    placed.clear();
  };
}

/** How many sites stand before those that open. */
const standing = (sites: readonly SimulatedSite[]) => sites.filter(({ state }) => state !== "ajoute").length;
