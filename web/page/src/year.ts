// The years of the map: which is shown, and their play, a second each. Pure of drawing: column/millesime.tsx shows it.
import { computed, effect, signal } from "@preact/signals";
import { go, past, prefetchYear, series, snapshot, view } from "./state";

/** How long a year stays while they are played. */
const STEP_MS = 1000;

export const years = computed(() => snapshot.value?.years ?? []);
/** Whether the perimeter is known of every year. */
export const everyYear = computed(() => snapshot.value?.past_perimetres.includes(view.value?.perimetre ?? "") ?? false);
/** The year shown. */
export const year = computed(() => view.value?.annee ?? snapshot.value?.year ?? null);
export const playing = signal(false);

/** Shows a year; the one of reference is no word of the link. */
export function chooseYear(chosen: number, how: "push" | "replace" = "push"): void {
  go({ annee: chosen === snapshot.value?.year ? null : chosen }, how);
}

/** Shows a perimeter; in the year of reference where it is known of no other. */
export function choosePerimetre(perimetre: string): void {
  const known = snapshot.value?.past_perimetres.includes(perimetre);
  go(known ? { perimetre } : { perimetre, annee: null });
}

const after = (shown: number | null) => years.value[years.value.indexOf(shown ?? NaN) + 1];
const asked = (chosen: number) => (chosen === snapshot.value?.year ? null : chosen);

/** Plays the years from the one shown, from the first where the last is shown; or stops. */
export function play(): void {
  if (playing.value) {
    playing.value = false;
    return;
  }
  const first = years.value[0];
  if (first === undefined || !everyYear.value) return;
  if (after(year.value) === undefined) chooseYear(first);
  playing.value = true;
}

// A step waits for its map: on a slow network a year is not skipped unseen.
effect(() => {
  if (!playing.value) return;
  const next = after(year.value);
  if (next === undefined || !everyYear.value) {
    playing.value = false;
    return;
  }
  prefetchYear(asked(next));
  if (series.problem.value) {
    playing.value = false;
    return;
  }
  if (series.loading.value || series.data.value?.year !== year.value) return;
  const timer = setTimeout(() => chooseYear(next, "replace"), STEP_MS);
  return () => clearTimeout(timer);
});

/** What is not known of an earlier year, said where it is chosen. */
export const reservation = computed(() => {
  const reference = snapshot.value?.year;
  if (!everyYear.value) return `Ce périmètre n’est connu que de ${reference}.`;
  return past.value
    ? `Les zones blanches se jugent sur ${reference} : elles ne sont pas montrées pour une autre année.`
    : "";
});
