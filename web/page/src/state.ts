// The state of the page: the view (a link), the resources that follow it, what the pointer is over. Everything on screen is a
// function of these signals; whoever changes the view calls `go`, which writes the link.
import { computed, signal } from "@preact/signals";
import type { Clusters, Inequality, Relation } from "./api/analysis";
import type {
  Indicator,
  Level,
  Method,
  Scheme,
  Series,
  Sites,
  Territories,
  Territory,
  WhiteZones,
  Zone,
  PlaceLabel,
} from "./api/document";
import type { Snapshot } from "./api/snapshot";
import * as address from "./api/address";
import type { Parts } from "./api/filter";
import type { Timeline } from "./api/timeline";
import { answer, resource } from "./api/resource";
import { sayBusy } from "./busy";
import { FRAMED, isFramed } from "./frame";
import {
  AMONG_FAMILLES,
  CUT,
  LEVELS,
  NO_TESTS,
  readLink,
  STUDY,
  usualReading,
  writeLink,
  type View,
  type Vocabulary,
} from "./link";

/** What the server describes once: fetched before anything is shown. */
export const snapshot = signal<Snapshot | null>(null);
export const indicators = signal<Indicator[]>([]);
export const view = signal<View | null>(null);
/** Sentences about words of the link that were not understood. */
export const linkProblems = signal<string[]>([]);
/** Row under the pointer, at the level shown. */
export const hovered = signal<number | null>(null);
/** True while the hovered row is where the keyboard's cursor stands on the map. */
export const keyboardCursor = signal(false);
/** True when the map is nearer than the whole of what it shows, so that it passes under the title. */
export const zoomedIn = signal(false);
/** True in a frame of another site: the map alone. */
export const framed = isFramed(location.search);
export const offline = signal(!navigator.onLine);

export type Tab = "carte" | "profil" | "tableau" | "reglages";
/** The tab shown on a phone. */
export const tab = signal<Tab>("carte");

let vocabulary: Vocabulary | null = null;

/** The levels a snapshot holds that a map can draw: France is one territory. */
const drawn = (of: Snapshot | null): Level[] =>
  [...LEVELS, ...STUDY].filter((level) => !STUDY.includes(level) || of?.levels.some((each) => each.slug === level));
/** The levels that can be chosen: those of administration, and the zonings of study that are loaded. */
export const levels = computed(() => drawn(snapshot.value));

/** Whether something stands over the right of the map: the panel of a territory, or that of one being composed. */
export const panelOpen = computed(
  () => view.value !== null && (view.value.territoire !== null || view.value.compose !== null),
);

/** What the colours say, and in which palette. */
export const reading = computed(() => view.value?.lecture ?? "classes");
/** The level shown. */
export const level = computed(() => view.value?.niveau ?? null);
export const palette = computed(() => view.value?.palette ?? "lanterne");

/** The scope of the current view: what every series question carries. */
export const scope = computed<address.Scope | null>(() => {
  const v = view.value;
  return (
    v && {
      level: v.niveau,
      perimetre: v.perimetre,
      famille: v.famille,
      secteur: v.secteur,
      region: v.region,
      annee: v.annee,
    }
  );
});

/** Whether only some familles or some sectors are counted. */
export const filtered = computed(() => (view.value?.famille.length ?? 0) + (view.value?.secteur.length ?? 0) > 0);

/** Whether an earlier year than the one of reference is shown. */
export const past = computed(() => view.value?.annee != null);

export const indicator = computed(() => indicators.value.find((i) => i.slug === view.value?.indicateur) ?? null);

export function tests(v: View): address.Tests {
  const { c, p, t, m, alpha, fenetre, dispositif } = v.tests;
  return {
    c: c ?? undefined,
    p: p ?? undefined,
    t: t ?? undefined,
    m: m ?? undefined,
    alpha: alpha ?? undefined,
    years: fenetre ?? undefined,
    scheme: dispositif,
  } as address.Tests;
}

