// What was asked in SQL and what came of it: the query of the link, run again whenever the link brings another.
import { effect, signal, untracked } from "@preact/signals";
import { Problem } from "../api/problem";
import { lay } from "../own/own";
import type { Rendering } from "../link";
import { go, snapshot, tab, view } from "../state";
import { isPhone } from "../map/camera";
import { run, stop, Stopped } from "./engine";
import { EXAMPLES, type Example } from "./examples";
import { faultOf, type Fault } from "./fault";
import { axesOf, gridOf, type Axes, type Result } from "./result";
import { openTables, tablesOf, type OpenTables } from "./tables";

/** What the editor holds, run or not. */
export const draft = signal(view.value?.requete ?? EXAMPLES[0]?.query ?? "");
export const catalogue = signal<OpenTables | null>(null);
export const result = signal<Result | null>(null);
export const fault = signal<Fault | null>(null);
/** What is awaited while a query runs; empty otherwise. */
export const awaited = signal("");
/** A word on what was just done. */
export const said = signal("");

/** The query whose answer is on screen. */
let answered: string | null = null;
let turn = 0;

/** Lists the tables, once. */
export async function list(): Promise<void> {
  try {
    catalogue.value = await openTables();
  } catch (failure) {
    fault.value = unreachable(failure);
  }
}

/** Writes the query in the link, and runs it. */
export function ask(example?: Example): void {
  if (example) draft.value = example.query;
  const same = view.value?.requete === draft.value;
  go({ requete: draft.value, ...(example ? { rendu: example.as, axes: null } : {}) });
  if (same) void answer(draft.value);
}

export const halt = stop;

async function answer(query: string): Promise<void> {
  const mine = ++turn;
  answered = query;
  fault.value = null;
  said.value = "";
  awaited.value = "Ouverture…";
  try {
    if (!catalogue.value) catalogue.value = await openTables();
    const found = await run(query, tablesOf(query, catalogue.value.tables), (what) => {
      if (mine === turn) awaited.value = what;
    });
    if (mine !== turn) return;
    result.value = found;
    if (view.value?.rendu === "carte") map(view.value.axes);
  } catch (failure) {
    if (mine !== turn) return;
    result.value = null;
    if (failure instanceof Stopped) said.value = "Requête interrompue.";
    else fault.value = failure instanceof Problem ? unreachable(failure) : faultOf((failure as Error).message);
  } finally {
    if (mine === turn) awaited.value = "";
  }
}

const unreachable = (failure: unknown): Fault => {
  const problem =
    failure instanceof Problem ? failure : new Problem("Les tables n’ont pas pu être lues", String(failure), 0);
  return { intro: `${problem.title}.`, said: problem.detail, engine: false, line: null };
};

/** Lays the answer on the map, as a person's own table would be. */
export function map(axes: Axes | null = null): void {
  const found = result.value;
  if (!found) return;
  const { heads, rows } = gridOf(found);
  const notice = `Réponse à une requête SQL${snapshot.value?.synthetic ? ", données synthétiques" : ""}`;
  const trouble = lay({ name: "Réponse SQL", heads, rows, read: ["réponse à une requête SQL"], notice }, axes?.y);
  void trouble.then((sentence) => {
    said.value = sentence ?? "La réponse est sur la carte.";
    if (sentence) go({ rendu: "tableau" }, "replace");
    else if (isPhone()) tab.value = "carte";
  });
}

export function show(rendu: Rendering): void {
  go({ rendu, axes: null });
  if (rendu === "carte") map();
}

/** The two columns drawn. */
export function drawn(chart: "barres" | "nuage"): Axes | null {
  return result.value && axesOf(result.value.columns, chart, view.value?.axes ?? null);
}

effect(() => {
  const query = view.value?.volet === "sql" ? view.value.requete : null;
  if (query === null || query === undefined || query === answered) return;
  untracked(() => {
    draft.value = query;
    void answer(query);
  });
});
