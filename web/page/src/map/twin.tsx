// The second map, beside the first: the second indicator over the same ground, in its own classes. Both are moved by either; pointing or
// clicking on one points and clicks on both.
import { computed, effect } from "@preact/signals";
import type { Map as MapLibre } from "maplibre-gl";
import { useEffect, useRef } from "preact/hooks";
import { Histogram } from "../legend/histogram";
import { brushed, hovered, levels, palette, second, twin, view } from "../state";
import { typeset } from "../typeset";
import { showBoundaries } from "./boundaries";
import { choose } from "./choose";
import { appearances, Painter } from "./paint";
import { addPatterns, groundMap } from "./ground";
import { followMarks, rowUnder } from "./marks";
import { FILL_OPACITY, NOTHING } from "./style";

export function Twin({ of }: { of: MapLibre }) {
  const host = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!host.current) return;
    const map = groundMap(host.current, { center: of.getCenter(), zoom: of.getZoom() });
    const untie = tie(of, map);
    const painter = new Painter(map);
    const effects: (() => void)[] = [];
    map.once("style.load", () => {
      addPatterns(map);
      map.setFilter("perimeter", of.getFilter("perimeter") || NOTHING);
      effects.push(...follow(map, painter));
    });
    map.on("mousemove", (event) => (hovered.value = rowUnder(map, level.peek(), event.point)));
    map.on("mouseout", () => (hovered.value = null));
    map.on("click", (event) => void choose(rowUnder(map, level.peek(), event.point)));
    return () => {
      effects.forEach((stop) => stop());
      untie();
      map.remove();
    };
  }, [of]);
  const shown = twin.data.value;
  return (
    <section class="twin" aria-label={typeset(`Seconde carte : ${shown?.label ?? ""}`)} data-test="twin">
      <div class="map" ref={host} aria-hidden="true" />
      <div class="twin-title">
        <h2 data-test="twin-title">{shown && typeset(shown.title)}</h2>
        <p class="subtitle">{shown && typeset(shown.subtitle)}</p>
      </div>
      <div class="legend">
        {shown && <Histogram series={shown} still />}
        {shown?.synthetic && <p class="synthetic">Données synthétiques</p>}
      </div>
    </section>
  );
}

const level = computed(() => twin.data.value?.level ?? "epci");

/** What each change of the state does to the second map. */
function follow(map: MapLibre, painter: Painter): (() => void)[] {
  return [
    effect(() => {
      const current = level.value;
      for (const each of levels.peek()) {
        map.setLayoutProperty(`fill-${each}`, "visibility", each === current ? "visible" : "none");
        map.setPaintProperty(`fill-${each}`, "fill-opacity", FILL_OPACITY);
        map.setLayoutProperty(`pattern-fiabilite-${each}`, "visibility", each === current ? "visible" : "none");
      }
    }),
    effect(() => showBoundaries(map, level.value)),
    effect(() => {
      const series = twin.data.value;
      if (!series || series.indicator !== second.value) return;
      const layers = (view.value?.couches ?? []).filter((layer) => layer === "fiabilite");
      const shown = {
        whiteZones: null,
        layers,
        palette: palette.value,
        reading: "classes" as const,
        clusters: null,
        relation: null,
        own: null,
      };
      painter.show(series.level, appearances({ series, ...shown, brushed: brushed.value }));
      map.triggerRepaint();
    }),
    ...followMarks(map, level),
  ];
}

/** Moves of either map move the other: the same place in the middle, the same zoom. */
function tie(one: MapLibre, other: MapLibre): () => void {
  let moving = false;
  const carry = (from: MapLibre, to: MapLibre) => () => {
    if (moving) return;
    moving = true;
    to.jumpTo({ center: from.getCenter(), zoom: from.getZoom() });
    moving = false;
  };
  const [there, back] = [carry(one, other), carry(other, one)];
  one.on("move", there);
  other.on("move", back);
  return () => {
    one.off("move", there);
    other.off("move", back);
  };
}
