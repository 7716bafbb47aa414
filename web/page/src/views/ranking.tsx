// Every territory from the lowest to the highest with its interval: a long line is a figure one should not rank by.
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { linear, ticks } from "../chart/scale";
import { INK, TONES, tonesOf } from "../colour";
import { isPhone } from "../map/camera";
import { choose } from "../map/choose";
import { bound, decimal, figure, interval } from "../number";
import { brushed, hovered, palette, selectedRow, series, tab, territories } from "../state";
import { useSize } from "../size";
import { typeset } from "../typeset";

const ROW = 26;
const BEYOND = 10;
const LINE = 420;

export function Ranking() {
  const shown = series.data.value;
  const index = territories.data.value;
  const scroller = useRef<HTMLDivElement>(null);
  const [top, setTop] = useState(0);
  const { h: height } = useSize(scroller, { w: 800, h: 400 });
  const picked = brushed.value;
  const order = useMemo(
    () =>
      shown?.order
        .filter((i) => shown.value[i] !== null && (!picked || picked.has(shown.rows[i] as number)))
        .reverse() ?? [],
    [shown, picked],
  );
  const chosen = selectedRow.value;
  const chosenAt = shown ? order.findIndex((i) => shown.rows[i] === chosen) : -1;
  useEffect(() => {
    const box = scroller.current;
    if (box && chosenAt >= 0 && (chosenAt * ROW < box.scrollTop || chosenAt * ROW > box.scrollTop + box.clientHeight))
      box.scrollTop = Math.max(0, (chosenAt - 3) * ROW);
  }, [chosenAt]);
  if (!shown || index?.level !== shown.level) return <p class="empty">Chargement du classement…</p>;
  if (order.length === 0)
    return <p class="empty">{typeset("Aucun territoire n’a de chiffre à ranger : n.d. partout.")}</p>;
  const names = new Map(index.rows.map((row, i) => [row, index.name[i] ?? ""]));
  const [from, to] = extent(shown.value, shown.low, shown.high);
  const x = linear(from, to, 0, LINE);
  const reference = shown.reference.value;
  const tones = tonesOf(shown, palette.value);
  // The reference has its own label: graduations under it are left out.
  const graduations = ticks(from, to, 5).filter(
    (tick) => reference === null || Math.abs(tick - reference) > (to - from) * (isPhone() ? 0.5 : 0.16),
  );
  const first = Math.max(0, Math.floor(top / ROW) - BEYOND);
  const last = Math.min(order.length, Math.ceil((top + height) / ROW) + BEYOND);
  return (
    <div class="ranking" data-test="ranking">
      <div class="ranking-axis" aria-hidden="true">
        <span class="caption">{typeset(shown.title)}</span>
        <svg viewBox={`0 0 ${LINE} 22`} preserveAspectRatio="none">
          {ticks(from, to, 5).map((tick) => (
            <line key={tick} x1={x(tick)} x2={x(tick)} y1="16" y2="22" stroke="#8A90A6" />
          ))}
        </svg>
        <div class="ranking-ticks">
          {reference !== null && (
            <span class="reference" style={{ left: `${(100 * (reference - from)) / (to - from)}%` }}>
              {typeset(`${shown.reference.name} ${decimal(reference, shown.decimals)}`)}
            </span>
          )}
          {graduations.map((tick) => (
            <span key={tick} style={{ left: `${(100 * (tick - from)) / (to - from)}%` }}>
              {bound(tick, 2)}
            </span>
          ))}
        </div>
      </div>
      <div
        class="ranking-rows"
        ref={scroller}
        tabIndex={0}
        role="region"
        aria-label={typeset("Classement avec intervalles, du plus fort au plus faible")}
        onScroll={(event) => setTop(event.currentTarget.scrollTop)}
      >
        <ol style={{ height: `${order.length * ROW}px` }}>
          {order.slice(first, last).map((i, k) => {
            const row = shown.rows[i] as number;
            const value = shown.value[i] as number;
            const [low, high] = [shown.low[i] ?? null, shown.high[i] ?? null];
            const range = interval(low, high, shown.decimals);
            return (
              <li
                key={row}
                value={first + k + 1}
                class={row === chosen ? "chosen" : row === hovered.value ? "pointed" : undefined}
                style={{ top: `${(first + k) * ROW}px` }}
                onPointerEnter={() => (hovered.value = row)}
                onPointerLeave={() => (hovered.value = null)}
              >
                <button
                  type="button"
                  onClick={() => {
                    void choose(row);
                    if (tab.value === "tableau") tab.value = "carte";
                  }}
                >
                  <span class="place">{decimal(shown.rank[i] ?? first + k + 1)}</span>
                  <span class="who">{typeset(names.get(row) ?? "")}</span>
                  <span class="line">
                    <svg viewBox={`0 0 ${LINE} ${ROW}`} preserveAspectRatio="none" aria-hidden="true">
                      {reference !== null && (
                        <line
                          x1={x(reference)}
                          x2={x(reference)}
                          y1="0"
                          y2={ROW}
                          stroke={INK}
                          vector-effect="non-scaling-stroke"
                        />
                      )}
                      {low !== null && high !== null && (
                        <rect
                          x={x(low)}
                          width={Math.max(1, x(high) - x(low))}
                          y={ROW / 2 - 3}
                          height="6"
                          fill="#E4DCCB"
                        />
                      )}
                    </svg>
                    <i
                      class="mark"
                      style={{
                        left: `${(100 * (value - from)) / (to - from)}%`,
                        background: TONES[tones[shown.class[i] ?? 0] ?? 0],
                      }}
                    />
                  </span>
                  <span class="value">{figure(value, null, shown.decimals)}</span>
                  <span class="caption range">
                    {range}
                    {shown.reliable[i] === false && " peu fiable"}
                  </span>
                </button>
              </li>
            );
          })}
        </ol>
      </div>
    </div>
  );
}

/** Least and most of the values and their intervals. An interval far beyond all values is left to run off the drawing. */
function extent(values: (number | null)[], low: (number | null)[], high: (number | null)[]): [number, number] {
  const known = values.filter((value): value is number => value !== null);
  const [least, most] = known.reduce(([a, b], v) => [Math.min(a, v), Math.max(b, v)], [Infinity, -Infinity]);
  const ends = [...low, ...high].filter((value): value is number => value !== null);
  const [lowest, highest] = ends.reduce(([a, b], v) => [Math.min(a, v), Math.max(b, v)], [least, most]);
  const room = most - least || 1;
  return [Math.max(lowest, Math.min(0, least), least - room), Math.min(highest, most + 0.5 * room)];
}
