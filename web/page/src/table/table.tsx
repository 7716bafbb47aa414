// The equivalent table: every territory of the map with its value, interval, reliability and verdicts. Of a long one only the rows
// in sight are in the page, so that 35 000 communes scroll; their count and place are told to assistive technology.
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { Series, Territories, WhiteZones } from "../api/document";
import { BOUNDS, INTERVAL } from "../gloss";
import { IndicatorTerm, MethodTerm } from "../method";
import { ABSENCE, ABSENCE_SPOKEN, figure, interval, type Absence } from "../number";
import { brushed, hovered, territories, selectedRow, series, tab, whiteZones } from "../state";
import { choose } from "../map/choose";
import { useSize } from "../size";
import { typeset } from "../typeset";
import { ownShown } from "../own/own";
import { orderOf, type Column, type Order } from "./sort";

const ROW = 36;
const BEYOND = 12;
/** Up to so many rows the whole table is in the page, for find-in-page, copy and print. */
const WHOLE = 400;

interface Heading {
  /** What a click on it sorts by; `null`: nothing. */
  column: Column | null;
  label: string;
  numeric: boolean;
  /** Slug of the method it names. */
  method?: string | null;
}

function headings(shown: Series): Heading[] {
  const all: Heading[] = [
    { column: "nom", label: "Territoire", numeric: false },
    { column: "code", label: "Code", numeric: false },
    { column: "valeur", label: shown.unit || shown.short, numeric: true },
    ...(ownShown.value ? [{ column: null, label: ownShown.value.head, numeric: true }] : []),
    {
      column: null,
      label: BOUNDS[shown.uncertainty] ?? "Fiabilité",
      numeric: false,
      method: INTERVAL[shown.uncertainty] ?? "fiabilite",
    },
    { column: "lisse", label: "Taux lissé", numeric: true, method: "lissage" },
    { column: "numerateur", label: "Numérateur", numeric: true },
    { column: "denominateur", label: "Dénominateur", numeric: true },
    { column: "offre", label: "Zone blanche, offre", numeric: false, method: "zone_blanche_offre" },
    { column: "foyer_froid", label: "Zone blanche, foyer froid", numeric: false, method: "zone_blanche_foyer_froid" },
    {
      column: "accompagnement",
      label: "Zone blanche, accompagnement",
      numeric: false,
      method: "zone_blanche_accompagnement",
    },
    { column: "recours", label: "Zone blanche, recours", numeric: false, method: "zone_blanche_recours" },
  ];
  return all.filter((each) => each.column !== "lisse" || shown.smoothed.some((value) => value !== null));
}

export function Table() {
  const shown = series.data.value;
  const index = territories.data.value;
  const tests = whiteZones.data.value;
  const [order, setOrder] = useState<Order>({ column: "valeur", descending: false });
  const [filter, setFilter] = useState("");
  const picked = brushed.value;
  const ready = shown && index && index.level === shown.level && index.rows.length === shown.rows.length;
  const sameTests = tests && shown && tests.level === shown.level ? tests : null;
  const positions = useMemo(() => {
    const all = ready ? orderOf(shown, index, sameTests, order, filter) : [];
    return picked && shown ? all.filter((i) => picked.has(shown.rows[i] as number)) : all;
  }, [shown, index, sameTests, order, filter, ready, picked]);
  if (!ready) return <p class="empty">Chargement du tableau…</p>;
  return (
    <>
      <div class="table-head">
        <p class="sentence">
          {typeset(shown.title)}
          <span class="caption"> {typeset(shown.subtitle)}</span>
        </p>
        <input
          type="search"
          class="filter"
          placeholder="Filtrer par nom ou code"
          aria-label="Filtrer le tableau par nom ou code"
          data-test="table-filter"
          value={filter}
          onInput={(event) => setFilter(event.currentTarget.value)}
        />
      </div>
      <Rows series={shown} index={index} tests={sameTests} positions={positions} order={order} setOrder={setOrder} />
      <p class="caption table-foot">
        {typeset(`${SIGNS}. Source : ${shown.source.title}, millésime ${shown.millesime}, géographie ${shown.cog}.`)}
        {shown.synthetic && (
          <strong class="synthetic" data-test="table-notice">
            {" "}
            Données synthétiques.
          </strong>
        )}
      </p>
    </>
  );
}

interface RowsProps {
  series: Series;
  index: Territories;
  tests: WhiteZones | null;
  positions: number[];
  order: Order;
  setOrder: (order: Order) => void;
}