export const series = resource<Series>(() => {
  const v = view.value;
  return v && scope.value ? address.seriesAddress(v.indicateur, scope.value, v.decoupage) : null;
});

export const territories = resource<Territories>(() => {
  const v = view.value;
  return v && address.territoriesAddress(v.niveau, v.region);
});

export const whiteZones = resource<WhiteZones>(() => {
  const v = view.value;
  // Judged on all of the ESS, in the year of reference: beside figures of a part of it, or of another year, they would be taken for
  // theirs.
  return v && scope.value && !filtered.value && !past.value ? address.whiteZonesAddress(scope.value, tests(v)) : null;
});

export const territory = resource<Territory>(() => {
  const v = view.value;
  if (!v?.territoire || !scope.value) return null;
  return address.territoryAddress(v.territoire.level, v.territoire.code, v.indicateur, scope.value, tests(v));
});

/** Indicators that can be crossed with the first: any other, but those that compare familles once some are chosen. */
export const seconds = computed(() =>
  indicators.value.filter(
    (each) => each.slug !== view.value?.indicateur && !(each.of_familles && view.value?.famille.length),
  ),
);

/** The second indicator: the one chosen, or the first other one. */
export const second = computed(() => {
  const v = view.value;
  const offered = seconds.value;
  return (offered.find((each) => each.slug === v?.avec) ?? offered[0])?.slug ?? null;
});

/** The series of the second map. */
export const twin = resource<Series>(() => {
  const v = view.value;
  return v?.lecture === "deux_cartes" && scope.value && second.value
    ? address.seriesAddress(second.value, scope.value, { ...v.decoupage, seuils: null })
    : null;
});

/** What the neighbourhood tests say, asked for while the map reads it. */
export const clusters = resource<Clusters>(() => {
  const v = view.value;
  const read = v?.lecture === "foyers" || v?.lecture === "points_chauds";
  return v && read && scope.value ? address.clustersAddress(v.indicateur, scope.value) : null;
});

/** Two indicators crossed, asked for while the map or the scatter shows them. */
export const relation = resource<Relation>(() => {
  const v = view.value;
  const shown = v?.lecture === "croisement" || v?.volet === "nuage";
  return v && shown && scope.value && second.value
    ? address.relationAddress(v.indicateur, second.value, scope.value)
    : null;
});

export const inequality = resource<Inequality>(() => {
  const v = view.value;
  return v?.volet === "inegalites" && scope.value ? address.inequalityAddress(v.indicateur, scope.value) : null;
});

/** The territories of the time line: the one chosen, then those compared; as the API names them. */
const followed = computed(() => {
  const v = view.value;
  const named = [v?.territoire, ...(v?.comparer ?? [])].flatMap((each) => (each ? [`${each.level}-${each.code}`] : []));
  return [...new Set(named)];
});
export const timeline = resource<Timeline>(() => {
  const v = view.value;
  return v?.volet === "evolution" && scope.value
    ? address.timelineAddress(v.indicateur, scope.value, followed.value)
    : null;
});
/** The table of the same, to take away. */
export const timelineFile = computed(() => {
  const v = view.value;
  return v && scope.value ? address.timelineAddress(v.indicateur, scope.value, followed.value, "csv") : "";
});
/** The reference over the years, which the slider of the years shows; it is the same at every level. */
export const course = resource<Timeline>(() => {
  const v = view.value;
  const several = (snapshot.value?.years.length ?? 0) > 1;
  return v && several && scope.value && series.data.value
    ? address.timelineAddress(v.indicateur, { ...scope.value, level: "region" }, [])
    : null;
});

