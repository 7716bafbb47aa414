// Handles on the strip of the histogram: a break set by hand is dragged, or moved with the arrows; the map follows.
import { useState } from "preact/hooks";
import type { Series } from "../api/document";
import { INK, LANTERN } from "../colour";
import { bound } from "../number";
import { cutAt, view } from "../state";
import { typeset } from "../typeset";

interface Handles {
  series: Series;
  /** Position of a value on the drawing, and the value of a position. */
  x: (value: number) => number;
  value: (x: number) => number;
  y: number;
}

export function BreakHandles({ series, x, value, y }: Handles) {
  const breaks = view.value?.decoupage.seuils;
  const [held, setHeld] = useState<{ at: number; value: number } | null>(null);
  if (!breaks) return null;
  const step = 10 ** -series.decimals;
  const round = (number: number) => Number((Math.round(number / step) * step).toFixed(series.decimals));
  const set = (at: number, to: number) => cutAt(breaks.map((own, k) => (k === at ? round(to) : own)));
  return (
    <g class="handles">
      {breaks.map((own, at) => {
        const shown = held?.at === at ? held.value : own;
        return (
          <g
            key={at}
            class="handle"
            role="slider"
            tabindex={0}
            aria-label={typeset(`Seuil ${at + 1}`)}
            aria-valuenow={shown}
            aria-valuemin={series.breaks[0]}
            aria-valuemax={series.breaks.at(-1)}
            data-test={`handle-${at}`}
            onPointerDown={(event) => {
              event.currentTarget.setPointerCapture(event.pointerId);
              setHeld({ at, value: own });
            }}
            onPointerMove={(event) => {
              if (held?.at !== at) return;
              const box = event.currentTarget.ownerSVGElement?.getBoundingClientRect();
              const width = event.currentTarget.ownerSVGElement?.viewBox.baseVal.width ?? 0;
              if (box) setHeld({ at, value: round(value(((event.clientX - box.left) / box.width) * width)) });
            }}
            onPointerUp={() => {
              if (held?.at === at && held.value !== own) set(at, held.value);
              setHeld(null);
            }}
            onKeyDown={(event) => {
              const way = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 }[event.key];
              if (!way) return;
              event.preventDefault();
              set(at, own + way * step * (event.shiftKey ? 10 : 1));
            }}
          >
            <rect x={x(shown) - 9} y={y - 8} width="18" height="20" fill="transparent" />
            <path d={`M${x(shown)} ${y - 2}l5 9h-10z`} fill={held?.at === at ? LANTERN : INK} />
            {held?.at === at && (
              <text x={x(shown)} y={y - 10} text-anchor="middle" font-weight="700">
                {bound(shown, series.decimals)}
              </text>
            )}
          </g>
        );
      })}
    </g>
  );
}
