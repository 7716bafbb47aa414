// A person's own figures crossed with the indicator on the map, in the shape of two indicators crossed by the server. Their figures
// never leave this browser: this one relation is computed here, by the formulas of the core (Pearson with Fisher's interval, Spearman).
import type { Axis, Relation } from "../api/analysis";
import type { Series } from "../api/document";
import { decimal } from "../number";
import { classOf, quantiles } from "./match";

const THIRDS = 3;
/** Two-sided, 95 %. */
const Z = 1.959963984540054;
const FEWEST_PAIRS = 4;

type Shown = Pick<
  Series,
  | "level"
  | "region"
  | "rows"
  | "value"
  | "indicator"
  | "label"
  | "short"
  | "unit"
  | "decimals"
  | "reference"
  | "synthetic"
>;

/** The relation of a series with own values by row. */
export function crossedWith(series: Shown, head: string, own: ReadonlyMap<number, number>): Relation {
  const [xs, ys] = [series.value, series.rows.map((row) => own.get(row) ?? null)];
  const [x, y] = [
    axis(series, xs),
    axis({ indicator: "", label: head, short: head, unit: "", decimals: 2, reference: { value: null } }, ys),
  ];
  const third = (of: Axis, i: number) => {
    const value = of.value[i];
    return typeof value === "number" ? classOf(value, of.breaks) : null;
  };
  const cell = series.rows.map((_, i) => {
    const [along, up] = [third(x, i), third(y, i)];
    return along === null || up === null ? null : 3 * up + along;
  });
  const counts = Array.from({ length: THIRDS * THIRDS }, (_, k) => cell.filter((each) => each === k).length);
  const pairs = xs.flatMap((a, i) => {
    const b = ys[i];
    return typeof a === "number" && typeof b === "number" ? [[a, b] as const] : [];
  });
  const found = association(pairs);
  return {
    level: series.level,
    region: series.region,
    reference: "",
    row: series.rows,
    x,
    y,
    cell,
    counts,
    pairs: pairs.length,
    linear: found?.linear ?? null,
    low: found?.low ?? null,
    high: found?.high ?? null,
    rank: found?.rank ?? null,
    sentence: sentence(series.label, head, pairs.length, found),
    source_line: "Vos données, non vérifiées",
    synthetic: series.synthetic,
  };
}

type Named = Pick<Series, "indicator" | "label" | "short" | "unit" | "decimals"> & {
  reference: { value: number | null };
};

function axis({ indicator, label, short, unit, decimals, reference }: Named, value: (number | null)[]): Axis {
  const known = value.filter((each): each is number => each !== null);
  return {
    indicator,
    label,
    short,
    unit,
    decimals,
    reference: reference.value,
    breaks: quantiles(known, THIRDS),
    value,
  };
}

interface Association {
  linear: number;
  low: number;
  high: number;
  rank: number;
}

/** Pearson's coefficient with its interval and Spearman's; `null` where too few are known or one does not vary. */
export function association(pairs: readonly (readonly [number, number])[]): Association | null {
  if (pairs.length < FEWEST_PAIRS) return null;
  const [xs, ys] = [pairs.map(([x]) => x), pairs.map(([, y]) => y)];
  const linear = pearson(xs, ys);
  const rank = pearson(ranks(xs), ranks(ys));
  if (linear === null || rank === null) return null;
  const half = Z / Math.sqrt(pairs.length - 3);
  const end = (by: number) => (Math.abs(linear) === 1 ? linear : Math.tanh(Math.atanh(linear) + by));
  return { linear, low: end(-half), high: end(half), rank };
}

function pearson(xs: readonly number[], ys: readonly number[]): number | null {
  const [a, b] = [centred(xs), centred(ys)];
  const product = (p: readonly number[], q: readonly number[]) =>
    p.reduce((sum, each, i) => sum + each * (q[i] ?? 0), 0);
  const scale = Math.sqrt(product(a, a) * product(b, b));
  return scale > 0 ? Math.max(-1, Math.min(1, product(a, b) / scale)) : null;
}

function centred(xs: readonly number[]): number[] {
  const mean = xs.reduce((sum, x) => sum + x, 0) / xs.length;
  return xs.map((x) => x - mean);
}

/** Ranks from 1; equal values share the mean of theirs. */
function ranks(xs: readonly number[]): number[] {
  const value = (i: number) => xs[i] ?? 0;
  const order = xs.map((_, i) => i).sort((a, b) => value(a) - value(b));
  const found = new Array<number>(xs.length);
  for (let first = 0; first < order.length;) {
    let last = first;
    while (last + 1 < order.length && value(order[last + 1] ?? 0) === value(order[first] ?? 0)) last++;
    for (let k = first; k <= last; k++) found[order[k] ?? 0] = (first + last) / 2 + 1;
    first = last + 1;
  }
  return found;
}

function sentence(label: string, head: string, pairs: number, found: Association | null): string {
  if (!found) {
    return "Trop peu de territoires ont les deux chiffres, ou l’un des deux ne varie pas : rien n’est dit de leur lien.";
  }
  const verdict =
    found.low > 0 && found.rank > 0
      ? "vont plutôt de pair"
      : found.high < 0 && found.rank < 0
        ? "vont plutôt en sens inverse"
        : "n’ont pas de lien net";
  const [linear, low, high, rank] = [found.linear, found.low, found.high, found.rank].map((each) => decimal(each, 2));
  return `Dans ${decimal(pairs)} territoires, « ${label} » et « ${head} » (vos données) ${verdict} : corrélation linéaire ${linear}, intervalle à 95 % de ${low} à ${high} ; des rangs ${rank}.`;
}