/** Codes picked out on a chart: the same list until others are. */
const picked = computed(() => view.value?.pris ?? []);
/** Rows picked out, which the map keeps bright and the table lists; `null`: all. */
export const brushed = computed<ReadonlySet<number> | null>(() => {
  const index = territories.data.value;
  if (picked.value.length === 0 || !index || index.level !== level.value) return null;
  const wanted = new Set(picked.value);
  return new Set(index.rows.filter((_, i) => wanted.has(index.code[i] ?? "")));
});
/** Picks rows out; none: all are shown. */
export function pickOut(rows: readonly number[]): void {
  const index = territories.data.value;
  if (!index) return;
  const wanted = new Set(rows);
  go({ pris: index.code.filter((_, i) => wanted.has(index.rows[i] ?? -1)) }, "replace");
}
/** Whether just these rows are picked out. */
export const isPicked = (rows: readonly number[]): boolean =>
  rows.length > 0 && brushed.value?.size === rows.length && rows.every((row) => brushed.value?.has(row));
/** Picks these rows out, or all again where they are the ones picked out. */
export const pick = (rows: readonly number[]): void => pickOut(isPicked(rows) ? [] : rows);

/** The link of what is shown. */
export const link = computed(() => (view.value && vocabulary ? writeLink(view.value, vocabulary) : ""));

/** What is picked out was picked out of this. */
const subject = (v: View): string => [v.indicateur, v.niveau, v.perimetre, v.famille, v.secteur, v.region].join("/");

/** Shows an indicator; breaks set by hand belonged to the one before. */
export function chooseIndicator(indicateur: string): void {
  const shown = view.value;
  if (!shown || !vocabulary) return;
  const change: Partial<View> = { indicateur, decoupage: { ...shown.decoupage, seuils: null } };
  // A reading that nobody chose follows the indicator.
  if (shown.lecture === usualReading(shown.indicateur, vocabulary))
    change.lecture = usualReading(indicateur, vocabulary);
  if (shown.famille.length > 0 && vocabulary.entreFamilles.includes(indicateur)) {
    change.famille = [];
    linkProblems.value = [AMONG_FAMILLES];
  }
  go(change);
}

/** Counts these familles and these sectors only; none of a list: all of it. */
export function keep(change: Partial<Pick<View, "famille" | "secteur">>): void {
  const cut = view.value?.decoupage ?? CUT;
  // All the familles are no choice: the figures would be the same.
  if (change.famille && change.famille.length === snapshot.value?.familles.length) change = { ...change, famille: [] };
  go({ ...change, decoupage: { ...cut, seuils: null } });
}

/** What can be kept, with how many establishments each; asked for once the choice is open. */
export const choosingParts = signal(false);
export const parts = resource<Parts>(() =>
  scope.value && choosingParts.value ? address.partsAddress(scope.value) : null,
);

export const zones = resource<Zone[]>(() => (view.value ? address.zonesAddress() : null));
export const schemes = resource<Scheme[]>(() => (view.value ? address.schemesAddress() : null));
export const sites = resource<Sites>(() => (view.value ? address.sitesAddress(view.value.tests.dispositif) : null));
export const places = resource<PlaceLabel[]>(() => (view.value ? address.placesAddress(view.value.region, 60) : null));

/** The catalogue of methods, asked for once; whatever explains a measure reads it. */
export const methods = resource<Method[]>(() => (view.value ? address.methodsAddress() : null));

/** Where each row stands in columns. */
export const positionsOf = (rows: readonly number[]): Map<number, number> => new Map(rows.map((row, i) => [row, i]));

/** Position in the columns of each row of the level shown. */
export const positions = computed(() => positionsOf(series.data.value?.rows ?? []));

/** Row of the selected territory when it is of the level shown. */
export const selectedRow = computed(() => {
  const chosen = view.value?.territoire;
  const index = territories.data.value;
  if (!chosen || !index || index.level !== chosen.level) return null;
  const i = index.code.indexOf(chosen.code);
  return i < 0 ? null : (index.rows[i] ?? null);
});

sayBusy(() =>
  [series, territories, whiteZones, territory, clusters, relation, twin, inequality, timeline, parts].some(
    (each) => each.loading.value,
  ),
);

