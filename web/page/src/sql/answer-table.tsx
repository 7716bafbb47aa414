// The rows of an answer: only those in sight are in the page, their count and place are told to assistive technology.
import { useRef, useState } from "preact/hooks";
import { useSize } from "../size";
import { shown, type Result } from "./result";

const ROW = 30;
const BEYOND = 12;

export function AnswerTable({ of: { columns, rows } }: { of: Result }) {
  const scroller = useRef<HTMLDivElement>(null);
  const [top, setTop] = useState(0);
  const { h: height } = useSize(scroller, { w: 600, h: 240 });
  const first = Math.max(0, Math.floor(top / ROW) - BEYOND);
  const last = Math.min(rows.length, Math.ceil((top + height) / ROW) + BEYOND);
  return (
    <div
      class="table-scroll sql-rows"
      ref={scroller}
      onScroll={(event) => setTop(event.currentTarget.scrollTop)}
      tabIndex={0}
      role="region"
      aria-label="Réponse de la requête"
    >
      <table class="table" data-test="sql-table" aria-rowcount={rows.length + 1}>
        <thead>
          <tr aria-rowindex={1}>
            {columns.map(({ name, kind }, j) => (
              <th key={j} scope="col" class={kind === "nombre" ? "number" : undefined}>
                <span class="unsorted">{name}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {first > 0 && <tr aria-hidden="true" style={{ height: `${first * ROW}px` }} />}
          {rows.slice(first, last).map((row, k) => (
            <tr key={first + k} aria-rowindex={first + k + 2}>
              {row.map((cell, j) => {
                const kind = columns[j]?.kind ?? "texte";
                return (
                  <td key={j} class={kind === "nombre" ? "number" : undefined}>
                    {shown(cell, kind)}
                  </td>
                );
              })}
            </tr>
          ))}
          {last < rows.length && <tr aria-hidden="true" style={{ height: `${(rows.length - last) * ROW}px` }} />}
        </tbody>
      </table>
    </div>
  );
}