function Rows({ series: shown, index, tests, positions, order, setOrder }: RowsProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const [top, setTop] = useState(0);
  const { h: height } = useSize(scroller, { w: 800, h: 400 });
  const columns = headings(shown);
  const at = useMemo(() => new Map(index.rows.map((row, i) => [row, i])), [index]);
  const testAt = useMemo(() => new Map(tests?.rows.map((row, i) => [row, i])), [tests]);

  // An opened table shows the chosen territory.
  const asked = useRef(false);
  const chosenAt = positions.findIndex((i) => shown.rows[i] === selectedRow.value);
  useEffect(() => {
    const box = scroller.current;
    if (!box || asked.current || chosenAt < 0) return;
    asked.current = true;
    box.scrollTop = Math.max(0, (chosenAt - 3) * ROW);
  }, [chosenAt]);

  const whole = positions.length <= WHOLE;
  const first = whole ? 0 : Math.max(0, Math.floor(top / ROW) - BEYOND);
  const last = whole ? positions.length : Math.min(positions.length, Math.ceil((top + height) / ROW) + BEYOND);
  const chosen = selectedRow.value;
  return (
    <div
      class="table-scroll"
      ref={scroller}
      onScroll={(event) => setTop(event.currentTarget.scrollTop)}
      tabIndex={0}
      role="region"
      aria-label="Tableau des territoires"
    >
      <table class="table" data-test="table" aria-rowcount={positions.length + 1}>
        <thead>
          <tr aria-rowindex={1}>
            {columns.map(({ column, label, numeric, method }) => {
              const sorted = order.column === column;
              return (
                <th
                  key={label}
                  scope="col"
                  class={numeric ? "number" : undefined}
                  data-column-head={column ?? "bornes"}
                  aria-sort={sorted ? (order.descending ? "descending" : "ascending") : undefined}
                >
                  {column === null ? (
                    <span class="unsorted">
                      {method ? <MethodTerm slug={method}>{typeset(label)}</MethodTerm> : typeset(label)}
                    </span>
                  ) : (
                    <button
                      type="button"
                      data-test={`sort-${column}`}
                      onClick={() => setOrder({ column, descending: sorted ? !order.descending : false })}
                    >
                      {typeset(label.charAt(0).toUpperCase() + label.slice(1))}
                      <span aria-hidden="true">{sorted ? (order.descending ? "\u00a0↓" : "\u00a0↑") : ""}</span>
                    </button>
                  )}
                  {column === "valeur" && <IndicatorTerm slug={shown.indicator} mark />}
                  {column !== null && method && <MethodTerm slug={method} mark />}
                </th>
              );
            })}
          </tr>
        </thead>
        <tbody>
          {first > 0 && <tr aria-hidden="true" style={{ height: `${first * ROW}px` }} />}
          {positions.slice(first, last).map((i, k) => {
            const row = shown.rows[i] as number;
            const place = at.get(row) ?? -1;
            const test = testAt.get(row) ?? -1;
            return (
              <tr
                key={row}
                aria-rowindex={first + k + 2}
                aria-selected={row === chosen}
                class={row === chosen ? "chosen" : undefined}
                data-code={index.code[place]}
                onPointerEnter={() => (hovered.value = row)}
                onPointerLeave={() => (hovered.value = null)}
              >
                <th scope="row">
                  <button
                    type="button"
                    onClick={() => {
                      void choose(row);
                      if (tab.value === "tableau") tab.value = "carte";
                    }}
                  >
                    {typeset(index.name[place] ?? "")}
                  </button>
                  {index.partial[place] && <span class="caption"> partiel</span>}
                </th>
                <td>{index.code[place]}</td>
                <td class="number" data-column="value">
                  {figure(shown.value[i], shown.absence[row], shown.decimals)}
                </td>
                {ownShown.value && (
                  <td class="number" data-column="own">
                    {figure(ownShown.value.values.get(row), null, 2)}
                  </td>
                )}
                <td class="range">
                  {interval(shown.low[i], shown.high[i], shown.decimals)}
                  {shown.value[i] !== null && shown.reliable[i] === false && <span class="caption"> peu fiable</span>}
                </td>
                {columns.some((each) => each.column === "lisse") && (
                  <td class="number">{figure(shown.smoothed[i], shown.absence[row], shown.decimals)}</td>
                )}
                <td class="number">{figure(shown.numerator[i], shown.absence[row], 0)}</td>
                <td class="number">{figure(shown.denominator[i], shown.absence[row], 0)}</td>
                <td>{VERDICT[tests?.kinds.offre.verdict[test] ?? "nd"]}</td>
                <td>{VERDICT[tests?.kinds.foyer_froid.verdict[test] ?? "nd"]}</td>
                <td>{VERDICT[tests?.kinds.accompagnement.verdict[test] ?? "nd"]}</td>
                <td>{VERDICT[tests?.kinds.recours.verdict[test] ?? "nd"]}</td>
              </tr>
            );
          })}
          {last < positions.length && (
            <tr aria-hidden="true" style={{ height: `${(positions.length - last) * ROW}px` }} />
          )}
        </tbody>
      </table>
      {positions.length === 0 && <p class="empty">Aucun territoire ne répond à ce filtre.</p>}
    </div>
  );
}

/** « n.d. : non disponible ; s : secret statistique… » */
const SIGNS = Object.entries(ABSENCE)
  .map(([absence, sign]) => `${sign} : ${ABSENCE_SPOKEN[absence as Absence]}`)
  .join(" ; ");

const VERDICT: Record<string, string> = { oui: "oui", non: "non", ns: "n.s.", nd: "n.d." };