/** Fetches what never changes and reads the link. Throws a Problem. */
export async function open(search: string): Promise<void> {
  const [s, i] = await Promise.all([
    answer<Snapshot>(address.snapshotAddress()),
    answer<Indicator[]>(address.indicatorsAddress()),
  ]);
  vocabulary = {
    indicateurs: i.map((each) => each.slug),
    regions: s.regions.map((region) => region.code),
    perimetres: s.perimetres.map((perimetre) => perimetre.slug),
    familles: s.familles.map((famille) => famille.slug),
    secteurs: s.sections.map((section) => section.slug),
    annees: s.years,
    perimetresPasses: s.past_perimetres,
    nombres: i.filter((each) => each.denominator === "aucun").map((each) => each.slug),
    entreFamilles: i.filter((each) => each.of_familles).map((each) => each.slug),
    niveaux: drawn(s),
    initial: {
      indicateur: s.default.indicator,
      niveau: s.default.level,
      region: s.default.region,
      perimetre: s.default.perimetre,
      annee: null,
      famille: [],
      secteur: [],
      territoire: null,
      comparer: [],
      compose: null,
      pris: [],
      lecture: "classes",
      avec: null,
      decoupage: CUT,
      palette: "lanterne",
      couches: ["offre", "fiabilite", "surveillance", "operateurs"],
      carte: null,
      tests: { ...NO_TESTS },
      volet: null,
      requete: null,
      rendu: "tableau",
      axes: null,
    },
  };
  snapshot.value = s;
  indicators.value = i;
  follow(search);
  const pane = view.value?.volet;
  if (pane && pane !== "sources") tab.value = "tableau";
}

/** Shows the view of a link, as the browser's Back does. */
export function follow(search: string): void {
  if (!vocabulary) return;
  const read = readLink(search, vocabulary);
  linkProblems.value = read.problems;
  view.value = read.view;
}

/** Changes the view and writes its link; `replace` leaves no step for Back (moves of the map, sliders). */
export function go(change: Partial<View>, how: "push" | "replace" = "push"): void {
  if (!view.value || !vocabulary) return;
  const before = view.value;
  const next = { ...before, ...change };
  if (!change.pris && subject(next) !== subject(before)) next.pris = [];
  const link = writeLink(next, vocabulary);
  const same = link === writeLink(before, vocabulary);
  // More territories may be picked out than a link holds.
  if (same && next.pris.join() === before.pris.join()) return;
  view.value = next;
  if (same) return;
  const target = `${location.pathname}${framed ? framing(link) : link}`;
  if (how === "push") history.pushState(null, "", target);
  else history.replaceState(null, "", target);
}

const framing = (link: string) => `${link || "?"}${link ? "&" : ""}${FRAMED}=oui`;

/** Cuts the classes at breaks chosen by hand. */
export function cutAt(breaks: readonly number[], how: "push" | "replace" = "replace"): void {
  const cut = view.value?.decoupage ?? CUT;
  go({ decoupage: { ...cut, seuils: [...new Set(breaks)].toSorted((a, b) => a - b) } }, how);
}

/** Asks for a series ahead of need, so that choosing it is immediate. */
export function prefetch(indicateur: string): void {
  const cut = view.value?.decoupage;
  const meaningless =
    indicators.value.find((each) => each.slug === indicateur)?.of_familles && view.value?.famille.length;
  if (scope.value && cut && !meaningless)
    void answer(address.seriesAddress(indicateur, scope.value, cut)).catch(() => undefined);
}

/** The same for another year of what is shown, and for the panel. */
export function prefetchYear(annee: number | null): void {
  const v = view.value;
  if (!v || !scope.value) return;
  const then = { ...scope.value, annee };
  const asked = [address.seriesAddress(v.indicateur, then, v.decoupage)];
  if (v.territoire)
    asked.push(address.territoryAddress(v.territoire.level, v.territoire.code, v.indicateur, then, tests(v)));
  for (const each of asked) void answer(each).catch(() => undefined);
}
