// The ink box beside a point of the map: on its left where the right edge is near, above it where the foot is. Refuses to know what it says.
import type { Map as MapLibre } from "maplibre-gl";
import type { ComponentChildren } from "preact";

interface Box {
  map: MapLibre;
  at: { x: number; y: number };
  /** Pixels it may take: beyond them it goes to the other side. */
  width: number;
  height: number;
  /** Pixels from the point: beside it, and up from it where the foot is near. */
  apart?: number;
  up: number;
  children: ComponentChildren;
}

export function TooltipBox({ map, at, width, height, apart = 14, up, children }: Box) {
  const { clientWidth, clientHeight } = map.getContainer();
  const leftward = at.x > clientWidth - width;
  const low = at.y > clientHeight - height;
  return (
    <div
      class={leftward ? "tooltip leftward" : "tooltip"}
      style={{
        transform: `translate(${at.x + (leftward ? -apart : apart)}px, ${Math.max(8, at.y - (low ? up : 18))}px)`,
      }}
      data-test="tooltip"
      aria-hidden="true"
    >
      {children}
    </div>
  );
}

/** A name, and a line each of what is said of it. */
export const Told = ({ name, lines }: { name: string; lines: readonly string[] }) => (
  <>
    <p>
      <strong class="told-place">{name}</strong>
    </p>
    {lines.map((line) => (
      <p key={line} class="more">
        {line}
      </p>
    ))}
  </>
);
